/** The Emulator's Web Chat in Chromium: what a person types, presses and sees there. */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { startDemoDesk, type DemoDesk } from '../../fakes/demo-desk';
import { chromiumAvailable } from '../playground';
import { openBrowser, pageTimeoutMs } from '../playground-page';
import { pictures } from '../scene';
import { unfold } from '../unfold';
import { startEmulator, type Emulator } from './emulator';

const webChatFile = path.join(__dirname, 'web-chat/node_modules/botframework-webchat/dist/webchat.js');

/** Says so on the console where there is none, so that a skipped test is seen. */
export function webChatAvailable(): boolean {
  if (!existsSync(webChatFile)) {
    console.warn('skipped: the Emulator’s Web Chat, which `npm ci --prefix test/e2e/emulator/web-chat` brings');
    return false;
  }
  return chromiumAvailable();
}

export interface EmulatorScene {
  readonly desk: DemoDesk;
  readonly emulator: Emulator;
  readonly page: Page;
  readonly send: (text: string) => Promise<void>;
  /** All cards on the page that show the text. */
  readonly cards: (text: string) => Locator;
  /** The newest of them; waits for it. */
  readonly waitForCard: (text: string) => Promise<Locator>;
  readonly press: (title: string, card: Locator) => Promise<void>;
  /** As on the Playground's page. */
  readonly unfold: (way: readonly (string | RegExp)[], card: Locator) => Promise<void>;
  readonly picture: (name: string) => Promise<void>;
}

/** A test with a desk, an Emulator and a page of its own. */
export function inEmulator(width: number, test: (scene: EmulatorScene) => Promise<void>) {
  return async (): Promise<void> => {
    const profile = mkdtempSync(path.join(tmpdir(), 'emulator-'));
    const desk = await startDemoDesk();
    const emulator = await startEmulator({ botUrl: desk.url, webChatFile });
    const context = await openBrowser(profile);
    try {
      const page = await context.newPage();
      page.setDefaultTimeout(pageTimeoutMs);
      await page.setViewportSize({ width, height: 900 });
      await page.goto(emulator.url, { timeout: 60_000 });
      await page.getByText('Treasury Desk').first().waitFor({ timeout: 60_000 });
      await test(sceneOf(desk, emulator, page));
    } finally {
      await context.close();
      await emulator.close();
      await desk.close();
      rmSync(profile, { recursive: true, force: true });
    }
  };
}

function sceneOf(desk: DemoDesk, emulator: Emulator, page: Page): EmulatorScene {
  const cards = (text: string) => page.locator('.ac-adaptiveCard', { hasText: text });
  return {
    desk,
    emulator,
    page,
    cards,
    async send(text) {
      const box = page.locator('[data-id="webchat-sendbox-input"]');
      await box.fill(text);
      await box.press('Enter');
    },
    async waitForCard(text) {
      await cards(text).last().waitFor();
      return cards(text).last();
    },
    async press(title, card) {
      await card.getByRole('button', { name: title, exact: true }).last().click();
    },
    unfold: (way, card) => unfold(card, way, pageTimeoutMs),
    async picture(name) {
      if (pictures === undefined) return;
      mkdirSync(pictures, { recursive: true });
      await page.screenshot({ path: path.join(pictures, `emulator-${name}.png`) });
    },
  };
}
