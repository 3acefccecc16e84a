/** A data folder and a channel that outlive the desk's processes. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openChannel, startConnector, type Channel, type Connector } from '../fakes/connector';
import { startDesk, type DeskProcess } from './processes';

export interface Stage {
  readonly dataDir: string;
  readonly connector: Connector;
  /** The next process on the folder; the one before must have ended. */
  start(killPoint?: string, environment?: Readonly<Record<string, string>>): Promise<DeskProcess>;
  channel(desk: DeskProcess): Channel;
  close(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
  const dataDir = mkdtempSync(join(tmpdir(), 'treasury-desk-'));
  const connector = await startConnector();
  const started: DeskProcess[] = [];
  return {
    dataDir,
    connector,
    async start(killPoint, environment) {
      const desk = await startDesk(dataDir, killPoint, environment);
      started.push(desk);
      return desk;
    },
    channel: (desk) => openChannel(connector, desk.url),
    async close() {
      await Promise.all(started.map((desk) => desk.kill()));
      await connector.close();
      rmSync(dataDir, { recursive: true });
    },
  };
}

/** A test with a stage of its own, so that tests can run side by side. */
export function onStage<Given extends readonly unknown[]>(
  test: (stage: Stage, ...given: Given) => Promise<void>,
): (...given: Given) => Promise<void> {
  return async (...given) => {
    const stage = await openStage();
    try {
      await test(stage, ...given);
    } finally {
      await stage.close();
    }
  };
}

/** A killed process answers nobody: that alone is no failure. */
export async function unlessKilled(desk: DeskProcess, action: Promise<unknown>): Promise<void> {
  try {
    await action;
  } catch (error) {
    if ((await desk.ended) !== 'SIGKILL') throw error;
  }
}

/** What the card's buttons carry. */
export function pressData(card: object): { run_id: string; version: number } {
  const [, runId, version] = /"run_id":"([^"]+)","version":(\d+)/.exec(JSON.stringify(card)) ?? [];
  if (runId === undefined) throw new Error('the card has no button');
  return { run_id: runId, version: Number(version) };
}
