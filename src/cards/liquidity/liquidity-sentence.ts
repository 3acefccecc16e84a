/** The one sentence on liquidity: what the balance would be, when, and how far that is from the buffer. */
import type { LiquidityScreening } from '../../domain/evidence/liquidity-screening';
import { decimal } from '../../domain/values/money';
import { dayMs, parseUtc } from '../../domain/values/time';
import type { LiquiditySubject } from './liquidity-subject';
import { showClock } from '../words/show-clock';

export interface LiquiditySentence {
  readonly icon: string;
  /** `BREACH`, `No breach`. */
  readonly word: string;
  /** How the line of icon and word looks, which say the same. A background: coloured text is too pale to read in some themes. */
  readonly style: 'attention' | 'warning' | 'default';
  readonly text: string;
}

export function liquiditySentence(result: LiquidityScreening, subject: LiquiditySubject): LiquiditySentence {
  const { severity, breach } = result.breach_assessment;
  if (breach) {
    return { icon: '⚠', word: severity, style: 'attention', text: asSentence(breachText(result, subject)) };
  }
  const text = asSentence(keptText(result, subject));
  return severity === 'WARNING'
    ? { icon: '⚠', word: 'WARNING, close to the buffer', style: 'warning', text }
    : { icon: '✓', word: 'No breach', style: 'default', text };
}

function asSentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
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
  const others = decimal(found.buffer_threshold).minus(decimal(without));
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
  return atMs !== null && atMs % dayMs === 0 ? 'the start of the day' : showClock(at, assessed.timestamp_utc);
}
