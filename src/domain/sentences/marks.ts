/** The things a sentence can name: each with its place in the text. */
import type { Channel, PaymentType } from '../payment/payment-request';
import type { AmountFound } from '../values/amounts/amount-found';
import type { Currencies } from '../values/amounts/currency-words';
import type { TimeFound } from './find/find-times';

export interface Place {
  readonly from: number;
  readonly to: number;
}

/** How Turkish says where money comes from and goes to: `ACC-1'den`, `ACC-2'ye`. */
export type Direction = 'from' | 'to' | null;

export type Mark = Place &
  (
    | { readonly kind: 'payment'; readonly id: string; readonly isKnown: boolean }
    | { readonly kind: 'account'; readonly id: string; readonly isKnown: boolean; readonly direction: Direction }
    | { readonly kind: 'iban'; readonly iban: string; readonly isValid: boolean }
    | { readonly kind: 'bic'; readonly bic: string }
    /** Where there is no IBAN: the payee's account and its bank. */
    | { readonly kind: 'account_number'; readonly number: string }
    | { readonly kind: 'bank_code'; readonly number: string }
    /** An invoice, order or contract with its number. */
    | { readonly kind: 'bill' }
    | { readonly kind: 'date'; readonly days: readonly string[] }
    | { readonly kind: 'time'; readonly time: TimeFound }
    | { readonly kind: 'amount'; readonly amount: AmountFound }
    | { readonly kind: 'type'; readonly type: PaymentType }
    | { readonly kind: 'urgency' }
    | { readonly kind: 'currency'; readonly currencies: Currencies }
    | { readonly kind: 'role'; readonly role: string }
    | { readonly kind: 'person'; readonly person: string }
    | { readonly kind: 'calendar'; readonly calendar: string }
    | { readonly kind: 'entity'; readonly entity: string }
  );

export type MarkKind = Mark['kind'];
export type MarkOf<K extends MarkKind> = Extract<Mark, { readonly kind: K }>;

/** These may be words of somebody's name as well, and then are. */
const soft: readonly MarkKind[] = ['currency', 'role', 'person', 'calendar', 'entity'];

export function isSoft({ kind }: Mark): boolean {
  return soft.includes(kind);
}

export function channelOf(type: PaymentType): Channel | null {
  return type === 'SEPA' || type === 'SWIFT' || type === 'INTERNAL' ? type : null;
}
