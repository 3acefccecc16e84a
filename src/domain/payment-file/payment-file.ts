/** The content of one payment file: its payments in groups of one account, day and channel, each with its count and its sum. */
import { Fault } from '../values/errors';
import { canonicalJson } from '../values/json';
import { decimal, zero } from '../values/money';
import type { Instruction } from './instruction';

/** What pain.001 calls payment information: one account pays all of it, on one day and in one way. */
export interface InstructionGroup {
  readonly id: string;
  readonly count: number;
  /** Exact text: of one currency. */
  readonly sum: string;
  readonly instructions: readonly [Instruction, ...Instruction[]];
}

export interface PaymentFile {
  /** The message's id: the run's. */
  readonly id: string;
  /** ISO 8601 UTC to the second. */
  readonly createdAt: string;
  readonly initiatingParty: string;
  readonly count: number;
  /** Over all currencies, as banks check it. */
  readonly sum: string;
  readonly groups: readonly InstructionGroup[];
}

/** ISO 20022 DecimalNumber: 18 digits, whatever the point. */
const mostDigits = 18;

/** The same payments give the same file, in whatever order they come. Throws `amount_out_of_range` where a sum has more digits than a file may say. */
export function paymentFile(
  { id, createdAt, initiatingParty }: Pick<PaymentFile, 'id' | 'createdAt' | 'initiatingParty'>,
  instructions: readonly Instruction[],
): PaymentFile {
  const byKey = new Map<string, [Instruction, ...Instruction[]]>();
  for (const instruction of [...instructions].sort(byId)) {
    const key = groupKey(instruction);
    const known = byKey.get(key);
    if (known) known.push(instruction);
    else byKey.set(key, [instruction]);
  }
  const groups = [...byKey]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, members], at): InstructionGroup => ({
      id: `${id}-${String(at + 1).padStart(4, '0')}`,
      count: members.length,
      sum: sumOf(members),
      instructions: members,
    }));
  return { id, createdAt, initiatingParty, count: instructions.length, sum: sumOf(instructions), groups };
}

function byId({ paymentId: one }: Instruction, { paymentId: other }: Instruction): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** By day and account first, so that people find a group where they look for it. */
function groupKey({ executionDate, debtor, currency, marks }: Instruction): string {
  return canonicalJson([executionDate, debtor, currency, marks]);
}

function sumOf(instructions: readonly Instruction[]): string {
  const sum = instructions.reduce((total, { amount }) => total.plus(decimal(amount)), zero);
  const decimals = Math.max(0, ...instructions.map(({ amount }) => amount.split('.')[1]?.length ?? 0));
  const text = sum.toFixed(decimals);
  if (text.replace('.', '').length > mostDigits)
    throw new Fault('amount_out_of_range', `a payment file cannot say the sum ${text}`);
  return text;
}
