import { explainPolicy } from '../../../../src/domain/policy/questions/explain';
import { policyWith, shippedPolicy } from '../shipped-policy';

const nowMs = Date.parse('2026-01-22T10:25:00Z');
const payment = {
  sanctions: 'CLEAR',
  severity: 'none',
  before_cutoff: true,
  amount: 250_000,
  currency: 'USD',
  payment_type: 'SWIFT',
  entity: 'BankSubsidiary_TR',
  at: '2026-01-22T11:00:00Z',
};

function explained(change: object, policy = shippedPolicy) {
  const answer = explainPolicy(policy, { ...payment, ...change }, nowMs);
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  return answer;
}

function rolesOf(change: object): string[] {
  return explained(change).explanation.required_approvals.map(({ role }) => role);
}

function problemsOf(question: unknown): (string | undefined)[] {
  const answer = explainPolicy(shippedPolicy, question, nowMs);
  return answer.ok ? [] : answer.problems.map(({ field, message }) => field ?? message);
}

test('the answer has the four parts that the command promises, and no other', () => {
  const { explanation } = explained({});
  expect(Object.keys(explanation)).toEqual(['action', 'required_approvals', 'workflow_steps', 'rule_ids']);
  expect(explanation).toMatchObject({
    action: 'PROCEED',
    required_approvals: [
      { role: 'Payments Supervisor', sla_hours: 2 },
      { role: 'Treasury Analyst', sla_hours: 2 },
    ],
    rule_ids: ['decide-clear', 'tier-250k'],
  });
});

test.each([
  ['50000.00', 'tier-50k', ['Payments Operator']],
  ['50000.01', 'tier-250k', ['Payments Supervisor', 'Treasury Analyst']],
  ['250,000', 'tier-250k', ['Payments Supervisor', 'Treasury Analyst']],
  [250_000.01, 'tier-1m', ['Treasury Analyst', 'Treasury Manager']],
  [1_000_000, 'tier-1m', ['Treasury Analyst', 'Treasury Manager']],
  [1_000_000.01, 'tier-5m', ['Treasury Manager', 'Head of Treasury']],
  [5_000_000, 'tier-5m', ['Treasury Manager', 'Head of Treasury']],
  [5_000_000.01, 'tier-above-5m', ['Head of Treasury', 'CFO']],
])('%s USD is decided by %s', (amount, tier, roles) => {
  expect(explained({ amount }).explanation.rule_ids).toEqual(['decide-clear', tier]);
  expect(rolesOf({ amount })).toEqual(roles);
});

test('words are read in any case, and breach stands for a severity', () => {
  const { explanation } = explained({ sanctions: 'clear', severity: null, breach: true, payment_type: 'emergency' });
  expect(explanation.rule_ids).toEqual(['decide-breach', 'tier-250k', 'type-emergency', 'severity-breach']);
});

test('a currency without a rate gets the strictest tier and says so by the id of the rate table', () => {
  const { explanation, notes } = explained({ currency: 'SEK', amount: 1 });
  expect(explanation.rule_ids).toEqual(['decide-clear', 'tier-above-5m', 'fx-rates']);
  expect(notes).toEqual(['no usable USD rate: the strictest tier applies']);
});

test('a rate too old at the time asked for counts as missing', () => {
  const daily = policyWith({ file: 'fx-rates.yaml', from: 'max_age_days: 366', to: 'max_age_days: 3' });
  const asked = (at: string) => explained({ currency: 'EUR', amount: 10, at }, daily).explanation.rule_ids;
  expect(asked('2026-01-24T16:00:00Z')).toEqual(['decide-clear', 'tier-50k']);
  expect(asked('2026-01-24T16:00:01Z')).toEqual(['decide-clear', 'tier-above-5m', 'fx-rates']);
});

test('whether it is before the cutoff is computed where nobody says', () => {
  const at = (time: string, type = 'SWIFT') =>
    explained({ before_cutoff: undefined, payment_type: type, at: `2026-01-22T${time}Z` }).explanation.action;
  expect([at('14:59:59'), at('15:00:00'), at('15:30:00', 'EMERGENCY'), at('15:30:01', 'EMERGENCY')]).toEqual([
    'PROCEED',
    'REJECT',
    'PROCEED',
    'REJECT',
  ]);
});

test('the rules that make a payment late, or on time by the grace alone, stand last', () => {
  const rules = (change: object) => explained({ before_cutoff: undefined, amount: 1, ...change }).explanation.rule_ids;
  const emergency = { payment_type: 'EMERGENCY', at: '2026-01-22T15:10:00Z' };
  expect(rules(emergency)).toEqual([
    'decide-clear',
    'tier-50k',
    'type-emergency',
    'cutoff-tr-usd-swift',
    'grace-emergency',
  ]);
  expect(rules({ ...emergency, at: '2026-01-22T14:59:00Z' })).toEqual(['decide-clear', 'tier-50k', 'type-emergency']);
  expect(rules({ at: '2026-01-22T15:10:00Z' })).toEqual(['decide-clear-cutoff-missed', 'cutoff-tr-usd-swift']);
  expect(rules({ at: '2026-01-19T10:00:00Z', severity: 'BREACH' })).toEqual(['decide-breach-cutoff-missed', 'us-fed']);
  expect(rules({ channel: 'SEPA' })).toEqual(['decide-clear-cutoff-missed', 'no-tr-usd-sepa']);
});

test('no cutoff is named for what the caller states, nor for a payment that sanctions stopped', () => {
  const late = { at: '2026-01-22T17:00:00Z', amount: 1 };
  expect(explained({ ...late, before_cutoff: false }).explanation.rule_ids).toEqual(['decide-clear-cutoff-missed']);
  expect(explained({ ...late, before_cutoff: undefined, sanctions: 'BLOCK' }).explanation.rule_ids).toEqual([
    'decide-block',
  ]);
});

test('a payment stopped by sanctions needs no liquidity finding, a clear one does', () => {
  expect(explained({ sanctions: 'BLOCK', severity: undefined }).explanation.action).toBe('REJECT');
  expect(problemsOf({ ...payment, severity: undefined })).toEqual(['severity']);
});

test.each<[string, object, string[]]>([
  ['an unknown field', { befor_cutoff: true }, ['befor_cutoff']],
  ['a missing amount', { amount: undefined }, ['amount']],
  ['an amount with too many decimals', { amount: 0.001 }, ['amount']],
  ['an amount of nothing', { amount: 0 }, ['amount']],
  ['an unknown type', { payment_type: 'CHEQUE' }, ['payment_type']],
  ['an unknown currency', { currency: 'XXQ' }, ['currency']],
  ['a time that is none', { at: 'tomorrow' }, ['at']],
  ['a breach that contradicts the severity', { breach: true, severity: 'WARNING' }, ['severity']],
  ['several at once', { sanctions: 'MAYBE', entity: ' ' }, ['sanctions', 'entity']],
])('%s is refused by name', (_what, change, fields) => {
  expect(problemsOf({ ...payment, ...change })).toEqual(fields);
});

test('what is no object at all is refused', () => expect(problemsOf('nope')).toHaveLength(1));
