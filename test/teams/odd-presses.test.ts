/** Presses and forms no client of ours sends: refused like any other, and the log keeps nothing of what they say. */
import { createNoteRefusal } from '../../src/teams/note-refusal';
import { executedPress, postedPress } from '../../src/teams/read-activity';
import { readDraft } from '../../src/domain/payment/complete-request';

it.each([
  ['an object that cannot be text', { toString: 1 }],
  ['an object without a value', { toString: null, valueOf: null }],
  ['a list', ['approve']],
  ['a number', 7],
  ['nothing', undefined],
  ['null', null],
])('takes a verb that is %s for none of ours', (_name, verb) => {
  expect(postedPress({ verb, a: 1 })).toEqual({ verb: '', data: { a: 1 } });
  expect(executedPress({ action: { verb, data: 2 } })).toEqual({ verb: '', data: 2 });
});

it('takes a verb that is text as it is, and what is no press for none', () => {
  expect(postedPress({ verb: 'approve', version: 1 })).toEqual({ verb: 'approve', data: { version: 1 } });
  expect(executedPress({ action: { verb: 'approve' } })).toEqual({ verb: 'approve', data: undefined });
  for (const pressed of [null, 'approve', 3, []]) {
    expect(postedPress(pressed).verb).toBe('');
    expect(executedPress(pressed).verb).toBe('');
  }
});

describe('the log of a refused form', () => {
  const refusedWith = (draft: object): readonly string[] => {
    let logged: readonly string[] = [];
    const log = { info: (fields: object) => void (logged = (fields as { refused: readonly string[] }).refused) };
    const read = readDraft(draft);
    if (!read.ok) createNoteRefusal({ randomHex: () => '00', log })(read.problems);
    return logged;
  };

  it('names the field', () => {
    expect(refusedWith({ purpose: 'x'.repeat(401) })).toEqual(['field_invalid (purpose)']);
  });

  it.each(['Dana Demir owes 250,000', 'two\nlines', '\u202egnirts', ''])(
    'leaves out %j where a field stands',
    (made) => {
      expect(refusedWith({ [made]: 'x' })).toEqual(['field_invalid (a field that is none)']);
    },
  );

  it('is short, however long the name of a field is', () => {
    expect(refusedWith({ ['y'.repeat(500_000)]: 'x' })[0]!.length).toBeLessThan(100);
  });
});
