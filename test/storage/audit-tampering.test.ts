import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import Database from 'libsql';
import { findChainFault } from '../../src/domain/case/audit-event';
import { asFault } from '../../src/domain/values/errors';
import { contentOf } from '../../src/domain/values/kept-content';
import type { Store } from '../../src/ports/store';
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store';
import { commitOf, eventOf, numberedCase } from '../fakes/sample-case';

const eventCount = 6;

describe('an audit trail somebody meddles with', () => {
  const folder = mkdtempSync(join(tmpdir(), 'treasury-desk-'));
  const file = join(folder, 'desk.db');
  let store: Store;
  let meddler: Database.Database;

  beforeAll(async () => {
    store = await openSqliteStore({ file, recordedNow: () => 0 });
    for (let number = 1; number <= eventCount; number += 1) {
      const opened = numberedCase(number);
      const payload = { amount: number, note: 'Über 250.000 € an "ACME"', nested: { list: [1, null, true] } };
      await store.commit(commitOf(opened, { event: eventOf(opened, payload) }));
    }
    meddler = new Database(file);
    meddler.exec('PRAGMA synchronous = OFF');
  });

  afterAll(async () => {
    meddler.close();
    await store.close();
    rmSync(folder, { recursive: true });
  });

  /** What an auditor gets to hear: the fault of the chain or of the store, or null for a clean trail. */
  async function verify(): Promise<string | null> {
    try {
      return findChainFault(await store.readEvents({ limit: 100 }))?.fault ?? null;
    } catch (error) {
      return asFault(error).code;
    }
  }

  /** Makes one change, verifies, and takes the change back. */
  async function verifyAfter(change: () => void): Promise<string | null> {
    meddler.exec('CREATE TABLE kept AS SELECT * FROM audit_events');
    try {
      change();
      return await verify();
    } finally {
      meddler.exec(
        'PRAGMA foreign_keys = OFF; DELETE FROM audit_events; INSERT INTO audit_events SELECT * FROM kept; DROP TABLE kept',
      );
    }
  }

  const bodyOf = (seq: number) =>
    (meddler.prepare('SELECT body FROM audit_events WHERE seq = ?').all([seq])[0] as { body: string }).body;
  const setBody = (seq: number, body: string | Buffer) => {
    meddler.prepare('UPDATE audit_events SET body = CAST(? AS TEXT) WHERE seq = ?').run([Buffer.from(body), seq]);
  };

  it('is clean while nobody does', async () => {
    expect(await verify()).toBeNull();
    expect(await verifyAfter(() => setBody(1, bodyOf(1)))).toBeNull();
  });

  it('names what evidence rests on where that was changed or cannot be unpacked', async () => {
    const kept = contentOf({ rows: ['BANK MASKAN'] });
    const call = {
      runId: 'WF-1',
      tool: 'screen_sanctions',
      input: {},
      problem: null,
      calledAt: '2026-01-22T10:25:00Z',
    };
    await store.recordToolCall({ ...call, output: { audit: { basis: kept.hash } } }, [kept]);
    await expect(store.verifyAudit()).resolves.toMatchObject({ count: eventCount });
    for (const body of [deflateRawSync('{"rows":["BANK MASKA"]}').toString('base64'), 'not packed']) {
      meddler.prepare('UPDATE kept_contents SET packed = ?').run([body]);
      await expect(store.verifyAudit()).rejects.toMatchObject({
        code: 'store_corrupt',
        message: expect.stringContaining(kept.hash) as string,
      });
      await expect(store.findContents([kept.hash])).rejects.toMatchObject({ code: 'store_corrupt' });
    }
    meddler.exec('DELETE FROM kept_contents');
  });

  it('shows any one byte that was changed', async () => {
    const change = fc.record({
      seq: fc.integer({ min: 1, max: eventCount }),
      at: fc.nat(),
      to: fc.integer({ min: 1, max: 255 }),
    });
    await fc.assert(
      fc.asyncProperty(change, async ({ seq, at, to }) => {
        const bytes = Buffer.from(bodyOf(seq));
        const found = await verifyAfter(() => {
          bytes[at % bytes.length] = bytes[at % bytes.length]! ^ to;
          setBody(seq, bytes);
        });
        return found !== null;
      }),
      { numRuns: 300 },
    );
  });

  it('shows any text that was put in or left out', async () => {
    const change = fc.record({
      seq: fc.integer({ min: 1, max: eventCount }),
      at: fc.nat(),
      cut: fc.nat(20),
      put: fc.string({ maxLength: 5 }),
    });
    await fc.assert(
      fc.asyncProperty(change, async ({ seq, at, cut, put }) => {
        const body = bodyOf(seq);
        const from = at % body.length;
        const changed = body.slice(0, from) + put + body.slice(from + cut);
        fc.pre(changed !== body);
        return (await verifyAfter(() => setBody(seq, changed))) !== null;
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['spaces between fields', (body: string) => body.replaceAll(',"', ', "'), 'store_corrupt'],
    ['a field of somebody else', (body: string) => body.replace('{"actor"', '{"a":1,"actor"'), 'store_corrupt'],
    ['another amount', (body: string) => body.replace('"amount":3', '"amount":9'), 'altered'],
    ['another actor', (body: string) => body.replace('Treasury Desk', 'Somebody Else'), 'altered'],
  ])('shows %s', async (_what, edit, fault) => {
    expect(edit(bodyOf(3))).not.toBe(bodyOf(3));
    expect(await verifyAfter(() => setBody(3, edit(bodyOf(3))))).toBe(fault);
  });

  it('shows an event that was taken out', async () => {
    expect(
      await verifyAfter(() => meddler.exec('PRAGMA foreign_keys = OFF; DELETE FROM audit_events WHERE seq = 3')),
    ).toBe('gap');
  });

  it('shows two events that changed places', async () => {
    const [third, fourth] = [bodyOf(3), bodyOf(4)];
    const swap = () => {
      setBody(3, fourth);
      setBody(4, third);
    };
    expect(await verifyAfter(swap)).toBe('store_corrupt');
  });
});
