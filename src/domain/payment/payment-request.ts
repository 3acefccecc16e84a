/** A payment request: its fields, what makes one acceptable, and how a queued ledger payment completes it. */
import { z } from 'zod';
import { foldId } from '../values/text/fold-id';
import { isCalendarDay } from '../values/time';
import { isBlank, nothingSeen } from '../values/text/visible';

export const paymentTypes = ['INTERNAL', 'SEPA', 'SWIFT', 'URGENT_SUPPLIER', 'EMERGENCY'] as const;
export const channels = ['INTERNAL', 'SEPA', 'SWIFT'] as const;
export type PaymentType = (typeof paymentTypes)[number];
export type Channel = (typeof channels)[number];

/** A complete, checked request. Snake case: it is the `payment_request` of the run context and of every export. */
export interface PaymentRequest {
  readonly payment_id: string;
  /** The ledger's id of it, where it is asked for again under a new one: never sent by a client. */
  readonly ledger_payment_id?: string;
  readonly beneficiary_name: string;
  /** An exact JSON number, at most 15 digits, no more decimals than the currency has. */
  readonly amount: number;
  /** What was asked for, where only the part in `amount` shall go: never sent by a client, set when people release a part. */
  readonly full_amount?: number;
  /**
   * What was first asked for in all, where this is a part of it, what a part left, or what a bank had left to pay: who must approve goes by it, so
   * that no amount is cut below a tier. Never sent by a client; left out of what was cut before it was kept.
   */
  readonly asked_in_all?: number;
  readonly currency: string;
  readonly account_id: string;
  readonly entity: string;
  readonly payment_type: PaymentType;
  /** ISO 8601 UTC. When the payment leaves the account. */
  readonly timestamp_utc: string;
  /** Set where people had it wait: it leaves then, whatever its row of the ledger says. Never sent by a client. */
  readonly delayed_until?: string;
  /** The authenticated submitter, or the claimed originator where a command line submits. */
  readonly originator: string;
  readonly claimed_originator?: string;
  readonly urgency?: string;
  readonly channel?: Channel;
  readonly beneficiary_account?: string;
  /** The bank where the payee's country has no IBANs: an American routing number, a sort code. */
  readonly beneficiary_bank_code?: string;
  readonly beneficiary_bic?: string;
  /** ISO 3166: `TR`, or a region sanctions treat apart, `UA-43`. */
  readonly beneficiary_country?: string;
  /** Where the payee is, in the parts banks take an address in: no payment file goes out without the town. */
  readonly beneficiary_street?: string;
  readonly beneficiary_building?: string;
  readonly beneficiary_postcode?: string;
  readonly beneficiary_town?: string;
  readonly purpose?: string;
  /** ISO 8601 day on which the beneficiary's bank is to have the money. */
  readonly value_date?: string;
  /** What was asked for, where banks do not work on it and `value_date` is the next day they do: never sent by a client. */
  readonly value_date_asked?: string;
}

/** By which approvers are chosen: never less than what is paid now. */
export function amountInAll({ amount, asked_in_all: inAll = amount }: PaymentRequest): number {
  return Math.max(amount, inAll);
}

/** Under which id the ledger has this payment, where it has it. */
export function ledgerIdOf({ payment_id: own, ledger_payment_id: inLedger }: PaymentRequest): string {
  return inLedger ?? own;
}

/** Text from outside: trimmed, bounded, never empty, without control characters, bidirectional overrides and halves of characters. */
const text = (max: number) =>
  z
    .string()
    .trim()
    .min(1, 'is empty')
    .max(max, `is longer than ${max} characters`)
    .regex(/^[^\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]*$/u, 'has control characters')
    .refine((typed) => typed === '' || !isBlank(typed), nothingSeen);

const maxPaymentIdLength = 64;
const paymentIdPattern = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/** Whether a payment of the desk may have this id. */
export function isPaymentId(text: string): boolean {
  return text.length <= maxPaymentIdLength && paymentIdPattern.test(text);
}

const bankNumber = text(60)
  .transform((typed) => foldId(typed).replace(/[\s-]/g, ''))
  .pipe(text(40));

/** What a person, form or file may send. Everything is optional here: `payment_id` alone is enough for a queued payment. */
export const paymentDraftSchema = z.strictObject({
  /** One id, one payment: however it was typed, it is kept in capitals. */
  payment_id: z
    .string()
    .transform(foldId)
    .pipe(text(maxPaymentIdLength).regex(paymentIdPattern, 'may only have letters, digits, dot, dash and underscore'))
    .optional(),
  beneficiary_name: text(140).optional(),
  amount: z
    .union([z.number(), z.string().trim().min(1, 'is empty').max(40, 'is longer than 40 characters')])
    .optional(),
  currency: text(3)
    .transform((code) => code.toUpperCase())
    .optional(),
  account_id: text(64).optional(),
  entity: text(64).optional(),
  payment_type: z.enum(paymentTypes).optional(),
  timestamp_utc: text(40).optional(),
  originator: text(140).optional(),
  urgency: text(40).optional(),
  channel: z.enum(channels).optional(),
  /** An IBAN, or an account number where there are none, in any case and spacing. */
  beneficiary_account: bankNumber.optional(),
  beneficiary_bank_code: bankNumber.optional(),
  beneficiary_bic: text(11).transform(foldId).optional(),
  beneficiary_country: text(60).optional(),
  /** At most what ISO 20022 has room for. */
  beneficiary_street: text(70).optional(),
  beneficiary_building: text(16).optional(),
  beneficiary_postcode: text(16).optional(),
  beneficiary_town: text(35).optional(),
  purpose: text(400).optional(),
  value_date: text(10)
    .regex(/^\d{4}-\d{2}-\d{2}$/, 'is not a date like 2026-01-22')
    .refine(isCalendarDay, 'is not a day of the calendar')
    .optional(),
});

export type PaymentDraft = z.infer<typeof paymentDraftSchema>;
