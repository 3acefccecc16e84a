import { askCutoff } from '../../../../src/domain/policy/cutoff/ask-cutoff';
import { shippedPolicy } from '../shipped-policy';

const nowMs = Date.parse('2026-01-22T10:25:00Z');

function asked(question: object) {
  const answer = askCutoff(
    shippedPolicy,
    { entity: 'BankSubsidiary_TR', currency: 'USD', channel: 'SWIFT', ...question },
    nowMs,
  );
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  return answer.facts;
}

test('the answer has the six facts that the command promises, and no other', () => {
  expect(asked({ at: '2026-01-22T12:00:00Z' })).toEqual({
    before_cutoff: true,
    effective_cutoff_utc: '2026-01-22T15:00:00Z',
    binding: 'internal',
    grace_until_utc: null,
    value_date: '2026-01-22',
    reasons: ['Internal cutoff cutoff-tr-usd-swift binds: 2026-01-22T15:00:00Z.'],
  });
});

test('the grace needs a payment type that has it', () => {
  expect(asked({ at: '2026-01-22T15:10:00Z' })).toMatchObject({ before_cutoff: false, value_date: '2026-01-23' });
  expect(asked({ at: '2026-01-22T15:10:00Z', payment_type: 'emergency' })).toMatchObject({
    before_cutoff: true,
    grace_until_utc: '2026-01-22T15:30:00Z',
    value_date: '2026-01-22',
  });
});

test('a payment type alone names its channel', () => {
  expect(asked({ channel: undefined, payment_type: 'INTERNAL' }).effective_cutoff_utc).toBe('2026-01-22T15:30:00Z');
});

test('without a time the question is about now', () => {
  expect(asked({}).before_cutoff).toBe(true);
});

test('the day of the public ledger is a Federal Reserve holiday, the Friday before 4 July is none', () => {
  expect(asked({ at: '2026-01-19T10:00:00Z' })).toMatchObject({
    before_cutoff: false,
    effective_cutoff_utc: null,
    value_date: '2026-01-20',
  });
  expect(asked({ at: '2026-07-03T10:00:00Z' })).toMatchObject({ before_cutoff: true, value_date: '2026-07-03' });
});

test('what an entity does not pay at all is late, and the row that says so is named', () => {
  const facts = asked({ currency: 'EUR', channel: 'INTERNAL' });
  expect(facts).toMatchObject({ before_cutoff: false, effective_cutoff_utc: null, binding: null });
  expect(facts.reasons.join(' ')).toContain('no-tr-eur-internal');
});

test.each<[string, object, string]>([
  ['neither channel nor type', { channel: undefined }, 'channel'],
  ['an unknown channel', { channel: 'PIGEON' }, 'channel'],
  ['an unknown currency', { currency: 'XXQ' }, 'currency'],
  ['an empty entity', { entity: ' ' }, 'entity'],
  ['a time that is none', { at: '2026-02-30T10:00:00Z' }, 'at'],
  ['an unknown field', { enttity: 'x' }, 'enttity'],
])('%s is refused by name', (_what, change, field) => {
  const question = { entity: 'BankSubsidiary_TR', currency: 'USD', channel: 'SWIFT', ...change };
  const answer = askCutoff(shippedPolicy, question, nowMs);
  expect(answer.ok ? null : answer.problems.map((problem) => problem.field)).toEqual([field]);
});
