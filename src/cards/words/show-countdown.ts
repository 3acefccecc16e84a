/** How long until the cutoff, at the card's business time. */
import type { CutoffAnswer } from '../../domain/policy/cutoff/cutoff';
import { parseUtc } from '../../domain/values/time';
import { shown } from './escape-markdown';
import { showClock } from './show-clock';
import { showDuration } from './show-duration';

/** `Cutoff 15:00 UTC (internal), in 4 h 35 min`; once it has passed, for how long; where there is none today, why. */
export function showCountdown(cutoff: CutoffAnswer, nowMs: number): string {
  const { effective_cutoff_utc: utc, binding, before_cutoff: isBefore, grace_until_utc: grace, reasons } = cutoff;
  const cutoffMs = utc === null ? null : parseUtc(utc);
  if (utc === null || cutoffMs === null || binding === null) return shown(`No cutoff today: ${reasons.join(' ')}`, 300);
  const which = `${showClock(utc, nowMs)} (${binding})`;
  if (nowMs < cutoffMs) return `Cutoff ${which}, in ${showDuration(cutoffMs - nowMs)}`;
  const passed = `⚠ Cutoff ${which} passed ${showDuration(nowMs - cutoffMs)} ago`;
  return isBefore && grace !== null ? `${passed}; an emergency may still go until ${showClock(grace, nowMs)}` : passed;
}
