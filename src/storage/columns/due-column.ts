/** When the desk must come back to a case, to the column a sweep asks. */
import type { PaymentCase } from '../../domain/case/payment-case';
import { parseUtc } from '../../domain/values/time';

export function dueColumn({ dueAt }: Pick<PaymentCase, 'dueAt'>): number | null {
  return dueAt === undefined ? null : parseUtc(dueAt);
}
