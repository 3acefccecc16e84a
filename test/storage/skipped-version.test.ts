import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { sealEvent } from '../../src/domain/case/audit-event';
import { canonicalJson, sha256 } from '../../src/domain/values/json';
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store';
import { commitOf, nextVersion, sampleCase } from '../fakes/sample-case';

test('an audit trail in which a case skips a version is named, though each event and each version is sealed as it stands', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'treasury-desk-'));
  const file = join(folder, 'desk.db');
  const store = await openSqliteStore({ file, recordedNow: () => 0 });
  try {
    const second = nextVersion(sampleCase());
    await store.commit(commitOf(sampleCase()));
    await store.commit(commitOf(second));
    await expect(store.verifyAudit()).resolves.toMatchObject({ count: 2 });

    const body = canonicalJson(nextVersion(second));
    const { hash: _hash, ...sealed } = (await store.readEvents({ limit: 2 }))[1]!;
    const event = sealEvent({ ...sealed, case_version: 3, case_hash: sha256(body) });
    const meddler = new Database(file);
    const run = (sql: string, ...values: (string | number)[]) => meddler.prepare(sql).run(values);
    run('UPDATE audit_events SET body = ? WHERE seq = 2', canonicalJson(event));
    run('UPDATE case_versions SET version = 3, body = ?, differs_from = NULL WHERE version = 2', body);
    run('UPDATE cases SET version = 3');
    run('UPDATE audit_chain SET hash = ?', event.hash);
    meddler.close();
    await expect(store.verifyAudit()).rejects.toMatchObject({
      code: 'store_corrupt',
      message: expect.stringContaining('which does not follow the one before') as string,
    });
  } finally {
    await store.close();
    rmSync(folder, { recursive: true });
  }
});
