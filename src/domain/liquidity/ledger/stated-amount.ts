/** Reads an amount that somebody stated, naming the field it stood in where it is none. */
import type { Refusal } from '../../values/errors';
import { parseAmount } from '../../values/amounts/parse-amount';
import type { Decimal } from '../../values/money';

export function parseStatedAmount(
  field: 'amount' | 'full_amount',
  stated: string | number,
  currency: string,
): { ok: true; amount: Decimal } | Refusal {
  const parsed = parseAmount(stated, currency);
  if (parsed.ok) return parsed;
  const problems = parsed.problems.map((found) => (found.field === 'amount' ? { ...found, field } : found));
  return { ok: false, problems };
}
