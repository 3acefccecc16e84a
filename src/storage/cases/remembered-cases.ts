/** Cases as they were last read or written: a version never changes, so what is remembered of one is what its row says. */
import type { PaymentCase } from '../../domain/case/payment-case';
import type { VersionText } from '../stored/version-texts';

/** A review asks for its case about twice a step; beyond what is under review at once, remembering more helps nobody. About 65 KB each. */
const maxRemembered = 200;

export interface RememberedCases {
  /** The newest version there was to remember; undefined where none is. */
  find(runId: string): PaymentCase | undefined;
  /** What a next version may be kept as differing from; null where nothing is remembered of it. */
  wholeOf(runId: string): VersionText | null;
  /** An older version than the one remembered is not kept: it was read before that was written. */
  keep(paymentCase: PaymentCase, whole: VersionText): void;
}

interface Remembered {
  readonly paymentCase: PaymentCase;
  readonly whole: VersionText;
}

/** Holds the newest version it was given of each case, of those last asked for. */
export function rememberCases(): RememberedCases {
  // A map keeps the order in which keys were set; the first is the one longest not asked for.
  const byRun = new Map<string, Remembered>();

  function keep(paymentCase: PaymentCase, whole: VersionText): void {
    const { runId, version } = paymentCase;
    const known = byRun.get(runId);
    byRun.delete(runId);
    byRun.set(runId, known && known.paymentCase.version > version ? known : { paymentCase, whole });
    const [oldest] = byRun.keys();
    if (byRun.size > maxRemembered && oldest !== undefined) byRun.delete(oldest);
  }

  return {
    find(runId) {
      const known = byRun.get(runId);
      if (known) keep(known.paymentCase, known.whole);
      return known?.paymentCase;
    },
    wholeOf: (runId) => byRun.get(runId)?.whole ?? null,
    keep,
  };
}
