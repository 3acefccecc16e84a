/** What stands before a waiting payment in its account's line, as a mark that changes when that does: who needs to be looked at again is told without looking. */
import { hashText } from '../../values/text/hash-text';
import type { HeldPlace } from './held-set';
import { isServedBefore, type PlaceInLine, type Reservation } from './reservation';

interface Line {
  /** Of everything approved, in whatever order. */
  readonly approved: number;
  /** What waits, the first served first. */
  readonly waiting: readonly Reservation[];
  /** Of those up to and without each of them; one more than there are. */
  readonly before: readonly number[];
}

/** A place that has not changed is the same object. */
const lines = new WeakMap<HeldPlace, Line>();

/** Empty where nothing stands before it. `place` null: nothing is held there. */
export function aheadMark(place: HeldPlace | null, waiting: PlaceInLine): string {
  if (!place) return '';
  const line = lines.get(place) ?? lineOf(place);
  lines.set(place, line);
  let [low, high] = [0, line.waiting.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = line.waiting[middle];
    if (other && isServedBefore(other, waiting)) low = middle + 1;
    else high = middle;
  }
  return line.approved === 0 && low === 0 ? '' : `${line.approved} ${line.before[low] ?? 0}`;
}

function lineOf({ leaves }: HeldPlace): Line {
  const all = leaves.flatMap(({ reservations }) => reservations);
  const waiting = all.filter(({ isApproved }) => !isApproved).sort((a, b) => (isServedBefore(a, b) ? -1 : 1));
  const before = [0];
  for (const [at, one] of waiting.entries()) before.push(((before[at] ?? 0) + markOf(one)) >>> 0);
  const approved = all.filter(({ isApproved }) => isApproved).reduce((sum, one) => (sum + markOf(one)) >>> 0, 0);
  return { approved, waiting, before };
}

/** Of what is held, and when. */
function markOf({ runId, amount, atMs }: Reservation): number {
  return hashText(`${runId} ${amount.toFixed()} ${atMs}`) >>> 0;
}
