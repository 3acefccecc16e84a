/** Holds a day's flows in columns, so that a million of them fit in memory; a row is put together when somebody reads it. */
import { fromMinor } from './minor-units';
import { isCertain, type LedgerRow } from './ledger-content';

/** What many flows have in common is kept once. */
type SharedPart = Omit<LedgerRow, 'txn_id' | 'atMs' | 'beneficiary_name' | 'amount'>;

export interface FlowStore {
  readonly count: number;
  /** `minor`: the amount in minor units of the currency, unsigned. Returns the flow's number, counted from 0. */
  readonly add: (row: LedgerRow, minor: bigint, exponent: number) => number;
  readonly find: (txnId: string) => number | undefined;
  readonly id: (flow: number) => string;
  readonly atMs: (flow: number) => number;
  /** Signed: out is negative. */
  readonly minor: (flow: number) => bigint;
  readonly isCertain: (flow: number) => boolean;
  readonly row: (flow: number) => LedgerRow;
}

export function createFlowStore(): FlowStore {
  const numbers = new Map<string, number>();
  const txnIds: string[] = [];
  const beneficiaries: string[] = [];
  const parts: { readonly shared: SharedPart; readonly exponent: number }[] = [];
  const partNumbers = new Map<string, number>();
  let times = new Float64Array(1_024);
  let minors = new BigInt64Array(1_024);
  let partOf = new Uint32Array(1_024);

  function grow(): void {
    const [oldTimes, oldMinors, oldPartOf] = [times, minors, partOf];
    times = new Float64Array(2 * oldTimes.length);
    times.set(oldTimes);
    minors = new BigInt64Array(times.length);
    minors.set(oldMinors);
    partOf = new Uint32Array(times.length);
    partOf.set(oldPartOf);
  }

  function partNumber(row: LedgerRow, exponent: number): number {
    const { entity, account_id, payment_type, direction, currency, status, alert_flag, channel } = row;
    const key = [account_id, currency, payment_type, direction, status, alert_flag, channel, entity].join('\n');
    const known = partNumbers.get(key);
    if (known !== undefined) return known;
    const shared = { entity, account_id, payment_type, direction, currency, status, alert_flag, channel };
    partNumbers.set(key, parts.length);
    return parts.push({ shared, exponent }) - 1;
  }

  function part(flow: number): { readonly shared: SharedPart; readonly exponent: number } {
    const found = flow < txnIds.length ? parts[partOf[flow] ?? -1] : undefined;
    if (!found) throw new RangeError(`no flow ${flow}`);
    return found;
  }

  return {
    get count() {
      return txnIds.length;
    },
    add(row, minor, exponent) {
      const flow = txnIds.length;
      if (flow === times.length) grow();
      times[flow] = row.atMs;
      minors[flow] = row.direction === 'IN' ? minor : -minor;
      partOf[flow] = partNumber(row, exponent);
      txnIds.push(row.txn_id);
      beneficiaries.push(row.beneficiary_name);
      numbers.set(row.txn_id, flow);
      return flow;
    },
    find: (txnId) => numbers.get(txnId),
    id: (flow) => txnIds[flow] ?? '',
    atMs: (flow) => times[flow] ?? Number.NaN,
    minor: (flow) => minors[flow] ?? 0n,
    isCertain: (flow) => isCertain(part(flow).shared),
    row(flow) {
      const { shared, exponent } = part(flow);
      return {
        ...shared,
        txn_id: txnIds[flow] ?? '',
        atMs: times[flow] ?? Number.NaN,
        beneficiary_name: beneficiaries[flow] ?? '',
        amount: fromMinor(minors[flow] ?? 0n, exponent).abs(),
      };
    },
  };
}
