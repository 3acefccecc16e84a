/** What a bank answers to a payment of a file: it took it, looks at it, or will not pay it. A statement says that it was paid, never a status. */
import type { DeskCommand } from '../../machine/commands';
import type { Known } from '../../in-force';
import { nextCase, type Transition } from '../../machine/next-case';
import type { PaymentCase } from '../../payment-case';
import { bankStatusCodes } from '../../../payment/bank-status-codes';
import { refuse } from '../../../values/errors';
import type { JsonObject } from '../../../values/json';
import { formatUtc } from '../../../values/time';

/** A report that comes late takes no later word back. */
const order: readonly string[] = bankStatusCodes;
const rejected = 'RJCT';

/** Whether a status says more than what is known. */
export function isNewBankStatus({ bankStatus }: Pick<PaymentCase, 'bankStatus'>, code: string): boolean {
  return bankStatus === undefined || order.indexOf(code) > order.indexOf(bankStatus.code);
}

/** It will not pay it: nothing left, and nothing came back. */
export function isRefusedByBank({ bankStatus, bankReturn }: Pick<PaymentCase, 'bankStatus' | 'bankReturn'>): boolean {
  return bankStatus !== undefined && bankReturn?.statement === bankStatus.report;
}

export function noteBankStatus(
  { status: word }: Extract<DeskCommand, { type: 'note_bank_status' }>,
  current: PaymentCase,
  { nowMs }: Known,
): Transition {
  const { code, reasons, report, reportedAt } = word;
  if (current.sent?.file !== word.file || !isNewBankStatus(current, code))
    return refuse('case_moved_on', `Not noted: ${current.payment.payment_id} has a later status already.`);
  const at = formatUtc(nowMs);
  const isRejected = code === rejected;
  const said = reasons.map(({ code: why, text }) => [why, text].filter((part) => part !== null).join(' ')).join('; ');
  const bankReturn = { reference: null, bookedOn: reportedAt.slice(0, 10), statement: report, note: said || null, at };
  return nextCase(
    {
      ...current,
      bankStatus: { ...word, at },
      ...(isRejected ? { status: 'returned' as const, bankReturn } : {}),
    },
    {
      by: null,
      nowMs,
      type: isRejected ? 'payment_refused_by_bank' : 'bank_status_noted',
      payload: {
        status: code,
        reasons: reasons.map((reason): JsonObject => ({ ...reason })),
        file: word.file,
        report,
        reported_at: reportedAt,
        status_before: current.status,
      },
      showsAnew: true,
    },
  );
}
