import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/composition/config/config';
import { openStore } from '../../src/composition/store/open-store';
import { readFileRecord } from '../../src/domain/payment-file/file-record';
import { sha256 } from '../../src/domain/values/json';
import { payable } from '../domain/payment-file/sample-instruction';
import { commitOf, numberedCase, sampleDecision } from '../fakes/sample-case';
import { runScript } from './processes';

describe('an export that is killed and run again', () => {
  const root = mkdtempSync(join(tmpdir(), 'treasury-desk-'));
  afterAll(() => rmSync(root, { recursive: true }));
  const count = 25;

  /** A database of approved payments. */
  async function prepare(name: string): Promise<{ dataDir: string; out: string }> {
    const dataDir = join(root, name);
    const store = await openStore(readConfig({ profile: 'local', dataDir }, {}), { keep: 'existing' });
    for (let number = 1; number <= count; number += 1) {
      const payment = { ...payable, payment_id: `TXN-${number}`, amount: number + 0.25 };
      await store.commit(
        commitOf(numberedCase(number, { payment, status: 'approved', decision: sampleDecision, isTest: true })),
      );
    }
    await store.close();
    return { dataDir, out: join(dataDir, 'out') };
  }

  it.each([
    ['right after it was decided', 'together:1', 0],
    ['once the file is there, before that is noted', 'written', 1],
    ['right after that was noted', 'house:1', 1],
  ])('%s writes the very bytes that were decided, each payment once', async (_when, killPoint, filesThen) => {
    const { dataDir, out } = await prepare(killPoint.replace(':', '-'));
    const killed = await runScript('test/crash/children/export.ts', [dataDir, out, killPoint]);
    expect(killed).toMatchObject({ signal: 'SIGKILL', stderr: '' });
    const filesOf = (): string[] => {
      try {
        return readdirSync(out);
      } catch {
        return [];
      }
    };
    expect(filesOf()).toHaveLength(filesThen);
    const before = filesThen === 0 ? null : readFileSync(join(out, filesOf()[0]!), 'utf8');

    for (let again = 1; again <= 2; again += 1) {
      const finished = await runScript('test/crash/children/export.ts', [dataDir, out, '']);
      expect(finished).toMatchObject({ code: 0, stderr: '' });
    }

    const [name, ...others] = filesOf();
    expect(others).toEqual([]);
    const text = readFileSync(join(out, name!), 'utf8');
    if (before !== null) expect(text).toBe(before);
    const ids = [...text.matchAll(/<EndToEndId>([^<]+)</g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(count);
    expect(ids).toHaveLength(count);

    const store = await openStore(readConfig({ profile: 'local', dataDir }, {}), { keep: 'existing' });
    const subjects = await store.listSubjects('payment_file');
    expect(subjects).toHaveLength(1);
    const record = readFileRecord(subjects[0]!);
    expect(record).toMatchObject({ state: 'written', sha256: sha256(text), name, count });
    expect(await store.listRunIds({ statuses: ['approved'], limit: 100 })).toEqual([]);
    await store.verifyAudit();
    await store.close();
  });
});
