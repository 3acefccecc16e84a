/** Finds the days a sentence names: dates in numbers and words, weekdays, today and tomorrow, in English and Turkish. */
import { dayMs, startOfDay, utcDay } from '../../values/time';

export interface DateFound {
  readonly from: number;
  readonly to: number;
  /** `2026-01-23`; several where it can be read in more than one way, none where it is no single day (`next week`). */
  readonly days: readonly string[];
}

const months = [
  'jan(?:uary)?|ocak',
  'feb(?:ruary)?|subat',
  'mar(?:ch)?|mart',
  'apr(?:il)?|nisan',
  'may(?:is)?',
  'june?|haziran',
  'july?|temmuz',
  'aug(?:ust)?|agustos',
  'sept?(?:ember)?|eylul',
  'oct(?:ober)?|ekim',
  'nov(?:ember)?|kasim',
  'dec(?:ember)?|aralik',
];
/** From Monday on: in full, short, in Turkish. */
const weekdays = [
  ['monday', 'mon', 'pazartesi'],
  ['tuesday', 'tues?', 'sali'],
  ['wednesday', 'wed', 'carsamba'],
  ['thursday', 'thu(?:r|rs)?', 'persembe'],
  ['friday', 'fri', 'cuma(?!rtesi)'],
  ['saturday', 'sat', 'cumartesi'],
  ['sunday', 'sun', 'pazar(?!tesi)'],
] as const;
const month = `(${months.join('|')})`;
const weekday = `(${weekdays.flat().join('|')})`;
const fullWeekday = `(${weekdays.flatMap(([full, , turkish]) => [full, turkish]).join('|')})`;
/** What Turkish puts behind a date: `23 Ocak'ta`, `cumaya`. */
const ending = "(?:'?(?:ta|te|da|de|ya|ye|a|e|yi|i|ni|nin|dan|den|tan|ten|ki))?";
const year = '(?:,? *(20\\d\\d))?';
const small = 'one|two|three|four|five|six|seven|ten|bir|iki|uc|dort|bes|alti|yedi|on|\\d{1,2}';

type Read = (groups: readonly (string | undefined)[], today: string) => readonly string[];

/** The first that fits at a place wins. Patterns are for folded text. */
const forms: readonly (readonly [RegExp, Read])[] = [
  [/(20\d\d)-(\d\d?)-(\d\d?)/g, ([y, m, d]) => real(y, m, d)],
  [/(20\d\d)[./](\d\d?)[./](\d\d?)/g, ([y, m, d]) => real(y, m, d)],
  [/(\d\d?)\.(\d\d?)\.(20\d\d|\d\d)/g, ([d, m, y]) => real(y, m, d)],
  [/(\d\d?)[/-](\d\d?)[/-](20\d\d|\d\d)/g, ([a, b, y]) => [...new Set([...real(y, b, a), ...real(y, a, b)])]],
  [
    form(`(\\d\\d?)(?:st|nd|rd|th)?(?: of)? ${month}\\.?${year}${ending}`),
    ([d, m, y], today) => inYear(today, y, m, d),
  ],
  [form(`${month}\\.? (\\d\\d?)(?:st|nd|rd|th)?${year}${ending}`), ([m, d, y], today) => inYear(today, y, m, d)],
  [form(`(?:the )?day after tomorrow|obur gun|ertesi gun`), (_, today) => [later(today, 2)]],
  [form(`tomorrow|tomorow|tommorow|tommorrow|tmrw|tmr|tmrow|yarin${ending}`), (_, today) => [later(today, 1)]],
  [
    form(`today|tonight|same[- ]day|eod|end of (?:the )?day|bugun${ending}|bu gun|gun sonu(?:na kadar)?`),
    (_, today) => [today],
  ],
  [form(`yesterday|dun`), (_, today) => [later(today, -1)]],
  [
    form(`in (${small}) days?|(${small}) days? from now|(${small}) gun (?:sonra|icinde)`),
    ([a, b, c], today) => [later(today, count(a ?? b ?? c))],
  ],
  [
    form(`(?:next|haftaya|gelecek|onumuzdeki) ${weekday}(?: gunu)?${ending}`),
    ([name], today) => [inNextWeek(today, name)],
  ],
  [
    form(`(?:this |coming |this coming |bu )?${fullWeekday}(?: gunu(?:ne)?)?${ending}`),
    ([name], today) => coming(today, name),
  ],
  // Short names are words too, so something must say that a day is meant.
  [form(`(?:on|by|until|till|this|value|due|for) ${weekday}`), ([name], today) => coming(today, name)],
  [form(`next (?:business|working|bank) day|(?:sonraki|ertesi) is gunu`), () => []],
  [
    form(
      `next week|this week|next month|this month|(?:end|beginning) of (?:the )?(?:week|month|quarter|year)|month end|haftaya|gelecek (?:hafta|ay)|onumuzdeki (?:hafta|ay)|ay sonu|hafta sonu|the \\d\\d?(?:st|nd|rd|th)`,
    ),
    () => [],
  ],
];

