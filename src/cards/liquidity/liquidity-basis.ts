/** What a liquidity result rests on: how old the data is, and what other payments hold already. */
import { z } from 'zod';
import type { LiquidityScreening } from '../../domain/evidence/liquidity-screening';
import { decimal, zero } from '../../domain/values/money';
import { parseUtc } from '../../domain/values/time';
import type { LiquiditySubject } from './liquidity-subject';
import type { Words } from '../words/words';

const auditSchema = z.object({
  data_as_of: z.string().nullish().catch(null),
  /** The first of them; `reserved_count` and `reserved_total` speak of all. */
  reserved: z.array(z.object({ payment_id: z.string(), amount: z.number(), from: z.string() })).catch([]),
  reserved_count: z.int().nonnegative().optional().catch(undefined),
  reserved_total: z
    .string()
    .regex(/^\d+(\.\d+)?$/)
    .transform(decimal)
    .optional()
    .catch(undefined),
});

/** `Data as of 10:20 UTC, 5 min old`, at the given business time. */
export function dataAge({ audit }: LiquidityScreening, nowMs: number, words: Words): string {
  const { basis } = words.liquidity;
  const asOf = auditSchema.parse(audit).data_as_of ?? null;
  const asOfMs = asOf === null ? null : parseUtc(asOf);
  if (asOf === null || asOfMs === null) return basis.unknownAge;
  const age = asOfMs > nowMs ? basis.stillToCome : basis.old(words.show.duration(nowMs - asOfMs));
  return basis.asOf(words.show.clock(asOf, nowMs), age);
}

/** Empty where no statement speaks of the account, or none says what to prove it by. */
export function proofLine(
  { audit }: LiquidityScreening,
  { quote, words }: Pick<LiquiditySubject, 'quote' | 'words'>,
): string[] {
  const { basis } = words.liquidity;
  const proof = audit.account_proof ?? null;
  if (proof?.state === 'not_proven') return [basis.notProven(quote(proof.why, 300))];
  return proof?.state === 'proven' ? [basis.proven] : [];
}

/** What waiting or approved payments hold of the same account; empty where none does. */
export function heldByOthers(result: LiquidityScreening, { money, quote, words }: LiquiditySubject): string {
  const { basis } = words.liquidity;
  const { reserved, reserved_count, reserved_total } = auditSchema.parse(result.audit);
  const count = reserved_count ?? reserved.length;
  if (count === 0) return '';
  const first = reserved
    .slice(0, 3)
    .map(({ payment_id, amount, from }) =>
      basis.holds(quote(payment_id, 64), money(amount), words.show.clock(from, result.payment_assessed.timestamp_utc)),
    );
  const total = reserved_total ?? reserved.reduce((sum, { amount }) => sum.plus(decimal(amount)), zero);
  return basis.held(first, count > first.length ? { count: count - first.length, total: money(total) } : null);
}
