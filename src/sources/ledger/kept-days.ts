/** Keeps the figures of each day a ledger was in force, so that a month can be reported when its days are gone. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { DayReport } from '../../domain/liquidity/report/report-day';
import { flowStatuses } from '../../domain/payment/ledger-row';
import { Fault } from '../../domain/values/errors';
import { decimal, type Decimal } from '../../domain/values/money';

/** In the ledger folder. */
const daysFolder = 'days';

const exact = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/)
  .transform((text): Decimal => decimal(text));
const figures = z.object({
  scope: z.enum(['account', 'entity']),
  name: z.string(),
  entity: z.string(),
  currency: z.string(),
  view: z.enum(['all', 'certain', 'settled']),
  maxUsage: exact,
  maxUsageAt: z.string().nullable(),
  maxPositive: exact,
  openingBalance: exact,
  creditLines: exact,
  creditDrawn: exact,
  uncovered: exact,
  sent: exact,
  sentCount: z.int(),
  received: exact,
  receivedCount: z.int(),
  timeSpecific: exact,
  timeSpecificCount: z.int(),
  missed: exact,
  missedCount: z.int(),
  throughput: z.array(z.object({ hour: z.int(), sent: exact, percent: exact })),
});
const obligation = z.object({
  id: z.string(),
  entity: z.string(),
  accountId: z.string(),
  currency: z.string(),
  amount: exact,
  paymentType: z.string(),
  status: z.enum(flowStatuses),
  at: z.string(),
  deadline: z.string().nullable(),
  state: z.enum(['met', 'missed', 'open', 'unknown']),
  why: z.string(),
});
const keptDay: z.ZodType<DayReport> = z.object({
  day: z.iso.date(),
  figures: z.array(figures),
  obligations: z.array(obligation),
});

/** What was kept of the day before is replaced: a day is reported as its last ledger had it. */
export function keepDay(folder: string, report: DayReport): void {
  const days = join(folder, daysFolder);
  mkdirSync(days, { recursive: true });
  const path = join(days, `${report.day}.json`);
  const handle = openSync(`${path}.new`, 'w');
  try {
    writeSync(handle, `${JSON.stringify(withExactText(report))}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(`${path}.new`, path);
}

/** The month's, in order. Throws `ledger_unreadable` for one that cannot be read. */
export function readKeptDays(folder: string, month: string): readonly DayReport[] {
  const days = join(folder, daysFolder);
  if (!existsSync(days)) return [];
  const files = readdirSync(days).filter((name) => /^\d{4}-\d{2}-\d{2}\.json$/.test(name) && name.startsWith(month));
  return files.sort().map((name) => readDay(join(days, name), name));
}

function readDay(path: string, name: string): DayReport {
  try {
    return keptDay.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    throw new Fault('ledger_unreadable', `${daysFolder}/${name}: is no kept day`, { cause: error });
  }
}

/** Decimals write themselves as JSON in the notation of science where they are large. */
function withExactText({ day, figures: ofDay, obligations }: DayReport): unknown {
  const exactly = (value: object): object =>
    Object.fromEntries(
      Object.entries(value as Record<string, unknown>).map(([key, inner]) => [
        key,
        isDecimal(inner) ? inner.toFixed() : inner,
      ]),
    );
  return {
    day,
    figures: ofDay.map((one) => ({ ...exactly(one), throughput: one.throughput.map(exactly) })),
    obligations: obligations.map(exactly),
  };
}

function isDecimal(value: unknown): value is Decimal {
  return typeof value === 'object' && value !== null && 'toFixed' in value;
}
