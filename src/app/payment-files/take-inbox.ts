/** Takes in the files of payments that were dropped in the inbox, one after the other; each is put away, or aside with its reason. */
import { asFault, isOfDatabase, type Problem, type Refusal } from '../../domain/values/errors';
import type { Log } from '../../ports/process';
import type { PaymentInbox } from '../../ports/payment-files';
import { isOfBehind } from '../house/keep-in-step';
import type { TakeRun } from './take-run';
import type { TakeStatusReport } from './take-status-report';

/** One round at a time: whoever asks meanwhile waits for the same. Throws only what the store throws. */
export type TakePaymentInbox = () => Promise<void>;

export interface TakePaymentInboxDeps {
  readonly inbox: PaymentInbox;
  readonly takeStatusReport: TakeStatusReport;
  readonly takeRun: TakeRun;
  readonly log: Pick<Log, 'info' | 'error'>;
}

/** Whoever dropped a file into the folder is not known: the desk says where it came from. */
export const inboxSubmitter = { tenantId: 'local', objectId: 'inbox', name: 'Inbox', email: null } as const;

export function createTakePaymentInbox(deps: TakePaymentInboxDeps): TakePaymentInbox {
  const { inbox, takeStatusReport, takeRun, log } = deps;
  /** A file that cannot be moved is met in every round and told once. */
  let stuck = new Set<string>();

  let round: Promise<void> | null = null;

  return () => {
    round ??= takeAll().finally(() => {
      round = null;
    });
    return round;
  };

  async function takeAll(): Promise<void> {
    const still = new Set<string>();
    for (const file of inbox.waiting()) {
      if (stuck.has(file)) still.add(file);
      else if (!(await takeOrLog(file))) still.add(file);
    }
    stuck = still;
  }

  /** False where it stays in the inbox. */
  async function takeOrLog(file: string): Promise<boolean> {
    try {
      const left = await take(file);
      if (left.length > 0) log.error({ file, problems: left }, 'a file of payments cannot be moved from the inbox');
      return left.length === 0;
    } catch (error) {
      const fault = asFault(error);
      if (isOfDatabase(fault)) throw fault;
      log.error({ file, code: fault.code, err: fault }, 'a file of payments could not be taken in');
      return false;
    }
  }

  async function take(file: string): Promise<readonly Problem[]> {
    const read = await inbox.read(file);
    if (!read.ok) return aside(file, read);
    const { content } = read;
    if (content.kind === 'status_report') {
      const taken = await takeStatusReport(content.report);
      if (!taken.ok) return aside(file, taken);
      log.info({ ...taken, paymentFile: taken.file, file }, 'a status report was taken from the inbox');
      return inbox.putDone(file, messagesOf(taken.problems));
    }
    const taken = await takeRun({ run: content.run, name: file, submitter: inboxSubmitter });
    if (!taken.ok) return aside(file, taken);
    const { id, record } = taken;
    log.info(
      { file, id, taken: record.taken.length, refused: record.refused.length },
      'a payment run was taken from the inbox',
    );
    return inbox.putDone(
      file,
      record.refused.map(
        ({ line, problems }) => `${file}:${line}: ${problems.map(({ message }) => message).join(' ')}`,
      ),
    );
  }

  /** What this process may not do now is no fault of the file: it stays for the next round, or for another process. */
  function aside(file: string, refusal: Refusal): readonly Problem[] {
    if (isOfBehind(refusal)) return [];
    const { problems } = refusal;
    log.info({ file, problems }, 'a file of payments was refused');
    return inbox.putAside(file, problems);
  }
}

function messagesOf(problems: readonly Problem[]): readonly string[] {
  return problems.map(({ message }) => message);
}
