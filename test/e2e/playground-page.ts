/** The Playground's page in Chromium: what a person types, presses and sees, and what the bot sent to it. */
import { existsSync } from 'node:fs';
import { chromium, type BrowserContext, type Locator, type Page } from 'playwright-core';
import { botAccount, groupChat, type DemoPeople } from '../../src/demo/playground-config';
import { unfold } from './unfold';

export const chromiumPaths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
/** On a machine that is busy with other tests; a wait that is met ends at once. */
export const pageTimeoutMs = 30_000;
/** A page's scripts are some megabytes: on a busy machine the first load takes long, and nothing is wrong. */
const loadTimeoutMs = 60_000;

/** A message of the bot as the page received it; `card` is its first attachment's content. */
export interface BotMessage {
  readonly id: string;
  readonly conversationId: string;
  readonly text: string | null;
  readonly card: Record<string, unknown> | null;
  readonly isUpdate: boolean;
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
  /** Unfolds a card until the last step of the way is seen: a button's title, or a pattern of a field's label. */
  unfold(way: readonly (string | RegExp)[], card: Locator): Promise<void>;
  /** Fills an input of the newest card, or of the one given, by its label. */
  fill(label: string | RegExp, text: string, card?: Locator): Promise<void>;
  /** Picks from a list of the newest card, or of the one given, by its label and the choice's words. */
  choose(label: string | RegExp, choice: string, card?: Locator): Promise<void>;
  screenshot(path: string): Promise<void>;
}

export async function openBrowser(profile: string): Promise<BrowserContext> {
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

export async function openChat(
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
  await page.goto(url, { timeout: loadTimeoutMs });
  if (chat === 'group') await page.getByText(groupChat.name, { exact: true }).first().click();
  const compose = page.locator('[data-lexical-editor="true"]').last();
  await compose.waitFor({ timeout: loadTimeoutMs });
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
    unfold: (way, card) => unfold(card, way, pageTimeoutMs),
    async fill(label, text, card) {
      await (card ?? page).getByLabel(label).last().fill(text);
    },
    async choose(label, choice, card) {
      await (card ?? page).getByRole('combobox', { name: label }).last().click();
      await page.getByRole('option', { name: choice, exact: true }).click();
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

export async function postJson(url: string, body: object): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`the Playground answered ${response.status}: ${text}`);
  return text;
}
