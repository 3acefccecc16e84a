/** One small input with what is right, and the check of it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Ledger } from '../../../src/domain/liquidity/ledger/ledger';
import type { LedgerRow } from '../../../src/domain/payment/ledger-row';
import type { importStatementFile } from '../../../src/sources/ledger/import-statements';
import { header } from '../ledger/folder-fixture';

export interface StatementCase {
  readonly kind: string;
  readonly title: string;
  readonly ledger_day: string;
  readonly balances: readonly (readonly [string, string, string, string])[];
  readonly ledger_rows: readonly string[];
  readonly files: readonly { readonly name: string; readonly text: string }[];
  readonly right: {
    readonly taken: boolean;
    readonly problem?: string;
    readonly opening?: string;
    readonly settled?: readonly string[];
    readonly expected?: readonly string[];
    readonly closing?: string | null;
    readonly proven?: boolean | null;
    readonly note?: string;
  };
}

export interface CaseDeps {
  readonly newFolder: () => string;
  readonly takeOne: (folder: string, name: string, text: string) => ReturnType<typeof importStatementFile>;
  readonly readLedger: (folder: string) => Ledger;
}

const states = { proven: true, not_proven: false, unstated: null } as const;

export function checkCase(one: StatementCase, { newFolder, takeOne, readLedger }: CaseDeps): void {
  const folder = newFolder();
  writeFileSync(join(folder, 'ledger_today.csv'), `${[header, ...one.ledger_rows].join('\n')}\n`);
  const balances = one.balances.map((cells) => cells.join(',')).join('\n');
  writeFileSync(
    join(folder, 'starting_balances.csv'),
    `entity,account_id,currency,start_of_day_balance\n${balances}\n`,
  );
  writeFileSync(join(folder, 'as_of.json'), `{"as_of": "${one.ledger_day}T06:00:00Z"}`);
  const results = one.files.map(({ name, text }) => takeOne(folder, name, text));
  if (!one.right.taken) {
    const problems = results.flatMap((result) => (result.ok ? [] : result.problems));
    const open = results.flatMap((result) => (result.ok ? (result.derived?.open ?? []) : []));
    expect([...problems.map(({ message }) => message), ...open.map(({ reason }) => reason)].join(' ')).toContain(
      one.right.problem,
    );
    return;
  }
  expect(results.flatMap((result) => (result.ok ? [] : result.problems))).toEqual([]);
  const [[, accountId, currency]] = one.balances as [readonly [string, string, string, string]];
  const ledger = readLedger(folder);
  expect(ledger.day).toBe(one.ledger_day);
  const rows = ledger.rowsOf(accountId, currency);
  const certain = rows.filter(({ status }) => status === 'SETTLED' || status === 'RETURNED');
  expect(ledger.findAccount(accountId, currency)?.startOfDayBalance.toFixed(2)).toBe(one.right.opening);
  expect(certain.map(shown).sort()).toEqual([...(one.right.settled ?? [])].map(plain).sort());
  const open = rows.filter((row) => !certain.includes(row));
  const later = ledger.openEntries().filter(({ day }) => day > one.ledger_day);
  const expected = [...open.map(shown), ...later.map(({ amount }) => money(Number(amount)))];
  expect(expected.sort()).toEqual([...(one.right.expected ?? [])].map(plain).sort());
  const proof = ledger.proofOf(accountId, currency);
  expect([proof && states[proof.state], proof?.why]).toEqual([one.right.proven, proof?.why]);
  if (one.right.closing !== undefined && one.right.closing !== null) {
    const sum = certain.reduce(
      (total, { direction, amount }) => (direction === 'IN' ? total.plus(amount) : total.minus(amount)),
      ledger.findAccount(accountId, currency)!.startOfDayBalance,
    );
    expect(sum.toFixed(2)).toBe(one.right.closing);
  }
}

/** The payment it belongs to stands behind the amount; a flow of the bank's own has none. */
function shown({ txn_id: id, direction, amount, payment_type: type, status }: LedgerRow): string {
  const own = `${direction === 'IN' ? '+' : '-'}${amount.toFixed(2)}`;
  const returned = /^(.+):return:/.exec(id);
  if (returned) return `${own} return of ${returned[1]!}`;
  return type === 'STATEMENT' && status !== 'RETURNED' ? own : `${own} ${id}`;
}

const money = (value: number) => `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(2)}`;

/** What a flow is called beside its amount is for people where it is no payment. */
function plain(text: string): string {
  return text.replace(/ (value \d{4}-\d{2}-\d{2}|charge)$/, '');
}
