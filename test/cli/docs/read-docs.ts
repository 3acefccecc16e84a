/**
 * The pages of the documentation and their fenced blocks. A block ```sh is run by the tests as it stands, one after the other in a page;
 * ```sh no-run: REASON is not; a block of any language with file=PATH is what that file shall hold, and is written before what follows it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.join(__dirname, '../../..');

/** By their paths in the project. */
export function filesUnder(folder: string, endings: readonly string[]): readonly string[] {
  const found = readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' });
  return found.filter((file) => endings.includes(path.extname(file))).map((file) => path.posix.join(folder, file));
}

export const pages: readonly string[] = [
  ...['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', 'infra/README.md', 'bench/README.md'],
  ...filesUnder('docs', ['.md']),
].sort();

export const textOf = (page: string): string => readFileSync(path.join(root, page), 'utf8');

export type Block =
  | { readonly kind: 'run'; readonly line: number; readonly text: string }
  | { readonly kind: 'file'; readonly line: number; readonly text: string; readonly file: string }
  | { readonly kind: 'left'; readonly line: number; readonly reason: string };

export function blocksOf(text: string): readonly Block[] {
  const found: Block[] = [];
  for (const { index, 1: language = '', 2: info = '', 3: body = '' } of text.matchAll(
    /^```(\w*) ?(.*)\n([^]*?)^```$/gm,
  )) {
    const line = text.slice(0, index).split('\n').length;
    const [, file] = /^file=(\S+)$/.exec(info) ?? [];
    if (file !== undefined) found.push({ kind: 'file', line, text: body, file });
    else if (language === 'sh' && info.startsWith('no-run'))
      found.push({ kind: 'left', line, reason: info.slice('no-run: '.length) });
    else if (language === 'sh') found.push({ kind: 'run', line, text: body });
  }
  return found;
}
