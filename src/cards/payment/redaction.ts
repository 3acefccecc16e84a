/** What the shared card may say about screening: the originator reads it, and must not be tipped off about a match. */
import { namesMatch, screeningVisibility, type ScreeningVisibility } from '../../domain/case/people/match-secrets';
import type { PaymentCase } from '../../domain/case/payment-case';
import { shown } from '../words/escape-markdown';
import type { Words } from '../words/words';

export interface Redaction {
  readonly visibility: ScreeningVisibility;
  /** Compliance matters: neither reason, rules nor next steps may be shown. */
  readonly isRestricted: boolean;
  /** Escaped text that others than the requester wrote, withheld where it names the match. */
  share(text: string, max?: number): string;
}

export function redactFor(paymentCase: PaymentCase, { withheld }: Pick<Words, 'withheld'>): Redaction {
  const visibility = screeningVisibility(paymentCase);
  const isSecret = namesMatch(paymentCase);
  return {
    visibility,
    isRestricted: visibility === 'under_review',
    share: (text, max = 300) => (isSecret(text) ? withheld : shown(text, max)),
  };
}
