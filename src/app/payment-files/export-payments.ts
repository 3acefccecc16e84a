/** Sends approved payments to the bank in one file: first it is decided, with its bytes' hash, in one commit; then it is written from what was committed, as often as it takes. */
import type { DeskCommand } from '../../domain/case/machine/commands';
import { fileRecordBody, readFileRecord, type FileRecord } from '../../domain/payment-file/file-record';
import { instructionOf, type Instruction } from '../../domain/payment-file/instruction';
import type { OwnAccounts } from '../../domain/payment-file/own-accounts';
import { paymentFile, type PaymentFile } from '../../domain/payment-file/payment-file';
import { writePain001 } from '../../domain/payment-file/write-pain001';
import { Fault, refuse, type Refusal } from '../../domain/values/errors';
import { sha256 } from '../../domain/values/json';
import { formatUtc } from '../../domain/values/time';
import type { Clock, RandomHex } from '../../ports/process';
import type { LedgerSource } from '../../ports/sources';
import type { Store } from '../../ports/store';
import type { Subject } from '../../ports/house';
import type { PaymentFolder, ReadOwnAccounts } from '../../ports/payment-files';
import type { ChangedTogether, ChangeTogether } from '../change-together';
import type { ChangeSubject } from '../house/change-subject';
import type { Knowledge } from '../know';
import { choosePayments, type Chosen, type ChosenPayment, type LeftOut } from './choose-payments';

export interface ExportAsked {
  readonly folder: string;
  /** Whoever runs the command, as they name themselves. */
  readonly askedBy: string;
}

export interface SentFile extends Pick<FileRecord, 'name' | 'sha256' | 'count' | 'sum'> {
  readonly id: string;
  /** Decided by an earlier run that did not come to its end. */
  readonly wasUnfinished: boolean;
}

export type Exported =
  { readonly ok: true; readonly files: readonly SentFile[]; readonly leftOut: readonly LeftOut[] } | Refusal;
export type ExportPayments = (asked: ExportAsked) => Promise<Exported>;

export interface ExportPaymentsDeps {
  readonly store: Pick<Store, 'listRunIds' | 'findCase' | 'listSubjects'>;
  readonly changeTogether: ChangeTogether;
  readonly changeSubject: ChangeSubject;
  readonly knowledge: Knowledge;
  readonly ledger: LedgerSource;
  readonly readOwnAccounts: ReadOwnAccounts;
  readonly paymentFolder: PaymentFolder;
  readonly clock: Pick<Clock, 'now'>;
  readonly randomHex: RandomHex;
}

/** People may withdraw one of the payments while the file is made; beyond these, approvals change faster than a file is written. */
const maxTries = 5;

