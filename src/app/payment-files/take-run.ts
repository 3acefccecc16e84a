/** Takes a payment run in: each row becomes a case of its own, or is listed with what is wrong with it; the same file again adds nothing. */
import type { FromRun } from '../../domain/case/machine/commands';
import type { OwnAccounts } from '../../domain/payment-file/own-accounts';
import type { PaymentRun, RunRow } from '../../domain/payment-file/payment-run';
import {
  readRunRecord,
  runIdOf,
  runRecordBody,
  type RefusedRow,
  type RunRecord,
} from '../../domain/payment-file/run-record';
import { refuse, type Problem, type Refusal } from '../../domain/values/errors';
import { foldId } from '../../domain/values/text/fold-id';
import { sha256, type JsonObject } from '../../domain/values/json';
import type { Person } from '../../domain/values/person';
import { formatUtc } from '../../domain/values/time';
import type { Clock } from '../../ports/process';
import type { Store } from '../../ports/store';
import type { Wakeups } from '../../ports/wakeups';
import type { Subject } from '../../ports/house';
import type { ChangeSubject } from '../house/change-subject';
import { isOfBehind } from '../house/keep-in-step';
import type { SubmitPayment } from '../requests/submit-payment';

export interface BroughtRun {
  readonly run: PaymentRun;
  /** The file's name, for people. */
  readonly name: string;
  readonly submitter: Person;
}

export interface RunTaken {
  readonly ok: true;
  readonly id: string;
  readonly record: RunRecord;
  /** The same file was taken before: nothing was done. */
  readonly wasTaken: boolean;
}

export type TakeRun = (brought: BroughtRun) => Promise<RunTaken | Refusal>;

export interface TakeRunDeps {
  readonly store: Pick<Store, 'findSubject'>;
  readonly changeSubject: ChangeSubject;
  readonly submitPayment: SubmitPayment;
  readonly wakeups: Pick<Wakeups, 'wake'>;
  /** Null where nobody said which numbers our accounts have: then files name them as the ledger does. */
  readonly readOwnAccounts: (() => OwnAccounts) | null;
  readonly clock: Pick<Clock, 'now'>;
  /** Lets the process take what came in meanwhile. */
  readonly turn: () => Promise<void>;
}

/** Rows that are asked for together share a transaction; with more of them people would wait longer in between. */
const rowsAtOnce = 16;

