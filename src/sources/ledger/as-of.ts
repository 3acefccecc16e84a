/** Reads when a ledger folder's data was true: `as_of.json`, written by whoever fed the folder, never a file's own date. */
import { z } from 'zod';
import { Fault } from '../../domain/values/errors';
import { faultLines } from '../../domain/values/file-faults';
import { ledgerKey } from '../../domain/liquidity/ledger/ledger-collector';
import { formatUtc, parseUtc } from '../../domain/values/time';
import { readYaml } from '../../domain/values/yaml-document';

export const asOfFile = 'as_of.json';

export interface RecordedAsOf {
  /** ISO 8601 UTC; null where only single accounts have one. */
  readonly asOf: string | null;
  /** The day of a ledger without rows; null where its rows or its time say. */
  readonly day: string | null;
  /** Keys by `ledgerKey`: accounts fed later than the rest, by a statement of their own. */
  readonly accounts: ReadonlyMap<string, string>;
}

const instant = z
  .string()
  .refine((text) => parseUtc(text) !== null, 'is not an instant like 2026-01-22T10:20:00Z')
  .transform((text) => formatUtc(parseUtc(text) ?? Number.NaN));

const asOfSchema = z.strictObject({
  as_of: instant.nullable(),
  day: z.iso.date('is not a date like 2026-01-22').optional(),
  accounts: z.array(z.strictObject({ account_id: z.string(), currency: z.string(), as_of: instant })).default([]),
});

export const nothingRecorded: RecordedAsOf = { asOf: null, day: null, accounts: new Map() };

/** Throws `ledger_unreadable` with the line. */
export function parseAsOf(text: string): RecordedAsOf {
  const read = readYaml(asOfFile, text, asOfSchema);
  if (!read.ok) throw new Fault('ledger_unreadable', faultLines(read.problems));
  const { as_of: asOf, day = null, accounts } = read.document.value;
  return {
    asOf,
    day,
    accounts: new Map(accounts.map(({ account_id, currency, as_of }) => [ledgerKey(account_id, currency), as_of])),
  };
}

export function writeAsOf({ asOf, day, accounts }: RecordedAsOf): string {
  const rows = [...accounts].map(([key, as_of]) => {
    const [account_id = '', currency = ''] = key.split('\n');
    return { account_id, currency, as_of };
  });
  return `${JSON.stringify({ as_of: asOf, ...(day === null ? {} : { day }), accounts: rows }, null, 2)}\n`;
}
