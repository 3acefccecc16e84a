/** The liquidity gate for a payment that the ledger has under another id, or otherwise than it is asked for: counted once, and in the row's place. */
import { assessLiquidity, type LiquidityCall } from './assess-liquidity';
import type { Ledger } from './ledger/ledger';
import { correctedSince } from './ledger/ledger-contradictions';
import { setAside } from './ledger/set-aside';
import type { LiquidityInput, LiquidityScreening } from '../evidence/liquidity-screening';
import type { LedgerDifference } from '../payment/ledger-difference';
import type { LedgerRow } from '../payment/ledger-row';
import type { Refusal } from '../values/errors';

/** Where the payment stands in the ledger. */
export interface PlaceInLedger {
  readonly ledgerId: string | null;
  /** People had it wait, so its row's time is not its own. */
  readonly isDelayed: boolean;
  /**
   * What differs from the row is told beside the answer, the amount only of a payment that is not the rest of another. Left out: it is
   * refused, as it is where nobody knows the payment.
   */
  readonly tells?: Telling | undefined;
}

export type Telling = 'all' | 'all_but_amount';

export interface InPlace {
  /** The ledger to ask. */
  readonly ledger: Ledger;
  /** What was set aside in it. */
  readonly row: LedgerRow | undefined;
  /** What its row says otherwise. */
  readonly differences: readonly LedgerDifference[];
}

/** Without a row, or with one that says the same: as it is asked. */
export function inPlace(ledger: Ledger, { ledgerId, isDelayed, tells }: PlaceInLedger, input: LiquidityInput): InPlace {
  const row = ledgerId === null ? undefined : ledger.findPayment(ledgerId);
  const differences = row && tells !== undefined ? differencesFrom(row, input, tells) : [];
  const isItsOwn = ledgerId === input.payment_id && !isDelayed && differences.length === 0;
  return isItsOwn || !row
    ? { ledger, row: undefined, differences }
    : { ledger: setAside(ledger, row.txn_id), row, differences };
}

/** Its time and type may be its own where it is in the place of its row. */
function differencesFrom(row: LedgerRow, input: LiquidityInput, tells: Telling): readonly LedgerDifference[] {
  const { timestamp_utc: _at, payment_type: _type, channel: _by, ...compared } = input;
  return correctedSince(compared, row).filter(({ field }) => tells === 'all' || field !== 'amount');
}

/** As `inPlace`. The row's status stands in the answer: what has left must not leave again. So does what it says otherwise. */
export function assessInPlace(
  given: Ledger,
  place: PlaceInLedger,
  input: LiquidityInput,
  call: LiquidityCall,
): { ok: true; output: LiquidityScreening } | Refusal {
  const { ledger, row, differences } = inPlace(given, place, input);
  const assessed = assessLiquidity(ledger, input, call);
  if (!row || !assessed.ok) return assessed;
  const { output } = assessed;
  const payment_assessed = {
    ...output.payment_assessed,
    ledger_status: row.status,
    ...(differences.length === 0 ? {} : { ledger_differs: differences }),
  };
  return { ok: true, output: { ...output, payment_assessed } };
}
