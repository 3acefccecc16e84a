/** Drives the real Microsoft 365 Agents Playground: its server as a child process, its page in Chromium. */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Locator, type Page } from 'playwright-core';
import {
  botAccount,
  groupChat,
  personalChatId,
  playgroundConfig,
  playgroundConfigFile,
  readDemoPeople,
  type DemoPeople,
} from '../../src/demo/playground-config';

const chromiumPaths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const peopleFile = join(__dirname, '../../demo/people.yaml');
const startTimeoutMs = 30_000;
const pageTimeoutMs = 15_000;

/** Says so on the console where there is none, so that a skipped test is seen. */
export function chromiumAvailable(): boolean {
  if (chromiumPaths.some(existsSync)) return true;
  console.warn(`skipped: no Chromium at ${chromiumPaths.join(', ')}; the Playground tests need one`);
  return false;
}

/** A message of the bot as the page received it; `card` is its first attachment's content. */
export interface BotMessage {
  readonly id: string;
  readonly conversationId: string;
  readonly text: string | null;
  readonly card: Record<string, unknown> | null;
  readonly isUpdate: boolean;
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

export interface PlaygroundPage {
  readonly page: Page;
  /** Everything the bot sent or updated since the page was opened, in order. */
  messages(): readonly BotMessage[];
  /** Waits for the newest message, sent or updated, whose card or text shows the text. */
  waitForMessage(text: string): Promise<BotMessage>;
  /** Sends as Dana Demir: typed into the compose box, in the group chat posted with the mention a bot needs there. */
  send(text: string): Promise<void>;
  /** The newest card on the page that shows the text; waits for it. */
  waitForCard(text: string | RegExp): Promise<Locator>;
  /** Clicks a button by its exact title, in the newest card that has it or in the one given. */
  press(title: string, card?: Locator): Promise<void>;
  /** Fills an input of the newest card, or of the one given, by its label. */
  fill(label: string | RegExp, text: string, card?: Locator): Promise<void>;
  screenshot(path: string): Promise<void>;
}

/** Starts the Playground for the bot on `botPort`; the port must be free, or the Playground would silently take another. */
export async function startPlayground({
  botPort,
  port,
  people = demoPeople(),
}: {
  botPort: number;
  port: number;
  people?: DemoPeople;
}): Promise<Playground> {
  const url = `http://127.0.0.1:${port}`;
  if (await answers(url)) throw new Error(`port ${port} is in use`);
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

async function openBrowser(profile: string): Promise<BrowserContext> {
  const executablePath = chromiumPaths.find(existsSync);
  if (executablePath === undefined) throw new Error('no Chromium');
  return chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    viewport: { width: 1500, height: 1400 },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

async function openChat(
  context: BrowserContext,
  url: string,
  chat: 'personal' | 'group',
  people: DemoPeople,
): Promise<PlaygroundPage> {
  const page = await context.newPage();
  page.setDefaultTimeout(pageTimeoutMs);
  const messages: BotMessage[] = [];
  page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => {
      const message = readFrame(payload.toString());
      if (message) messages.push(message);
    });
  });
  await page.goto(url);
  if (chat === 'group') await page.getByText(groupChat.name, { exact: true }).first().click();
  const compose = page.locator('[data-lexical-editor="true"]').last();
  await compose.waitFor();
  const withButton = (title: string) =>
    page.locator('.ac-adaptiveCard', { has: page.getByRole('button', { name: title, exact: true }) });

  return {
    page,
    messages: () => messages,
    async waitForMessage(text) {
      const deadline = performance.now() + pageTimeoutMs;
      for (;;) {
        const found = messages.findLast((message) => JSON.stringify(message).includes(text));
        if (found) return found;
        if (performance.now() > deadline) throw new Error(`no message with "${text}" came`);
        await page.waitForTimeout(50);
      }
    },
    async send(text) {
      if (chat === 'group') return postMention(url, people, text);
      await compose.click();
      await page.keyboard.insertText(text);
      await page.locator('[aria-label="Send Message"]').last().click();
    },
    async waitForCard(text) {
      const card = page.locator('.ac-adaptiveCard', { hasText: text }).last();
      await card.waitFor();
      return card;
    },
    async press(title, card) {
      await (card ?? withButton(title).last()).getByRole('button', { name: title, exact: true }).click();
    },
    async fill(label, text, card) {
      await (card ?? page).getByLabel(label).last().fill(text);
    },
    async screenshot(path) {
      await page.screenshot({ path });
    },
  };
}

interface Frame {
  readonly action?: string;
  readonly actionConversationId?: string;
  readonly message?: {
    readonly messageId: string;
    readonly text?: string;
    readonly attachments?: readonly { readonly content?: unknown }[];
  };
}

/** The conversation stream's frames; the log panel's frames carry no action. */
function readFrame(payload: string): BotMessage | null {
  const { action, actionConversationId = '', message } = JSON.parse(payload) as Frame;
  if (!message || (action !== 'createMessage' && action !== 'updateMessage')) return null;
  const card = message.attachments?.[0]?.content as Record<string, unknown> | undefined;
  return {
    id: message.messageId,
    conversationId: actionConversationId,
    text: message.text ?? null,
    card: card ?? null,
    isUpdate: action === 'updateMessage',
  };
}

async function postMention(url: string, { people }: DemoPeople, text: string): Promise<void> {
  const mention = `<at>${botAccount.name}</at>`;
  await postJson(`${url}/_conversation/v1/conversations/${groupChat.id}/messages`, {
    from: { id: people[0]?.object_id },
    text: `${mention} ${text}`,
    textFormat: 'plain',
    mentions: [{ mentioned: { id: botAccount.id }, text: mention }],
  });
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

async function postJson(url: string, body: object): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`the Playground answered ${response.status}: ${text}`);
  return text;
}
