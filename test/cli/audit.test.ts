import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'libsql';
import type { AuditEvent } from '../../src/domain/case/audit-event';
import { runDesk } from './run-desk';

// The step that ends the run is decided in the same commit.
const types = ['payment_submitted', 'step_completed', 'step_completed', 'decision_made'];

describe('the audit trail of a review kept in a data folder', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'treasury-desk-'));
  const desk = (...args: string[]) => runDesk(['--data-dir', folder, ...args]);

  beforeAll(async () => {
    const { code } = await runDesk(['--data-dir', folder, 'review', '-'], { input: '{"payment_id":"TXN-002"}' });
    expect(code).toBe(0);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('verifies, and shows its events by payment id as JSON and by run id as text', async () => {
    const [verified, shown] = await Promise.all([desk('audit', 'verify'), desk('audit', 'show', 'TXN-002', '--json')]);
    const events = JSON.parse(shown.stdout) as AuditEvent[];
    expect(events.map(({ type }) => type)).toEqual(types);
    expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    expect(verified).toEqual({
      code: 0,
      stdout: `4 events, chain whole, cases as sealed, head ${events.at(-1)!.hash}\n`,
      stderr: '',
    });
    const text = await desk('audit', 'show', events[0]!.run_id);
    const [summary = '', trail = ''] = text.stdout.trimEnd().split('\n\n');
    expect(summary).toMatch(/^TXN-002: PROCEED, waiting for approval\n/);
    const lines = trail.split('\n');
    expect(lines.map((line) => line.split(/\s+/)[2])).toEqual(types);
  });

  it('shows what happened in the house, of which a review alone leaves nothing', async () => {
    const [text, json] = await Promise.all([desk('audit', 'events'), desk('audit', 'events', '--json')]);
    expect(text).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(json.stdout)).toEqual([]);
  });

  it('says what may go, and deletes nothing', async () => {
    const [now, later, refused] = await Promise.all([
      desk('audit', 'retention'),
      desk('audit', 'retention', '--on', '2040-01-01', '--json'),
      desk('audit', 'retention', '--on', 'later'),
    ]);
    expect(now.stdout).toBe(
      '0 of 1 payments may go on 2026-01-22\nTXN-002  awaiting_approval  7 years (treasury policy)  until not ended\n',
    );
    // Nobody ever approved it: however old, it has not ended.
    expect(JSON.parse(later.stdout)).toMatchObject({
      on: '2040-01-01',
      payments: 1,
      may_go: 0,
      rows: [{ may_go: false }],
    });
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('[date_invalid, on]') });
    expect((await desk('audit', 'verify')).stdout).toMatch(/^4 events/);
  });

  it('refuses an id nobody knows, and a folder without a database', async () => {
    const [unknown, empty] = await Promise.all([
      desk('audit', 'show', 'TXN-404'),
      runDesk(['--data-dir', path.join(folder, 'nothing'), 'audit', 'verify']),
    ]);
    expect(unknown).toEqual({
      code: 2,
      stdout: '',
      stderr: 'refused: Nothing is recorded as TXN-404. [unknown_case, id]\n',
    });
    expect(empty).toMatchObject({ code: 2, stdout: '' });
    expect(empty.stderr).toContain('it has no demo.db');
  });

  it('with a case made approved behind its back verifies no more', async () => {
    const database = new Database(path.join(folder, 'demo.db'));
    const untouched = database.prepare('SELECT body FROM case_versions WHERE event_seq = 4').get([]) as {
      body: string;
    };
    database
      .prepare(`UPDATE case_versions SET body = replace(body, '"awaiting_approval"', '"approved"') WHERE event_seq = 4`)
      .run([]);
    database.close();
    const ended = await desk('audit', 'verify');
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    // The versions before are kept as what differs from it, and are looked at first.
    expect(ended.stderr).toMatch(/at version \d is not as event \d sealed it/);
    const repaired = new Database(path.join(folder, 'demo.db'));
    repaired.prepare('UPDATE case_versions SET body = ? WHERE event_seq = 4').run([untouched.body]);
    repaired.close();
  });

  it.each([
    ['approved', "status = 'approved'"],
    ['holding nothing', 'reservation = null'],
    ['at an earlier version', 'version = version - 1'],
    ['under another payment', "payment_id = 'TXN-999'"],
  ])('with a case filed as %s, which its newest version does not say, verifies no more', async (_what, change) => {
    const file = path.join(folder, 'demo.db');
    const database = new Database(file);
    const [filed] = database.prepare('SELECT status, version, reservation, payment_id FROM cases').all([]) as [object];
    database.exec(`UPDATE cases SET ${change}`);
    const ended = await desk('audit', 'verify');
    database
      .prepare('UPDATE cases SET status = ?, version = ?, reservation = ?, payment_id = ?')
      .run(Object.values(filed));
    database.close();
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toMatch(/case WF-\d+-[0-9a-f]{6} is filed as something its newest version does not say/);
    expect(await desk('audit', 'verify')).toMatchObject({ code: 0 });
  });

  it('with a case taken out of its file verifies no more', async () => {
    const file = path.join(folder, 'demo.db');
    const copy = path.join(folder, 'kept.db');
    const database = new Database(file);
    database.exec(`VACUUM INTO '${copy}'; PRAGMA foreign_keys = OFF; DELETE FROM cases`);
    database.close();
    const ended = await desk('audit', 'verify');
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
    renameSync(copy, file);
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toMatch(/case WF-\d+-[0-9a-f]{6} is filed as something its newest version does not say/);
  });

  it('with one figure changed verifies no more, and none of it is shown as evidence', async () => {
    const database = new Database(path.join(folder, 'demo.db'));
    const changed = database
      .prepare(`UPDATE audit_events SET body = replace(body, '"amount":50000', '"amount":60000') WHERE seq = 1`)
      .run([]);
    database.close();
    expect(changed.changes).toBe(1);
    for (const ended of await Promise.all([desk('audit', 'verify'), desk('audit', 'show', 'TXN-002', '--json')])) {
      expect(ended).toMatchObject({ code: 1, stdout: '' });
      expect(ended.stderr).toContain('the audit chain breaks at event 1: altered');
    }
  });
});
