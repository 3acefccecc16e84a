/** Where payment files go out and come in, and whose accounts pay. */
import type { CaseStatus } from '../domain/case/machine/states';
import type { OwnAccounts } from '../domain/payment-file/own-accounts';
import type { PaymentRun } from '../domain/payment-file/payment-run';
import type { RunRecord } from '../domain/payment-file/run-record';
import type { StatusReport } from '../domain/payment-file/status-report';
import type { Problem, Refusal } from '../domain/values/errors';
import type { Decimal } from '../domain/values/money';

export interface PaymentFolder {
  /**
   * The whole file or nothing, on the disk when it returns. The same text again is no change; another text under the name is refused
   * (`file_exists`), and so is a folder that cannot be written to (`file_unwritable`).
   */
  write(folder: string, name: string, text: string): { readonly ok: true } | Refusal;
}

/** Read anew each time it is asked. Throws `configuration_invalid` naming file and line. */
export type ReadOwnAccounts = () => OwnAccounts;

/** What a file of payments says. */
export type PaymentFileContent =
  | { readonly kind: 'status_report'; readonly report: StatusReport }
  | { readonly kind: 'payment_run'; readonly run: PaymentRun };

/** Files of payments that were dropped in a folder; each is put away once it is taken, or aside with the reason. */
export interface PaymentInbox {
  /** Names of files nobody writes to any more. */
  waiting(): readonly string[];
  /** Large and hostile files keep nobody waiting. */
  read(file: string): Promise<{ readonly ok: true; readonly content: PaymentFileContent } | Refusal>;
  /** `notes`: what of it was not taken, line by line, to stand beside it. Gives what went wrong. */
  putDone(file: string, notes: readonly string[]): readonly Problem[];
  putAside(file: string, problems: readonly Problem[]): readonly Problem[];
}

export interface CurrencySum {
  readonly currency: string;
  readonly count: number;
  readonly sum: Decimal;
}

export interface RunStanding {
  readonly id: string;
  readonly record: RunRecord;
  /** Of the payments this run asked for. */
  readonly counts: ReadonlyMap<CaseStatus, number>;
  readonly sums: readonly CurrencySum[];
  readonly duplicates: number;
  /** Of them and of others: how many no press for many approves. */
  readonly unusual: number;
  /** Run ids, those somebody has to look at first before the others. */
  readonly worstFirst: readonly string[];
  /** What proceeds and waits for a role of this person, in the order of the file. */
  readonly theirs: {
    readonly runIds: readonly string[];
    readonly sums: readonly CurrencySum[];
    /** As many more are unusual: these are approved each on its own card. */
    readonly oneByOne: number;
  };
  /** Of what is theirs, as it is shown now: an approval of all of it is for that. */
  readonly shown: string;
}

/** What came of a press for all of a run that proceeds. */
export interface RunApproved {
  readonly ok: true;
  /** Approvals that count now, and how many of those payments need no more. */
  readonly approved: number;
  readonly complete: number;
  /** What was not approved: it asks for words, or somebody was faster. */
  readonly refused: readonly { readonly paymentId: string; readonly problem: Problem }[];
  /** Payments of theirs that were not come to in this press. */
  readonly left: number;
}
