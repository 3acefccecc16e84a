/** The queries of a commit, each compiled once: they run in every review. */
import { PostgresAdapter, type Kysely } from 'kysely';
import { compileForRows, compileOnce, type Given } from '../compile-once';
import type { SubjectKind } from '../../domain/case/audit-event';
import type { AuditEventsTable, CasesTable, CaseVersionsTable, StoreSchema, SubjectVersionsTable } from '../schema';

export interface ChainEnd {
  readonly seq: number;
  readonly hash: string;
}

/** Whoever has it has it until the transaction ends: SQLite's holds the file from its beginning, elsewhere the row is locked. */
export async function lockChain(held: Kysely<StoreSchema>): Promise<void> {
  if (held.getExecutor().adapter instanceof PostgresAdapter) await lockChainRow(held, {});
}

const lockChainRow = compileOnce<object, { readonly id: number }>((database) =>
  database.selectFrom('audit_chain').select('id').where('id', '=', 1).forUpdate(),
);

export const readChain = compileOnce<object, ChainEnd>((database) =>
  database.selectFrom('audit_chain').select(['seq', 'hash']).where('id', '=', 1),
);

export const moveChain = compileOnce<ChainEnd>((database, given) =>
  database
    .updateTable('audit_chain')
    .set({ seq: given('seq'), hash: given('hash') })
    .where('id', '=', 1),
);

export interface FirstLook extends ChainEnd {
  /** Of the version that was committed under the key; null where it is new. */
  readonly done_seq: number | null;
  /** Of the case as it stands; null where it is new. */
  readonly version: number | null;
  readonly payment_id: string | null;
  /** The run of that payment's case; null where it has none. */
  readonly other_run_id: string | null;
}

/** What decides whether a change may be kept, in one question: each way to a server and back is waited for by everybody who commits. */
export const lookFirst = compileOnce<
  { readonly idempotencyKey: string; readonly runId: string; readonly paymentId: string },
  FirstLook
>((database, given) =>
  database
    .selectFrom('audit_chain as end')
    .leftJoin('case_versions as done', (join) => join.on('done.idempotency_key', '=', given('idempotencyKey')))
    .leftJoin('cases as standing', (join) => join.on('standing.run_id', '=', given('runId')))
    .leftJoin('cases as other', (join) => join.on('other.payment_id', '=', given('paymentId')))
    .select(['end.seq', 'end.hash', 'done.event_seq as done_seq'])
    .select(['standing.version', 'standing.payment_id', 'other.run_id as other_run_id'])
    .where('end.id', '=', 1),
);

interface Done {
  readonly run_id: string;
  readonly version: number;
  readonly body: string;
  readonly differs_from: number | null;
  readonly whole_body: string | null;
  readonly input_fingerprint: string;
  readonly seq: number;
  readonly event_body: string;
}

export const findByKey = compileOnce<{ readonly idempotencyKey: string }, Done>((database, given) =>
  database
    .selectFrom('case_versions as done')
    .innerJoin('audit_events as event', 'event.seq', 'done.event_seq')
    .leftJoin('case_versions as whole', (join) =>
      join.onRef('whole.run_id', '=', 'done.run_id').onRef('whole.version', '=', 'done.differs_from'),
    )
    .select([
      'done.run_id',
      'done.version',
      'done.body',
      'done.differs_from',
      'whole.body as whole_body',
      'done.input_fingerprint',
      'event.seq',
      'event.body as event_body',
    ])
    .where('done.idempotency_key', '=', given('idempotencyKey')),
);

export const findOfPayment = compileOnce<{ readonly paymentId: string }, Pick<CasesTable, 'run_id'>>(
  (database, given) => database.selectFrom('cases').select('run_id').where('payment_id', '=', given('paymentId')),
);

export const insertCase = compileOnce<CasesTable>((database, given) =>
  database.insertInto('cases').values({
    run_id: given('run_id'),
    payment_id: given('payment_id'),
    opened_seq: given('opened_seq'),
    ...moving(given),
  }),
);

export const updateCase = compileOnce<Omit<CasesTable, 'payment_id' | 'opened_seq'>>((database, given) =>
  database.updateTable('cases').set(moving(given)).where('run_id', '=', given('run_id')),
);

/** What a new version of a case may change in its row. */
type Moving = Omit<CasesTable, 'run_id' | 'payment_id' | 'opened_seq'>;

function moving(given: Given<Moving>): Moving {
  return {
    status: given('status'),
    version: given('version'),
    unfinished: given('unfinished'),
    holds_on: given('holds_on'),
    reservation: given('reservation'),
    to_acknowledge: given('to_acknowledge'),
    recorded: given('recorded'),
    due_at: given('due_at'),
    payee: given('payee'),
    payee_key: given('payee_key'),
    payee_account: given('payee_account'),
    payee_bank: given('payee_bank'),
    id_key: given('id_key'),
    amount: given('amount'),
    currency: given('currency'),
    asked_at: given('asked_at'),
    payee_changers: given('payee_changers'),
  };
}

export const insertEvents = compileForRows<AuditEventsTable>((database, rows) =>
  database
    .insertInto('audit_events')
    .values(rows.map((given) => ({ seq: given('seq'), run_id: given('run_id'), body: given('body') }))),
);

export const insertVersions = compileForRows<CaseVersionsTable>((database, rows) =>
  database.insertInto('case_versions').values(
    rows.map((given) => ({
      run_id: given('run_id'),
      version: given('version'),
      idempotency_key: given('idempotency_key'),
      input_fingerprint: given('input_fingerprint'),
      event_seq: given('event_seq'),
      body: given('body'),
      differs_from: given('differs_from'),
    })),
  ),
);

export const insertSubjectVersion = compileOnce<SubjectVersionsTable>((database, given) =>
  database.insertInto('subject_versions').values({
    kind: given('kind'),
    id: given('id'),
    version: given('version'),
    idempotency_key: given('idempotency_key'),
    input_fingerprint: given('input_fingerprint'),
    event_seq: given('event_seq'),
    body: given('body'),
  }),
);

export const findNewestSubject = compileOnce<
  { readonly kind: SubjectKind; readonly id: string },
  Pick<SubjectVersionsTable, 'kind' | 'id' | 'version' | 'body'>
>((database, given) =>
  database
    .selectFrom('subject_versions')
    .select(['kind', 'id', 'version', 'body'])
    .where('kind', '=', given('kind'))
    .where('id', '=', given('id'))
    .orderBy('version', 'desc')
    .limit(1),
);

interface SubjectDone extends Pick<SubjectVersionsTable, 'kind' | 'id' | 'version' | 'body' | 'input_fingerprint'> {
  readonly seq: number;
  readonly run_id: string | null;
  readonly event_body: string;
}

export const findSubjectByKey = compileOnce<{ readonly idempotencyKey: string }, SubjectDone>((database, given) =>
  database
    .selectFrom('subject_versions as done')
    .innerJoin('audit_events as event', 'event.seq', 'done.event_seq')
    .select(['done.kind', 'done.id', 'done.version', 'done.body', 'done.input_fingerprint'])
    .select(['event.seq', 'event.run_id', 'event.body as event_body'])
    .where('done.idempotency_key', '=', given('idempotencyKey')),
);
