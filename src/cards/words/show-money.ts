/** Amounts as cards show them. */
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
