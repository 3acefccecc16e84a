/** What a case holds, to and from the two columns beside its status: asked for at every review, so it is read without the case. */
import { z } from 'zod';
import { Fault } from '../../domain/values/errors';
import { type Reservation } from '../../domain/liquidity/held/reservation';
import { isApprovedToLeave, reservationOf } from '../../domain/case/decision/held-headroom';
import { decimal } from '../../domain/values/money';
import type { PaymentCase } from '../../domain/case/payment-case';
import type { CaseStatus } from '../../domain/case/machine/states';
import { utcDay } from '../../domain/values/time';
import type { CasesTable } from '../schema';
import { parseJson } from '../stored/stored-case';

/** Run, payment and status have columns of their own. */
const storedReservationSchema = z.strictObject({
  /** Left out where it is the payment's own id. */
  ledgerId: z.string().optional(),
  entity: z.string(),
  accountId: z.string(),
  currency: z.string(),
  amount: z.string().regex(/^\d+(\.\d+)?$/),
  atMs: z.int(),
  decidedAtMs: z.int().nullable(),
});

/** Both null where the case holds nothing. */
export function reservationColumns(paymentCase: PaymentCase): Pick<CasesTable, 'holds_on' | 'reservation'> {
  const reservation = reservationOf(paymentCase);
  if (!reservation) return { holds_on: null, reservation: null };
  const { ledgerId, entity, accountId, currency, amount, atMs, decidedAtMs } = reservation;
  const stored: z.infer<typeof storedReservationSchema> = {
    ...(ledgerId === undefined ? {} : { ledgerId }),
    entity,
    accountId,
    currency,
    amount: amount.toFixed(),
    atMs,
    decidedAtMs,
  };
  return { holds_on: utcDay(atMs), reservation: JSON.stringify(stored) };
}

/** Throws `store_corrupt`, naming `place` and the run, where the row is not what this store writes. */
export function readReservationRow(
  place: string,
  row: { run_id: string; payment_id: string; status: CaseStatus; reservation: string | null },
): Reservation {
  const named = `${place}: reservation of case ${row.run_id}`;
  const checked = storedReservationSchema.safeParse(parseJson(named, row.reservation ?? 'null'));
  if (!checked.success) throw new Fault('store_corrupt', `${named}: ${z.prettifyError(checked.error)}`);
  const { amount, ledgerId, ...stored } = checked.data;
  return {
    runId: row.run_id,
    paymentId: row.payment_id,
    ...(ledgerId === undefined ? {} : { ledgerId }),
    ...stored,
    amount: decimal(amount),
    isApproved: isApprovedToLeave(row.status),
  };
}
