/** Takes a million ledger rows in: what rows share is checked once, the rest on a short path; anything unusual is checked in full. */
import type { LedgerCollector, OpenPart } from '../../domain/liquidity/ledger/ledger-collector';
import type { TakeRecord } from './csv';
import { checkRecord, flowColumns, flowLayout, isPlainWords } from './records';
import { createInstantReader } from './instants';

/** Where each of `flowColumns` stands in the record. */
export function createFlowReader(collector: LedgerCollector, at: readonly number[]): TakeRecord {
  const place = (column: (typeof flowColumns)[number]): number => at[flowColumns.indexOf(column)] ?? -1;
  const txnId = place('txn_id');
  const time = place('timestamp_utc');
  const beneficiary = place('beneficiary_name');
  const amount = place('amount');
  const shared = flowColumns.filter((column) => !ownColumns.includes(column)).map(place);
  const parts = new Map<string, OpenPart>();
  const readInstant = createInstantReader();

  return (fields) => {
    // A field holds no line break, so no two parts share a key.
    let key = '';
    for (const index of shared) key += `${fields[index] ?? ''}\n`;
    const part = parts.get(key);
    const id = fields[txnId] ?? '';
    const name = fields[beneficiary] ?? '';
    const atMs = part ? readInstant(fields[time] ?? '') : null;
    const minor = part ? readMinor(fields[amount] ?? '', part.exponent) : null;
    if (part && atMs !== null && minor !== null && id !== '' && isPlainWords(id) && isPlainWords(name)) {
      collector.addFlow(part, { txnId: id, atMs, beneficiary: name, minor });
      return;
    }
    const record = Object.fromEntries(flowColumns.map((column) => [column, fields[place(column)] ?? '']));
    const row = checkRecord(record, flowLayout.record);
    collector.addRow(row);
    parts.set(key, collector.openPart(row));
  };
}

const ownColumns: readonly string[] = ['txn_id', 'timestamp_utc', 'beneficiary_name', 'amount'];
const zero = 0x30;
const point = 0x2e;
/** As many digits as a double carries exactly. */
const maxDigits = 15;

/** `1234.5` as 123450 for an exponent of 2; null for anything but plain digits with at most so many decimals. */
export function readMinor(text: string, exponent: number): number | null {
  let minor = 0;
  let decimals = -1;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charCodeAt(at);
    if (letter === point && decimals < 0 && at > 0) {
      decimals = 0;
      continue;
    }
    const digit = letter - zero;
    if (digit < 0 || digit > 9) return null;
    minor = minor * 10 + digit;
    if (decimals >= 0) decimals += 1;
  }
  if (text === '' || text.length > maxDigits || decimals === 0 || decimals > exponent) return null;
  const scaled = minor * 10 ** (exponent - Math.max(decimals, 0));
  return scaled < 10 ** maxDigits ? scaled : null;
}