function form(pattern: string): RegExp {
  return new RegExp(`(?<![a-z0-9-])(?:${pattern})(?![a-z0-9])`, 'g');
}

/** `folded` text of a sentence said on the day `today`. In the order of the text. */
export function findDates(folded: string, today: string): readonly DateFound[] {
  const found: DateFound[] = [];
  for (const [pattern, read] of forms)
    for (const match of folded.matchAll(pattern)) {
      const [text, ...groups] = match;
      const place = { from: match.index, to: match.index + text.length };
      if (isInNumber(folded, place) || found.some((other) => other.from < place.to && place.from < other.to)) continue;
      const days = read(groups, today);
      // Digits that are no day of any calendar are something else.
      if (days.length > 0 || !/^\d+\D\d+\D\d+$/.test(text)) found.push({ ...place, days });
    }
  return found.sort((a, b) => a.from - b.from);
}

function isInNumber(folded: string, { from, to }: { from: number; to: number }): boolean {
  return /[\w.,/-]$/.test(folded.slice(0, from)) &&
    /\d/.test(folded.charAt(from)) &&
    /[\d.,/-]$/.test(folded.slice(0, from))
    ? true
    : /\d/.test(folded.charAt(to - 1)) && /^(?:\d|[.,/-]\d)/.test(folded.slice(to));
}

function real(year: string | undefined, month_: string | undefined, day: string | undefined): readonly string[] {
  const full = `${(year ?? '').length === 2 ? '20' : ''}${year ?? ''}`;
  const text = `${full}-${(month_ ?? '').padStart(2, '0')}-${(day ?? '').padStart(2, '0')}`;
  const atMs = startOfDay(text);
  return Number.isNaN(atMs) || utcDay(atMs) !== text ? [] : [text];
}

/** Without a year: the next such day from today on. */
function inYear(today: string, year: string | undefined, name: string | undefined, day: string | undefined) {
  const number = String(1 + months.findIndex((names) => new RegExp(`^(?:${names})$`).test(name ?? '')));
  if (year !== undefined) return real(year, number, day);
  const now = Number(today.slice(0, 4));
  return [now, now + 1]
    .flatMap((one) => real(String(one), number, day))
    .filter((found) => found >= today)
    .slice(0, 1);
}

function numberOf(today: string): number {
  return (new Date(startOfDay(today)).getUTCDay() + 6) % 7;
}

function weekdayOf(name: string | undefined): number {
  return weekdays.findIndex((names) => new RegExp(`^(?:${names.join('|')})$`).test(name ?? ''));
}

/** Of the week that begins next Monday. */
function inNextWeek(today: string, name: string | undefined): string {
  return later(today, 7 - numberOf(today) + weekdayOf(name));
}

/** The next one; said on that very weekday it can be today or in a week. */
function coming(today: string, name: string | undefined): readonly string[] {
  const ahead = (weekdayOf(name) - numberOf(today) + 7) % 7;
  return ahead === 0 ? [today, later(today, 7)] : [later(today, ahead)];
}

function later(day: string, days: number): string {
  return utcDay(startOfDay(day) + days * dayMs);
}

function count(word: string | undefined): number {
  const words = 'one two three four five six seven'.split(' ');
  const turkish = 'bir iki uc dort bes alti yedi'.split(' ');
  const at = Math.max(words.indexOf(word ?? ''), turkish.indexOf(word ?? ''));
  if (at >= 0) return at + 1;
  return word === 'ten' || word === 'on' ? 10 : Number(word);
}
