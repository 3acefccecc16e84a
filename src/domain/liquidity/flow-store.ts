/** Holds a day's flows in columns, so that a million of them fit in memory; a row is put together when somebody reads it. */
import { fromMinor } from './minor-units';
import { isCertain, type LedgerRow } from './ledger-content';

/** What many flows have in common is kept once. */
export type SharedPart = Omit<LedgerRow, 'txn_id' | 'atMs' | 'beneficiary_name' | 'amount'>;

/** What a flow has of its own. `minor`: the amount in minor units of the currency, unsigned. */
export interface FlowEntry {
  readonly txnId: string;
  readonly atMs: number;
  readonly beneficiary: string;
  readonly minor: bigint;
}

export interface FlowStore {
  readonly count: number;
  /** Returns the part's number, to be named by its flows. */
  readonly addPart: (shared: SharedPart, exponent: number) => number;
  /** Returns the flow's number, counted from 0; -1 where the transaction id is taken. */
  readonly add: (part: number, entry: FlowEntry) => number;
  readonly find: (txnId: string) => number | undefined;
  readonly id: (flow: number) => string;
  readonly atMs: (flow: number) => number;
  /** Signed: out is negative. */
  readonly minor: (flow: number) => bigint;
  readonly isCertain: (flow: number) => boolean;
  readonly isQueued: (flow: number) => boolean;
  readonly isFlagged: (flow: number) => boolean;
  readonly beneficiary: (flow: number) => string;
  readonly row: (flow: number) => LedgerRow;
}

interface Part {
  readonly shared: SharedPart;
  readonly exponent: number;
  readonly isCertain: boolean;
  readonly isOut: boolean;
}

export function createFlowStore(): FlowStore {
  const numbers = new Map<string, number>();
  const txnIds: string[] = [];
  const names: string[] = [];
  const nameNumbers = new Map<string, number>();
  const parts: Part[] = [];
  let times = new Float64Array(1_024);
  let minors = new BigInt64Array(1_024);
  let partOf = new Uint32Array(1_024);
  let nameOf = new Uint32Array(1_024);

  function grow(): void {
    const [oldTimes, oldMinors, oldPartOf, oldNameOf] = [times, minors, partOf, nameOf];
    times = new Float64Array(2 * oldTimes.length);
    times.set(oldTimes);
    minors = new BigInt64Array(times.length);
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

  function part(flow: number): Part {
    const found = flow < txnIds.length ? parts[partOf[flow] ?? -1] : undefined;
    if (!found) throw new RangeError(`no flow ${flow}`);
    return found;
  }

  return {
    get count() {
      return txnIds.length;
    },
    addPart(shared, exponent) {
      return parts.push({ shared, exponent, isCertain: isCertain(shared), isOut: shared.direction === 'OUT' }) - 1;
    },
    add(partNumber, { txnId, atMs, beneficiary, minor }) {
      const flow = txnIds.length;
      if (numbers.has(txnId)) return -1;
      if (flow === times.length) grow();
      times[flow] = atMs;
      minors[flow] = parts[partNumber]?.isOut === true ? -minor : minor;
      partOf[flow] = partNumber;
      nameOf[flow] = nameNumber(beneficiary);
      numbers.set(txnId, flow);
      txnIds.push(txnId);
      return flow;
    },
    find: (txnId) => numbers.get(txnId),
    id: (flow) => txnIds[flow] ?? '',
    atMs: (flow) => times[flow] ?? Number.NaN,
    minor: (flow) => minors[flow] ?? 0n,
    isCertain: (flow) => part(flow).isCertain,
    isQueued: (flow) => part(flow).shared.status === 'QUEUED',
    isFlagged: (flow) => part(flow).shared.alert_flag !== null,
    beneficiary: (flow) => names[nameOf[flow] ?? -1] ?? '',
    row(flow) {
      const { shared, exponent } = part(flow);
      return {
        ...shared,
        txn_id: txnIds[flow] ?? '',
        atMs: times[flow] ?? Number.NaN,
        beneficiary_name: names[nameOf[flow] ?? -1] ?? '',
        amount: fromMinor(minors[flow] ?? 0n, exponent).abs(),
      };
    },
  };
}
