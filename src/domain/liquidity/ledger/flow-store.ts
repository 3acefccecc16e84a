/** Holds a day's flows in columns, so that a million of them fit in memory; a row is put together when somebody reads it. */
import { Fault } from '../../values/errors';
import { foldId } from '../../values/text/fold-id';
import { decimal } from '../../values/money';
import { runSlices } from '../../values/run-slices';
import { plainText } from '../../values/text/plain-text';
import { isSettled, type LedgerRow } from '../../payment/ledger-row';
import { hourMs } from '../../values/time';

/** What many flows have in common is kept once. */
export type SharedPart = Omit<LedgerRow, 'txn_id' | 'atMs' | 'beneficiary_name' | 'amount'>;

/** What a flow has of its own. `minor`: the amount in whole minor units of the currency, unsigned, of at most 15 digits, which a number holds exactly. */
export interface FlowEntry {
  readonly txnId: string;
  readonly atMs: number;
  readonly beneficiary: string;
  readonly minor: number;
}

/** Flows side by side, in the order of time: when, and how much in minor units (out is negative). */
export interface FlowColumns {
  readonly atMs: Float64Array;
  readonly minor: Float64Array;
}

export interface FlowStore {
  readonly count: number;
  /** Returns the part's number, to be named by its flows. */
  readonly addPart: (shared: SharedPart, exponent: number) => number;
  /** Returns the flow's number, counted from 0; -1 where the transaction id is taken. */
  readonly add: (part: number, entry: FlowEntry) => number;
  /** Every flow in the order of time; those of one instant in the order they were added. */
  readonly inTimeOrder: () => Uint32Array;
  /** The same, stopping between its parts. */
  readonly inTimeOrderSlices: () => Generator<void, Uint32Array>;
  /** Those of the flows whose part is wanted, in their order; in slices. */
  readonly ofParts: (flows: Uint32Array, wanted: (part: SharedPart) => boolean) => Generator<void, Uint32Array>;
  /** `flows` in the order of time; with `counts`, those of the parts it takes. */
  readonly columns: (flows: Uint32Array, counts?: (part: SharedPart) => boolean) => FlowColumns;
  /** As the id is typed, else the only one that is the same but for case, dashes and what nobody sees. */
  readonly find: (txnId: string) => number | undefined;
  readonly id: (flow: number) => string;
  readonly atMs: (flow: number) => number;
  /** Signed: out is negative. */
  readonly minor: (flow: number) => number;
  readonly partNumber: (flow: number) => number;
  readonly shared: (flow: number) => SharedPart;
  readonly isQueued: (flow: number) => boolean;
  /** Booked by the bank, whether it stayed or came back. */
  readonly isSettled: (flow: number) => boolean;
  readonly isFlagged: (flow: number) => boolean;
  /** The flow's beneficiary as a number: the same for names that differ in spaces and capitals alone. */
  readonly payee: (flow: number) => number;
  /** Undefined where no flow that was asked about goes to or comes from that name. */
  readonly payeeNamed: (name: string) => number | undefined;
  readonly row: (flow: number) => LedgerRow;
}

interface Part {
  readonly shared: SharedPart;
  readonly exponent: number;
  readonly isOut: boolean;
}

/** No flow's number. */
const ambiguous = -1;

/** A day has fewer than 2^27 milliseconds, so a time and a flow's number fit in a double's 53 bits. */
const maxFlows = 2 ** 25;

