/** How long until the cutoff, at the card's business time. */
import type { CutoffAnswer } from '../../domain/policy/cutoff/cutoff';
import { parseUtc } from '../../domain/values/time';
import { shown } from './escape-markdown';
import { showClock } from './show-clock';
import { showDuration } from './show-duration';
import type { Words } from './words';

/** `Cutoff 15:00 UTC (internal), in 4 h 35 min`; once it has passed, for how long; where there is none today, why. */
export function showCountdown(cutoff: CutoffAnswer, nowMs: number, { liquidity }: Words): string {
  const say = liquidity.countdown;
  const { effective_cutoff_utc: utc, binding, before_cutoff: isBefore, grace_until_utc: grace, reasons } = cutoff;
  const cutoffMs = utc === null ? null : parseUtc(utc);
  if (utc === null || cutoffMs === null || binding === null) return shown(say.none(reasons.join(' ')), 300);
  const which = say.which(showClock(utc, nowMs), binding);
  if (nowMs < cutoffMs) return say.left(which, showDuration(cutoffMs - nowMs));
  const passed = say.passed(which, showDuration(nowMs - cutoffMs));
  return isBefore && grace !== null ? `${passed}${say.grace(showClock(grace, nowMs))}` : passed;
}
