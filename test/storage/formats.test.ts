import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store';
import { shownHash } from '../../src/domain/case/decision/bound-to';
import type { Why } from '../../src/domain/policy/why/why';
import { auditEventTypes, houseEventTypes } from '../../src/domain/case/audit-event';
import { caseFormat, keptFormat, readCaseText } from '../../src/storage/stored/stored-case';
import { pendingRoles, type PaymentCase } from '../../src/domain/case/payment-case';
import { delegationOf, subjectCommit } from '../contract/store-house';
import { commitOf, nextVersion, numberedCase, sampleCase, sampleCopy, sampleDecision } from '../fakes/sample-case';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'treasury-desk-'));
  file = join(folder, 'desk.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = () => openSqliteStore({ file, recordedNow: () => 0 });

function change(sql: string): void {
  const database = new Database(file);
  database.exec(sql);
  database.close();
}

async function storedCase(): Promise<void> {
  const store = await open();
  await store.commit(commitOf(sampleCase()));
  await store.close();
}

const { runId } = sampleCase();

test('a database of a build before this one is refused at the start by name, with what to do', async () => {
  await storedCase();
  change("UPDATE kysely_migration SET name = '001_cases_and_audit' WHERE name = '001_cases'");
  await expect(open()).rejects.toMatchObject({
    code: 'store_outdated',
    message: expect.stringMatching(/desk\.db was written by a build before the first release.*Move the file away/s),
  });
});

test.each([
  ['of a newer format', '"format":5', '"format":6', /of format 6; this build reads up to 5/],
  ['of no format', '"format":5,', '', /carries no format number/],
  ['of a format that is no number', '"format":5', '"format":"one"', /carries no format number/],
])('a case %s is refused by name when it is read, and nothing is written', async (_what, from, to, reason) => {
  await storedCase();
  change(`UPDATE case_versions SET body = replace(body, '${from}', '${to}')`);
  const store = await open().catch((error: unknown) => error as Error);
  // The start may look at the newest cases and refuse already; the read refuses in any case.
  const refused =
    store instanceof Error ? store : await store.findCase(runId).catch((error: unknown) => error as Error);
  if (!(store instanceof Error)) await store.close();
  expect(refused).toMatchObject({ code: 'store_corrupt' });
  expect(store instanceof Error ? 'refused at the start' : (refused as Error).message).toMatch(
    store instanceof Error ? /start/ : reason,
  );
});

test('an event of a type this build does not know is named when it is read, changes nothing, and is of a build that says so to the others', async () => {
  await storedCase();
  change(`UPDATE audit_events SET body = replace(body, '"type":"payment_submitted"', '"type":"payment_teleported"')`);
  const before = readFileSync(file);
  await expect(open()).rejects.toMatchObject({
    code: 'store_corrupt',
    message: expect.stringMatching(/desk\.db: audit event 1/),
  });
  expect(readFileSync(file).equals(before)).toBe(true);
  // One more type is one more here: whoever knows fewer stands back.
  expect(keptFormat - caseFormat).toBe(1 + auditEventTypes.length + houseEventTypes.length);
});

test('a part of an earlier format is kept from whoever is known to have sent it back; a whole payment is kept from nobody', async () => {
  const helen = { tenantId: 't', objectId: 'helen', name: 'Helen', email: null };
  const { payment } = sampleCase();
  const returned = { by: helen, at: '2026-01-22T10:30:00Z', reason: null, voided: [] };
  const whole = numberedCase(1, { returned });
  const part = numberedCase(2, { returned, payment: { ...payment, payment_id: 'TXN-2', full_amount: 300_000 } });
  const store = await open();
  for (const stored of [whole, part]) await store.commit(commitOf(stored));
  await store.close();
  const database = new Database(file);
  database.exec(`UPDATE case_versions SET body = replace(body, '"format":5', '"format":1')`);
  database.exec(
    `UPDATE case_versions SET body = replace(body, '"open":["sanctions_step"]', '"next":"sanctions_step"')`,
  );
  // What the events sealed is of the new format: only reading is looked at here.
  const bodies = database.prepare('SELECT run_id, version, body FROM case_versions ORDER BY run_id').all() as {
    run_id: string;
    version: number;
    body: string;
  }[];
  database.close();
  const [first, second] = bodies.map((row) => readCaseText('desk.db', row));
  expect(first).not.toHaveProperty('amountChangedBy');
  expect(second).toMatchObject({ amountChangedBy: [helen] });
});

/** As formats before the fourth wrote what is to run next. */
function before({ open, ...run }: PaymentCase['run']): object {
  return { ...run, next: open[0] ?? null };
}

test.each([
  ['under way', ['sanctions_step']],
  ['that has ended', []],
])('a run %s, of a format that knew one node to run next, is read as it was', (_what, open) => {
  const known = sampleCase();
  const current = { ...known, run: { ...known.run, open } };
  const body = JSON.stringify({ format: 3, ...current, run: before(current.run) });
  expect(readCaseText('desk.db', { run_id: runId, version: 1, body })).toEqual(current);
});

test('a part of the format that did not keep what was asked for in all is read as it was', () => {
  const part = sampleCase({ payment: { ...sampleCase().payment, full_amount: 400_000 } });
  const body = JSON.stringify({ format: 4, ...part });
  expect(readCaseText('desk.db', { run_id: runId, version: 1, body })).toEqual(part);
});

test('an approval of an earlier format was given for the decision that stands, and counts for it alone', () => {
  const by = { tenantId: 't', objectId: 'maya', name: 'Maya', email: null };
  const approvals = [{ role: 'Treasury Manager', by, at: '2026-01-22T10:30:00Z', comment: null }];
  const waiting = sampleCase({ status: 'awaiting_approval', decision: sampleDecision });
  const body = JSON.stringify({ format: 2, ...waiting, run: before(waiting.run), approvals });
  const read = readCaseText('desk.db', { run_id: runId, version: 1, body });
  expect(pendingRoles(read)).toEqual([]);
  expect(pendingRoles({ ...read, payment: { ...read.payment, amount: 1 } })).toEqual(['Treasury Manager']);
});

describe('a database whose versions are all kept whole', () => {
  const opened = numberedCase(1, { submitter: { ...sampleCase().submitter, name: 'somebody '.repeat(200) } });
  const held = nextVersion(opened, { status: 'held' });

  const bodies = () => {
    const database = new Database(file);
    const rows = database.prepare('SELECT body, differs_from FROM case_versions ORDER BY version').all();
    database.close();
    return rows as readonly { readonly body: string; readonly differs_from: number | null }[];
  };

  test('is read as it was, and what is written from then on says what differs from it', async () => {
    let store = await open();
    await store.commit(commitOf(opened));
    await store.close();
    // As every release before it left the table.
    change(`ALTER TABLE case_versions DROP COLUMN differs_from;
      ALTER TABLE card_copies DROP COLUMN chosen_language; DROP TABLE chosen_languages; DROP TABLE kept_tokens; ALTER TABLE cases DROP COLUMN payee_bank;
      DELETE FROM kysely_migration WHERE name >= '018'`);
    store = await open();
    const verdict = await store.verifyAudit();
    expect(await store.findCase(opened.runId)).toEqual(opened);
    await store.commit(commitOf(held));
    await store.close();
    const [whole, differing] = bodies();
    expect(whole?.differs_from).toBeNull();
    expect(differing?.differs_from).toBe(1);
    expect(differing?.body.length).toBeLessThan(100);
    store = await open();
    expect(await store.findCase(opened.runId)).toEqual(held);
    expect(await store.verifyAudit()).toMatchObject({ count: verdict.count + 1 });
    await store.close();
  });

  test.each([
    ['differs otherwise', `body = replace(body, 'held', 'approved')`, /version 2 is not as event 2 sealed it/],
    ['is no difference', `body = 'oops'`, /version 2 is not what differs from version 1/],
    ['differs from something that is not there', 'differs_from = 7', /differs from version 7, which is missing/],
  ])('whose newest version %s is told of', async (_what, set, told) => {
    const store = await open();
    await store.commit(commitOf(opened));
    await store.commit(commitOf(held));
    change(`UPDATE case_versions SET ${set} WHERE version = 2`);
    await expect(store.verifyAudit()).rejects.toMatchObject({
      code: 'store_corrupt',
      message: expect.stringMatching(told),
    });
    await store.close();
  });
});

test('the language a card was drawn in, which stood behind what it was drawn from, is taken from there', async () => {
  const drawnFrom = 'a1'.repeat(32);
  const cards = [
    sampleCopy({ drawnFrom, chosenLanguage: 'tr' }),
    sampleCopy({ number: 2, drawnFrom }),
    sampleCopy({ number: 3 }),
  ];
  await storedCase();
  let store = await open();
  await store.saveCopies(cards);
  await store.close();
  change(`UPDATE card_copies SET drawn_from = drawn_from || ' in ' || chosen_language WHERE chosen_language IS NOT NULL;
    ALTER TABLE card_copies DROP COLUMN chosen_language; DROP TABLE chosen_languages; DROP TABLE kept_tokens; ALTER TABLE cases DROP COLUMN payee_bank;
    DELETE FROM kysely_migration WHERE name >= '019'`);
  store = await open();
  expect(await store.listCopies(runId)).toEqual(cards);
  await store.close();
});

describe('why a payment was decided so', () => {
  const why: Why = { kind: 'in_doubt', doubt: { kind: 'value_date_passed', day: '2026-01-20' }, also: [] };
  const by = { tenantId: 't', objectId: 'maya', name: 'Maya', email: null };
  const approvals = [{ role: 'Treasury Manager', by, at: '2026-01-22T10:30:00Z', comment: null }];
  const decided = (decision: object) => ({ ...sampleCase({ status: 'awaiting_approval' }), decision });
  const reading = (paymentCase: object) => () =>
    readCaseText('desk.db', {
      run_id: runId,
      version: 1,
      body: JSON.stringify({ format: caseFormat, ...paymentCase }),
    });

  test('is read as it was written', () => {
    expect(reading(decided({ ...sampleDecision, why }))().decision?.why).toEqual(why);
  });

  test('is left out of a case from before it was kept, whose approvals stay given for what was shown', () => {
    const before = decided(sampleDecision) as PaymentCase;
    const boundTo = shownHash(before) ?? '';
    const read = reading({ ...before, approvals: approvals.map((given) => ({ ...given, boundTo })) })();
    expect(read.decision).toEqual(sampleDecision);
    expect(pendingRoles(read)).toEqual([]);
  });

  test.each<[string, unknown, RegExp]>([
    ['of a kind nobody knows', { kind: 'weather' }, /decision\.why\.kind/],
    ['that is a sentence', 'Sanctions CLEAR', /decision\.why/],
    ['without what it tells of', { kind: 'sanctioned_place', also: [] }, /decision\.why\.place/],
    ['with more than it tells of', { kind: 'compliance_pending', also: [], name: 'X' }, /Unrecognized key: "name"/],
    ['about a day there is not', { ...why, doubt: { kind: 'value_date_passed', day: '2026-02-31' } }, /is no day/],
    [
      'with money that is no exact amount',
      {
        kind: 'assessed',
        screening: 'clear',
        breach: { gap: '1e9', currency: 'USD', alreadyBelow: false },
        late: null,
        also: [],
      },
      /is no amount/,
    ],
    ['within itself', { kind: 'stricter_proposal', own: { kind: 'stricter_proposal' } }, /decision\.why\.own\.kind/],
    ['with a fault nobody knows', { kind: 'in_doubt', doubt: { kind: 'fault', code: 'x' }, also: [] }, /doubt\.code/],
  ])('%s is refused by name when it is read', (_what, stored, named) => {
    expect(reading(decided({ ...sampleDecision, why: stored }))).toThrow(named);
    expect(reading(decided({ ...sampleDecision, why: stored }))).toThrow(
      expect.objectContaining({ code: 'store_corrupt' }) as Error,
    );
  });
});

describe('a database whose trail knew payments alone', () => {
  /** As every release before events of the house left it. */
  function takeHouseEventsOut(): void {
    change(`PRAGMA foreign_keys = OFF;
      DROP TABLE subject_versions;
      DROP INDEX audit_events_by_run;
      CREATE TABLE "before" ("seq" integer primary key, "run_id" text not null references "cases" ("run_id"), "body" text not null);
      INSERT INTO before (seq, run_id, body) SELECT seq, run_id, body FROM audit_events;
      DROP TABLE audit_events;
      ALTER TABLE before RENAME TO audit_events;
      CREATE INDEX "audit_events_by_run" on "audit_events" ("run_id", "seq");
      DROP TABLE waiting;
      DROP TABLE kept_contents;
      DROP TABLE replicas;
      DROP TABLE deliveries;
      DROP INDEX card_copies_failing;
      ALTER TABLE card_copies DROP COLUMN drawn_from;
      ALTER TABLE card_copies DROP COLUMN chosen_language; DROP TABLE chosen_languages; DROP TABLE kept_tokens; ALTER TABLE cases DROP COLUMN payee_bank;
      ALTER TABLE case_versions DROP COLUMN differs_from;
      DROP INDEX cases_by_payee_changers;
      ALTER TABLE cases DROP COLUMN payee_changers;
      DELETE FROM kysely_migration WHERE name >= '010'`);
  }

  test('is brought up to date with every event and hash as it was, and takes events of no payment from then on', async () => {
    let store = await open();
    const changer = sampleCase().submitter;
    for (const number of [1, 2]) await store.commit(commitOf(numberedCase(number)));
    await store.commit(commitOf(numberedCase(3, { beneficiaryChangedBy: [changer] })));
    const before = { events: await store.readEvents({ limit: 10 }), verdict: await store.verifyAudit() };
    await store.close();
    takeHouseEventsOut();
    store = await open();
    expect({ events: await store.readEvents({ limit: 10 }), verdict: await store.verifyAudit() }).toEqual(before);
    expect((await store.readEvents({ runId: numberedCase(2).runId, limit: 10 })).map(({ seq }) => seq)).toEqual([2]);
    expect(await store.findPayeeChangers(numberedCase(2))).toEqual([changer]);
    await store.commitSubject(subjectCommit(delegationOf()));
    await store.commit(commitOf(numberedCase(4)));
    expect(await store.verifyAudit()).toMatchObject({ count: 5 });
    await store.close();
    store = await open();
    expect((await store.readChain({ limit: 10, houseOnly: true })).map(({ seq }) => seq)).toEqual([4]);
    await store.close();
  });
});

test('a payee’s bank of an earlier release is read from its payments, wherever the number does not say it', async () => {
  const paid = (number: number, over: object) => {
    const one = numberedCase(number);
    return { ...one, payment: { ...one.payment, beneficiary_name: 'Zenit', ...over } };
  };
  const american = {
    beneficiary_account: '12345678',
    beneficiary_bic: 'CHASUS33XXX',
    beneficiary_bank_code: '021000021',
  };
  const cases = [
    paid(1, american),
    paid(2, { beneficiary_account: 'DE89370400440532013000', beneficiary_bic: 'COBADEFFXXX' }),
    paid(3, {}),
  ];
  let store = await open();
  for (const one of cases) await store.commit(commitOf(one));
  // Kept as what differs from the one before.
  const changed = { ...cases[0]!.payment, beneficiary_bic: 'BOFAUS3N' };
  await store.commit(commitOf(nextVersion(cases[0]!, { payment: changed })));
  const before = await store.findEarlier(paid(9, {}));
  await store.close();
  change(`ALTER TABLE cases DROP COLUMN payee_bank; DELETE FROM kysely_migration WHERE name >= '022'`);
  store = await open();
  expect(await store.findEarlier(paid(9, {}))).toEqual(before);
  expect(before.map(({ bank }) => bank).sort()).toEqual(['BOFAUS3N/021000021', null, null]);
  await store.verifyAudit();
  await store.close();
});