export function createTakeRun(deps: TakeRunDeps): TakeRun {
  const { store, changeSubject, submitPayment, wakeups, readOwnAccounts, clock, turn } = deps;
  return async (brought) => {
    const { run, submitter } = brought;
    const id = runIdOf(run.sha256);
    const before = await store.findSubject('payment_run', id);
    const begun = before ? readRunRecord(before) : await begin(id, brought);
    if (begun.state === 'taken') return { ok: true, id, record: begun, wasTaken: true };
    const accountOf = accountsNamed(readOwnAccounts?.() ?? null);
    const lines = firstLines(run.rows);
    const outcomes: Outcome[] = [];
    for (let from = 0; from < run.rows.length; from += rowsAtOnce) {
      await turn();
      const rows = run.rows.slice(from, from + rowsAtOnce);
      const taking = rows.map((row, at) => take(row, from + at, { id, run, submitter, accountOf, lines }));
      const taken = await Promise.all(taking);
      const behind = taken.find((one) => one.as === 'behind');
      // Nothing is wrong with the row: the run stays begun, and the same file is gone on with.
      if (behind) return behind.refusal;
      outcomes.push(...taken);
    }
    return { ok: true, id, record: await finish(id, begun, outcomes), wasTaken: false };
  };

  async function begin(id: string, { run, name, submitter }: BroughtRun): Promise<RunRecord> {
    const record: RunRecord = {
      state: 'begun',
      name,
      format: run.format,
      message_id: run.messageId,
      sha256: run.sha256,
      rows: run.rows.length,
      by: submitter.name,
      by_object_id: submitter.objectId,
      at: formatUtc(clock.now()),
      taken: [],
      known: [],
      refused: [],
    };
    await change(
      { kind: 'payment_run', id, version: 1, body: runRecordBody(record) },
      'payment_run_begun',
      record,
      submitter,
    );
    return record;
  }

  async function finish(id: string, begun: RunRecord, outcomes: readonly Outcome[]): Promise<RunRecord> {
    const record: RunRecord = {
      ...begun,
      state: 'taken',
      taken: outcomes.flatMap((one) => (one.as === 'taken' ? [{ line: one.line, run_id: one.runId }] : [])),
      known: outcomes.flatMap((one) => (one.as === 'known' ? [{ line: one.line, run_id: one.runId }] : [])),
      refused: outcomes.flatMap((one) => (one.as === 'refused' ? [{ line: one.line, problems: one.problems }] : [])),
    };
    await change(
      { kind: 'payment_run', id, version: 2, body: runRecordBody(record) },
      'payment_run_taken',
      record,
      null,
    );
    return record;
  }

  async function change(
    subject: Subject,
    type: 'payment_run_begun' | 'payment_run_taken',
    { name, sha256: hash, rows, taken, known, refused }: RunRecord,
    by: Person | null,
  ): Promise<void> {
    const counts = { rows, taken: taken.length, known: known.length, refused: refused.length };
    const told: JsonObject = { file: name, sha256: hash, ...(type === 'payment_run_begun' ? { rows } : counts) };
    // Somebody else who takes the same file at the same time comes to the same rows.
    await changeSubject({ subject, type, by, idempotencyKey: `${type}:${subject.id}`, input: { sha256: hash }, told });
  }

  async function take(row: RunRow, at: number, asked: Asked): Promise<Outcome> {
    const { line } = row;
    const { id, run, submitter, accountOf, lines } = asked;
    const refused = (problems: readonly Problem[]): Outcome => ({ as: 'refused', line, problems });
    if (row.fault !== null) return refused(refuse('row_unreadable', `The row ${row.fault}.`).problems);
    const draft = accountOf(row);
    const paymentId = idOf(draft);
    const first = paymentId === null ? line : (lines.get(paymentId) ?? line);
    if (first !== line) return refused(repeated(first));
    const submissionId = sha256(`${run.sha256}:${at}`).slice(0, 12);
    const fromRun: FromRun = { run: id, line };
    const submitted = await submitPayment({ draft, submitter, conversation: null, submissionId, fromRun });
    if (!submitted.ok)
      return isOfBehind(submitted) ? { as: 'behind', refusal: submitted } : refused(submitted.problems);
    const { case: current, alreadyKnown } = submitted;
    const isOurs = !alreadyKnown || current.fromRun?.run === id;
    if (isOurs && current.status === 'under_review') wakeups.wake(current.runId, { behindOthers: true });
    return { as: isOurs ? 'taken' : 'known', line, runId: current.runId };
  }
}

type Outcome =
  | { readonly as: 'behind'; readonly refusal: Refusal }
  | { readonly as: 'taken' | 'known'; readonly line: number; readonly runId: string }
  | ({ readonly as: 'refused' } & RefusedRow);

interface Asked {
  readonly id: string;
  readonly run: PaymentRun;
  readonly submitter: Person;
  readonly accountOf: (row: RunRow) => JsonObject;
  /** Of each payment id, the line it first stands on. */
  readonly lines: ReadonlyMap<string, number>;
}

function repeated(line: number): readonly Problem[] {
  return refuse('row_repeated', `Line ${line} has the same payment_id.`, 'payment_id', { line }).problems;
}

function idOf({ payment_id: id }: JsonObject): string | null {
  return typeof id === 'string' && id.trim() !== '' ? foldId(id) : null;
}

function firstLines(rows: readonly RunRow[]): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  for (const { draft, line } of rows) {
    const id = idOf(draft);
    if (id !== null && !lines.has(id)) lines.set(id, line);
  }
  return lines;
}

/** A bank's number of an account of ours, by the ledger's name of it; what nobody named stays as it is. */
function accountsNamed(own: OwnAccounts | null): (row: RunRow) => JsonObject {
  const byNumber = new Map(
    (own?.accounts ?? []).map(({ iban, number, account_id: id }) => [iban ?? number ?? '', id] as const),
  );
  return ({ draft, debtorAccount }) => {
    if (debtorAccount === null) return draft;
    const written = debtorAccount.replace(/\s/g, '');
    return { ...draft, account_id: byNumber.get(written) ?? written };
  };
}
