/** A file that cannot be read says what to write instead. */
import { z } from 'zod';
import { didYouMean } from '../../../../src/domain/values/text/did-you-mean';
import { readYaml } from '../../../../src/domain/values/yaml-document';

const schema = z.strictObject({
  limit: z.number(),
  minimum: z.string().regex(/^\d+$/, 'is not an amount'),
  scope: z.enum(['account', 'entity', 'strictest']),
  roles: z.array(z.string()),
});
const sound = { limit: '50000', minimum: '"2000000"', scope: 'account', roles: '[CFO]' };

function problemsOf(change: Record<string, string | undefined>): readonly string[] {
  const text = Object.entries<string | undefined>({ ...sound, ...change })
    .flatMap(([key, value]) => (value === undefined ? [] : [`${key}: ${value}`]))
    .join('\n');
  const read = readYaml('policy/x.yaml', text, schema);
  return read.ok ? [] : read.problems.map(({ message }) => message.replace('policy/x.yaml:', ''));
}

test.each<[string, Record<string, string | undefined>, string[]]>([
  ['nothing', {}, []],
  [
    'a number with separators',
    { limit: '"50,000"' },
    ['1: limit: is the text "50,000"; write the number 50000, without quotes and separators'],
  ],
  [
    'bare digits with commas, which YAML takes for text',
    { limit: '50,000.50' },
    ['1: limit: is the text "50,000.50"; write the number 50000.50, without quotes and separators'],
  ],
  ['a word for a number', { limit: 'fifty' }, ['1: limit: is "fifty", which is no number']],
  ['a list for a number', { limit: '[1]' }, ['1: limit: is a list, and a number is wanted']],
  ['nothing for a number', { limit: '' }, ['1: limit: is empty, and a number is wanted']],
  [
    'an amount without quotes',
    { minimum: '2000000' },
    ['2: minimum: is the number 2000000; write it in quotes: "2000000"'],
  ],
  ['an amount of another form', { minimum: '"2m"' }, ['2: minimum: is not an amount']],
  [
    'a mistyped choice',
    { scope: 'acount' },
    ['3: scope: is "acount", which is none of account, entity, strictest; did you mean account?'],
  ],
  ['a strange choice', { scope: 'galaxy' }, ['3: scope: is "galaxy", which is none of account, entity, strictest']],
  ['one value for a list', { roles: 'CFO' }, ['4: roles: is the string "CFO", and a list is wanted']],
  ['a missing field', { minimum: undefined }, ['1: minimum: is missing']],
  [
    'a mistyped field, named once',
    { minimum: undefined, minimun: '"1"' },
    ['4: minimun is no field that is known here; did you mean minimum?'],
  ],
  ['a strange field', { colour: 'red' }, ['5: colour is no field that is known here']],
])('%s', (_, change, expected) => {
  expect(problemsOf(change)).toEqual(expected);
});

test.each([
  ['GroupTreasurCo', 'GroupTreasuryCo'],
  ['grouptreasuryco', 'GroupTreasuryCo'],
  ['GruopTreasuryCo', 'GroupTreasuryCo'],
  ['BankSubsidary_TR', 'BankSubsidiary_TR'],
])('%s is most likely %s', (typed, meant) => {
  expect(didYouMean(typed, ['BankSubsidiary_TR', 'GroupTreasuryCo'])).toBe(`; did you mean ${meant}?`);
});

test.each(['Nobody Ltd', '', 'x', 'Treasury'])('%p is like nobody', (typed) => {
  expect(didYouMean(typed, ['BankSubsidiary_TR', 'GroupTreasuryCo'])).toBe('');
});
