/** Amounts and account numbers as cards show them. */
import { decimal, formatAmount } from '../domain/money';
import { cut, escapeMarkdown } from './escape-markdown';

/** `250,000 USD`. */
export function showMoney(amount: number, currency: string): string {
  return `${formatAmount(decimal(amount), currency)} ${escapeMarkdown(cut(currency, 3))}`;
}

/** Account numbers are masked by default: `•••001`; long ones (an IBAN) keep four characters. */
export function maskAccount(account: string): string {
  const kept = account.length > 12 ? 4 : Math.min(3, Math.floor(account.length / 2));
  return `•••${escapeMarkdown(kept === 0 ? '' : account.slice(-kept))}`;
}
