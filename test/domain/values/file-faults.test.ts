/** Files that people maintain may hold anything: what is wrong with them is told in a few lines, and nothing in them ends the process. */
import { z } from 'zod';
import { faultLines, yamlProblem } from '../../../src/domain/values/file-faults';
import { readYaml } from '../../../src/domain/values/yaml-document';

const anything = z.looseObject({ a: z.unknown() });
const messageOf = (text: string): string => {
  const read = readYaml('x.yaml', text, anything);
  return read.ok ? 'read' : faultLines(read.problems);
};
const deep = 100_000;

describe('what lies too deep in each other', () => {
  it.each<[string, string]>([
    ['lists that are never closed', '['.repeat(deep)],
    ['lists', '['.repeat(deep) + ']'.repeat(deep)],
    ['tables', '{a: '.repeat(deep)],
    ['lists on one line', '- '.repeat(deep)],
    ['keys', '? '.repeat(deep)],
    ['tables line by line', Array.from({ length: 2_000 }, (_, at) => `${' '.repeat(at)}a:`).join('\n')],
    ['lists below a sound beginning', `a: 1\nb:\n  c: ${'['.repeat(deep)}`],
  ])('%s: is refused by its line', (_what, text) => {
    expect(messageOf(text)).toMatch(/^x\.yaml:\d+: is nested too deep to be read$/);
  });

  it.each<[string, string]>([
    ['thirty lists', `a: ${'['.repeat(30)}${']'.repeat(30)}`],
    ['thirty tables', `a:\n${Array.from({ length: 30 }, (_, at) => `${' '.repeat(at + 1)}a:`).join('\n')}`],
    ['a long list', `a:\n${'  - [1, { x: 2 }]\n'.repeat(5_000)}`],
    ['many brackets in a text', `a: "${'['.repeat(deep)}"`],
  ])('%s is read', (_what, text) => {
    expect(messageOf(text)).toBe('read');
  });

  it('is refused on the line where it becomes so', () => {
    expect(messageOf(`a: 1\nb:\n  c: ${'['.repeat(deep)}`)).toContain('x.yaml:3: ');
  });
});

it('a file of two documents is refused where the second begins', () => {
  expect(messageOf('---\na: 1\n---\nb: 2\n')).toBe('x.yaml:3: begins another document: one file is one');
});

describe('a value that is not what is wanted', () => {
  const strict = z.strictObject({ name: z.string(), kind: z.enum(['one', 'two']), count: z.number(), on: z.boolean() });
  const long = 'x'.repeat(1_000_000);

  it.each<[string, string]>([
    ['a whole file that is one text', long],
    ['a text for a number', `name: a\nkind: one\non: true\ncount: ${long}`],
    ['a text for one of a few', `name: a\nkind: ${long}\non: true\ncount: 1`],
    ['a text for yes or no', `name: a\nkind: one\non: ${long}\ncount: 1`],
    ['a field nobody knows', `${'y'.repeat(900)}: a\nname: a\nkind: one\non: true\ncount: 1`],
  ])('%s is named, not copied', (_what, text) => {
    const read = readYaml('x.yaml', text, strict);
    if (read.ok) throw new Error('read');
    for (const { message } of read.problems) expect(message.length).toBeLessThan(340);
  });
});

it('of many faults the first twenty are told, and how many more there are', () => {
  const problems = Array.from({ length: 33 }, (_, at) => yamlProblem('x.yaml', at + 1, 'is wrong'));
  const lines = faultLines(problems).split('\n');
  expect(lines).toHaveLength(21);
  expect(lines[0]).toBe('x.yaml:1: is wrong');
  expect(lines.at(-1)).toBe('and 13 more');
  expect(faultLines(problems.slice(0, 20))).not.toContain('more');
});
