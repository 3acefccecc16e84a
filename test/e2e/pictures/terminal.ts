/** What somebody at a terminal sees: commands are run for real, and drawn as a terminal shows them. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import type { Page } from 'playwright-core';

const root = path.join(__dirname, '../../..');

export interface Typed {
  /** Without `npm run -s desk --` before it. */
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Lines that say nothing to whoever reads the page. */
  readonly leaveOut?: RegExp;
  /** A folder of this run's own, and what it is called on the page. */
  readonly folder?: readonly [path: string, shown: string];
}

/** Draws the commands with what they answer; the page shows nothing else. */
export async function drawTerminal(page: Page, typed: readonly Typed[], width = 900): Promise<Buffer> {
  const lines = typed.flatMap(({ command, args, env, leaveOut, folder: [own, shownAs] = ['', ''] }) => {
    const { stdout } = spawnSync(process.execPath, [path.join(root, 'dist/main.js'), ...args], {
      cwd: root,
      env: { ...process.env, ...env },
      encoding: 'utf8',
    });
    const shown = stdout
      .replaceAll(`${root}/`, '')
      .replaceAll(own, shownAs)
      .trimEnd()
      .split('\n')
      .filter((line) => leaveOut?.test(line) !== true);
    return [`<b>$ ${escaped(command)}</b>`, ...shown.map(escaped), ''];
  });
  await page.setViewportSize({ width, height: 600 });
  await page.setContent(`<style>body{margin:0}pre{margin:0;padding:14px 16px;background:#1b1b1f;color:#e4e4e7;white-space:pre-wrap;
    font:13px/1.45 "DejaVu Sans Mono",monospace}b{color:#8ab4f8}</style><pre>${lines.join('\n').trimEnd()}</pre>`);
  return page.locator('pre').screenshot();
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
