/** Drawing on an intraday credit line that policy names, if the account can pay it back in time. */
import type { LiquidityAlternative } from '../../evidence/liquidity-screening';
import { decimal, roundDown, toJsonNumber } from '../../values/money';
import type { CreditLine } from '../../policy/tables/liquidity-table';
import { formatUtc } from '../../values/time';
import { fromMinor, toMinor } from '../ledger/minor-units';
import { clockTime, moneyOf, noFundingMissing, type OptionQuestion } from './option-question';

/** One line must cover everything: drawing on several is an arrangement for people. The smallest that does is offered. */
export function proveCreditLine(question: OptionQuestion): LiquidityAlternative {
  const { payment, impact, terms } = question;
  const needed = impact.shortfallMinor;
  // A fraction of the smallest unit cannot be drawn.
  const limitOf = (line: CreditLine): bigint =>
    toMinor(decimal(line.limit).toDecimalPlaces(payment.exponent, roundDown), payment.exponent);
  const lines = terms.table.credit_lines
    .filter(({ entity, currency }) => entity === payment.account.entity && currency === payment.currency)
    .sort((a, b) => (limitOf(a) < limitOf(b) ? -1 : 1));
  const repaidMs = impact.earliestFullReleaseMs;
  const enough = lines.filter((line) => limitOf(line) >= needed);
  const usable = enough.find((line) => line.overnight || repaidMs !== null);
  const line = usable ?? enough[0] ?? lines.at(-1);
  const feasible = needed > 0n && usable !== undefined;
  const option = {
    kind: 'credit_line',
    feasible,
    amount: toJsonNumber(fromMinor(needed, payment.exponent)),
    line_id: line?.id ?? null,
    provider: line?.provider ?? null,
    limit: line ? toJsonNumber(decimal(line.limit)) : null,
    repaid_at: feasible && repaidMs !== null ? formatUtc(repaidMs) : null,
  } as const;
  return { ...option, why: explain() };

  function explain(): string {
    if (needed === 0n) return noFundingMissing;
    if (!line) return `Policy names no ${payment.currency} credit line for ${payment.account.entity}.`;
    if (!usable && enough.length > 0)
      return `${line.id} must be paid back today, and ${payment.account.account_id} has no room for that before the day ends.`;
    if (!usable)
      return `${line.id} gives at most ${moneyOf(payment, limitOf(line))} of the ${moneyOf(payment, needed)} needed.`;
    const back = repaidMs === null ? 'overnight' : `from ${clockTime(repaidMs)} on`;
    return `${moneyOf(payment, needed)} drawn on ${line.id} (${line.provider}) lets all of it go now; it can be paid back ${back}.`;
  }
}
