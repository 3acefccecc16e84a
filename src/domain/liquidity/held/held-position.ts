/** A position with what thousands of payments hold put into its curve: made now and then, and what has changed since goes beside it. */
import type { Flow, Step } from '../curve';
import { fitsIndex, positionOfSteps, type Position } from '../position';
import type { CountedLeaf } from './held-on';

/** What is to be counted with a position: the same leaves from one question to the next, but for a few. */
export type HoldOn = (position: Position, name: string, leaves: readonly CountedLeaf[]) => Position;

interface Made {
  readonly leaves: ReadonlySet<CountedLeaf>;
  readonly count: number;
  readonly position: Position;
}

/** So many flows beside a curve cost a question less than a new curve would, spread over those that use it. */
const fewBeside = 64;

/** Keeps what it made for as long as the position is there. */
export function createHoldOn(): HoldOn {
  const known = new WeakMap<Position, Map<string, Made>>();
  return (position, name, leaves) => {
    const named = known.get(position) ?? new Map<string, Made>();
    known.set(position, named);
    const before = named.get(name) ?? { leaves: new Set<CountedLeaf>(), count: 0, position };
    const beside = changesSince(before, leaves);
    if (beside.length <= Math.max(fewBeside, Math.sqrt(position.flowCount + before.count)))
      return withFlows(before.position, beside);
    const flows = leaves.flatMap((leaf) => leaf.flows);
    if (!fitsIndex({ ...position, ...figuresWith(position, flows) })) return withFlows(position, flows);
    const made = { leaves: new Set(leaves), count: flows.length, position: put(position, flows) };
    named.set(name, made);
    return made.position;
  };
}

/** What came to it, and the opposite of what went. */
function changesSince({ leaves: known }: Made, leaves: readonly CountedLeaf[]): readonly Flow[] {
  const now = new Set(leaves);
  const came = leaves.filter((leaf) => !known.has(leaf)).flatMap((leaf) => leaf.flows);
  const went = [...known].filter((leaf) => !now.has(leaf)).flatMap((leaf) => leaf.flows);
  // A leaf that was changed has nearly all it had.
  const [isNew, isOld] = [new Set(came), new Set(went)];
  return [
    ...came.filter((flow) => !isOld.has(flow)),
    ...went.filter((flow) => !isNew.has(flow)).map(({ atMs, minor }) => ({ atMs, minor: -minor })),
  ];
}

/** Outflows, or their opposites where what was held is held no more. */
export function withFlows(position: Position, flows: readonly Flow[]): Position {
  if (flows.length === 0) return position;
  return {
    ...position,
    ...figuresWith(position, flows),
    lowestFrom: (atMs) => position.curveWith(flows).from(atMs).lowest().minor,
    curveWith: (extra) => position.curveWith([...flows, ...extra]),
  };
}

function put(position: Position, flows: readonly Flow[]): Position {
  const sums = new Map<number, bigint>();
  for (const { atMs, minor } of flows) sums.set(atMs, (sums.get(atMs) ?? 0n) + minor);
  const held = [...sums].map(([atMs, minor]) => ({ atMs, minor })).sort((a, b) => a.atMs - b.atMs);
  const { openingMinor, inflowMinor } = position;
  const figures = { openingMinor, inflowMinor, ...figuresWith(position, flows) };
  return positionOfSteps(figures, merged(position.curveWith([]).steps(), held));
}

/** The curve's steps, each lowered by what is held from then on, and a step of its own where something begins to be held. */
function* merged(steps: Iterable<Step>, held: readonly Flow[]): Generator<Step> {
  let [balance, lowered, next] = [0n, 0n, 0];
  const before = function* (untilMs: number): Generator<Step> {
    for (let flow = held[next]; flow && flow.atMs < untilMs; flow = held[next]) {
      lowered += flow.minor;
      next += 1;
      yield { atMs: flow.atMs, minor: balance + lowered };
    }
  };
  for (const { atMs, minor } of steps) {
    yield* before(atMs);
    const same = held[next];
    if (same?.atMs === atMs) {
      lowered += same.minor;
      next += 1;
    }
    balance = minor;
    yield { atMs, minor: balance + lowered };
  }
  yield* before(Number.POSITIVE_INFINITY);
}

function figuresWith(position: Position, flows: readonly Flow[]): Pick<Position, 'outflowMinor' | 'flowCount'> {
  let [outflowMinor, flowCount] = [position.outflowMinor, position.flowCount];
  for (const { minor } of flows) {
    outflowMinor -= minor;
    flowCount += minor > 0n ? -1 : 1;
  }
  return { outflowMinor, flowCount };
}