export function createFlowStore(): FlowStore {
  const numbers = createIdNumbers();
  /** By folded id, of ids that are not written that way; `ambiguous` where more than one folds to it. */
  const otherwiseWritten = createIdNumbers();
  const txnIds: string[] = [];
  const names: string[] = [];
  const nameNumbers = new Map<string, number>();
  const payees = new Map<string, number>();
  /** By name number; a million rows have far fewer names, and making them plain is slow. */
  const payeeOf: (number | undefined)[] = [];
  const parts: Part[] = [];
  let times = new Float64Array(1_024);
  let minors = new Float64Array(1_024);
  let partOf = new Uint32Array(1_024);
  let nameOf = new Uint32Array(1_024);

  function grow(): void {
    const [oldTimes, oldMinors, oldPartOf, oldNameOf] = [times, minors, partOf, nameOf];
    times = new Float64Array(2 * oldTimes.length);
    times.set(oldTimes);
    minors = new Float64Array(times.length);
    minors.set(oldMinors);
    partOf = new Uint32Array(times.length);
    partOf.set(oldPartOf);
    nameOf = new Uint32Array(times.length);
    nameOf.set(oldNameOf);
  }

  function nameNumber(name: string): number {
    const known = nameNumbers.get(name);
    if (known !== undefined) return known;
    nameNumbers.set(name, names.length);
    return names.push(name) - 1;
  }

  function payeeNumber(name: string): number {
    const key = plainText(name);
    const known = payees.get(key) ?? payees.size;
    payees.set(key, known);
    return known;
  }

  function part(flow: number): Part {
    const found = flow < txnIds.length ? parts[partOf[flow] ?? -1] : undefined;
    if (!found) throw new RangeError(`no flow ${flow}`);
    return found;
  }

  function* timeOrder(): Generator<void, Uint32Array> {
    const own = times.subarray(0, txnIds.length);
    let firstMs = Number.POSITIVE_INFINITY;
    for (const atMs of own) if (atMs < firstMs) firstMs = atMs;
    yield;
    // Time of day and number in one exact double: numbers sort ten times faster without a comparison of our own.
    const keys = yield* byHour(own, firstMs);
    const order = new Uint32Array(own.length);
    let place = 0;
    for (const hour of keys) {
      hour.sort();
      for (const key of hour) order[place++] = key % maxFlows;
      yield;
    }
    return order;
  }

  return {
    get count() {
      return txnIds.length;
    },
    addPart(shared, exponent) {
      return parts.push({ shared, exponent, isOut: shared.direction === 'OUT' }) - 1;
    },
    add(partNumber, { txnId, atMs, beneficiary, minor }) {
      const flow = txnIds.length;
      if (flow === maxFlows) throw new Fault('ledger_unreadable', `the ledger has more than ${maxFlows} rows`);
      if (numbers.has(txnId)) return -1;
      if (flow === times.length) grow();
      times[flow] = atMs;
      minors[flow] = parts[partNumber]?.isOut === true ? -minor : minor;
      partOf[flow] = partNumber;
      nameOf[flow] = nameNumber(beneficiary);
      numbers.set(txnId, flow);
      const folded = foldId(txnId);
      if (folded !== txnId) otherwiseWritten.set(folded, otherwiseWritten.has(folded) ? ambiguous : flow);
      txnIds.push(txnId);
      return flow;
    },
    inTimeOrder: () => runSlices(timeOrder()),
    inTimeOrderSlices: timeOrder,
    *ofParts(order, wanted) {
      // Asked once for each part, not for each of a million flows.
      const isWanted = Uint8Array.from(parts, ({ shared }) => (wanted(shared) ? 1 : 0));
      const found = new Uint32Array(order.length);
      let count = 0;
      for (let place = 0; place < order.length; place += 1) {
        const flow = order[place] ?? 0;
        if (isWanted[partOf[flow] ?? -1] === 1) found[count++] = flow;
        if (place % sliceFlows === sliceFlows - 1) yield;
      }
      return found.slice(0, count);
    },
    columns(flows, counts = () => true) {
      // Asked once for each part, not for each of a million flows.
      const isCounted = parts.map(({ shared }) => counts(shared));
      const atMs = new Float64Array(flows.length);
      const minor = new Float64Array(flows.length);
      let count = 0;
      for (const flow of flows) {
        if (isCounted[partOf[flow] ?? -1] !== true) continue;
        atMs[count] = times[flow] ?? Number.NaN;
        minor[count] = minors[flow] ?? 0;
        count += 1;
      }
      return { atMs: atMs.subarray(0, count), minor: minor.subarray(0, count) };
    },
    find(txnId) {
      const exact = numbers.get(txnId);
      if (exact !== undefined) return exact;
      const folded = foldId(txnId);
      const other = otherwiseWritten.get(folded);
      const found = [numbers.get(folded), other].filter((flow) => flow !== undefined);
      return found.length > 1 || found[0] === ambiguous ? undefined : found[0];
    },
    id: (flow) => txnIds[flow] ?? '',
    atMs: (flow) => times[flow] ?? Number.NaN,
    minor: (flow) => minors[flow] ?? 0,
    partNumber: (flow) => partOf[flow] ?? -1,
    shared: (flow) => part(flow).shared,
    isQueued: (flow) => part(flow).shared.status === 'QUEUED',
    isSettled: (flow) => isSettled(part(flow).shared),
    isFlagged: (flow) => part(flow).shared.alert_flag !== null,
    payee(flow) {
      const name = nameOf[flow] ?? 0;
      return (payeeOf[name] ??= payeeNumber(names[name] ?? ''));
    },
    payeeNamed: (name) => payees.get(plainText(name)),
    row(flow) {
      const { shared, exponent } = part(flow);
      return {
        ...shared,
        txn_id: txnIds[flow] ?? '',
        atMs: times[flow] ?? Number.NaN,
        beneficiary_name: names[nameOf[flow] ?? -1] ?? '',
        amount: decimal(Math.abs(minors[flow] ?? 0)).dividedBy(10 ** exponent),
      };
    },
  };
}

