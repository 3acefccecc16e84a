/** Who looks at a payment, or whom it was passed to: whoever was handed it has not said that they look. */
import type { Claim } from '../../../domain/case/payment-case';
import type { Words } from '../../words/words';
import { nameText } from './people-text';

export function claimText({ by, passedBy, until }: Claim, businessNow: number, { next, show }: Words): string {
  const time = show.minute(until, businessNow);
  return `◔ ${passedBy ? next.passedTo(nameText(by), nameText(passedBy), time) : next.lookedAt(nameText(by), time)}`;
}
