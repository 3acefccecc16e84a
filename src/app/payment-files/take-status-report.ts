/** Takes a bank's status report in: held against the file it answers, then each payment's status is noted on its case. */
import { isNewBankStatus } from '../../domain/case/acts/bank/bank-status';
import { takesCommand } from '../../domain/case/machine/states';
import { readFileRecord } from '../../domain/payment-file/file-record';
import { judgeReport, type StatusOfPayment } from '../../domain/payment-file/judge-report';
import type { StatusReport } from '../../domain/payment-file/status-report';
import { refuse, type Problem, type Refusal } from '../../domain/values/errors';
import type { Store } from '../../ports/store';
import type { ChangeCase } from '../change-case';
import { isOfBehind } from '../house/keep-in-step';
import type { Knowledge } from '../know';

export interface StatusTaken {
  readonly ok: true;
  /** The payment file. */
  readonly file: string;
  readonly noted: number;
  readonly rejected: number;
  /** What is known already, or less than what is known. */
  readonly known: number;
  /** Statuses that contradict what a statement said: somebody has to look. */
  readonly problems: readonly Problem[];
}

export type TakeStatusReport = (report: StatusReport) => Promise<StatusTaken | Refusal>;

export interface TakeStatusReportDeps {
  readonly store: Pick<Store, 'findSubject' | 'findCase'>;
  readonly changeCase: ChangeCase;
  readonly knowledge: Pick<Knowledge, 'known'>;
  /** Lets the process take what came in meanwhile. */
  readonly turn: () => Promise<void>;
}

export function createTakeStatusReport({ store, changeCase, knowledge, turn }: TakeStatusReportDeps): TakeStatusReport {
  return async (report) => {
    const file = await store.findSubject('payment_file', report.originalId);
    if (!file)
      return refuse(
        'payment_file_unknown',
        `${report.id} answers ${report.originalId}, which is no file of ours.`,
        'file',
        {
          id: report.originalId,
        },
      );
    const judged = judgeReport(report, readFileRecord(file));
    if (!judged.ok) return judged;
    const counts = { noted: 0, rejected: 0, known: 0 };
    const problems: Problem[] = [];
    for (const payment of judged.payments) {
      await turn();
      const done = await note(payment, report);
      if (typeof done === 'string') counts[done] += 1;
      // What was noted already is known when the same report is taken again.
      else if (isOfBehind(done)) return done;
      else problems.push(...done.problems);
    }
    return { ok: true, file: file.id, ...counts, problems };
  };

  async function note(
    { runId, code, reasons }: StatusOfPayment,
    report: StatusReport,
  ): Promise<'noted' | 'rejected' | 'known' | Refusal> {
    const current = await store.findCase(runId);
    if (!current || !isNewBankStatus(current, code)) return 'known';
    const { payment, status } = current;
    if (!takesCommand(status, 'note_bank_status')) {
      // What a statement booked is not undone by a status; that the bank took it says nothing new then.
      if (code !== 'RJCT') return 'known';
      const message = `${report.id}: ${payment.payment_id} is ${status.replaceAll('_', ' ')} by a statement, and the bank calls it rejected.`;
      return refuse('status_contradicts', message, 'file', { id: payment.payment_id });
    }
    const word = { file: report.originalId, code, reasons, report: report.id, reportedAt: report.createdAt };
    const command = { type: 'note_bank_status', basedOn: current.version, status: word } as const;
    const changed = await changeCase(runId, command, (now) => knowledge.known(now));
    if (!changed.ok) return changed;
    return code === 'RJCT' ? 'rejected' : 'noted';
  }
}
