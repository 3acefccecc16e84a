/** Dates of birth as lists state them, from a whole day to about a year, and whether one fits what a payment states. */

interface Span {
  readonly from: string;
  readonly to: string;
}

/** Years a date that is only about right may be off on either side. */
const circaYears = 1;

/** `stated` is an ISO day, month or year. Unreadable texts agree with nothing. */
export function isBirthDateOf(stated: string, listed: string): boolean {
  const [own, other] = [spanOf(stated), spanOf(listed)];
  return own !== null && other !== null && own.from <= other.to && other.from <= own.to;
}

/** First and last ISO day of what is meant. */
function spanOf(text: string): Span | null {
  const isCirca = text.endsWith('~');
  const [first = '', last = first] = text.replace(/~$/, '').split('/');
  const from = boundsOf(first)?.from;
  const to = boundsOf(last)?.to;
  if (from === undefined || to === undefined) return null;
  return isCirca ? { from: shiftYears(from, -circaYears), to: shiftYears(to, circaYears) } : { from, to };
}

function boundsOf(text: string): Span | null {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text) ?? [];
  if (year === undefined) return null;
  return { from: `${year}-${month ?? '01'}-${day ?? '01'}`, to: `${year}-${month ?? '12'}-${day ?? '31'}` };
}

function shiftYears(day: string, years: number): string {
  return `${String(Number(day.slice(0, 4)) + years).padStart(4, '0')}${day.slice(4)}`;
}
