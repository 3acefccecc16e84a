/** What a bank's statement says of a payment: it was booked, or it came back. The bank is believed, whatever was noted here before. */
import type { BankEntry, DeskCommand } from './commands';
import type { Known } from './in-force';
import { nextCase, type Transition } from './next-case';
import type { PaymentCase } from './payment-case';
import { formatUtc } from '../values/time';

type ByBank = Extract<DeskCommand, { entry: BankEntry }>;

export function bookByBank({ type, entry }: ByBank, current: PaymentCase, { nowMs }: Known): Transition {
  const word = { ...entry, at: formatUtc(nowMs) };
  const isReturn = type === 'return_payment';
  const booked: PaymentCase = isReturn
    ? { ...current, status: 'returned', bankReturn: word }
    : { ...current, status: 'settled', settlement: word };
  return nextCase(booked, {
    by: null,
    nowMs,
    type: isReturn ? 'payment_returned' : 'payment_settled',
    payload: {
      bank_reference: entry.reference,
      booked_on: entry.bookedOn,
      statement: entry.statement,
      note: entry.note,
      status_before: current.status,
    },
    showsAnew: true,
  });
}
