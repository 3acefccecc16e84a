/** The one sentence on liquidity: what the balance would be, when, and how far that is from the buffer. */
import type { LiquidityScreening } from '../../domain/evidence/liquidity-screening';
import { decimal } from '../../domain/values/money';
import { dayMs, parseUtc } from '../../domain/values/time';
import type { LiquiditySubject } from './liquidity-subject';

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
  const { sentence } = subject.words.liquidity;
  if (breach) {
    return {
      icon: '⚠',
      word: subject.words.severities[severity],
      style: 'attention',
      text: asSentence(breachText(result, subject), subject),
    };
  }
  const text = asSentence(keptText(result, subject), subject);
  return severity === 'WARNING'
    ? { icon: '⚠', word: sentence.warning, style: 'warning', text }
    : { icon: '✓', word: sentence.noBreach, style: 'default', text };
}

function asSentence(text: string, { words }: LiquiditySubject): string {
  return text.charAt(0).toLocaleUpperCase(words.locale) + text.slice(1);
}

function breachText(result: LiquidityScreening, subject: LiquiditySubject): string {
  const { name, money } = subject;
  const { sentence } = subject.words.liquidity;
  const { breach_assessment: found, payment_assessed: assessed } = result;
  const buffer = money(found.buffer_threshold);
  if (found.already_below_buffer) {
    const since = found.below_buffer_since == null ? null : momentOf(result, found.below_buffer_since, subject);
    const before = sentence.alreadyBelow(name, buffer, since);
    if (found.max_releasable >= assessed.amount) return `${before} ${sentence.ownTimeKeeps}`;
    return `${before} ${sentence.withItLowest(lowest(result, subject), money(found.gap))}`;
  }
  const falls = sentence.falls(name, lowest(result, subject), money(found.gap), buffer);
  const without = found.projected_min_balance_without_payment;
  if (without === undefined || without >= found.buffer_threshold) return falls;
  const others = decimal(found.buffer_threshold).minus(decimal(without));
  return `${falls} ${sentence.fromOthers(money(others))}`;
}

function keptText(result: LiquidityScreening, subject: LiquiditySubject): string {
  const { name, money } = subject;
  const { sentence } = subject.words.liquidity;
  const { headroom, buffer_threshold: buffer } = result.breach_assessment;
  const least = lowest(result, subject);
  return headroom === 0
    ? sentence.keepsExactly(name, money(buffer), least)
    : sentence.staysAbove(name, money(headroom), money(buffer), least);
}

function lowest(result: LiquidityScreening, subject: LiquiditySubject): string {
  const { money, words } = subject;
  const { projected_min_balance: minimum, projected_min_time: at } = result.breach_assessment;
  return at === undefined ? money(minimum) : words.liquidity.sentence.at(money(minimum), momentOf(result, at, subject));
}

/** The opening balance holds from midnight on and has no time of its own. */
function momentOf(
  { payment_assessed: assessed }: LiquidityScreening,
  at: string,
  { words }: Pick<LiquiditySubject, 'words'>,
): string {
  const atMs = parseUtc(at);
  return atMs !== null && atMs % dayMs === 0
    ? words.liquidity.sentence.startOfDay
    : words.show.clock(at, assessed.timestamp_utc);
}
