import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { sealEvent, type AuditEvent } from '../../src/domain/case/audit-event';
import { asFault } from '../../src/domain/values/errors';
import { canonicalJson } from '../../src/domain/values/json';
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store';
import { commitOf, nextVersion, numberedCase, sampleCopy } from '../fakes/sample-case';

const projectRoot = join(__dirname, '../..');

describe('what is recorded, held against everything else', () => {
  const folder = mkdtempSync(join(tmpdir(), 'treasury-desk-'));
  const whole = join(folder, 'whole.db');
  const file = join(folder, 'desk.db');

  /** Two cases of two versions each: four events. */
  beforeAll(async () => {
    const store = await openSqliteStore({ file: whole, recordedNow: () => 0 });
    for (const number of [1, 2]) {
      const opened = numberedCase(number);
      await store.commit(commitOf(opened));
      await store.commit(commitOf(nextVersion(opened, { status: 'held' })));
    }
    await store.saveCopies([sampleCopy({ runId: numberedCase(2).runId, shownVersion: 2, triedVersion: 2 })]);
    await store.close();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  beforeEach(() => {
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
    copyFileSync(whole, file);
  });

  function meddle(change: string | ((database: Database.Database) => void)): void {
    const database = new Database(file);
    database.exec('PRAGMA foreign_keys = OFF');
    if (typeof change === 'string') database.exec(change);
    else change(database);
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    database.close();
  }

  async function verify(): Promise<string> {
    const store = await openSqliteStore({ file, recordedNow: () => 0, readOnly: true });
    try {
      const { count } = await store.verifyAudit();
      return `${count} events`;
    } catch (error) {
      return asFault(error).message;
    } finally {
      await store.close();
    }
  }

  async function start(): Promise<string> {
    try {
      await (await openSqliteStore({ file, recordedNow: () => 0 })).close();
      return 'started';
    } catch (error) {
      return asFault(error).message;
    }
  }

  /** The event as somebody with the database and this code would write it anew. */
  function forge(database: Database.Database, seq: number, over: Partial<AuditEvent>): AuditEvent {
    const [row] = database.prepare('SELECT body FROM audit_events WHERE seq = ?').all([seq]) as { body: string }[];
    const { hash: _hash, ...event } = JSON.parse(row!.body) as AuditEvent;
    const forged = sealEvent({ ...event, ...over });
    database.prepare('UPDATE audit_events SET body = ? WHERE seq = ?').run([canonicalJson(forged), seq]);
    return forged;
  }

  it('is whole while nobody meddles with it', async () => {
    expect(await verify()).toBe('4 events');
    expect(await start()).toBe('started');
  });

  it.each([
    [
      'all events taken out, and the chain set back to its beginning',
      `DELETE FROM audit_events; UPDATE audit_chain SET seq = 0, hash = '${'0'.repeat(64)}'`,
      'no event recorded version',
    ],
    [
      'the last event taken out',
      'DELETE FROM audit_events WHERE seq = 4',
      'ends at event 3, but 4 events were written',
    ],
    [
      'the last event taken out, and the chain set back to the one before',
      `DELETE FROM audit_events WHERE seq = 4; UPDATE audit_chain SET seq = 3, hash = (SELECT json_extract(body, '$.hash') FROM audit_events WHERE seq = 3)`,
      'no event recorded version 2',
    ],
    [
      'another head of the chain',
      `UPDATE audit_chain SET hash = '${'f'.repeat(64)}'`,
      'is not the one the audit chain ended with',
    ],
    ['a second head of the chain', `INSERT INTO audit_chain SELECT 2, seq, hash FROM audit_chain`, '2 heads'],
    ['no head of the chain', 'DELETE FROM audit_chain', '0 heads'],
    ['a head of the chain where no commit finds it', 'UPDATE audit_chain SET id = 2', 'is recorded as 2'],
    [
      'a head of the chain that is behind',
      'UPDATE audit_chain SET seq = 3',
      'ends at event 4, but 3 events were written',
    ],
    [
      'another idempotency key',
      `UPDATE case_versions SET idempotency_key = 'other' WHERE event_seq = 2`,
      'is not as event 2 sealed it',
    ],
    [
      'another input',
      `UPDATE case_versions SET input_fingerprint = '${'f'.repeat(64)}' WHERE event_seq = 4`,
      'is not as event 4 sealed it',
    ],
    [
      'a version of another number',
      'UPDATE case_versions SET version = 7 WHERE event_seq = 4',
      'is not as event 4 sealed it',
    ],
    [
      'a version of another case',
      `UPDATE case_versions SET run_id = 'WF-other' WHERE event_seq = 1`,
      'is not as event 1 sealed it',
    ],
    ['a version that was taken out', 'DELETE FROM case_versions WHERE event_seq = 1', 'what event 1 left of case'],
    [
      'a version nobody recorded',
      `INSERT INTO case_versions SELECT run_id, 3, 'more', input_fingerprint, 9, body, differs_from FROM case_versions WHERE event_seq = 4`,
      'no event recorded version 3',
    ],
    [
      'two versions with each other’s events',
      'UPDATE case_versions SET event_seq = -event_seq; UPDATE case_versions SET event_seq = 5 + event_seq',
      'is not as event 1 sealed it',
    ],
    [
      'a version and its event that were put in before the beginning of the chain',
      `INSERT INTO audit_events (seq, run_id, body) SELECT -5, run_id, body FROM audit_events WHERE seq = 4;
       INSERT INTO case_versions SELECT run_id, 3, 'forged', input_fingerprint, -5, replace(replace(body, '"2,', '"3,'), 'held', 'approved'), differs_from FROM case_versions WHERE event_seq = 4;
       UPDATE cases SET version = 3, status = 'approved' WHERE opened_seq = 3`,
      'stands before the beginning of the audit chain',
    ],
    [
      'a trigger that changes what is written',
      'CREATE TRIGGER quietly AFTER INSERT ON case_versions BEGIN UPDATE cases SET unfinished = 0; END',
      'has a trigger that is not the desk',
    ],
    [
      'a view in the place of a table',
      'ALTER TABLE card_copies RENAME TO kept; CREATE VIEW card_copies AS SELECT * FROM kept WHERE number < 0',
      'has a view that is not the desk',
    ],
    ['a case that was taken out', 'DELETE FROM cases WHERE opened_seq = 1', 'is filed as something'],
    [
      'a case filed as another payment',
      `UPDATE cases SET payment_id = 'TXN-9' WHERE opened_seq = 1`,
      'is filed as something',
    ],
    [
      'a case filed at an earlier version',
      'UPDATE cases SET version = 1 WHERE opened_seq = 1',
      'is filed as something',
    ],
    ['a case that holds nothing any more', `UPDATE cases SET holds_on = '2026-01-23'`, 'is filed as something'],
    ['a case that holds another amount', `UPDATE cases SET reservation = '{}'`, 'is filed as something'],
    ['a card that shows what is still to come', 'UPDATE card_copies SET shown_version = 9', 'is not noted as'],
    ['a card that was sent what is still to come', 'UPDATE card_copies SET tried_version = 9', 'is not noted as'],
    ['a card in a state there is none of', `UPDATE card_copies SET state = 'hidden'`, 'is not noted as'],
    ['a card of a kind there is none of', `UPDATE card_copies SET kind = 'other'`, 'is not noted as'],
    ['a card of nobody', `UPDATE card_copies SET run_id = 'WF-other'`, 'is not noted as'],
    ['a card of no number', 'UPDATE card_copies SET number = 0', 'is not noted as'],
    [
      'a card that is behind, of a case nobody looks at any more',
      'UPDATE card_copies SET shown_version = 1; UPDATE cases SET unfinished = 0',
      'is not noted as',
    ],
    ['a case filed as another status', `UPDATE cases SET status = 'approved'`, 'is filed as something'],
    [
      'a case filed as opened at another time',
      'UPDATE cases SET opened_seq = 2 WHERE opened_seq = 1',
      'is filed as something',
    ],
    [
      'an event under another case',
      `UPDATE audit_events SET run_id = 'WF-other' WHERE seq = 2`,
      'audit event 2 of WF-other',
    ],
  ])('shows %s, and no desk starts on it where its end is touched', async (_what, sql, expected) => {
    meddle(sql);
    expect(await verify()).toContain(expected);
    // With so few events the end is all of it; only how cases are filed is left to the audit.
    if (!['is filed', 'is not noted', 'has a'].some((left) => expected.startsWith(left)))
      expect(await start()).toContain(expected);
  });

  it('shows a review that nobody would take up again', async () => {
    rmSync(file);
    const store = await openSqliteStore({ file, recordedNow: () => 0 });
    await store.commit(commitOf(numberedCase(1)));
    await store.close();
    meddle('UPDATE cases SET unfinished = 0');
    expect(await verify()).toContain('is filed as something');
  });

  it('shows a last event that was written anew with a hash of its own', async () => {
    meddle((database) => void forge(database, 4, { at: '2026-01-22T09:00:00Z' }));
    expect(await verify()).toContain('event 4 is not the one the audit chain ended with');
    expect(await start()).toContain('event 4 is not the one the audit chain ended with');
  });

  it('shows an event in the middle that was written anew with a hash of its own', async () => {
    meddle((database) => void forge(database, 2, { at: '2026-01-22T09:00:00Z' }));
    expect(await verify()).toContain('breaks at event 3: broken link');
  });

  it('cannot show an end that was written anew with its head, but what was written down elsewhere does', async () => {
    const store = await openSqliteStore({ file, recordedNow: () => 0, readOnly: true });
    const written = await store.verifyAudit();
    await store.close();
    meddle((database) => {
      const { hash } = forge(database, 4, { at: '2026-01-22T09:00:00Z' });
      database.prepare('UPDATE audit_chain SET hash = ?').run([hash]);
    });
    expect(await verify()).toBe('4 events');
    const args = ['dist/main.js', 'audit', 'verify', '--file', file, '--head', written.head!, '--count', '4'];
    const ended = spawnSync(process.execPath, args, { cwd: projectRoot, encoding: 'utf8' });
    expect(ended).toMatchObject({ status: 1, stdout: '' });
    expect(ended.stderr).toContain('event 4 is not the one whose hash was written down');
  });

  it('reads events of a release that did not seal what a change was asked with', async () => {
    meddle((database) => {
      const first = forge(database, 1, {});
      const { idempotency_key: _key, input_fingerprint: _input, hash: _hash, ...older } = first;
      const sealed = sealEvent(older);
      database.exec(
        'DELETE FROM card_copies; DELETE FROM audit_events WHERE seq > 1; DELETE FROM case_versions WHERE event_seq > 1; DELETE FROM cases WHERE opened_seq > 1',
      );
      database.exec(`UPDATE cases SET version = 1, status = 'under_review', unfinished = 1`);
      database.prepare('UPDATE audit_events SET body = ? WHERE seq = 1').run([canonicalJson(sealed)]);
      database.prepare('UPDATE audit_chain SET seq = 1, hash = ?').run([sealed.hash]);
    });
    const store = await openSqliteStore({ file, recordedNow: () => 0, readOnly: true });
    expect(await store.verifyAudit()).toMatchObject({ count: 1, unsealedKeys: 1 });
    await store.close();
  });

  describe('on a medium that takes no writes', () => {
    const medium = join(folder, 'medium');
    const script = `
      const { openSqliteStore } = require('./dist/storage/sqlite/sqlite-store.js');
      openSqliteStore({ file: process.argv[1], recordedNow: () => 0, readOnly: true })
        .then((store) => store.verifyAudit()).then(({ count }) => console.log(count + ' events'))
        .catch((error) => console.log(error.message));`;
    /** Root may write anywhere, so somebody else looks. */
    const asNobody = (path: string) => {
      const isRoot = process.getuid?.() === 0;
      const options = { cwd: projectRoot, encoding: 'utf8', ...(isRoot ? { uid: 65_534, gid: 65_534 } : {}) } as const;
      return spawnSync(process.execPath, ['-e', script, path], options).stdout.trim();
    };

    beforeEach(() => {
      chmodSync(folder, 0o755);
      mkdirSync(medium);
    });
    afterEach(() => {
      chmodSync(medium, 0o755);
      rmSync(medium, { recursive: true });
    });

    it('needs nothing but the file', () => {
      copyFileSync(whole, join(medium, 'backup.db'));
      chmodSync(medium, 0o555);
      expect(asNobody(join(medium, 'backup.db'))).toBe('4 events');
      expect(readdirSync(medium)).toEqual(['backup.db']);
    });

    it('reads the newest events from the log that was copied along', async () => {
      const store = await openSqliteStore({ file, recordedNow: () => 0 });
      await store.commit(commitOf(numberedCase(3)));
      for (const suffix of ['', '-wal']) copyFileSync(`${file}${suffix}`, join(medium, `backup.db${suffix}`));
      await store.close();
      chmodSync(medium, 0o555);
      expect(asNobody(join(medium, 'backup.db'))).toBe('5 events');
    });

    it('says of an empty file and of a letter that they are no database', () => {
      writeFileSync(join(medium, 'empty.db'), '');
      writeFileSync(join(medium, 'letter.db'), 'a letter '.repeat(1_000));
      expect(asNobody(join(medium, 'empty.db'))).toContain('is empty');
      expect(asNobody(join(medium, 'letter.db'))).toContain('letter.db');
    });
  });
});
