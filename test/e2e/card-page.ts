/** Draws a card with the reference renderer in Chromium, in a chat's width and theme, and measures and photographs it. */
import { createRequire } from 'node:module';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { Card } from '../../src/cards/templates';
import { hostConfigs, type Theme } from './host-configs';
import { openBrowser } from './playground-page';

export interface CardPage {
  draw(card: Card, look: { readonly width: number; readonly theme: Theme }): Promise<void>;
  /** Pixels from the card's top to its end. */
  height(): Promise<number>;
  /** The widest thing on it, in pixels: more than the card's width is cut off. */
  contentWidth(): Promise<number>;
  /** Where the button ends, in pixels from the card's top. */
  bottomOf(title: string): Promise<number>;
  press(title: string): Promise<void>;
  /** What a person reads now, what is folded left out. */
  text(): Promise<string>;
  picture(file: string): Promise<void>;
  close(): Promise<void>;
}

export async function openCardPage(): Promise<CardPage> {
  const profile = mkdtempSync(path.join(tmpdir(), 'card-page-'));
  const context = await openBrowser(profile);
  const page = await context.newPage();
  const card = page.locator('#card');
  return {
    async draw(given, { width, theme }) {
      await page.setViewportSize({ width, height: 800 });
      await page.setContent(pageOf(width, theme));
      await addScripts(page);
      await page.evaluate(`drawCard(${JSON.stringify(given)}, ${JSON.stringify(hostConfigs[theme])})`);
    },
    height: async () => (await card.boundingBox())?.height ?? 0,
    contentWidth: async () => Number(await page.evaluate('contentWidth()')),
    async bottomOf(title) {
      const box = await page.getByRole('button', { name: title, exact: true }).first().boundingBox();
      return box ? box.y + box.height : 0;
    },
    press: (title) => page.getByRole('button', { name: title, exact: true }).first().click(),
    text: () => card.innerText(),
    async picture(file) {
      mkdirSync(path.dirname(file), { recursive: true });
      await card.screenshot({ path: file });
    },
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

async function addScripts(page: Page): Promise<void> {
  await page.addScriptTag({ path: createRequire(__filename).resolve('adaptivecards/dist/adaptivecards.js') });
  await page.addScriptTag({ path: path.join(__dirname, 'draw-card.js') });
}

const pageColors = {
  light: { background: '#ffffff', button: '#242424', destructive: '#c4314b' },
  dark: { background: '#292929', button: '#ffffff', destructive: '#e37d80' },
} as const;

function pageOf(width: number, theme: Theme): string {
  const { background, button, destructive } = pageColors[theme];
  const font = "'Segoe UI', 'DejaVu Sans', sans-serif";
  return `<!doctype html><meta charset="utf-8"><style>
    body { margin: 0; background: ${background}; color: ${button}; }
    #card { width: ${width}px; overflow: hidden; background: ${background}; }
    .ac-pushButton { font: 600 14px ${font}; padding: 5px 12px; border: 1px solid #8a8886; border-radius: 4px; background: transparent;
      color: ${button}; min-height: 32px; }
    .ac-pushButton.style-positive { background: #5b5fc7; color: #ffffff; border-color: #5b5fc7; }
    .ac-pushButton.style-destructive { color: ${destructive}; }
    input, textarea, select { box-sizing: border-box; width: 100%; font: 14px ${font}; }
    p { margin: 0; }
  </style><div id="card"></div>`;
}
