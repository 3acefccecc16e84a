/** A payment's cutoff in words: local time and UTC, which one binds, and whether it has passed. */
import type { CutoffAnswer } from '../../domain/policy/cutoff/cutoff';
import { showInstant } from './show-instant';

/** `22 Jan 2026 10:00 America/New_York, 22 Jan 2026 15:00 UTC (internal cutoff)`; where there is none, why. */
export function showCutoff(answer: CutoffAnswer): string {
  const { effective_cutoff_utc: utc, local_time: local, binding, before_cutoff: isBefore, reasons } = answer;
  if (utc === null || binding === null) return reasons.join(' ');
  const times = [...(local === null ? [] : [local]), showInstant(utc)].join(', ');
  return `${times} (${binding} cutoff)${isBefore ? '' : `. ${reasons.join(' ')}`}`;
}
