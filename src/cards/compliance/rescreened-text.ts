/** Words for a payment that was screened again when lists changed: everybody may read against which list and when, never what was found. */
import type { PaymentCase, ReturnToReview } from '../../domain/case/payment-case';
import { shown } from '../words/escape-markdown';
import type { Words } from '../words/words';

/** `the payment was screened again with OFAC SDN of 23 Jan 2026`. */
export function rescreenedText(
  { screenedAgainst }: Pick<ReturnToReview, 'screenedAgainst'>,
  { compliance, show }: Words,
): string {
  return compliance.rescreened(screenedAgainst === undefined ? null : shown(show.datesIn(screenedAgainst), 120));
}

/** A sentence with a space before it; empty where the last return to review had another cause. */
export function rescreenedSentence({ returned }: Pick<PaymentCase, 'returned'>, words: Words): string {
  if (returned?.screenedAgainst === undefined) return '';
  return ` ${words.compliance.cameBack(rescreenedText(returned, words), shown(words.show.instant(returned.at), 40))}`;
}
