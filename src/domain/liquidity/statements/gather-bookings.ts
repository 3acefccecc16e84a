/** Makes one list of bookings from the reports a bank sent of them: repeated, in pieces, or on top of one another. */
import { exactKey, joinBookings, looseKey, mayBeSame, type Booking } from './booking';

export interface Report {
  readonly bookings: readonly Booking[];
}

/**
 * Reports of one kind, in the order of time. A report that has everything the ones before had repeats them; any other goes on where
 * they ended, and what it says without a bank reference is new.
 */
export function gatherReports(reports: readonly Report[]): readonly Booking[] {
  return reports.reduce<readonly Booking[]>((known, { bookings }) => {
    const goesOn = !hasAll(bookings, known);
    return addReport(known, bookings, { isNew: (booking) => goesOn && booking.bankReference === null });
  }, []);
}

/** The same bookings told by reports of another kind: counted once. */
export function addReport(
  known: readonly Booking[],
  bookings: readonly Booking[],
  {
    isNew = () => false,
    keepsOnlyKnown = false,
  }: { isNew?: (booking: Booking) => boolean; keepsOnlyKnown?: boolean } = {},
): readonly Booking[] {
  const joined = [...known];
  const left = createPlaces(joined);
  const remaining = bookings.filter((booking) => {
    if (isNew(booking)) return true;
    const place = left.exact(booking);
    if (place !== null) joined[place] = joinBookings(joined[place] ?? booking, booking);
    return place === null;
  });
  const added = remaining.filter((booking) => {
    const place = left.loose(booking);
    if (place !== null) joined[place] = joinBookings(joined[place] ?? booking, booking);
    return place === null;
  });
  return keepsOnlyKnown ? joined : [...joined, ...added];
}

/** Each of them once, as often as the other list has it. */
export function hasAll(bookings: readonly Booking[], wanted: readonly Booking[], key = exactKey): boolean {
  const counts = new Map<string, number>();
  for (const booking of bookings) counts.set(key(booking), (counts.get(key(booking)) ?? 0) + 1);
  return wanted.every((booking) => {
    const count = counts.get(key(booking)) ?? 0;
    counts.set(key(booking), count - 1);
    return count > 0;
  });
}

/** Which of the known ones an entry is; each is given away once. */
function createPlaces(known: readonly Booking[]) {
  const byExact = new Map<string, number[]>();
  const byLoose = new Map<string, number[]>();
  const given = new Set<number>();
  const put = (places: Map<string, number[]>, key: string, place: number): void => {
    const listed = places.get(key);
    if (listed) listed.push(place);
    else places.set(key, [place]);
  };
  for (const [place, booking] of known.entries()) {
    put(byExact, exactKey(booking), place);
    put(byLoose, looseKey(booking), place);
  }
  const give = (places: readonly number[] | undefined, fits: (booking: Booking) => boolean): number | null => {
    const place = places?.find((candidate) => {
      const booking = known[candidate];
      return !given.has(candidate) && booking !== undefined && fits(booking);
    });
    if (place === undefined) return null;
    given.add(place);
    return place;
  };
  return {
    exact: (booking: Booking) => give(byExact.get(exactKey(booking)), () => true),
    loose: (booking: Booking) => give(byLoose.get(looseKey(booking)), (candidate) => mayBeSame(candidate, booking)),
  };
}
