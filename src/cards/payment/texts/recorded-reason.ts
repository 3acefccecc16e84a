/** Why a payment was decided so, as the decision says it, in the reader's language. */
import type { PaymentCase } from '../../../domain/case/payment-case';
import { findingsOf } from '../../../domain/case/run/run';
import type { Decision } from '../../../domain/policy/decision';
import type { Words } from '../../words/words';
import type { Redaction } from '../redaction';

export interface RecordedReason {
  /** Escaped. */
  readonly text: string;
  /** The record itself, escaped, where the language has no words for it; null where `text` says it all. */
  readonly untold: string | null;
}

interface Telling {
  readonly words: Pick<Words, 'decision' | 'show' | 'withheld'>;
  readonly redaction: Pick<Redaction, 'share'>;
}

/** Withheld where the record names the match, whatever the words made of it. `max` letters. */
export function recordedReason(
  { outcome, reason }: Pick<Decision, 'outcome' | 'reason'>,
  { run }: Pick<PaymentCase, 'run'>,
  { words: { decision, show, withheld }, redaction }: Telling,
  max?: number,
): RecordedReason {
  const record = redaction.share(reason, max);
  if (record === withheld) return { text: withheld, untold: null };
  const labels = findingsOf(run).map(({ label }) => label);
  const told = decision.recorded(reason, labels);
  return told === null
    ? { text: redaction.share(decision.ofOutcome(outcome, reason), max), untold: record }
    : { text: redaction.share(show.datesIn(told), max), untold: null };
}
