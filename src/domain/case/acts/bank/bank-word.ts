/** What a bank's statement says of a payment: booked, booked short, or come back. The bank is believed, whatever was noted here before. */
import type { AuditEventType } from '../../audit-event';
import type { BankEntry, DeskCommand } from '../../machine/commands';
import type { Known } from '../../in-force';
import { nextCase, type Transition } from '../../machine/next-case';
import type { PaymentCase } from '../../payment-case';
import { judgeBanked } from '../../../liquidity/statements/banked-payment';
import { decimal, toJsonNumber } from '../../../values/money';
import { formatUtc } from '../../../values/time';

type ByBank = Extract<DeskCommand, { entry: BankEntry }>;

const events = {
  settle: 'payment_settled',
  book_short: 'payment_short',
  return_payment: 'payment_returned',
} as const satisfies Record<ByBank['type'], AuditEventType>;

export function bookByBank(command: ByBank, current: PaymentCase, { nowMs }: Known): Transition {
  const { type, entry } = command;
  const booked = withWord(command, current, formatUtc(nowMs));
  const short = type === 'book_short' ? shortfall(booked) : null;
  return nextCase(booked, {
    by: null,
    nowMs,
    type: events[type],
    payload: {
      bank_reference: entry.reference,
      booked_on: entry.bookedOn,
      statement: entry.statement,
      note: entry.note,
      ...(entry.code === undefined ? {} : { code: entry.code }),
      ...(short ? { booked: short.booked, missing: short.missing } : {}),
      status_before: current.status,
    },
    showsAnew: true,
  });
}

function withWord(command: ByBank, current: PaymentCase, at: string): PaymentCase {
  const word = { ...command.entry, at };
  switch (command.type) {
    case 'return_payment':
      return { ...current, status: 'returned', bankReturn: word };
    case 'settle':
      return { ...current, status: 'settled', settlement: { ...word, entries: command.entries } };
    case 'book_short':
      return { ...current, status: 'short', settlement: { ...word, entries: command.entries } };
  }
}

/** How much of a payment stands as booked, and how much of it is missing; null where it is not short. */
export function shortfall({ status, payment, settlement }: Pick<PaymentCase, 'status' | 'payment' | 'settlement'>) {
  const banked = status === 'short' && judgeBanked(settlement?.entries ?? [], payment);
  if (!banked) return null;
  const missing = decimal(payment.amount).minus(banked.stands);
  return { booked: toJsonNumber(banked.stands), missing: toJsonNumber(missing) };
}
