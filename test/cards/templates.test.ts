/** A template that cannot be used stops the start, with its file and what is wrong with it. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadTemplates } from '../../src/cards/templates';

let folder: string;
let file: string;
beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(tmpdir(), 'cards-')), 'cards');
  cpSync('cards', folder, { recursive: true });
  file = path.join(folder, 'help.json');
});
afterEach(() => {
  rmSync(path.dirname(folder), { recursive: true });
});

const withElement = (element: object) => {
  const card = JSON.parse(readFileSync(file, 'utf8')) as { body: object[] };
  return JSON.stringify({ ...card, body: [...card.body, { type: 'TextBlock', text: 'x', ...element }] });
};

test.each<[string, () => string | null, RegExp]>([
  ['is no JSON', () => '{', /SyntaxError/],
  ['is of a schema Teams does not show', () => readFileSync(file, 'utf8').replace('"1.5"', '"1.6"'), /expected "1\.5"/],
  ['has an expression nobody can read', () => withElement({ text: '${if(a,}' }), /Invalid expression/],
  ['has a condition nobody can read', () => withElement({ $when: '${a ==}' }), /Invalid expression/],
  ['asks for a function there is not', () => withElement({ text: '${shout(title)}' }), /Unknown function shout/],
  ['stands for a part there is not', () => withElement({ $part: 'nowhere' }), /\$part/],
  ['is not there', () => null, /ENOENT/],
])('one that %s', (_what, made, reason) => {
  const text = made();
  if (text === null) rmSync(file);
  else writeFileSync(file, text);
  expect(() => loadTemplates(folder)).toThrow(
    expect.objectContaining({
      code: 'configuration_invalid',
      message: expect.stringContaining(file) as string,
    }) as Error,
  );
  expect(() => loadTemplates(folder)).toThrow(reason);
});

test('one that only fails on what it is filled with names its file when it is', () => {
  writeFileSync(file, withElement({ text: "${if(title, substring(title, 99), '')}" }));
  const templates = loadTemplates(folder);
  expect(() => templates.expand('help', { title: 'short' })).toThrow(
    expect.objectContaining({
      code: 'configuration_invalid',
      message: expect.stringContaining(file) as string,
    }) as Error,
  );
});
