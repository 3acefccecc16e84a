/** A compiled template gives what the package gives for the same data. */
import { Template } from 'adaptivecards-templating';
import { compileTemplate } from '../../src/cards/compile-template';

const data = {
  version: 7,
  state: { title: 'Held', icon: '⚠', is_open: true, is_empty: false, note: '' },
  rows: [
    { text: 'one', has_note: true, parts: ['a', 'b'] },
    { text: '${state.title}', has_note: false, parts: [] },
  ],
  one_row: [{ text: 'alone', has_note: true, parts: ['c'] }],
  no_rows: [],
  choices: [{ title: 'A', value: 'a' }],
  zero: 0,
};

const templates: Readonly<Record<string, object>> = {
  'a value keeps its type': {
    version: '${version}',
    is_open: '${state.is_open}',
    choices: '${choices}',
    zero: '${zero}',
  },
  'values among words': { text: '${state.icon} ${state.title} (${version}, ${state.is_open}, ${zero})' },
  'what has no expression': {
    text: 'plain $ { }',
    wrap: true,
    width: 3,
    nothing: null,
    list: [1, 'two', { three: 3 }],
  },
  'words that are values': { yes: '${true}', no: '${false}', items: [{ $when: '${true}', a: 1 }] },
  'names that begin like a value': { text: '${trueish}', of: '${null_or_not.at}' },
  'what is missing shows its name': { text: '${nowhere}', inner: '${state.nowhere.at_all}', among: 'a ${nowhere} b' },
  'a condition in a list': {
    items: [
      { $when: '${state.is_open}', text: 'open' },
      { $when: '${state.is_empty}', text: 'empty' },
    ],
  },
  'a condition of a member': { on: { $when: '${state.is_open}', a: 1 }, off: { $when: '${state.is_empty}', a: 1 } },
  'a condition that is no yes or no': {
    items: [
      { $when: '${state.title}', text: 'a text' },
      { $when: '${nowhere}', text: 'missing' },
      { $when: '${version}', text: 'a number' },
      { $when: 'true', text: 'words' },
    ],
  },
  'conditions of several names': {
    items: [
      { $when: '${!state.is_empty}', text: 'not' },
      { $when: "${state.note != ''}", text: 'has a note' },
      { $when: "${state.title != ''}", text: 'has a title' },
      { $when: '${state.is_open && !state.is_empty}', text: 'both' },
      { $when: '${version > 6}', text: 'more' },
      { $when: '${!nowhere}', text: 'missing' },
    ],
  },
  'a list for each row': {
    items: [{ $data: '${rows}', text: '${text}', of: '${$root.version}', data: '${$data.text}' }],
  },
  'a list of one row, and of none': {
    one: [{ $data: '${one_row}', text: '${text}' }],
    none: [{ $data: '${no_rows}', a: 1 }],
  },
  'rows in the place of a member': { several: { $data: '${rows}', t: '${text}' }, none: { $data: '${no_rows}', t: 1 } },
  'rows with a condition of their own': { items: [{ $data: '${rows}', $when: '${has_note}', text: '${text}' }] },
  'rows of rows': {
    items: [{ $data: '${rows}', columns: [{ $data: '${parts}', text: '${$data}', of: '${$root.state.title}' }] }],
  },
  'another place to look names up in': {
    $data: '${state}',
    text: '${title}',
    inner: { note: '${note}', version: '${version}' },
  },
  'what cannot be worked out': {
    items: [{ $when: '${substring(state.title, 99)}', text: 'never' }],
    text: 'a ${substring(state.title, 99)} b',
  },
  'a place that is missing': { $data: '${nowhere}', text: '${title}' },
};

it.each(Object.entries(templates))('%s', (_name, template) => {
  const theirs: unknown = new Template(template).expand({ $root: data });

  expect(JSON.stringify(compileTemplate(template)(data))).toBe(JSON.stringify(theirs));
});

it('leaves an expression inside a value as it is', () => {
  expect(compileTemplate({ text: '${said}' })({ said: '${secret}', secret: 'no' })).toEqual({ text: '${secret}' });
});

it('tells of a value that cannot be worked out', () => {
  const template = compileTemplate({ text: '${substring(state.title, 99)}' });

  expect(() => template(data)).toThrow(/out of range/);
});
