/** Payments that come in as files, and what banks answer to those that went out: wired for the served desk and for a command. */
import { createChangeSubject } from '../../../app/house/change-subject';
import { createApproveRun, type ApproveRun } from '../../../app/payment-files/approve-run';
import { createReadRun, type ReadRun } from '../../../app/payment-files/read-run';
import { createTakePaymentInbox, type TakePaymentInbox } from '../../../app/payment-files/take-inbox';
import { createTakeRun, type TakeRun } from '../../../app/payment-files/take-run';
import { createTakeStatusReport, type TakeStatusReport } from '../../../app/payment-files/take-status-report';
import type { ActOnCase } from '../../../app/act-on-case';
import type { Clock, Log } from '../../../ports/process';
import type { Store } from '../../../ports/store';
import type { Wakeups } from '../../../ports/wakeups';
import { readOwnAccountsFile } from '../../../sources/payment-files/own-accounts-file';
import { createPaymentInbox } from '../../../sources/payment-files/payment-inbox';
import { createReadAside, type ReadAside } from '../../../sources/payment-files/read-aside';
import type { Config } from '../../config/config';
import type { Review } from '../../open-review';

export interface PaymentFilesParts {
  readonly config: Pick<Config, 'ledgerDir' | 'ownAccountsFile'>;
  readonly store: Store;
  readonly review: Pick<Review, 'changeCase' | 'knowledge' | 'submitPayment'>;
  readonly wakeups: Pick<Wakeups, 'wake'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly turn: () => Promise<void>;
  readonly readAside?: ReadAside | undefined;
}

export interface PaymentFiles {
  readonly takeRun: TakeRun;
  readonly takeStatusReport: TakeStatusReport;
  readonly takeInbox: TakePaymentInbox;
  readonly readAside: ReadAside;
  readonly readRun: ReadRun;
}

/** A file nobody has written to for this long is complete. */
const settledAfterMs = 5_000;

export function openPaymentFiles({
  config: { ledgerDir, ownAccountsFile },
  store,
  review: { changeCase, knowledge, submitPayment },
  wakeups,
  clock,
  log,
  turn,
  readAside = createReadAside(),
}: PaymentFilesParts): PaymentFiles {
  const takeStatusReport = createTakeStatusReport({ store, changeCase, knowledge, turn });
  const takeRun = createTakeRun({
    store,
    changeSubject: createChangeSubject({ store, clock }),
    submitPayment,
    wakeups,
    readOwnAccounts: ownAccountsFile === null ? null : () => readOwnAccountsFile(ownAccountsFile),
    clock,
    turn,
  });
  const inbox = createPaymentInbox({
    folder: ledgerDir,
    readAside,
    settledBeforeMs: () => clock.recordedNow() - settledAfterMs,
  });
  return {
    takeRun,
    takeStatusReport,
    takeInbox: createTakePaymentInbox({ inbox, takeStatusReport, takeRun, log }),
    readAside,
    readRun: createReadRun({ store, turn }),
  };
}

export function openApprovals(
  { readRun }: Pick<PaymentFiles, 'readRun'>,
  { store, review: { knowledge }, turn }: Pick<PaymentFilesParts, 'store' | 'review' | 'turn'>,
  actOnCase: ActOnCase,
): ApproveRun {
  return createApproveRun({ store, readRun, actOnCase, knowledge, turn });
}
