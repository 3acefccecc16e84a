/** Drives the real Microsoft 365 Agents Playground: its server as a child process, its page in Chromium. */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import {
  botAccount,
  personalChatId,
  playgroundConfig,
  playgroundConfigFile,
  readDemoPeople,
  type DemoPeople,
} from '../../src/demo/playground-config';
import {
  chromiumPaths,
  openBrowser,
  openChat,
  postJson,
  type BotMessage,
  type PlaygroundPage,
} from './playground-page';

export type { BotMessage, PlaygroundPage };

const peopleFile = join(__dirname, '../../demo/people.yaml');
const startTimeoutMs = 30_000;

/** Says so on the console where there is none, so that a skipped test is seen. */
export function chromiumAvailable(): boolean {
  if (chromiumPaths.some(existsSync)) return true;
  console.warn(`skipped: no Chromium at ${chromiumPaths.join(', ')}; the Playground tests need one`);
  return false;
}

export interface Press {
  readonly verb: string;
  readonly data: object;
  /** The message whose card is pressed. */
  readonly message: BotMessage;
}

export interface Playground {
  readonly url: string;
  /** `personal` is the chat of the bot with Dana Demir alone; `group` has five more people in it. */
  openPage(chat?: 'personal' | 'group'): Promise<PlaygroundPage>;
  /**
   * Presses a button as somebody else of demo/people.yaml, by name. In the group chat the bot's invoke answer comes back (throws on a
   * failed one); only the six people the Playground seats can press there. In the personal chat, where nobody else is a member, the raw
   * activity is forwarded for anybody, and the answer is null: watch the card.
   */
  actAs(name: string, press: Press): Promise<unknown>;
  stop(): Promise<void>;
}

/** Starts the Playground for the bot on `botPort`, on a port that was free just before: were it taken, the Playground would silently take another. */
export async function startPlayground({
  botPort,
  people = demoPeople(),
}: {
  botPort: number;
  people?: DemoPeople;
}): Promise<Playground> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const folder = mkdtempSync(join(tmpdir(), 'playground-'));
  writeFileSync(join(folder, playgroundConfigFile), playgroundConfig(people));
  const child = spawnPlayground(folder, botPort, port);
  const contexts: BrowserContext[] = [];

  const stop = async (): Promise<void> => {
    for (const context of contexts) await context.close();
    await end(child);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await waitUntil(() => answers(url), child);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url,
    stop,
    async openPage(chat = 'personal') {
      const context = await openBrowser(join(folder, `profile-${contexts.length}`));
      contexts.push(context);
      return openChat(context, url, chat, people);
    },
    async actAs(name, press) {
      const actor = people.people.find((person) => person.name === name);
      if (!actor) throw new Error(`${name} is not one of the demo's people`);
      const isPersonal = press.message.conversationId === personalChatId;
      return isPersonal ? forwardPress(url, people.tenant_id, actor, press) : invokePress(url, actor, press);
    },
  };
}

function demoPeople(): DemoPeople {
  const read = readDemoPeople(peopleFile, readFileSync(peopleFile, 'utf8'));
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join('\n'));
  return read.people;
}

function spawnPlayground(folder: string, botPort: number, port: number): ChildProcess {
  const cli = createRequire(__filename).resolve('@microsoft/m365agentsplayground/cli.js');
  const endpoint = `http://127.0.0.1:${botPort}/api/messages`;
  return spawn(process.execPath, [cli, 'start', '-e', endpoint, '-p', String(port), '--disable-telemetry'], {
    cwd: folder,
    env: { ...process.env, TEAMSAPPTESTER_BROWSER: 'none' },
    // The Playground ends when its standard input does: it cannot outlive a killed test run.
    stdio: ['pipe', 'ignore', 'ignore'],
  });
}

/** The Playground takes no port of the system's choice (0), so one is asked for and given back. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

async function waitUntil(condition: () => Promise<boolean>, child: ChildProcess): Promise<void> {
  const deadline = performance.now() + startTimeoutMs;
  while (!(await condition())) {
    if (child.exitCode !== null) throw new Error(`the Playground ended with ${child.exitCode}`);
    if (performance.now() > deadline) throw new Error('the Playground did not start in time');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const killer = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await ended;
  clearTimeout(killer);
}

type DemoPerson = DemoPeople['people'][number];

function pressActivity(actor: DemoPerson, { verb, data, message }: Press) {
  return {
    name: 'adaptiveCard/action',
    from: { id: actor.object_id },
    conversation: { id: message.conversationId },
    replyToId: message.id,
    value: { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' },
  };
}

async function invokePress(url: string, actor: DemoPerson, press: Press): Promise<unknown> {
  return JSON.parse(await postJson(`${url}/_conversation/v1/invoke`, pressActivity(actor, press)));
}

async function forwardPress(url: string, tenantId: string, actor: DemoPerson, press: Press): Promise<null> {
  const { object_id: id, name } = actor;
  await postJson(`${url}/_internal/v1/customActivities`, {
    ...pressActivity(actor, press),
    type: 'invoke',
    id: randomUUID(),
    channelId: 'msteams',
    serviceUrl: `http://localhost:${new URL(url).port}/_connector`,
    from: { id, name, aadObjectId: id },
    recipient: botAccount,
    conversation: { id: press.message.conversationId, conversationType: 'personal', tenantId },
    channelData: { tenant: { id: tenantId } },
  });
  return null;
}
