/** What goes wrong around the desk, one thing after the other: kills, a full disk, a clock that jumps, files nobody can take. */
import { cpSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Store } from '../../src/ports/store';
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store';
import { startChaosDesk, type ChaosDesk } from './desk-process';
import type { Chance } from './random';

export interface Weather {
  readonly counts: Readonly<Record<string, number>>;
  /** Heads of the audit trail as they were written down on the way. */
  readonly heads: readonly { readonly count: number; readonly head: string }[];
  readonly complaints: ReadonlyMap<string, number>;
  botUrl(): string;
  start(): Promise<void>;
  /** The next thing that goes wrong. */
  strike(): Promise<void>;
  /** How long nothing more goes wrong now. */
  calmMs(): number;
  /** The desk, or all of them, with room and a clock that has gone on: everything due is due now. */
  clear(): Promise<ChaosDesk>;
  /** The database, as an auditor opens it. */
  readStore(): Promise<Store>;
  /** Ends what the desk rests on. */
  close(): Promise<void>;
}

export function createWeather(chance: Chance, folder: string): Weather {
  const ledgerDir = path.join(folder, 'ledger');
  const dataDir = path.join(folder, 'data');
  const file = path.join(dataDir, 'demo.db');
  const inbox = path.join(ledgerDir, 'inbox');
  cpSync('demo/ledger', ledgerDir, { recursive: true });
  mkdirSync(inbox);
  const counts: Record<string, number> = {};
  const complaints = new Map<string, number>();
  const heads: { count: number; head: string }[] = [];
  const environment = {
    DATA_DIR: dataDir,
    LEDGER_DIR: ledgerDir,
    PROFILE: 'local',
  };
  let desk: ChaosDesk | null = null;

  const count = (what: string): void => {
    counts[what] = (counts[what] ?? 0) + 1;
  };
  const onLog = (line: string): void => {
    const message = /"msg":"([^"]+)"/.exec(line)?.[1] ?? line.slice(0, 100);
    complaints.set(message, (complaints.get(message) ?? 0) + 1);
  };

  async function restart(fileLimitKb: number | null): Promise<void> {
    desk = await startChaosDesk({ environment, fileLimitKb, onLog });
    if (desk || fileLimitKb === null) {
      if (!desk) throw new Error(`the desk does not start: ${[...complaints.keys()].slice(-5).join('; ')}`);
      return;
    }
    // So little room that it cannot even begin is an honest end too.
    count('starts refused on a full disk');
    await restart(null);
  }

  async function kill(): Promise<void> {
    count('SIGKILL');
    await desk?.kill();
    await restart(null);
  }

  async function fillDisk(): Promise<void> {
    count('full disk');
    await desk?.kill();
    const size = Math.max(...['', '-wal'].map((suffix) => sizeOf(`${file}${suffix}`)));
    await restart(Math.ceil(size / 1_024) + 200);
    await pause(4_000);
    await kill();
  }

  function jump(): Promise<void> {
    count('clock jumps');
    desk?.jump(chance.pick([-90, -5, 5, 90]));
    return Promise.resolve();
  }

  function dropFiles(): Promise<void> {
    count('files nobody can take');
    const name = chance.pick([
      'x'.repeat(250),
      'refused',
      'done',
      `no-statement-${chance.below(1e6)}.sta`,
      'é'.repeat(120),
    ]);
    try {
      writeFileSync(path.join(inbox, name), 'not a statement '.repeat(chance.below(100)));
    } catch {
      // The folder of that name is there by now.
    }
    return Promise.resolve();
  }

  async function spoilLedger(): Promise<void> {
    count('spoilt ledgers');
    const flows = path.join(ledgerDir, 'ledger_today.csv');
    const good = readFileSync(flows);
    writeFileSync(flows, chance.pick(['', '"', 'a,b\n1', '\u0000'.repeat(1_000)]));
    await pause(1_500);
    writeFileSync(flows, good);
  }

  const readStore = () => openSqliteStore({ file, recordedNow: () => Date.now(), readOnly: true });

  async function writeHeadDown(): Promise<void> {
    const store = await readStore();
    try {
      const { count: events, head } = await store.verifyAudit();
      if (head !== null) heads.push({ count: events, head });
      count('trails verified while the desk runs');
    } finally {
      await store.close();
    }
  }

  return {
    counts,
    heads,
    complaints,
    readStore,
    close: () => Promise.resolve(),
    // From one to nine seconds of work in between, whatever the machine needed to start the desk again.
    calmMs: () => 1_000 + chance.below(8_000),
    botUrl: () => desk?.url ?? 'http://127.0.0.1:9',
    start: () => restart(null),
    async strike() {
      const kind = chance.next();
      if (kind < 0.45) await kill();
      else if (kind < 0.6) await dropFiles();
      else if (kind < 0.75) await jump();
      else if (kind < 0.83) await fillDisk();
      else if (kind < 0.92) await spoilLedger();
      else await writeHeadDown();
    },
    async clear() {
      await desk?.kill();
      await restart(null);
      desk?.jump(30);
      return desk!;
    },
  };
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
