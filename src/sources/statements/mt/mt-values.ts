/** The dates of SWIFT messages, whose years have two digits or none. */
import { parseUtc } from '../../../domain/values/time';
import { badStatement, quoted } from '../values';

/** `260122`; no statement is older than 2000. */
export function mtDay(date: string, line: number): string {
  const day = `20${date.slice(0, 2)}-${date.slice(2, 4)}-${date.slice(4, 6)}`;
  return parseUtc(`${day}T00:00`) === null ? badStatement(line, `${quoted(date)} is not a date`) : day;
}

/** `0122`, in the year that puts it nearest to another day of the entry. */
export function mtDayNear(entryDate: string, near: string, line: number): string {
  const nearMs = parseUtc(`${near}T00:00`) ?? 0;
  const year = Number(near.slice(0, 4));
  const days = [year - 1, year, year + 1].flatMap((candidate) => {
    const day = `${candidate}-${entryDate.slice(0, 2)}-${entryDate.slice(2)}`;
    const atMs = parseUtc(`${day}T00:00`);
    return atMs === null ? [] : [{ day, distance: Math.abs(atMs - nearMs) }];
  });
  const [nearest] = days.sort((a, b) => a.distance - b.distance);
  return nearest?.day ?? badStatement(line, `${quoted(entryDate)} is not a month and day`);
}
