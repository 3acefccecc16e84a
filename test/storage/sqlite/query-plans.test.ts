/** A desk of a million cases answers as one of ten: nothing it asks from day to day goes through a table that grows for good. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { openSqliteStore } from '../../../src/storage/sqlite/sqlite-store';
import { commitOf, nextVersion, numberedCase, sampleCopy } from '../../fakes/sample-case';

const growing = [
  'cases',
  'case_versions',
  'audit_events',
  'card_copies',
  'subject_versions',
  'kept_contents',
  'tool_calls',
  'personal_chats',
  'waiting',
];

/** Indexes of what is few however many there are of the others. */
const few = ['cases_recorded', 'cases_to_acknowledge', 'card_copies_failing'];

/** Every question put to libsql while `work` runs, save the reader of strict text asking it once more. */
async function questionsOf(work: () => Promise<void>): Promise<ReadonlySet<string>> {
  const prepare = jest.spyOn(Database.prototype, 'prepare');
  await work();
  const questions = prepare.mock.calls.map(([sql]) => sql);
  prepare.mockRestore();
  return new Set(
    questions.filter((sql) => /^\s*(select|with|update|delete)/i.test(sql) && !sql.startsWith('select case typeof')),
  );
}

/** The steps SQLite takes for it, with 1 in every gap. */
function planOf(database: Database.Database, sql: string): readonly string[] {
  const given = Array.from(sql.matchAll(/\?/g), () => 1);
  const steps = database.prepare(`explain query plan ${sql}`).all(given) as readonly { readonly detail: string }[];
  return steps.map(({ detail }) => detail);
}

/** Names a growing table has in a question: its own, and those it is given there. */
function namesIn(sql: string): ReadonlySet<string> {
  const given = [...sql.matchAll(/"?(\w+)"? as "?(\w+)"?/g)].filter(([, table = '']) => growing.includes(table));
  return new Set([...growing, ...given.map(([, , name = '']) => name)]);
}

describe('the questions of a desk', () => {
  let folder: string;
  let plans: ReadonlyMap<string, readonly string[]>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'treasury-desk-'));
    const store = await openSqliteStore({ file: join(folder, 'desk.db'), recordedNow: () => 0 });
    const one = numberedCase(1);
    const { runId } = one;
    const person = { tenantId: 't', objectId: 'maya' };
    const questions = await questionsOf(async () => {
      const committed = await store.commit(commitOf(one));
      if (!committed.ok) throw new Error(committed.reason);
      const place = { runId, decidedAtMs: 0 };
      const restsOn = [{ kind: 'reservations', day: '2026-01-22', asOf: 1, place }] as const;
      await store.commit(commitOf(nextVersion(one, { status: 'held' }), { restsOn }));
      await store.saveCopies([sampleCopy({ runId })]);
      await store.takeDelivery({ runId, chat: 'chat', by: 'me' });
      await store.rememberChat({ person, conversation: { conversation: { id: 'chat' } }, isPersona: false });
      await store.findChats([person]);
      await store.chooseLanguage('chat one', 'tr');
      await store.listChosenLanguages(0);
      await store.findCase(runId);
      await store.findVersion(runId, 1);
      await store.findRepeated('key', {});
      await store.findCaseByPayment('TXN-1');
      await store.listPaymentIds({ beginning: 'TXN', limit: 2 });
      await store.listRunIds({ statuses: ['under_review', 'held'], limit: 10 });
      await store.listCases({ statuses: ['under_review'], limit: 10, holdsFrom: '2026-01-22' });
      await store.listRunIds({ statuses: ['approved'], limit: 10, holdsFrom: '2026-01-22' });
      await store.listStanding([runId]);
      await store.readReservations('2026-01-22');
      await store.commit(commitOf(numberedCase(2)));
      await store.readReservations('2026-01-22');
      await store.listWaiting({ place: 'approvals', nowMs: 0, perGroup: 5 });
      await store.listWaiting({ place: 'approvals', submitter: { is: 't maya' }, nowMs: 0, perGroup: 5 });
      await store.findEarlier(one);
      await store.findPayeeChangers(one);
      await store.listDue({ nowMs: 0, limit: 5 });
      await store.listToAcknowledge(5);
      await store.readFalsePositives();
      await store.listCopies(runId);
      await store.listCardsDue({ nowMs: 0, inDoubtToo: true, limit: 5 });
      await store.listUndelivered(5);
      await store.readEvents({ runId, limit: 100, which: 'newest' });
      await store.readEvents({ afterSeq: 1, limit: 100 });
      await store.readChain({ afterSeq: 1, limit: 100 });
      await store.readChain({ limit: 100, houseOnly: true });
      await store.lastEvent();
      await store.findSubject('delegation', 'DLG-1');
      await store.listToolCalls({ runId, tool: 'screen_sanctions', afterSeq: 0 });
      await store.probe();
    });
    await store.close();
    const database = new Database(join(folder, 'desk.db'));
    plans = new Map(Array.from(questions, (sql) => [sql, planOf(database, sql)]));
    database.close();
  });

  afterAll(() => rm(folder, { recursive: true }));

  it('are looked up, never searched for', () => {
    expect(plans.size).toBeGreaterThan(25);
    const searched = [...plans].filter(([sql, steps]) => {
      const names = namesIn(sql);
      const limited = /order by "?\w+"?( desc| asc)? limit \?$/.test(sql);
      return steps.some((step) => {
        const [, name = '', index = ''] = /^SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?/.exec(step) ?? [];
        if (few.includes(index)) return false;
        // The newest of all is the first that an index gives.
        return names.has(name) && !(limited && !steps.some((other) => other.includes('TEMP B-TREE')));
      });
    });
    expect(searched.map(([sql]) => sql)).toEqual([]);
  });

  it('begin with what holds headroom on a day, where that is what they ask: most that were ever approved hold none any more', () => {
    const ofDay = [...plans].filter(([sql]) => sql.includes('"holds_on" >='));
    expect(ofDay).toHaveLength(2);
    for (const [, [first]] of ofDay) expect(first).toMatch(/^SEARCH cases USING INDEX cases_holding/);
  });

  it('begin with what has changed, where that is what they ask', () => {
    const sinceEvent = [...plans].filter(([sql]) => sql.includes('"changed"."event_seq" >'));
    expect(sinceEvent.length).toBeGreaterThanOrEqual(2);
    for (const [, [first]] of sinceEvent)
      expect(first).toMatch(/^SEARCH changed USING .*event_seq|^SEARCH changed .*_2/);
  });
});
