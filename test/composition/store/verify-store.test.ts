import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import Database from 'libsql';
import { filesBeside, filesOf, verifyStore } from '../../../src/composition/store/verify-store';
import type { Config } from '../../../src/composition/config/config';
import { asFault } from '../../../src/domain/values/errors';
import { contentOf, type KeptContent } from '../../../src/domain/values/kept-content';
import { openSqliteStore } from '../../../src/storage/sqlite/sqlite-store';
import { commitOf, naming, numberedCase } from '../../fakes/sample-case';
import { openTreasury } from '../../fakes/treasury';

/** A desk with payments of every kind of evidence, whose database and folders somebody then meddles with. */
describe('a database held against all that its cases rest on', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'treasury-desk-'));
  const whole = path.join(folder, 'whole.db');
  const file = path.join(folder, 'desk.db');
  const versions = path.join(folder, 'data');
  let runIds: readonly string[];

  beforeAll(async () => {
    const store = await openSqliteStore({ file: whole, recordedNow: () => 0 });
    const treasury = await openTreasury({ sharedStore: store });
    const cases = [await treasury.review('TXN-004'), await treasury.ask(100_000), await treasury.ask(200_000)];
    runIds = cases.map(({ runId }) => runId);
    for (const kept of ['policies', 'workflows'])
      cpSync(path.join(treasury.dataDir, kept), path.join(versions, kept), { recursive: true });
    await treasury.close();
    await store.close();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function verdictAfter(meddle: (database: Database.Database) => void, beside = versions): Promise<string> {
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
    cpSync(whole, file);
    const database = new Database(file);
    meddle(database);
    database.close();
    const store = await openSqliteStore({ file, recordedNow: () => 0, readOnly: true });
    try {
      return `${(await verifyStore(store, { folder: beside, holdsAll: true })).count} events`;
    } catch (error) {
      const { code, message } = asFault(error);
      return `${code}: ${message}`;
    } finally {
      await store.close();
    }
  }

  const nothing = () => undefined;

  function keptByKind(): ReadonlyMap<string, string> {
    const database = new Database(whole, { readonly: true });
    const rows = database.prepare('SELECT hash, packed FROM kept_contents').all() as { hash: string; packed: string }[];
    database.close();
    return new Map(rows.map(({ hash, packed }) => [kindOf(packed), hash] as const));
  }

  it('is whole while nobody meddles', async () => {
    expect(await verdictAfter(nothing)).toMatch(/^\d+ events$/);
    expect([...keptByKind().keys()].toSorted()).toEqual([
      'account_day',
      'held_payments',
      'liquidity_basis',
      'screening_basis',
    ]);
  });

  it.each([
    ['screening_basis', 'list rows'],
    ['liquidity_basis', 'figures of the ledger'],
    ['account_day', 'ledger rows'],
    ['held_payments', 'held payments'],
  ])('names the case whose %s is missing or altered', async (kind, inWords) => {
    const hash = keptByKind().get(kind)!;
    const missing = await verdictAfter((database) =>
      database.prepare('DELETE FROM kept_contents WHERE hash = ?').run([hash]),
    );
    expect(missing).toMatch(new RegExp(`^store_corrupt: .* rests on ${inWords} kept as ${hash}, which are missing$`));
    expect(runIds.some((runId) => missing.includes(runId))).toBe(true);
    for (const body of [deflateRawSync('{}').toString('base64'), 'not packed']) {
      const altered = await verdictAfter((database) =>
        database.prepare('UPDATE kept_contents SET packed = ? WHERE hash = ?').run([body, hash]),
      );
      expect(altered).toBe(missing.replace(/missing$/, 'altered'));
    }
  });

  it.each(['policies', 'workflows'])('names the case whose file of %s is missing or altered', async (kind) => {
    const meddled = path.join(folder, `meddled-${kind}`);
    const [fingerprint = ''] = readdirSync(path.join(versions, kind)).filter((name) => !name.startsWith('.'));
    const kept = path.join(meddled, kind, fingerprint);
    const told = (state: string) =>
      new RegExp(`^store_corrupt: case \\S+ at version 1 .*${fingerprint}, which is ${state} in `);
    cpSync(versions, meddled, { recursive: true });
    const changed = path.join(kept, kind === 'policies' ? 'cutoffs.yaml' : 'workflow.yaml');
    const before = readFileSync(changed, 'utf8');
    writeFileSync(changed, kind === 'policies' ? before.replace(/\d\d:\d\d/, '23:59') : `${before}# by somebody\n`);
    expect(await verdictAfter(nothing, meddled)).toMatch(told('altered'));
    rmSync(changed);
    expect(await verdictAfter(nothing, meddled)).toMatch(told(kind === 'policies' ? 'altered' : 'missing'));
    rmSync(kept, { recursive: true });
    expect(await verdictAfter(nothing, meddled)).toMatch(told('missing'));
  });

  it('looks through an index of held payments', async () => {
    const [held, index, basis] = indexed();
    const store = await openSqliteStore({ file: path.join(folder, 'indexed.db'), recordedNow: () => 0 });
    const paymentCase = naming(numberedCase(7), basis, 'compute_liquidity_impact');
    await store.commit(commitOf(paymentCase, { contents: [held, index, basis] }));
    await expect(store.verifyAudit()).resolves.toMatchObject({ count: 1 });
    const database = new Database(path.join(folder, 'indexed.db'));
    for (const { hash } of [held, index]) {
      database.prepare('DELETE FROM kept_contents WHERE hash = ?').run([hash]);
      await expect(store.verifyAudit()).rejects.toMatchObject({
        message: expect.stringContaining(
          `case ${paymentCase.runId} at version 1 rests on held payments kept as ${hash}, which are missing`,
        ) as string,
      });
    }
    database.close();
    await store.close();
  });

  it('takes what somebody wrote into a payment for no name of anything', async () => {
    const store = await openSqliteStore({ file: ':memory:', recordedNow: () => 0 });
    const written = numberedCase(8);
    const purpose = `invoice "basis":"${'a'.repeat(64)}"`;
    await store.commit(commitOf({ ...written, payment: { ...written.payment, purpose } }));
    await expect(store.verifyAudit()).resolves.toMatchObject({ count: 1 });
    await store.close();
  });

  it('knows the folders that lie beside a copy, or that it lies alone', () => {
    expect(filesBeside(path.join(versions, 'copy.db'))).toEqual({ folder: versions, holdsAll: true });
    expect(filesBeside(file)).toBeNull();
  });

  it('takes the workflows of the project, beside which a copy may lie, for nobody’s', () => {
    const project = path.join(folder, 'project');
    cpSync(path.join(__dirname, '../../../workflows'), path.join(project, 'workflows'), { recursive: true });
    expect(filesBeside(path.join(project, 'backup.db'))).toBeNull();
  });

  it('calls nothing broken that another desk of a server’s database may keep, but what is altered here', async () => {
    const meddled = path.join(folder, 'one-of-several');
    cpSync(path.join(versions, 'workflows'), path.join(meddled, 'workflows'), { recursive: true });
    mkdirSync(path.join(meddled, 'policies'));
    const place = { host: 'a', port: 1, database: 'b' } as unknown as Config['database'];
    const files = filesOf({ dataDir: meddled, database: place });
    expect(files).toEqual({ folder: meddled, holdsAll: false });
    const store = await openSqliteStore({ file: whole, recordedNow: () => 0, readOnly: true });
    await expect(verifyStore(store, files)).resolves.toMatchObject({ hasFiles: false });
    cpSync(path.join(versions, 'policies'), path.join(meddled, 'policies'), { recursive: true });
    await expect(verifyStore(store, files)).resolves.toMatchObject({ hasFiles: true });
    const [kept = ''] = readdirSync(path.join(meddled, 'policies'));
    rmSync(path.join(meddled, 'policies', kept, 'roles.yaml'));
    await expect(verifyStore(store, files)).rejects.toMatchObject({ code: 'store_corrupt' });
    await store.close();
  });
});

function kindOf(packed: string): string {
  const text = inflateRawSync(Buffer.from(packed, 'base64')).toString('utf8');
  return (JSON.parse(text) as { kind: string }).kind;
}

/** As a basis names what is held where thousands of payments are. */
function indexed(): readonly [KeptContent, KeptContent, KeptContent] {
  const held = contentOf({ kind: 'held_payments', format: 1, held: [] });
  const index = contentOf({ kind: 'held_index', format: 1, pieces: [held.hash] });
  const ledger = { name: 'demo', day: null, as_of: null, fingerprint: null, buffers: null };
  const basis = contentOf({
    kind: 'liquidity_basis',
    format: 2,
    ledger,
    accounts: [],
    unopened: [],
    ledger_id: null,
    is_delayed: false,
    held: [],
    held_pieces: [index.hash],
  });
  return [held, index, basis];
}
