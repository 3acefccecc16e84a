/** Whether a watch list may still be screened against: no data is not clear. */
import type { ListFacts } from './watch-list';
import { dayMs } from '../../values/time';

/** `maxAgeDays` null: age does not count. An empty list is refused in any case. */
export function checkListAge(
  list: ListFacts,
  maxAgeDays: number | null,
  nowMs: number,
): { ok: true } | { ok: false; reason: string } {
  // Joined lists age one by one, and the reason names the one that is too old.
  const parts = (list.parts ?? []).map((part) => checkListAge(part, maxAgeDays, nowMs));
  const old = parts.find(({ ok }) => !ok);
  if (old) return old;
  if (list.entryCount === 0) return { ok: false, reason: `The list ${list.name} is empty.` };
  if (maxAgeDays === null) return { ok: true };
  if (list.listDate === null)
    return { ok: false, reason: `Nobody states the date of the list ${list.name}; policy allows ${maxAgeDays} days.` };
  const ageDays = Math.floor((nowMs - Date.parse(`${list.listDate}T00:00:00Z`)) / dayMs);
  if (Number.isNaN(ageDays)) return { ok: false, reason: `"${list.listDate}" is no date for the list ${list.name}.` };
  if (ageDays <= maxAgeDays) return { ok: true };
  return {
    ok: false,
    reason: `The list ${list.name} of ${list.listDate} is ${ageDays} days old; policy allows ${maxAgeDays}.`,
  };
}
