/** How long until the cutoff, at the card's business time. */
import { graceEnd, type CutoffAnswer } from '../../domain/policy/cutoff/cutoff';
import { parseUtc } from '../../domain/values/time';
import { shown } from './escape-markdown';
import type { Words } from './words';

/** `Cutoff 15:00 UTC (internal), in 4 h 35 min`; once it has passed, for how long; where there is none today, why. */
export function showCountdown(cutoff: CutoffAnswer, nowMs: number, words: Words): string {
  const say = words.liquidity.countdown;
  const { effective_cutoff_utc: utc, binding } = cutoff;
  const cutoffMs = utc === null ? null : parseUtc(utc);
  if (utc === null || cutoffMs === null || binding === null) return shown(words.show.datesIn(say.none(cutoff)), 300);
  const which = say.which(words.show.clock(utc, nowMs), words.bindings[binding]);
  if (nowMs < cutoffMs) return say.left(which, words.show.duration(cutoffMs - nowMs));
  const passed = say.passed(which, words.show.duration(nowMs - cutoffMs));
  const grace = graceEnd(cutoff);
  return grace !== null ? `${passed}${say.grace(words.show.clock(grace, nowMs))}` : passed;
}
