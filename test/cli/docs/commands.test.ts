/** Whoever follows a page of the documentation types these commands: each is run in a copy of a built desk, and has to end well. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { blocksOf, pages, root, textOf, type Block } from './read-docs';

/** What a desk is, once it is built; nothing that somebody's own work left beside it. */
const built = [
  ...[
    'package.json',
    'dist',
    'agents',
    'appPackage',
    'cards',
    'demo',
    'docs',
    'env',
    'knowledge',
    'policy',
    'workflows',
  ],
];
/** Seconds, where the machine does nothing else; only what hangs is cut off. */
const longestPageMs = 240_000;

const folder = mkdtempSync(path.join(tmpdir(), 'docs-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** `desk`, where the package is installed. */
function installDesk(): string {
  const bin = path.join(folder, 'bin');
  mkdirSync(bin);
  writeFileSync(path.join(bin, 'desk'), `#!/bin/sh\nexec node dist/main.js "$@"\n`);
  chmodSync(path.join(bin, 'desk'), 0o755);
  return bin;
}
const bin = installDesk();

function copyOf(page: string): string {
  const copy = path.join(folder, page.replaceAll(/\W/g, '-'));
  mkdirSync(copy);
  for (const name of built) cpSync(path.join(root, name), path.join(copy, name), { recursive: true });
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
  return copy;
}

/** One shell for the whole page, as its reader has: what one block exports the next one sees. Says which block it was in when it ended. */
async function follow(
  page: string,
  blocks: readonly Block[],
): Promise<{ readonly code: number | null; readonly said: string }> {
  const cwd = copyOf(page);
  const script = blocks.map((block) => {
    if (block.kind === 'left') return '';
    if (block.kind === 'run') return `echo "== ${page}:${block.line}"\n${block.text}`;
    const text = path.join(cwd, `block-${block.line}`);
    writeFileSync(text, block.text);
    return `mkdir -p ${path.dirname(block.file)}\nmv ${text} ${block.file}`;
  });
  const { PATH = '', HOME = '' } = process.env;
  const shell = spawn('bash', ['-euo', 'pipefail', '-c', script.join('\n')], {
    cwd,
    env: { PATH: `${bin}:${PATH}`, HOME },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: longestPageMs,
  });
  const said: string[] = [];
  shell.stdout.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  shell.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const [code] = (await once(shell, 'close')) as [number | null];
  return { code, said: said.join('').slice(-2_000) };
}

const followed = pages.map((page) => [page, blocksOf(textOf(page))] as const);
const runnable = followed.filter(([, blocks]) => blocks.some(({ kind }) => kind === 'run'));

it.concurrent.each(runnable)(
  '%s can be followed',
  async (page, blocks) => {
    const { code, said } = await follow(page, blocks);
    expect(code === 0 ? 'all of it' : said).toBe('all of it');
  },
  2 * longestPageMs,
);

it('most pages with commands are followed, and what is not run says why', () => {
  expect(runnable.length).toBeGreaterThan(5);
  const left = followed.flatMap(([page, blocks]) => blocks.map((block) => ({ page, ...block })));
  expect(left.filter((block) => block.kind === 'left' && block.reason.length < 8)).toEqual([]);
});

describe('the reader of blocks', () => {
  it('tells what is run, what is written and what is left', () => {
    const text =
      'A\n```sh\nls\n```\n```js file=a/b.mjs\n1\n```\n```sh no-run: needs Azure\naz\n```\n```\nnothing\n```\n';
    expect(blocksOf(text)).toEqual([
      { kind: 'run', line: 2, text: 'ls\n' },
      { kind: 'file', line: 5, text: '1\n', file: 'a/b.mjs' },
      { kind: 'left', line: 8, reason: 'needs Azure' },
    ]);
  });
});
