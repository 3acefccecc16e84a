/** What a ledger folder keeps of bank statements: all it took, entry by entry, what people settled, and what came of it. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import { asFault, Fault } from '../../domain/values/errors';
import type { BankedPayment } from '../../domain/liquidity/statements/banked-payment';
import { settlingActs, type OpenEntry, type Settlement } from '../../domain/liquidity/statements/open-entry';
import type { AccountProof } from '../../domain/liquidity/statements/prove-account';
import { entryStatuses, statementFormats, type Statement } from '../../domain/liquidity/statements/statement';
import { fingerprint } from '../../domain/values/json';
import { decimal } from '../../domain/values/money';

/** Every statement taken, as it was read. */
export const journalFile = 'statement_journal.json';
/** What people said of entries. */
export const settlementsFile = 'statement_settlements.json';
/** What the statements make of each account, and what somebody should look at: derived, for whoever reads the folder. */
export const proofsFile = 'statement_proofs.json';
/** What they say of single payments, one a line: derived as well. */
export const bankedFile = 'statement_payments.jsonl';

const reason = z.object({ code: z.string().nullable(), text: z.string().nullable() });
const exact = z.string().transform((text) => decimal(text));
const balance = z.object({ amount: exact, currency: z.string(), day: z.string() });
const entry = z.object({
  place: z.string(),
  references: z.array(z.string()),
  bankReference: z.string().nullable(),
  customerReference: z.string().nullable(),
  direction: z.enum(['IN', 'OUT']),
  amount: exact,
  currency: z.string(),
  status: z.enum(entryStatuses),
  day: z.string(),
  valueDay: z.string().nullable(),
  atMs: z.number().nullable(),
  isLocalTime: z.boolean().optional(),
  isReturn: z.boolean(),
  returnReason: reason.optional(),
  counterparty: z.string(),
  says: z.string(),
  partNames: z.array(z.string()).optional(),
});
const page = z.object({
  number: z.string(),
  page: z.number(),
  isFirst: z.boolean(),
  isLast: z.boolean(),
  from: exact.nullable(),
  to: exact.nullable(),
});
const statement = z.object({
  format: z.enum(statementFormats),
  id: z.string(),
  account: z.string(),
  currency: z.string().nullable(),
  asOfMs: z.number(),
  hasLocalTimes: z.boolean().optional(),
  isInterim: z.boolean(),
  isDuplicate: z.boolean(),
  firstDay: z.string().nullable(),
  opening: balance.nullable(),
  closing: balance.nullable(),
  interim: balance.nullable(),
  totals: z.object({ credits: exact.nullable(), debits: exact.nullable() }).optional(),
  page: page.optional(),
  entries: z.array(entry),
});
const settlement = z.object({
  id: z.string(),
  act: z.enum(settlingActs),
  payment: z.string().optional(),
  by: z.string(),
  reason: z.string(),
  at: z.string(),
});
const statements = z.array(statement);
const settlements = z.array(settlement);
const derived = z.object({
  proofs: z.array(
    z.object({
      accountId: z.string(),
      currency: z.string(),
      day: z.string(),
      state: z.enum(['proven', 'not_proven', 'unstated']),
      why: z.string(),
    }),
  ),
  open: z.array(
    z.object({
      id: z.string(),
      accountId: z.string(),
      currency: z.string(),
      day: z.string(),
      statementId: z.string(),
      place: z.string(),
      amount: z.string().nullable(),
      counts: z.boolean(),
      reason: z.string(),
    }),
  ),
});

const banked = z.object({
  paymentId: z.string(),
  mayBeCut: z.boolean().optional(),
  entries: z.array(
    z.object({
      as: z.enum(['paid', 'returned']),
      amount: z.string(),
      currency: z.string(),
      accountId: z.string(),
      day: z.string(),
      at: z.string().nullable(),
      statementId: z.string(),
      place: z.string(),
      reference: z.string().nullable(),
      reason: reason.optional(),
    }),
  ),
});

/** Throws `ledger_unreadable` without the place: whoever reads the file knows the line. */
export function parseBanked(line: string): BankedPayment {
  try {
    return banked.parse(JSON.parse(line));
  } catch (error) {
    throw new Fault('ledger_unreadable', 'is no payment of a statement', { cause: error });
  }
}

export function writeBanked(path: string, payments: readonly BankedPayment[]): void {
  writeFileSync(path, payments.map((payment) => `${JSON.stringify(payment)}\n`).join(''));
}

/** Empty where there are none. Throws `ledger_unreadable`. */
export function readJournal(path: string): readonly Statement[] {
  return (readJson(path, statements) ?? []) as readonly Statement[];
}

export function readSettlements(path: string): readonly Settlement[] {
  return readJson(path, settlements) ?? [];
}

export function readDerived(path: string): {
  readonly proofs: readonly AccountProof[];
  readonly open: readonly OpenEntry[];
} {
  return readJson(path, derived) ?? { proofs: [], open: [] };
}

/** One entry a line, for whoever looks. */
export function writeLines(path: string, values: readonly unknown[]): void {
  writeFileSync(path, `[${values.map((value) => `\n${JSON.stringify(value)}`).join(',')}\n]\n`);
}

export function writeDerived(
  path: string,
  value: { proofs: readonly AccountProof[]; open: readonly OpenEntry[] },
): void {
  writeFileSync(path, `${JSON.stringify(value, null, 1)}\n`);
}

/**
 * What makes two statements one: account, number, day, sequence and content, whatever file they came in. A copy under another number
 * is another statement, and its entries are known.
 */
export function contentKey(statement: Statement): string {
  return fingerprint([statement.asOfMs, whatItSays(statement)]);
}

/** Whenever it was made. */
export function saysTheSame(one: Statement, other: Statement): boolean {
  return fingerprint(whatItSays(one)) === fingerprint(whatItSays(other));
}

function whatItSays({ format, account, currency, id, opening, closing, interim, page, entries }: Statement): unknown {
  return [
    [format, account, currency, id, page?.page ?? 1],
    [opening, closing, interim].map((one) => one && [one.day, one.currency, one.amount.toFixed()]),
    entries.map(({ place: _place, ...rest }) => ({ ...rest, amount: rest.amount.toFixed() })),
  ];
}

function readJson<T>(path: string, schema: z.ZodType<T>): T | null {
  if (!existsSync(path)) return null;
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    const reason = error instanceof z.ZodError ? (error.issues[0]?.message ?? 'is not valid') : asFault(error).message;
    throw new Fault('ledger_unreadable', `${basename(path)}: ${reason.slice(0, 200)}`, { cause: error });
  }
}
