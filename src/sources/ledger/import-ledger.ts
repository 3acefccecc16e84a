/** Puts a new day's ledger in force: everything is read and checked first, and bad data changes nothing. */
import { closeSync, existsSync, openSync, readFileSync, readSync } from 'node:fs';
import { basename, join } from 'node:path';
import { refuse, type Refusal } from '../../domain/values/errors';
import type { Ledger } from '../../domain/liquidity/ledger/ledger';
import type { Statement } from '../../domain/liquidity/statements/statement';
import { dayMs, formatUtc, parseUtc, startOfDay, utcDay } from '../../domain/values/time';
import { asOfFile, parseAsOf } from './as-of';
import {
  broughtBalances,
  copyInto,
  dayOf,
  readBrought,
  readKept,
  takeBrought,
  writeDerivedVersion,
} from './derived-version';
import { splitFields } from './csv';
import { buffersFile, flowsFile } from './folder';
import { swap, type LedgerImported } from './swap';
import { copyPresent, folderInForce } from './versions';

export interface LedgerImport {
  /** The ledger folder, as configured. */
  readonly folder: string;
  readonly flows: string;
  /** Left out: those in force stay, for flows of the same day. */
  readonly balances?: string | undefined;
  /** Left out: those in force stay; where there are none, policy's go on counting. */
  readonly buffers?: string | undefined;
  readonly asOf: string;
}

/** Replaces the day's flows; the statements taken stay on top of them. Refused: files the ledger reader refuses, data not newer than what is in force. */
export function importLedgerFile(request: LedgerImport): LedgerImported | Refusal {
  const { folder, flows, balances, buffers } = request;
  const asOfMs = parseUtc(request.asOf);
  if (asOfMs === null)
    return refuse('timestamp_invalid', `${request.asOf} is not an instant like 2026-01-22T10:20:00Z.`, 'as_of');
  const present = recordedAsOf(folderInForce(folder));
  if (present !== null && Date.parse(present) >= asOfMs) {
    return refuse('not_newer', `The ledger in force is of ${present}; ${formatUtc(asOfMs)} is not newer.`, 'as_of');
  }
  // Opening balances belong to a day: those in force are none of another day's.
  const dayInForce = balances === undefined ? dayOfFlows(join(folderInForce(folder), flowsFile)) : null;
  const isOfTheirDay = ({ day }: Ledger): { ok: true } | Refusal =>
    dayInForce === null || day === null || day === dayInForce
      ? { ok: true }
      : refuse(
          'balances_missing',
          `The ledger in force is of ${dayInForce}; one of ${day} needs its opening balances.`,
          'balances',
        );
  const write = (draft: string, inForce: string): { ok: true; ledger: Ledger | null } | Refusal => {
    takeBrought(draft, { flows, balances: balances ?? broughtBalances(inForce), asOf: formatUtc(asOfMs) });
    if (buffers === undefined) copyPresent(inForce, draft, [buffersFile]);
    else copyInto(buffers, join(draft, buffersFile));
    const called = { flows, balances, buffers };
    const brought = readBrought(folder, draft, mapDefined(called, basename));
    const isRight = isOfTheirDay(brought.ledger);
    if (!isRight.ok) return isRight;
    const kept = readKept(inForce);
    const day = dayOf(brought.ledger, brought.recorded, kept.statements);
    const statements = kept.statements.filter((statement) => day === null || isStillOfUse(statement, day));
    const settlements = statements.length === 0 ? [] : kept.settlements;
    const { ledger } = writeDerivedVersion({ folder, draft }, brought, { statements, settlements });
    return { ok: true, ledger };
  };
  return swap(folder, write);
}

/** Older ones cannot even say what the day opens with: no weekend is longer. */
const keptDays = 10;

function isStillOfUse({ asOfMs, closing, entries }: Statement, day: string): boolean {
  const oldest = utcDay(startOfDay(day) - keptDays * dayMs);
  return utcDay(asOfMs) >= oldest || (closing?.day ?? '') >= oldest || entries.some((entry) => entry.day >= oldest);
}

function recordedAsOf(folder: string): string | null {
  const path = join(folder, asOfFile);
  return existsSync(path) ? parseAsOf(readFileSync(path, 'utf8')).asOf : null;
}

/** Of the first row; null where there is none. The whole file need not be read for it. */
export function dayOfFlows(path: string): string | null {
  const [header = '', row = ''] = headOf(path).split(/\r?\n/);
  const [columns, fields]: [string[], string[]] = [[], []];
  splitFields(header.replace(/^\ufeff/, ''), 0, header.replace(/^\ufeff/, '').length, columns);
  splitFields(row, 0, row.length, fields);
  const atMs = parseUtc(fields[columns.findIndex((name) => name.trim() === 'timestamp_utc')] ?? '');
  return atMs === null ? null : utcDay(atMs);
}

/** No two lines are longer. */
const headBytes = 1 << 16;

function headOf(path: string): string {
  if (!existsSync(path)) return '';
  const handle = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(headBytes);
    return bytes.toString('utf8', 0, readSync(handle, bytes));
  } finally {
    closeSync(handle);
  }
}

function mapDefined<K extends string>(
  given: Readonly<Record<K, string | undefined>>,
  change: (text: string) => string,
): Partial<Record<K, string>> {
  const entries = Object.entries<string | undefined>(given).flatMap(([key, text]) =>
    text === undefined ? [] : [[key, change(text)]],
  );
  return Object.fromEntries(entries) as Partial<Record<K, string>>;
}
