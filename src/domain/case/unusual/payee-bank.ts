/** At which bank a payee's account is, where its number does not say so itself: the same number at another bank is another account. */
import { isValidIBAN } from 'ibantools';
import { bicOf } from '../../sanctions/identifiers/identifier-key';
import type { PaymentRequest } from '../../payment/payment-request';

type Details = Pick<PaymentRequest, 'beneficiary_account' | 'beneficiary_bic' | 'beneficiary_bank_code'>;

/**
 * `CHASUS33/021000021`: the BIC, then the bank's code, either left empty. Null for an IBAN, which names its bank, and where nothing is stated. A BIC of
 * eight letters and the same with `XXX` are one (ISO 9362).
 */
export function payeeBank({ beneficiary_account, beneficiary_bic, beneficiary_bank_code }: Details): string | null {
  if (beneficiary_account === undefined || isValidIBAN(beneficiary_account)) return null;
  const bic = plainBic(plain(beneficiary_bic));
  const code = plain(beneficiary_bank_code);
  return bic === '' && code === '' ? null : `${bic}/${code}`;
}

function plainBic(typed: string): string {
  const bic = bicOf(typed);
  return bic ? `${bic.bank}${bic.branch ?? ''}` : typed;
}

/** However it was typed. */
function plain(text = ''): string {
  return text.replace(/[\s-]/g, '').toUpperCase();
}

/** `unknown`: both say a bank, the one by its BIC and the other by its code, and nobody can tell whether it is one. */
export type SameBank = 'same' | 'other' | 'unknown';

/** What was left out once is no other bank: only what both say can differ. */
export function compareBanks(one: string | null, other: string | null): SameBank {
  if (one === null || other === null) return 'same';
  const [bic = '', code = ''] = one.split('/');
  const [otherBic = '', otherCode = ''] = other.split('/');
  const compared = [
    bic === '' || otherBic === '' ? null : isSameBic(bic, otherBic),
    code === '' || otherCode === '' ? null : code === otherCode,
  ];
  if (compared.includes(false)) return 'other';
  return compared.includes(true) ? 'same' : 'unknown';
}

/** A branch beside its bank without one is left out once; two branches are two places an account can be at. */
function isSameBic(one: string, other: string): boolean {
  if (one.length === other.length) return one === other;
  return one.slice(0, 8) === other.slice(0, 8);
}

/** As people read it: `CHASUS33, 021000021`. */
export function bankText(bank: string | null): string {
  return (bank ?? '').split('/').filter(Boolean).join(', ');
}