export function createExportPayments(deps: ExportPaymentsDeps): ExportPayments {
  const { store, changeTogether, changeSubject, knowledge, paymentFolder, clock, randomHex } = deps;

  return async (asked) => {
    const unfinished = (await store.listSubjects('payment_file')).filter(
      (subject) => readFileRecord(subject).state === 'decided',
    );
    const elsewhere = unfinished.find((subject) => readFileRecord(subject).folder !== asked.folder);
    if (elsewhere) return refuseElsewhere(elsewhere);
    const files: SentFile[] = [];
    for (const subject of unfinished) {
      const finished = await finish(subject, true);
      if (!finished.ok) return finished;
      files.push(finished.file);
    }
    const decided = await decide(asked);
    if (!decided.ok) return decided;
    const { subject, leftOut } = decided;
    if (subject) {
      const finished = await finish(subject, false);
      if (!finished.ok) return finished;
      files.push(finished.file);
    }
    return { ok: true, files, leftOut };
  };

  /** What goes, committed whole: from here on no other file has any of it. */
  async function decide(asked: ExportAsked): Promise<Decided | Refusal> {
    const own = deps.readOwnAccounts();
    for (let attempt = 1; attempt <= maxTries; attempt += 1) {
      const chosen = await choosePayments(deps, own);
      const { leftOut } = chosen;
      if (chosen.payments.length === 0) return { ok: true, subject: null, leftOut };
      const { subject, changed } = await commit(chosen, own, asked);
      if (changed === 'kept') return { ok: true, subject, leftOut };
      if (changed !== 'moved') return changed;
    }
    throw new Fault('store_failed', `payments changed ${maxTries} times while their file was decided`);
  }

  async function commit(
    { payments }: Chosen,
    own: OwnAccounts,
    asked: ExportAsked,
  ): Promise<{ readonly subject: Subject; readonly changed: ChangedTogether }> {
    const createdAt = formatUtc(clock.now());
    // Digits alone, to the second, and drawn letters: 24 of the 35 that a message's id may have.
    const id = `TD-${createdAt.replace(/\D/g, '').slice(0, 14)}-${randomHex(6)}`;
    const { initiating_party: initiatingParty } = own;
    const file = paymentFile(
      { id, createdAt, initiatingParty },
      payments.map(({ instruction }) => instruction),
    );
    const hash = sha256(writePain001(file));
    const groups = groupsOf(file);
    const groupOf = ({ paymentId }: Instruction): string => groups.get(paymentId) ?? '';
    const record: FileRecord = {
      state: 'decided',
      name: `${id}.xml`,
      folder: asked.folder,
      created_at: createdAt,
      sha256: hash,
      count: file.count,
      sum: file.sum,
      asked_by: asked.askedBy,
      own,
      groups: file.groups.map(({ id: group, count, sum }) => ({ id: group, count, sum })),
      payments: payments.map((one) => recordedPayment(one, groupOf(one.instruction))),
    };
    const subject: Subject = { kind: 'payment_file', id, version: 1, body: fileRecordBody(record) };
    const commands = payments.map((one) => sending(one, { id, hash, group: groupOf(one.instruction), asked }));
    const told = { ...toldOf(record), groups: record.groups };
    const changed = await changeTogether(
      {
        subject,
        type: 'payment_file_decided',
        by: null,
        idempotencyKey: `payment_file_decided:${id}`,
        input: { file: id },
        told,
      },
      commands,
      (current) => knowledge.known(current),
    );
    return { subject, changed };
  }

  /** Writes what was committed. Throws `store_corrupt` where it would be other bytes than were decided. */
  async function finish(
    subject: Subject,
    wasUnfinished: boolean,
  ): Promise<{ readonly ok: true; readonly file: SentFile } | Refusal> {
    const { id } = subject;
    const record = readFileRecord(subject);
    const { name, folder, sha256: hash, count, sum } = record;
    const text = writePain001(await rebuild(id, record));
    if (sha256(text) !== hash) throw new Fault('store_corrupt', `payment file ${id} is not what was decided any more`);
    const written = paymentFolder.write(folder, name, text);
    if (!written.ok) return written;
    const next: FileRecord = { ...record, state: 'written' };
    await changeSubject({
      subject: { ...subject, version: subject.version + 1, body: fileRecordBody(next) },
      type: 'payment_file_written',
      by: null,
      idempotencyKey: `payment_file_written:${id}`,
      input: { file: id },
      told: toldOf(next),
    });
    return { ok: true, file: { id, name, sha256: hash, count, sum, wasUnfinished } };
  }

  async function rebuild(id: string, record: FileRecord): Promise<PaymentFile> {
    const { own, created_at: createdAt } = record;
    const instructions: Instruction[] = [];
    for (const { run_id: runId, channel, end_to_end_id: endToEndId } of record.payments) {
      const current = await store.findCase(runId);
      const made = current && instructionOf({ payment: current.payment, channel, endToEndId, own });
      if (!made?.ok || current?.sent?.file !== id)
        throw new Fault('store_corrupt', `payment file ${id}: case ${runId} is not as it was sent`);
      instructions.push(made.instruction);
    }
    return paymentFile({ id, createdAt, initiatingParty: own.initiating_party }, instructions);
  }
}

interface Decided {
  readonly ok: true;
  /** Null where nothing goes. */
  readonly subject: Subject | null;
  readonly leftOut: readonly LeftOut[];
}

function groupsOf({ groups }: PaymentFile): ReadonlyMap<string, string> {
  return new Map(
    groups.flatMap(({ id, instructions }) => instructions.map(({ paymentId }) => [paymentId, id] as const)),
  );
}

function recordedPayment(
  { current, channel, instruction }: ChosenPayment,
  group: string,
): FileRecord['payments'][number] {
  return {
    run_id: current.runId,
    payment_id: instruction.paymentId,
    channel,
    end_to_end_id: instruction.endToEndId,
    payment_information: group,
    amount: instruction.amount,
    currency: instruction.currency,
  };
}

function sending(
  { current, instruction }: ChosenPayment,
  { id, hash, group, asked }: { id: string; hash: string; group: string; asked: ExportAsked },
) {
  const command: DeskCommand = {
    type: 'send',
    basedOn: current.version,
    sent: {
      file: id,
      paymentInformation: group,
      endToEndId: instruction.endToEndId,
      sha256: hash,
      askedBy: asked.askedBy,
    },
  };
  return { current, command };
}

function toldOf({ name, sha256: hash, count, sum, asked_by }: FileRecord) {
  return { file: name, sha256: hash, count, sum, asked_by };
}

function refuseElsewhere(subject: Subject): Refusal {
  const { name, folder } = readFileRecord(subject);
  return refuse(
    'file_unfinished',
    `${name} was decided for ${folder} and may not be written yet: finish it with --out ${folder} first.`,
    'out',
  );
}
