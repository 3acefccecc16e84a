/** Dates as the authorities' lists write them, read into ISO text: `10 Dec 1948`, `circa 1962`, `04/03/1962`, `dd/mm/1962`, `1960 to 1965`. */

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** In the notation of `ListedIdentity.birthDates`; null for what says no year. */
export function readWrittenDate(text: string): string | null {
  const plain = text.trim().toLowerCase();
  const isCirca = /^(?:circa|approximately|about|c\.)\s*/.test(plain);
  const [first = '', last] = plain
    .replace(/^(?:circa|approximately|about|c\.|between)\s*/, '')
    .split(/\s+(?:to|and|-)\s+/);
  const from = readDay(first);
  const to = last === undefined ? null : readDay(last);
  if (from === null) return null;
  return `${from}${to === null ? '' : `/${to}`}${isCirca ? '~' : ''}`;
}

/** ISO day, month or year, as far as the text says. */
function readDay(text: string): string | null {
  const iso = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?:t.*)?$/.exec(text);
  if (iso) return join(iso[1] ?? '', iso[2], iso[3]);
  const numbers = /^([\ddm]{1,2})[./-]([\ddm]{1,2})[./-](\d{4})$/.exec(text);
  if (numbers) return join(numbers[3] ?? '', numbers[2], numbers[1]);
  const words = /^(?:(\d{1,2}) )?([a-z]{3})[a-z]*\.? (\d{4})$/.exec(text);
  if (!words) return null;
  const month = months.indexOf(words[2] ?? '') + 1;
  return month === 0 ? null : join(words[3] ?? '', String(month), words[1]);
}

/** A day or month the list does not know (`dd`, `00`) is left out, with what stands behind it. */
function join(year: string, month: string | undefined, day: string | undefined): string {
  const known = (part: string | undefined, most: number): string | null => {
    const value = Number(part);
    return Number.isInteger(value) && value >= 1 && value <= most ? String(value).padStart(2, '0') : null;
  };
  const [mm, dd] = [known(month, 12), known(day, 31)];
  return [year, ...(mm === null ? [] : [mm, ...(dd === null ? [] : [dd])])].join('-');
}
