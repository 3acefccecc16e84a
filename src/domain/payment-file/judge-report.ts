/** Holds a status report against the payment file it answers, and says what it means for each payment; a report that does not fit is refused whole. */
import { refuse, type Refusal } from '../values/errors';
import type { RefusalCode } from '../values/refusal-codes';
import { decimal } from '../values/money';
import type { FileRecord } from './file-record';
import { partial, type GroupStatus, type PaymentStatus, type StatedStatus, type StatusReport } from './status-report';
import type { BankStatusCode } from '../payment/bank-status-codes';
import type { StatusReason } from './status-report';

export interface StatusOfPayment {
  readonly runId: string;
  readonly code: BankStatusCode;
  readonly reasons: readonly StatusReason[];
}

type Sent = FileRecord['payments'][number];

/** Of each payment the most particular word counts: its own, its group's, the file's. Payments nothing is said of are left out. */
export function judgeReport(
  report: StatusReport,
  record: FileRecord,
): { readonly ok: true; readonly payments: readonly StatusOfPayment[] } | Refusal {
  const find = createFinder(record);
  const refused = problemOfWhole(report, record) ?? problemOfParts(report, record, find);
  if (refused) return refused;
  const own = new Map<string, StatedStatus>();
  const ofGroup = new Map<string, StatedStatus>();
  for (const group of report.groups) {
    if (group.id !== null) ofGroup.set(group.id, group);
    for (const status of group.payments) own.set(find(status)?.run_id ?? '', status);
  }
  const payments = record.payments.flatMap((payment): StatusOfPayment[] => {
    const words = [own.get(payment.run_id), ofGroup.get(payment.payment_information), report.whole];
    const stated = words.find((one) => one !== undefined && one.code !== null);
    return stated?.code == null || stated.code === partial
      ? []
      : [{ runId: payment.run_id, code: stated.code, reasons: stated.reasons }];
  });
  return { ok: true, payments };
}

function not({ id }: StatusReport, code: RefusalCode, place: string, why: string): Refusal {
  return refuse(code, `${id}, ${place}: ${why}.`, 'file');
}

function problemOfWhole(report: StatusReport, record: FileRecord): Refusal | null {
  const { whole, count, sum, originalKind } = report;
  if (!originalKind.startsWith('pain.001'))
    return not(report, 'report_of_other_message', whole.place, `answers a ${originalKind}, and we sent a pain.001`);
  if (count !== null && count !== record.count)
    return not(report, 'totals_do_not_add_up', whole.place, `counts ${count} payments; the file has ${record.count}`);
  if (sum !== null && !decimal(sum).eq(decimal(record.sum)))
    return not(report, 'totals_do_not_add_up', whole.place, `has the control sum ${sum}; the file's is ${record.sum}`);
  return null;
}

function problemOfParts(report: StatusReport, record: FileRecord, find: Finder): Refusal | null {
  const seen = new Set<string>();
  for (const group of report.groups) {
    const wrong = problemOfGroup(report, group, record);
    if (wrong) return wrong;
    for (const status of group.payments) {
      const payment = find(status);
      const named = status.endToEndId ?? status.instructionId ?? 'no payment';
      const { place } = status;
      if (!payment) return not(report, 'payment_not_in_file', place, `names ${named}, which the file does not have`);
      if (seen.has(payment.run_id)) return not(report, 'payment_not_in_file', place, `names ${named} a second time`);
      seen.add(payment.run_id);
      const wrongPayment = problemOfPayment(report, { status, payment, group, named });
      if (wrongPayment) return wrongPayment;
    }
  }
  return null;
}

function problemOfGroup(report: StatusReport, { id, place, count, sum }: GroupStatus, record: FileRecord) {
  if (id === null) return null;
  const group = record.groups.find((one) => one.id === id);
  if (!group) return not(report, 'group_unknown', place, `names the group ${id}, which the file does not have`);
  if (count !== null && count !== group.count)
    return not(report, 'totals_do_not_add_up', place, `counts ${count} payments in ${id}; the file has ${group.count}`);
  if (sum !== null && !decimal(sum).eq(decimal(group.sum)))
    return not(
      report,
      'totals_do_not_add_up',
      place,
      `has the control sum ${sum} for ${id}; the file's is ${group.sum}`,
    );
  return null;
}

interface Told {
  readonly status: PaymentStatus;
  readonly payment: Sent;
  readonly group: GroupStatus;
  readonly named: string;
}

function problemOfPayment(report: StatusReport, { status, payment, group, named }: Told): Refusal | null {
  const { place, amount, code } = status;
  if (group.id !== null && payment.payment_information !== group.id)
    return not(report, 'group_unknown', place, `has ${named} in the group ${group.id}; the file has it in another`);
  if (code === partial) return not(report, 'status_unknown', place, `calls one payment ${partial}`);
  const { amount: value, currency } = payment;
  if (amount && (amount.currency !== currency || !decimal(amount.value).eq(decimal(value)))) {
    const said = `${amount.value} ${amount.currency} for ${named}; the file has ${value} ${currency}`;
    return not(report, 'totals_do_not_add_up', place, `has ${said}`);
  }
  return null;
}

type Finder = (status: PaymentStatus) => Sent | undefined;

/** By both ids where the bank gives both. */
function createFinder({ payments }: FileRecord): Finder {
  const byId = new Map(payments.map((one) => [one.payment_id, one]));
  const byReference = new Map(payments.map((one) => [one.end_to_end_id, one]));
  return ({ instructionId, endToEndId }) => {
    const one = instructionId === null ? undefined : byId.get(instructionId);
    const other = endToEndId === null ? undefined : byReference.get(endToEndId);
    if (instructionId !== null && endToEndId !== null) return one === other ? one : undefined;
    return one ?? other;
  };
}
