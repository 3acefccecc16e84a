/** Whether a watch list may still be screened against: no data is not clear. */
import type { ListFacts } from './watch-list';
import { dayMs } from '../../values/time';

/** Why a list says nothing: as data, each language of the cards has its words. `list` is its name, `date` as it states it. */
export type ListProblem =
  | { readonly problem: 'empty'; readonly list: string }
  | { readonly problem: 'undated'; readonly list: string; readonly most_days: number }
  | { readonly problem: 'no_date'; readonly list: string; readonly date: string }
  | {
      readonly problem: 'too_old';
      readonly list: string;
      readonly date: string;
      readonly days: number;
      readonly most_days: number;
    };

export type ListAge = { readonly ok: true } | { readonly ok: false; readonly why: ListProblem };

/** `maxAgeDays` null: age does not count. An empty list is refused in any case. */
export function checkListAge(list: ListFacts, maxAgeDays: number | null, nowMs: number): ListAge {
  // Joined lists age one by one, and the reason names the one that is too old.
  const parts = (list.parts ?? []).map((part) => checkListAge(part, maxAgeDays, nowMs));
  const old = parts.find(({ ok }) => !ok);
  if (old) return old;
  if (list.entryCount === 0) return { ok: false, why: { problem: 'empty', list: list.name } };
  if (maxAgeDays === null) return { ok: true };
  if (list.listDate === null) return { ok: false, why: { problem: 'undated', list: list.name, most_days: maxAgeDays } };
  const ageDays = Math.floor((nowMs - Date.parse(`${list.listDate}T00:00:00Z`)) / dayMs);
  if (Number.isNaN(ageDays)) return { ok: false, why: { problem: 'no_date', list: list.name, date: list.listDate } };
  if (ageDays <= maxAgeDays) return { ok: true };
  return {
    ok: false,
    why: { problem: 'too_old', list: list.name, date: list.listDate, days: ageDays, most_days: maxAgeDays },
  };
}

/** In English, as it is recorded. */
export function listProblemText(why: ListProblem): string {
  switch (why.problem) {
    case 'empty':
      return `The list ${why.list} is empty.`;
    case 'undated':
      return `Nobody states the date of the list ${why.list}; policy allows ${why.most_days} days.`;
    case 'no_date':
      return `"${why.date}" is no date for the list ${why.list}.`;
    case 'too_old':
      return `The list ${why.list} of ${why.date} is ${why.days} days old; policy allows ${why.most_days}.`;
  }
}
