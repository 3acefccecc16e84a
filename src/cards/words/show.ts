/** Money, times, days and lengths of time in a reader's form: `250,000 USD` and `22 Jan 2026`, or `250.000 USD` and `22 Oca 2026`. */
import { DateTime, Info } from 'luxon';
import { clockTime } from '../../domain/liquidity/alternatives/option-question';
import { currencyExponent, decimal, formatAmount, type Decimal } from '../../domain/values/money';
import { parseUtc, utcDay, minuteMs, hourMs, dayMs } from '../../domain/values/time';
import { cut } from '../../domain/values/text/cut';
import { escapeMarkdown, shown } from './escape-markdown';

export interface Reader {
  /** BCP 47: named, so that no machine's own setting is used. */
  readonly locale: 'en-GB' | 'tr-TR';
  /** Days, hours and minutes, as short as people write them. */
  readonly units: { readonly day: string; readonly hour: string; readonly minute: string };
  /** What is shorter than a minute: `0 min left` reads like none. */
  readonly underMinute: string;
}

export interface Show {
  /** `250,000 USD`. What a card works out itself comes as a decimal: not every sum has an exact JSON number. */
  money(amount: number | Decimal, currency: string): string;
  /** `250,000`, with the decimals of the currency. */
  figure(amount: number | Decimal, currency: string): string;
  /** For an input's value: as `figure`, and with decimals wherever a mark between thousands alone could be read as one before decimals. */
  typed(amount: number | Decimal, currency: string): string;
  /** `10,000`. */
  count(value: number): string;
  /** `13.3`. */
  number(value: number): string;
  /** `14:30 UTC`, and the date only where it is another day. Escaped. `instant` is ISO 8601, `sameDayAs` UTC milliseconds or ISO 8601. */
  clock(instant: string, sameDayAs: number | string): string;
  /** As `clock`, to the minute: the seconds of a press or a decision help nobody. */
  minute(instant: string, sameDayAs: number | string): string;
  /** `10:00 New York`, and the day where it is another one there. `instant` is ISO 8601, `zone` of the tz database; still to be escaped. */
  clockAt(instant: string, zone: string): string;
  /** `22 Jan 2026 10:25 UTC`; text that is no instant is shown as it is, still to be escaped. */
  instant(instant: number | string): string;
  /** `23 Jan 2026` for `2026-01-23`; text that is no day is shown as it is, escaped. */
  day(day: string): string;
  /** Text of the desk's own in which days and instants stand as machines write them; still to be escaped. */
  datesIn(text: string): string;
  /** `4 h 35 min`, rounded down, and `under 1 min`; `2 d 3 h` from a day on, where minutes no longer matter. */
  duration(durationMs: number): string;
}

export function createShow({ locale, units, underMinute }: Reader): Show {
  const marks = marksOf(locale);
  const inMarks = (text: string): string =>
    text.replace(/[,.]/g, (mark) => (mark === ',' ? marks.group : marks.decimal));
  const dated = datesOf(locale);
  const placed = placedClocksOf(locale);

  function figure(amount: number | Decimal, currency: string): string {
    return inMarks(formatAmount(typeof amount === 'number' ? decimal(amount) : amount, currency));
  }

  function instant(at: number | string): string {
    const atMs = typeof at === 'number' ? at : parseUtc(at);
    return atMs === null ? String(at) : `${dated(atMs)} ${new Date(atMs).toISOString().slice(11, 16)} UTC`;
  }

  function clock(at: string, sameDayAs: number | string): string {
    const atMs = parseUtc(at);
    const otherMs = typeof sameDayAs === 'number' ? sameDayAs : parseUtc(sameDayAs);
    if (atMs === null || otherMs === null || utcDay(atMs) !== utcDay(otherMs)) return shown(instant(at), 40);
    return clockTime(atMs);
  }

  function day(text: string): string {
    const parsed = DateTime.fromISO(text, { zone: 'utc' });
    return parsed.isValid ? dated(parsed.toMillis()) : shown(text, 10);
  }

  return {
    money: (amount, currency) => `${figure(amount, currency)} ${escapeMarkdown(cut(currency, 3))}`,
    figure,
    typed(amount, currency) {
      const plain = figure(amount, currency);
      // The readers of amounts take a point before three digits for either mark.
      if (marks.group === ',' || !/^\d{1,3}\.\d{3}$/.test(plain)) return plain;
      const decimals = currencyExponent(currency) ?? 0;
      return decimals === 0 ? plain.replace('.', '') : `${plain}${marks.decimal}${'0'.repeat(decimals)}`;
    },
    count: (value) => inMarks(String(value).replace(/\B(?=(\d{3})+$)/g, ',')),
    number: (value) => inMarks(String(value)),
    clock,
    minute(at, sameDayAs) {
      const atMs = parseUtc(at);
      if (atMs === null) return clock(at, sameDayAs);
      return clock(new Date(Math.floor(atMs / minuteMs) * minuteMs).toISOString(), sameDayAs);
    },
    clockAt: (at, zone) => placed(at, zone) ?? instant(at),
    instant,
    day,
    datesIn: (text) =>
      text.replace(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, instant).replace(/(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])/g, day),
    duration(durationMs) {
      if (durationMs < minuteMs) return underMinute;
      const hours = Math.floor(durationMs / hourMs);
      if (durationMs >= dayMs) return `${Math.floor(durationMs / dayMs)} ${units.day} ${hours % 24} ${units.hour}`;
      const minutes = `${Math.floor(durationMs / minuteMs) % 60} ${units.minute}`;
      return hours === 0 ? minutes : `${hours} ${units.hour} ${minutes}`;
    },
  };
}

/** Luxon's `d LLL yyyy` of an instant, put together here: a card has a dozen, each of which would ask it for the month's name anew. */
function datesOf(locale: string): (atMs: number) => string {
  const months = Info.months('short', { locale });
  return (atMs) => {
    const at = new Date(atMs);
    return `${at.getUTCDate()} ${months[at.getUTCMonth()]} ${String(at.getUTCFullYear()).padStart(4, '0')}`;
  };
}

/** Cutoffs of some days in every zone there is. */
const mostPlaced = 1_000;

/** `10:00 New York`; null where there is no such instant or zone. A cutoff stands on every card of its day, so luxon is asked for it once. */
function placedClocksOf(locale: string): (at: string, zone: string) => string | null {
  const known = new Map<string, string | null>();
  return (at, zone) => {
    const key = `${at} ${zone}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const placed = placedClock(DateTime.fromISO(at, { zone, locale }), zone);
    if (known.size >= mostPlaced) known.clear();
    known.set(key, placed);
    return placed;
  };
}

function placedClock(local: DateTime, zone: string): string | null {
  if (!local.isValid) return null;
  const place = zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;
  const isSameDay = local.toISODate() === local.toUTC().toISODate();
  return `${local.toFormat(isSameDay ? 'HH:mm' : 'd LLL HH:mm')} ${place}`;
}

/** What stands between thousands and before decimals there. */
function marksOf(locale: string): { readonly group: string; readonly decimal: string } {
  const parts = new Intl.NumberFormat(locale).formatToParts(1_234_567.8);
  const mark = (kind: string): string => parts.find(({ type }) => type === kind)?.value ?? '';
  return { group: mark('group'), decimal: mark('decimal') };
}
