/** The queries of a commit, each compiled once: they run four times in every review. */
import { PostgresAdapter } from 'kysely';
import { compileOnce, type Given } from '../compile-once';
import type { SubjectKind } from '../../domain/case/audit-event';
import type { AuditEventsTable, CasesTable, CaseVersionsTable, SubjectVersionsTable } from '../schema';

export interface ChainEnd {
  readonly seq: number;
  readonly hash: string;
}

/** Whoever reads it so has it until the transaction ends: SQLite's holds the file from its beginning, elsewhere the row is locked. */
export const lockChain = compileOnce<object, ChainEnd>((database) => {
  const end = database.selectFrom('audit_chain').select(['seq', 'hash']).where('id', '=', 1);
  return database.getExecutor().adapter instanceof PostgresAdapter ? end.forUpdate() : end;
});

export const readChain = compileOnce<object, ChainEnd>((database) =>
  database.selectFrom('audit_chain').select(['seq', 'hash']).where('id', '=', 1),
);

export const moveChain = compileOnce<ChainEnd>((database, given) =>
  database
    .updateTable('audit_chain')
    .set({ seq: given('seq'), hash: given('hash') })
    .where('id', '=', 1),
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

export const findStanding = compileOnce<{ readonly runId: string }, Pick<CasesTable, 'version' | 'payment_id'>>(
  (database, given) =>
    database.selectFrom('cases').select(['version', 'payment_id']).where('run_id', '=', given('runId')),
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
    id_key: given('id_key'),
    amount: given('amount'),
    currency: given('currency'),
    asked_at: given('asked_at'),
    payee_changers: given('payee_changers'),
  };
}

export const insertEvent = compileOnce<AuditEventsTable>((database, given) =>
  database.insertInto('audit_events').values({ seq: given('seq'), run_id: given('run_id'), body: given('body') }),
);

export const insertVersion = compileOnce<CaseVersionsTable>((database, given) =>
  database.insertInto('case_versions').values({
    run_id: given('run_id'),
    version: given('version'),
    idempotency_key: given('idempotency_key'),
    input_fingerprint: given('input_fingerprint'),
    event_seq: given('event_seq'),
    body: given('body'),
    differs_from: given('differs_from'),
  }),
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
