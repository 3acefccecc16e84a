/** Fills a database with payments that have ended, many to a transaction, sealed and filed as the store does it. */
import type { Kysely } from 'kysely';
import { sealEvent, type AuditEvent } from '../src/domain/case/audit-event';
import type { PaymentCase } from '../src/domain/case/payment-case';
import { sha256 } from '../src/domain/values/json';
import { complianceColumns } from '../src/storage/columns/compliance-columns';
import { dueColumn } from '../src/storage/columns/due-column';
import { historyColumns } from '../src/storage/columns/history-columns';
import { changersColumn } from '../src/storage/columns/payee-changers';
import { reservationColumns } from '../src/storage/columns/stored-reservation';
import type { ChainEnd } from '../src/storage/commit/commit-queries';
import type { CardCopiesTable, CasesTable, CaseVersionsTable, StoreSchema } from '../src/storage/schema';
import {
  keepVersions,
  type KeepVersions,
  type VersionBody,
  type VersionText,
} from '../src/storage/stored/version-texts';
import { eventText } from '../src/storage/stored/stored-event';
import type { Life, Marks } from './growth-lives';

/** Every tenth payment goes to one payee, the rest to so many. */
const payees = 2_000;
export const commonPayee = { beneficiary_name: 'Everyday Supplier Ltd', beneficiary_account: '900000000000' };
/** All of it happened on so many days before the demo's. */
const days = 250;
const lastDayMs = Date.UTC(2026, 0, 21);
const dayMs = 86_400_000;
/** SQLite takes some 32,000 values in one statement. */
const casesTogether = 100;

export function paymentIdOf(number: number): string {
  return `OLD-${String(number).padStart(7, '0')}`;
}

function marksOf(number: number): Marks {
  const day = new Date(lastDayMs - (number % days) * dayMs).toISOString().slice(0, 10);
  const payee = number % payees;
  const isCommon = number % 10 === 0;
  return {
    runId: `WF-${day.replaceAll('-', '')}120000-${number.toString(16).padStart(6, '0')}`,
    paymentId: paymentIdOf(number),
    payee: isCommon ? commonPayee.beneficiary_name : `Supplier ${payee} Ltd`,
    account: isCommon ? commonPayee.beneficiary_account : String(100_000_000_000 + payee),
    day,
  };
}

/** So many of a hundred are of each life, in turn. */
function lifeOf(lives: readonly Life[], number: number): Life {
  let left = (number * 37) % 100;
  for (const life of lives) {
    if (left < life.share) return life;
    left -= life.share;
  }
  throw new Error('the shares of lives are less than a hundred');
}

interface Rows {
  readonly cases: CasesTable[];
  readonly events: StoreSchema['audit_events'][];
  readonly versions: CaseVersionsTable[];
  readonly cards: CardCopiesTable[];
}

/** Numbers 0 to `count`. */
export async function fill(database: Kysely<StoreSchema>, lives: readonly Life[], count: number): Promise<void> {
  let end = await database.selectFrom('audit_chain').select(['seq', 'hash']).executeTakeFirstOrThrow();
  for (let from = 0; from < count; from += casesTogether) {
    const rows: Rows = { cases: [], events: [], versions: [], cards: [] };
    for (let number = from; number < Math.min(count, from + casesTogether); number += 1)
      end = addCase(rows, end, lifeOf(lives, number), marksOf(number));
    await database.transaction().execute(async (held) => {
      await held.insertInto('cases').values(rows.cases).execute();
      await held.insertInto('audit_events').values(rows.events).execute();
      await held.insertInto('case_versions').values(rows.versions).execute();
      await held.insertInto('card_copies').values(rows.cards).execute();
      await held.updateTable('audit_chain').set({ seq: end.seq, hash: end.hash }).where('id', '=', 1).execute();
    });
  }
}

function addCase(rows: Rows, before: ChainEnd, life: Life, marks: Marks): ChainEnd {
  const { runId: run_id, paymentId: payment_id } = marks;
  let end = before;
  let whole: VersionText | null = null;
  let together: VersionText[] = [];
  const bodies: VersionBody[] = [];
  const left: Omit<CaseVersionsTable, 'body' | 'differs_from'>[] = [];
  const steps = life.stepsOf(marks);
  for (const { caseText, eventText: text } of steps) {
    const { hash: _hash, ...told } = JSON.parse(text) as AuditEvent;
    const { case_version: version } = told;
    const event = sealEvent({ ...told, seq: end.seq + 1, case_hash: sha256(caseText), previous_hash: end.hash });
    const { seq, idempotency_key = '', input_fingerprint = '' } = event;
    rows.events.push({ seq, run_id, body: eventText(event) });
    left.push({ run_id, version, idempotency_key, input_fingerprint, event_seq: seq });
    end = event;
    together.push({ version, text: caseText });
    // Steps are kept with what ends the run.
    if (told.type === 'step_completed') continue;
    const kept: KeepVersions = keepVersions({ version, text: caseText }, whole);
    bodies.push(...together.map(kept.bodyOf));
    [whole, together] = [kept.whole, []];
  }
  for (const [at, row] of bodies.entries()) {
    const of = left[at];
    if (of) rows.versions.push({ ...of, ...row });
  }
  const ended = JSON.parse(steps.at(-1)?.caseText ?? '') as PaymentCase;
  const { version } = ended;
  rows.cases.push({
    run_id,
    payment_id,
    status: ended.status,
    version,
    opened_seq: before.seq + 1,
    unfinished: 0,
    ...reservationColumns(ended),
    ...complianceColumns(ended),
    ...historyColumns(ended),
    payee_changers: changersColumn(ended),
    due_at: dueColumn(ended),
  });
  for (const number of [1, 2]) rows.cards.push(cardOf(run_id, number, version));
  return end;
}

/** Where it was asked for, and one approver's own; both show how it ended. */
function cardOf(run_id: string, number: number, version: number): CardCopiesTable {
  const isHome = number === 1;
  return {
    run_id,
    number,
    kind: isHome ? 'home' : 'own',
    state: 'shown',
    conversation: isHome ? null : '{"conversation":{"id":"a:approver"},"serviceUrl":"http://127.0.0.1:9"}',
    activity_id: `${run_id}/${number}`,
    shown_version: version,
    tried_version: version,
    failures: 0,
    retry_at: null,
    in_doubt: 0,
    last_answer: null,
    viewer: isHome ? null : '{"tenantId":"demo","objectId":"approver"}',
    about: null,
    drawn_from: null,
    chosen_language: null,
  };
}
