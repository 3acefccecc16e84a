/** Liquidity evidence as another policy grades it: by that policy's buffer and limits, on the projected minimum recorded. */
import type { LiquidityScreening } from '../../evidence/liquidity-screening';
import { severityOf } from '../../liquidity/impact';
import { toMinor } from '../../liquidity/ledger/minor-units';
import { currencyExponent, decimal, toJsonNumber, zero } from '../../values/money';
import { isBreach } from '../../policy/facts/facts';
import type { Policy } from '../../policy/policy';

/**
 * Null where a policy buffer was used and that policy has none for the place: such a payment could not be assessed. A buffer
 * the ledger brought stays as it is. Alternatives and instants are left as recorded; a decision does not read them.
 */
export function regradeLiquidity(
  { liquidity: { buffers, severity: limits } }: Policy,
  recorded: LiquidityScreening,
): LiquidityScreening | null {
  const { breach_assessment: assessed, payment_assessed: payment } = recorded;
  const { buffer_rule: rule = ledgerBuffer } = assessed;
  const own = buffers.find(({ entity, currency }) => entity === payment.entity && currency === payment.currency);
  if (rule !== ledgerBuffer && !own) return null;
  const buffer = decimal(rule !== ledgerBuffer && own ? own.minimum : assessed.buffer_threshold);
  const minimum = decimal(assessed.projected_min_balance);
  const headroom = minimum.minus(buffer);
  const exponent = currencyExponent(payment.currency) ?? 0;
  const severity = severityOf(toMinor(minimum, exponent), toMinor(buffer, exponent), limits);
  return {
    ...recorded,
    breach_assessment: {
      ...assessed,
      buffer_rule: rule !== ledgerBuffer && own ? own.id : rule,
      buffer_threshold: toJsonNumber(buffer),
      headroom: toJsonNumber(headroom),
      gap: toJsonNumber(headroom.isNegative() ? headroom.neg() : zero),
      breach: isBreach(severity),
      severity,
    },
  };
}

const ledgerBuffer = 'buffers.json';
