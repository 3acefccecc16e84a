/** Finds the times of day a sentence names, with their zone: `at 14:30 Istanbul time`, `2pm CET`, `saat 15:00`. */
import { DateTime } from 'luxon';

export interface TimeFound {
  readonly from: number;
  readonly to: number;
  /** `14:30`. */
  readonly clock: string;
  /** IANA zone; null where none is named, undefined where the one named is nobody's in particular (`local time`). */
  readonly zone: string | null | undefined;
  /** A limit (`by 3pm`), not the time itself. */
  readonly isLimit: boolean;
}

/** Places treasuries deal with, and the letters their zones are known by. */
const zones: readonly (readonly [string, string])[] = [
  ['utc|gmt|zulu|z', 'UTC'],
  ['istanbul|ankara|turkey|turkiye|turkish|trt|tsi', 'Europe/Istanbul'],
  ['london|uk|bst|british', 'Europe/London'],
  ['frankfurt|berlin|german|cet|cest', 'Europe/Berlin'],
  ['paris', 'Europe/Paris'],
  ['zurich|swiss', 'Europe/Zurich'],
  ['amsterdam', 'Europe/Amsterdam'],
  ['new york|ny|nyc|et|est|edt|eastern', 'America/New_York'],
  ['chicago|ct|cst|cdt', 'America/Chicago'],
  ['dubai|gst', 'Asia/Dubai'],
  ['singapore|sgt', 'Asia/Singapore'],
  ['hong kong|hkt', 'Asia/Hong_Kong'],
  ['tokyo|jst', 'Asia/Tokyo'],
];
const zonePattern = zones.map(([names]) => names).join('|');
const named = `(?:'[a-z]{1,3})? ?(?:\\(?(${zonePattern}|local)(?:'?(?:da|de|ta|te))?(?: (?:time|saatiyle|saati|saatine gore|yerel saatiyle))?\\)?)?(?![a-z0-9])`;
const clock = new RegExp(
  `(?<![\\w.:,/-])(?:(by|before|until|till|no later than|latest|not later than|en gec) )?(?:(?:at|around|@|saat|from) ?)?(?:(\\d{1,2})[:h.](\\d{2})(?::\\d{2})? ?(am|pm)?|(\\d{1,2}) ?(am|pm)|(noon|midday|midnight))${named}( ?(?:'?(?:a|e|ya|ye) kadar|at the latest))?`,
  'g',
);
/** `14.30` is a time only where something says so. */
const saidTime = /\b(?:at|saat|by|before|until|till) ?$|@ ?$/;

/** `folded` text without its dates and amounts, which may look like times. */
export function findTimes(folded: string): readonly TimeFound[] {
  return [...folded.matchAll(clock)].flatMap((match) => {
    const [text, limit, hours, minutes = '00', half, hoursAlone, halfAlone, word, zone, limitAfter] = match;
    const hour =
      word === undefined ? hourOf(Number(hours ?? hoursAlone), half ?? halfAlone) : word === 'midnight' ? 0 : 12;
    if (hour === null || Number(minutes) > 59) return [];
    const isPointed = hours !== undefined && /\d\.\d/.test(text);
    if (isPointed && zone === undefined && !saidTime.test(text.slice(0, text.search(/\d/)))) return [];
    return [
      {
        from: match.index,
        to: match.index + text.trimEnd().length,
        clock: `${String(hour).padStart(2, '0')}:${minutes}`,
        zone: zone === undefined ? null : zoneNamed(zone),
        isLimit: limit !== undefined || limitAfter !== undefined,
      },
    ];
  });
}

/** The instant in UTC of a time of day in its zone; times without one are UTC. Null where the zone is nobody's in particular. */
export function instantOf({ clock: time, zone }: TimeFound, day: string): string | null {
  if (zone === undefined) return null;
  const at = DateTime.fromISO(`${day}T${time}:00`, { zone: zone ?? 'utc' });
  return at.isValid ? at.toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss'Z'") : null;
}

function hourOf(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour < 24 ? hour : null;
  return hour >= 1 && hour <= 12 ? (hour % 12) + (half === 'pm' ? 12 : 0) : null;
}

function zoneNamed(name: string): string | undefined {
  return zones.find(([names]) => new RegExp(`^(?:${names})$`).test(name))?.[1];
}
