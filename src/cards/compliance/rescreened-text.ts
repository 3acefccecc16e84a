/** Words for a payment that was screened again when lists changed: everybody may read against which list and when, never what was found. */
import type { ReturnToReview } from '../../domain/case/payment-case';
import { shown } from '../words/escape-markdown';
import type { Words } from '../words/words';

/** `the payment was screened again with OFAC SDN of 23 Jan 2026`. */
export function rescreenedText(
  { screenedAgainst }: Pick<ReturnToReview, 'screenedAgainst'>,
  { compliance, show }: Words,
): string {
  return compliance.rescreened(screenedAgainst === undefined ? null : shown(show.datesIn(screenedAgainst), 120));
}
