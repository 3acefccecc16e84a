/** Commits a second of one process, by how many are asked for at once: the embedded file and PostgreSQL, both waiting for the disk. */
import { performance } from 'node:perf_hooks';
import { openPostgresStore } from '../src/storage/postgres/postgres-store';
import { openSqliteStore } from '../src/storage/sqlite/sqlite-store';
import type { Store } from '../src/ports/store';
import { commitOf, nextVersion, numberedCase } from '../test/fakes/sample-case';
import { postgresBinaries, PostgresServer } from '../test/fakes/postgres';
import { inTemporaryFolder } from './temporary-folder';

const atOnce = [1, 10, 50, 200];
/** Of each row; long enough for a checkpoint of either. */
const rowMs = 4_000;
const warmUpMs = 500;

const recordedNow = (): number => Date.now();

/** Gives commits a second. Each of the askers opens a case and changes it, over and over. */
async function measure(
  stores: readonly Store[],
  askers: number,
  first: number,
): Promise<{ rate: number; last: number }> {
  let number = first;
  let done = 0;
  let endsAt = performance.now() + warmUpMs;
  async function ask(asker: number): Promise<void> {
    const store = stores[asker % stores.length];
    if (!store) return;
    while (performance.now() < endsAt) {
      const opened = numberedCase((number += 1));
      for (const request of [commitOf(opened), commitOf(nextVersion(opened, { status: 'held' }))]) {
        const kept = await store.commit(request);
        if (!kept.ok) throw new Error(`a commit was refused: ${kept.reason}`);
        done += 1;
      }
    }
  }
  const round = () => Promise.all(Array.from({ length: askers }, (_, asker) => ask(asker)));
  await round();
  done = 0;
  const began = performance.now();
  endsAt = began + rowMs;
  await round();
  return { rate: (done * 1_000) / (performance.now() - began), last: number };
}

async function row(stores: readonly Store[]): Promise<readonly number[]> {
  const rates: number[] = [];
  let last = 0;
  for (const askers of atOnce) {
    const { rate, last: reached } = await measure(stores, askers, last);
    last = reached;
    rates.push(rate);
  }
  const count = (await stores[0]?.verifyAudit())?.count ?? 0;
  if (count !== last * 2) throw new Error(`${count} events were kept of ${last * 2}`);
  return rates;
}

function print(name: string, rates: readonly number[], than?: readonly number[]): void {
  const cells = rates.map((rate, at) => {
    const base = than?.[at];
    return `${atOnce[at]} at once ${rate.toFixed(0)}${base === undefined ? '' : ` (ratio ${(rate / base).toFixed(2)})`}`;
  });
  console.log(`commits a second, ${name}: ${cells.join('; ')}`);
}

export async function benchCommits(): Promise<void> {
  const embedded = await inTemporaryFolder(async (folder) => {
    const store = await openSqliteStore({ file: `${folder}/desk.db`, recordedNow });
    const rates = await row([store]);
    await store.close();
    return rates;
  });
  print('SQLite, synchronous=FULL', embedded);
  if (postgresBinaries() === null) {
    console.log('PostgreSQL is not installed; its row is skipped');
    return;
  }
  const server = await PostgresServer.start();
  try {
    for (const processes of [1, 3]) {
      const place = await server.database();
      const stores: Store[] = [];
      for (let index = 0; index < processes; index += 1) stores.push(await openPostgresStore({ place, recordedNow }));
      print(`PostgreSQL, fsync, ${processes === 1 ? 'one store' : `${processes} stores`}`, await row(stores), embedded);
      for (const store of stores) await store.close();
    }
  } finally {
    await server.stop();
  }
}
