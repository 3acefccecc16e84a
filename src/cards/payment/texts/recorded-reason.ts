/** Why a payment was decided so, as the decision says it, in the reader's language. */
import type { Decision } from '../../../domain/policy/decision';
import type { Words } from '../../words/words';
import type { Redaction } from '../redaction';

export interface RecordedReason {
  /** Escaped. */
  readonly text: string;
  /** The record itself, escaped, where why it was decided so was not kept; null where `text` says it all. */
  readonly untold: string | null;
}

interface Telling {
  readonly words: Pick<Words, 'decision' | 'show' | 'withheld'>;
  readonly redaction: Pick<Redaction, 'share'>;
}

/** Withheld where the record names the match, whatever the words made of it. `max` letters. */
export function recordedReason(
  { outcome, reason, why }: Pick<Decision, 'outcome' | 'reason' | 'why'>,
  { words: { decision, show, withheld }, redaction }: Telling,
  max?: number,
): RecordedReason {
  const record = redaction.share(reason, max);
  if (record === withheld) return { text: withheld, untold: null };
  const told = why ? decision.because(why) : decision.ofOutcome(outcome, reason);
  const text = redaction.share(show.datesIn(told), max);
  return { text, untold: why || told === reason ? null : record };
}
