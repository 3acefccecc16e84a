/** The one sentence on liquidity: what the balance would be, when, and how far that is from the buffer. */
import type { LiquidityScreening } from '../domain/evidence/liquidity-screening';
import { decimal } from '../domain/money';
import { parseUtc } from '../domain/time';
import type { LiquiditySubject } from './liquidity-subject';
import { showClock } from './show-clock';

export interface LiquiditySentence {
  readonly icon: string;
  /** How the sentence's container looks; the icon and the first word say the same. */
  readonly style: 'attention' | 'warning' | 'good';
  readonly text: string;
}

export function liquiditySentence(result: LiquidityScreening, subject: LiquiditySubject): LiquiditySentence {
  const { severity, breach } = result.breach_assessment;
  if (breach) {
    const text = `${severity}: ${breachText(result, subject)}`;
    return { icon: '⚠', style: severity === 'CRITICAL' ? 'attention' : 'warning', text };
  }
  const isClose = severity === 'WARNING';
  const text = `${isClose ? 'WARNING, close to the buffer' : 'No breach'}: ${keptText(result, subject)}`;
  return { icon: isClose ? '⚠' : '✓', style: isClose ? 'warning' : 'good', text };
}

function breachText(result: LiquidityScreening, { name, money }: LiquiditySubject): string {
  const { breach_assessment: found, payment_assessed: assessed } = result;
  const buffer = money(found.buffer_threshold);
  if (found.already_below_buffer) {
    const since = found.below_buffer_since == null ? '' : ` since ${momentOf(result, found.below_buffer_since)}`;
    const before = `${name} is already under its buffer of ${buffer}${since}, without this payment.`;
    if (found.max_releasable >= assessed.amount) return `${before} From its own time on the payment keeps the buffer.`;
    return `${before} With it the lowest balance is ${lowest(result, money)}, ${money(found.gap)} under.`;
  }
  const falls = `with this payment ${name} would fall to ${lowest(result, money)}, ${money(found.gap)} under its buffer of ${buffer}.`;
  const without = found.projected_min_balance_without_payment;
  if (without === undefined || without >= found.buffer_threshold) return falls;
  const others = decimal(found.buffer_threshold).minus(decimal(without)).toNumber();
  return `${falls} ${money(others)} of that comes from the day’s other flows alone.`;
}

function keptText(result: LiquidityScreening, { name, money }: LiquiditySubject): string {
  const { headroom, buffer_threshold: buffer } = result.breach_assessment;
  const kept = headroom === 0 ? 'keeps exactly' : `stays ${money(headroom)} above`;
  return `with this payment ${name} ${kept} its buffer of ${money(buffer)}; its lowest balance is ${lowest(result, money)}.`;
}

function lowest(result: LiquidityScreening, money: LiquiditySubject['money']): string {
  const { projected_min_balance: minimum, projected_min_time: at } = result.breach_assessment;
  return at === undefined ? money(minimum) : `${money(minimum)} at ${momentOf(result, at)}`;
}

/** The opening balance holds from midnight on and has no time of its own. */
function momentOf({ payment_assessed: assessed }: LiquidityScreening, at: string): string {
  const atMs = parseUtc(at);
  return atMs !== null && atMs % 86_400_000 === 0 ? 'the start of the day' : showClock(at, assessed.timestamp_utc);
}
