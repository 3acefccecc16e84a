import { latestLastDay } from '../../../src/domain/delegation/business-days';
import { giveDelegation, type DelegationDraft } from '../../../src/domain/delegation/give-delegation';
import type { Delegation } from '../../../src/domain/delegation/delegation';
import type { Member } from '../../../src/domain/values/person';
import { shippedPolicy } from '../policy/shipped-policy';
import { member as named } from '../../fakes/member';

/** A Thursday. */
const nowMs = Date.parse('2026-01-22T10:25:00Z');
const member = (name: string, ...roles: readonly string[]): Member => ({
  ...named(name, ...roles),
  objectId: `${name}-1`,
});
const maya = member('Maya', 'Treasury Manager', 'Payments Operator');
const dana = member('Dana');
const draft: DelegationDraft = {
  kind: 'delegation',
  to: 'Dana-1',
  role: 'Treasury Manager',
  first_day: '2026-01-22',
  last_day: '2026-01-30',
  up_to_usd: '250,000',
  reason: ' on leave ',
};

function give(over: Partial<DelegationDraft> = {}, existing: readonly Delegation[] = []) {
  const given = { nowMs, policy: shippedPolicy, members: [maya, dana], existing };
  return giveDelegation({ ...draft, ...over }, maya, { ...given, reference: 'DLG-1', formId: 'form-1' });
}
function given(over: Partial<DelegationDraft> = {}): Delegation {
  const made = give(over);
  if (!made.ok) throw new Error(JSON.stringify(made.problems));
  return made.delegation;
}
const problems = (over: Partial<DelegationDraft>, existing?: readonly Delegation[]) => {
  const made = give(over, existing);
  return made.ok ? [] : made.problems.map(({ field, code }) => `${field ?? ''} ${code}`);
};

test('a role is delegated in writing, for days and up to an amount, and counts once it is accepted', () => {
  const { roles: _own, ...from } = maya;
  const { roles: _none, ...to } = dana;
  expect(given()).toEqual({
    reference: 'DLG-1',
    version: 1,
    kind: 'delegation',
    status: 'offered',
    role: 'Treasury Manager',
    from,
    to,
    firstDay: '2026-01-22',
    lastDay: '2026-01-30',
    upToUsd: 250_000,
    reason: 'on leave',
    givenAt: '2026-01-22T10:25:00Z',
    formId: 'form-1',
  });
  expect(given({ up_to_usd: '  ' }).upToUsd).toBeNull();
});

test.each<[string, Partial<DelegationDraft>, string]>([
  ['to nobody who is known', { to: 'Stranger-1' }, 'to unknown_person'],
  ['to nobody', { to: ' ' }, 'to field_missing'],
  ['to oneself', { to: 'Maya-1' }, 'to delegation_to_oneself'],
  ['of a role they do not hold', { role: 'CFO' }, 'role role_not_held'],
  ['of a role there is none of', { role: 'Emperor' }, 'role role_not_held'],
  ['of a role that policy lets nobody delegate', { role: 'Payments Operator' }, 'role role_not_delegable'],
  ['from a day that is none', { first_day: '2026-02-30' }, 'first_day date_invalid'],
  ['until no day', { last_day: ' ' }, 'last_day field_missing'],
  ['from yesterday', { first_day: '2026-01-21' }, 'first_day delegation_past'],
  ['until a day before it begins', { first_day: '2026-01-26', last_day: '2026-01-25' }, 'last_day delegation_days'],
  ['for longer than policy lets it', { last_day: '2026-02-05' }, 'last_day delegation_too_long'],
  ['up to an amount that is none', { up_to_usd: 'much' }, 'up_to_usd amount_not_a_number'],
  ['without a reason', { reason: '  ' }, 'reason reason_missing'],
  ['with too much of one', { reason: 'x'.repeat(2_001) }, 'reason comment_too_long'],
])('none is given %s', (_what, over, problem) => expect(problems(over)).toEqual([problem]));

test('all that is wrong is said at once, each by its field', () => {
  expect(problems({ to: '', role: 'CFO', first_day: 'x', last_day: 'y', up_to_usd: '-1', reason: '' })).toEqual([
    'to field_missing',
    'role role_not_held',
    'first_day date_invalid',
    'last_day date_invalid',
    expect.stringMatching(/^up_to_usd amount_/) as string,
    'reason reason_missing',
  ]);
});

test('the bounds themselves are within: today, one day, the last day of ten business days, 2,000 characters', () => {
  // Ten business days from Thursday the 22nd end on Wednesday the 4th of February.
  expect(problems({ last_day: '2026-02-04' })).toEqual([]);
  expect(problems({ first_day: '2026-01-22', last_day: '2026-01-22' })).toEqual([]);
  expect(problems({ reason: 'x'.repeat(2_000) })).toEqual([]);
});

test('a length that is refused is told with the rule and the latest day there is', () => {
  const made = give({ last_day: '2026-02-05' });
  expect(made).toMatchObject({
    problems: [
      {
        message:
          'Treasury Manager is delegated for at most 10 business days (delegation_max_business_days): until 2026-02-04 at the latest.',
        figures: { role: 'Treasury Manager', most: 10, latest: '2026-02-04', rule: 'delegation_max_business_days' },
      },
    ],
  });
});

test.each([
  ['five from a Monday', '2026-01-26', 5, '2026-02-01'],
  ['five from a Saturday', '2026-01-24', 5, '2026-02-01'],
  ['one from a Friday', '2026-01-23', 1, '2026-01-25'],
  ['one from a Thursday', '2026-01-22', 1, '2026-01-22'],
  ['twenty over the end of a month', '2026-01-22', 20, '2026-02-18'],
])('%s: a weekend takes no business day away', (_what, first, days, last) => {
  expect(latestLastDay(first, days)).toBe(last);
});

describe('one delegate of a role at a time', () => {
  const before = (over: Partial<Delegation> = {}): Delegation => ({ ...given(), reference: 'DLG-0', ...over });

  test.each<[string, Partial<Delegation>]>([
    ['on the same days', {}],
    ['until its first day', { firstDay: '2026-01-01', lastDay: '2026-01-22' }],
    ['from its last day', { firstDay: '2026-01-30', lastDay: '2026-02-10' }],
    ['that was accepted', { status: 'accepted' }],
  ])('refuses another %s, by its reference', (_what, over) => {
    const made = give({}, [before(over)]);
    expect(made).toMatchObject({
      ok: false,
      problems: [{ code: 'delegation_overlaps', field: 'first_day', figures: { reference: 'DLG-0' } }],
    });
  });

  test.each<[string, Partial<Delegation>]>([
    ['that was declined', { status: 'declined' }],
    ['that was ended', { status: 'ended' }],
    ['of another role', { role: 'Treasury Analyst' }],
    ['of another person', { from: dana }],
    ['from the day after', { firstDay: '2026-01-31', lastDay: '2026-02-10' }],
    ['until the day before', { firstDay: '2026-01-01', lastDay: '2026-01-21' }],
  ])('leaves room beside one %s', (_what, over) => expect(give({}, [before(over)]).ok).toBe(true));
});
