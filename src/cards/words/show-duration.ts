/** Lengths of time as cards show them: `4 h 35 min`. */

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** Rounded down to the minute; `2 d 3 h` from a day on, where minutes no longer matter. */
export function showDuration(durationMs: number): string {
  const hours = Math.floor(durationMs / hourMs);
  if (durationMs >= dayMs) return `${Math.floor(durationMs / dayMs)} d ${hours % 24} h`;
  const minutes = `${Math.floor(durationMs / minuteMs) % 60} min`;
  return hours === 0 ? minutes : `${hours} h ${minutes}`;
}
