import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { findChainFault } from '../../src/domain/case/audit-event';
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store';
import { numberedCase } from '../fakes/sample-case';

const runTypescript = join(__dirname, '../fakes/run-typescript.cjs');
const writeCases = join(__dirname, 'children/write-cases.ts');

describe('one database file and two processes', () => {
  let folder: string;
  let file: string;
  let children: ChildProcess[];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'treasury-desk-'));
    file = join(folder, 'desk.db');
    children = [];
  });

  afterEach(async () => {
    await Promise.all(children.map(kill));
    await rm(folder, { recursive: true });
  });

  const open = (over: { readOnly?: boolean } = {}) => openSqliteStore({ file, recordedNow: () => 0, ...over });

  /** Starts a writer and reads what it says up to the first line that ends the wait. */
  async function startWriter(
    cases: number,
    until: RegExp,
    fileLimitKb?: number,
  ): Promise<{ child: ChildProcess; lines: string[] }> {
    const command = [process.execPath, runTypescript, writeCases, file, String(cases)];
    const child =
      fileLimitKb === undefined
        ? spawn(command[0]!, command.slice(1), { stdio: ['ignore', 'pipe', 'inherit'] })
        : spawn('bash', ['-c', `ulimit -f ${fileLimitKb}; exec "$@"`, 'bash', ...command], {
            stdio: ['ignore', 'pipe', 'inherit'],
          });
    children.push(child);
    const lines: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      lines.push(line);
      if (until.test(line)) break;
    }
    return { child, lines };
  }

  async function kill(child: ChildProcess): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }

  it('refuses the second writer by name of the file, and lets it in once the first is dead', async () => {
    const { child } = await startWriter(0, /waiting/);
    await expect(open()).rejects.toMatchObject({ code: 'store_in_use', message: expect.stringContaining(file) });
    await kill(child);
    const store = await open();
    expect(await store.readEvents({ limit: 1 })).toEqual([]);
    await store.close();
  });

  it('lets an auditor read while the desk writes', async () => {
    await startWriter(5, /waiting/);
    const store = await open({ readOnly: true });
    expect(await store.readEvents({ limit: 100 })).toHaveLength(5);
    await store.close();
  });

  it('has every accepted case and one whole chain after the process was killed while writing', async () => {
    const { child, lines } = await startWriter(100_000, /accepted 200/);
    await kill(child);
    expect(lines).toContain('accepted 200');
    const store = await open();
    expect(await store.findCase(numberedCase(200).runId)).toEqual(numberedCase(200));
    const events = await store.readEvents({ limit: 100_000 });
    expect(events.length).toBeGreaterThanOrEqual(200);
    expect(findChainFault(events)).toBeNull();
    await store.close();
  });

  it('says store_failed when the disk takes no more, and has written whole changes only', async () => {
    const { lines } = await startWriter(100_000, /fault/, 2_048);
    expect(lines.at(-1)).toBe('fault store_failed');
    const accepted = lines.filter((line) => line.startsWith('accepted')).length;
    expect(accepted).toBeGreaterThan(10);
    await kill(children[0]!);
    const store = await open();
    const events = await store.readEvents({ limit: 100_000 });
    expect(events).toHaveLength(accepted);
    expect(findChainFault(events)).toBeNull();
    expect(await store.findCase(numberedCase(accepted + 1).runId)).toBeNull();
    expect(await store.listCases({ statuses: ['under_review'], limit: 100_000 })).toHaveLength(accepted);
    await store.close();
  });
});