const hoursInDay = 24;

/** Keys of flows that sort by time and then by number, shared out by the hour since the first: each is sorted by itself. */
function* byHour(times: Float64Array, firstMs: number): Generator<void, readonly Float64Array[]> {
  const hourOf = (atMs: number): number => Math.min(Math.floor((atMs - firstMs) / hourMs), hoursInDay - 1);
  const counts = new Uint32Array(hoursInDay);
  for (const atMs of times) counts[hourOf(atMs)] = (counts[hourOf(atMs)] ?? 0) + 1;
  yield;
  const keys = Array.from(counts, (count) => new Float64Array(count));
  const filled = new Uint32Array(hoursInDay);
  for (const [flow, atMs] of times.entries()) {
    const hour = hourOf(atMs);
    const place = filled[hour] ?? 0;
    filled[hour] = place + 1;
    const own = keys[hour];
    if (own) own[place] = (atMs - firstMs) * maxFlows + flow;
    if (flow % sliceFlows === sliceFlows - 1) yield;
  }
  return keys;
}

/** Some milliseconds of work. */
const sliceFlows = 200_000;

/** Flow numbers by transaction id, in many small maps: one with a million entries stops everything each time it grows. */
function createIdNumbers() {
  const maps = Array.from({ length: idMaps }, () => new Map<string, number>());
  // Ids of one source differ in their last letters.
  const mapOf = (id: string): Map<string, number> | undefined => {
    const { length } = id;
    const last = id.charCodeAt(length - 1) * 73 + id.charCodeAt(length - 2) * 1_031 + id.charCodeAt(length - 3) * 337;
    return maps[mapAt[(last + length) % mapAt.length || 0] ?? 0];
  };
  return {
    get: (id: string) => mapOf(id)?.get(id),
    has: (id: string) => mapOf(id)?.has(id) === true,
    set: (id: string, flow: number) => {
      mapOf(id)?.set(id, flow);
    },
  };
}

const idMaps = 61;
/** The last map gets twice as many ids as the first, so that they do not all grow at the same time. */
const mapAt = Uint8Array.from({ length: 4_093 }, (_, hash) => Math.floor(idMaps * Math.log2(1 + hash / 4_093)));
