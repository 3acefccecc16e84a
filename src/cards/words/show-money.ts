/** Amounts and account numbers as cards show them. */
import { decimal, formatAmount, type Decimal } from '../../domain/values/money';
import { cut, escapeMarkdown } from './escape-markdown';

/** `250,000 USD`. What a card works out itself comes as a decimal: not every sum has an exact JSON number. */
export function showMoney(amount: number | Decimal, currency: string): string {
  return `${showFigure(amount, currency)} ${escapeMarkdown(cut(currency, 3))}`;
}

/** `250,000`, with the decimals of the currency. */
export function showFigure(amount: number | Decimal, currency: string): string {
  return formatAmount(typeof amount === 'number' ? decimal(amount) : amount, currency);
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
  return text.replace(new RegExp(`(?<![\\p{L}\\p{N}])(?:${any})(?![\\p{L}\\p{N}])`, 'gu'), (account) =>
    masked(account),
  );
}

/** Each masked, showing as much more of its end as tells it from the others. Not escaped: an input's choices are no Markdown. */
export function maskAccountsApart(accounts: readonly string[]): readonly string[] {
  return accounts.map((account) => {
    const others = accounts.filter((other) => other !== account);
    let kept = keptOf(account);
    while (kept < account.length && others.some((other) => other.endsWith(endOf(account, kept)))) kept += 1;
    return kept < account.length ? masked(account, kept) : account;
  });
}

function masked(account: string, kept = keptOf(account)): string {
  return `•••${endOf(account, kept)}`;
}

/** How many characters a masked account shows. */
function keptOf(account: string): number {
  return account.length > 12 ? 4 : Math.min(3, Math.floor(account.length / 2));
}

function endOf(account: string, length: number): string {
  return account.slice(account.length - length);
}
