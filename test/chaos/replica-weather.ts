/** What goes wrong around several desks on one PostgreSQL: processes killed and stopped, the server halted or crashed, every connection cut. */
import { cpSync } from 'node:fs';
import path from 'node:path';
import { openPostgresStore } from '../../src/storage/postgres/postgres-store';
import { writeFraudAgent } from '../fakes/fraud-agent';
import { PostgresServer } from '../fakes/postgres';
import { startSlowTool, type SlowTool } from '../fakes/slow-tool';
import { startChaosDesk, type ChaosDesk } from './desk-process';
import type { Chance } from './random';
import type { Weather } from './weather';

/** An agent takes so long at most, so that some are being asked when their desk is killed. */
const slowestAnswerMs = 4_000;

export interface ReplicaWeather extends Weather {
  readonly tool: SlowTool;
}

export async function createReplicaWeather(chance: Chance, folder: string, replicas: number): Promise<ReplicaWeather> {
  const server = await PostgresServer.start();
  const { database } = await server.database();
  const answers = { chance, slowestMs: slowestAnswerMs };
  const tool = await startSlowTool(() => pause(answers.chance.below(answers.slowestMs)));
  const { agentsDir, workflow } = writeFraudAgent(folder, tool.at);
  const ledgerDir = path.join(folder, 'ledger');
  cpSync('demo/ledger', ledgerDir, { recursive: true });
  const environment = {
    DATABASE_URL: server.url(database),
    DATABASE_CONNECTIONS: '4',
    AGENTS_DIR: agentsDir,
    WORKFLOW_FILE: workflow,
    DATA_DIR: path.join(folder, 'data'),
    LEDGER_DIR: ledgerDir,
    PROFILE: 'local',
  };
  const counts: Record<string, number> = {};
  const complaints = new Map<string, number>();
  const heads: { count: number; head: string }[] = [];
  const desks = new Map<number, ChaosDesk>();
  const starting = new Set<Promise<void>>();

  const count = (what: string): void => {
    counts[what] = (counts[what] ?? 0) + 1;
  };
  const onLog = (line: string): void => {
    const message = /"msg":"([^"]+)"/.exec(line)?.[1] ?? line.slice(0, 100);
    complaints.set(message, (complaints.get(message) ?? 0) + 1);
  };

  /** Again and again: a server that is away is a reason not to start. */
  function startOne(number: number): void {
    const started = (async () => {
      for (let tries = 1; ; tries += 1) {
        const desk = await startChaosDesk({ environment, fileLimitKb: null, onLog });
        if (desk) {
          desks.set(number, desk);
          return;
        }
        count('starts refused');
        if (tries === 10) throw new Error(`desk ${number} does not start: ${[...complaints.keys()].join('; ')}`);
        await pause(500);
      }
    })();
    starting.add(started);
    void started.finally(() => starting.delete(started)).catch(() => undefined);
  }

  async function end(number: number, how: 'kill' | 'stop'): Promise<void> {
    const desk = desks.get(number);
    desks.delete(number);
    if (!desk) return;
    count(how === 'kill' ? 'SIGKILL' : 'SIGTERM');
    // One that stops finishes its steps while the others go on.
    const ended = desk[how]().then(() => {
      startOne(number);
    });
    starting.add(ended);
    await (how === 'kill' ? ended : Promise.resolve());
    void ended.finally(() => starting.delete(ended));
  }

  const anyNumber = () => chance.pick([...desks.keys()]);

  async function haltServer(): Promise<void> {
    const how = chance.pick(['SIGINT', 'SIGQUIT'] as const);
    count(how === 'SIGINT' ? 'server stopped' : 'server crashed');
    await server.halt(how);
    await pause(chance.below(2_000));
    await server.begin();
    tool.nobodyThere();
  }

  async function killAll(): Promise<void> {
    for (const number of [...desks.keys()]) await end(number, 'kill');
    while (desks.size === 0) await Promise.race(starting);
    tool.nobodyThere();
  }

  const readStore = () =>
    openPostgresStore({ place: server.place(database), recordedNow: () => Date.now(), readOnly: true });

  async function writeHeadDown(): Promise<void> {
    const store = await readStore();
    try {
      const { count: events, head } = await store.verifyAudit();
      if (head !== null) heads.push({ count: events, head });
      count('trails verified while the desks run');
    } finally {
      await store.close();
    }
  }

  async function allThere(): Promise<void> {
    while (starting.size > 0) await Promise.all(starting);
  }

  return {
    counts,
    heads,
    complaints,
    tool,
    readStore,
    calmMs: () => 500 + chance.below(3_000),
    botUrl: () => (desks.size === 0 ? 'http://127.0.0.1:9' : chance.pick([...desks.values()]).url),
    async start() {
      for (let number = 1; number <= replicas; number += 1) startOne(number);
      await allThere();
    },
    async strike() {
      // Somebody is left to take over.
      while (desks.size < Math.min(2, replicas)) await Promise.race(starting);
      const kind = chance.next();
      if (kind < 0.7) await end(anyNumber(), 'kill');
      else if (kind < 0.75) await killAll();
      else if (kind < 0.8) await end(anyNumber(), 'stop');
      else if (kind < 0.87) await haltServer();
      else if (kind < 0.95) {
        count('connections cut');
        await server.cutConnections();
      } else await writeHeadDown();
    },
    async clear() {
      answers.slowestMs = 1;
      await allThere();
      for (const number of [...desks.keys()]) await end(number, 'kill');
      await allThere();
      const all = [...desks.values()];
      const each = (act: (desk: ChaosDesk) => void) => {
        for (const desk of all) act(desk);
      };
      return {
        url: all[0]!.url,
        jump: (minutes) => each((desk) => desk.jump(minutes)),
        pass: (minutes) => each((desk) => desk.pass(minutes)),
        kill: async () => {
          await Promise.all(all.map((desk) => desk.kill()));
        },
        stop: async () => {
          await Promise.all(all.map((desk) => desk.stop()));
        },
      };
    },
    async close() {
      await tool.close();
      await server.stop();
    },
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
