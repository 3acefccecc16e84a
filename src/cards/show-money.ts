/** Amounts and account numbers as cards show them. */
import { decimal, formatAmount } from '../domain/money';
import { cut, escapeMarkdown } from './escape-markdown';

/** `250,000 USD`. */
export function showMoney(amount: number, currency: string): string {
  return `${formatAmount(decimal(amount), currency)} ${escapeMarkdown(cut(currency, 3))}`;
}

/** Account numbers are masked by default: `•••001`; long ones (an IBAN) keep four characters. */
export function maskAccount(account: string): string {
  return escapeMarkdown(masked(account));
}

/** The text with each of these accounts masked, still to be escaped. Ids of one to three characters are words, not numbers, and stay. */
export function maskAccountsIn(text: string, accounts: readonly string[]): string {
  const ids = [...new Set(accounts)].filter((id) => id.length > 3).sort((a, b) => b.length - a.length);
  if (ids.length === 0) return text;
  const any = ids.map((id) => id.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  return text.replace(new RegExp(`(?<![\\p{L}\\p{N}])(?:${any})(?![\\p{L}\\p{N}])`, 'gu'), masked);
}

function masked(account: string): string {
  const kept = account.length > 12 ? 4 : Math.min(3, Math.floor(account.length / 2));
  return `•••${kept === 0 ? '' : account.slice(-kept)}`;
}
