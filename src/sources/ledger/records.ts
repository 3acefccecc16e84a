/** The record layouts of the ledger folder: what each column may hold and what it becomes. */
import { z } from 'zod';
import { type BufferRule } from '../../domain/liquidity/ledger/ledger-content';
import { flowStatuses, type Account, type LedgerRow } from '../../domain/payment/ledger-row';
import { Fault } from '../../domain/values/errors';
import { cut } from '../../domain/values/text/cut';
import { decimal } from '../../domain/values/money';
import { parseUtc } from '../../domain/values/time';

// eslint-disable-next-line no-control-regex -- control and bidirectional-override characters are what is refused here
const printable = /^[^\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]*$/;
const maxWords = 200;
const words = z
  .string()
  .max(maxWords, `is longer than ${maxWords} characters`)
  .regex(printable, 'has control characters');
const name = words.min(1, 'is empty');
/** The same check as `words`, for a million of them. */
export function isPlainWords(text: string): boolean {
  return text.length <= maxWords && printable.test(text);
}

const wordsOrNull = words.transform((text) => (text === '' ? null : text));
const currency = z.string().regex(/^[A-Z]{3}$/, 'is not a currency code');
const amount = z
  .string()
  .max(40, 'is longer than 40 characters')
  .regex(/^-?\d+(\.\d+)?$/, 'is not an amount')
  .transform((text) => decimal(text));

export interface RecordLayout<T> {
  readonly columns: readonly string[];
  /** Those a file may have besides. */
  readonly optional?: readonly string[];
  readonly record: z.ZodType<T>;
}

/** Letters of a field that a refusal repeats. */
const longestQuote = 60;

/** Throws `ledger_unreadable` naming the first field that is not of the layout. */
export function checkRecord<T>(record: Readonly<Record<string, string>>, schema: z.ZodType<T>): T {
  const checked = schema.safeParse(record);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  const field = issue?.path.join('.') ?? '';
  throw new Fault(
    'ledger_unreadable',
    `${field} ${JSON.stringify(cut(record[field] ?? '', longestQuote))} ${issue?.message ?? 'is not valid'}`,
  );
}

/** A time without a zone is UTC. */
const instant = z.string().transform((text, context) => {
  const atMs = parseUtc(text);
  if (atMs !== null) return atMs;
  context.addIssue({ code: 'custom', message: 'is not a date and time' });
  return z.NEVER;
});

const flowRecord: z.ZodType<LedgerRow> = z
  .object({
    txn_id: name,
    timestamp_utc: instant,
    entity: name,
    account_id: name,
    beneficiary_name: words,
    payment_type: words,
    amount,
    direction: z.enum(['IN', 'OUT'], 'is neither IN nor OUT'),
    currency,
    status: z.enum(flowStatuses, `is none of ${flowStatuses.join(', ')}`),
    alert_flag: wordsOrNull,
    channel: wordsOrNull,
  })
  // Named one by one: an object spread costs more than the whole rest of the check, a million times over.
  .transform((record) => ({
    txn_id: record.txn_id,
    atMs: record.timestamp_utc,
    entity: record.entity,
    account_id: record.account_id,
    beneficiary_name: record.beneficiary_name,
    payment_type: record.payment_type,
    amount: record.amount,
    direction: record.direction,
    currency: record.currency,
    status: record.status,
    alert_flag: record.alert_flag,
    channel: record.channel,
  }));

export const flowColumns = [
  'txn_id',
  'timestamp_utc',
  'entity',
  'account_id',
  'beneficiary_name',
  'payment_type',
  'amount',
  'direction',
  'currency',
  'status',
  'alert_flag',
  'channel',
] as const;

export const flowLayout: RecordLayout<LedgerRow> = { columns: flowColumns, record: flowRecord };

const balanceRecord: z.ZodType<Account> = z
  .object({ entity: name, account_id: name, currency, start_of_day_balance: amount, bank: words })
  .transform(({ start_of_day_balance: startOfDayBalance, bank, ...record }) => ({
    ...record,
    startOfDayBalance,
    ...(bank === '' ? {} : { bank }),
  }));

export const balanceLayout = {
  columns: ['entity', 'account_id', 'currency', 'start_of_day_balance'],
  optional: ['bank'],
  record: balanceRecord,
} satisfies RecordLayout<Account>;

const jsonAmount = z
  .union([z.number(), z.string().regex(/^\d+(\.\d+)?$/, 'is not an amount')])
  .transform((value) => decimal(value));

export const bufferList: z.ZodType<BufferRule[]> = z.array(
  z
    .object({
      entity: name,
      currency,
      min_buffer: jsonAmount,
      cutoff_time_utc: z
        .string()
        .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not a time like 15:00')
        .nullish(),
    })
    .transform(({ entity, currency: code, min_buffer, cutoff_time_utc }) => ({
      entity,
      currency: code,
      minimum: min_buffer,
      cutoffUtc: cutoff_time_utc ?? null,
    })),
);
