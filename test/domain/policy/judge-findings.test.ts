import type { NamedFinding } from '../../../src/domain/evidence/finding';
import { judgeFindings } from '../../../src/domain/policy/judge-findings';
import { remarkText } from '../../../src/domain/policy/why/reason-text';
import type { DecisionTable } from '../../../src/domain/policy/tables/decision-table';

type Rule = NonNullable<DecisionTable['findings']>[number];

const found = (over: Partial<NamedFinding> = {}): NamedFinding => ({
  result: 'fraud_screening',
  label: { en: 'Fraud screening', tr: 'Dolandırıcılık' },
  verdict: 'REVIEW',
  action: 'PROCEED',
  detail: null,
  ...over,
});
const rule = (over: Partial<Rule> = {}): Rule => ({ id: 'fraud', result: 'fraud_screening', required: false, ...over });
/** As a reader sees it: why, in words. */
function judged(findings: readonly NamedFinding[], ...rules: readonly Rule[]) {
  const made = judgeFindings({ findings: rules }, findings);
  if (!made) return null;
  const { why, ...rest } = made;
  return { ...rest, reason: remarkText(why) };
}

test('nothing found and nothing required is nothing to judge', () => {
  expect(judgeFindings({}, [])).toBeNull();
  expect(judged([], rule())).toBeNull();
});

test('policy makes a word stricter than the agent’s own file says, never milder', () => {
  expect(judged([found()], rule({ verdicts: { REVIEW: 'HOLD' } }))).toEqual({
    action: 'HOLD',
    reason: 'Fraud screening says REVIEW',
    ruleIds: ['fraud'],
  });
  expect(judged([found({ action: 'REJECT' })], rule({ verdicts: { REVIEW: 'HOLD' } }))?.action).toBe('REJECT');
  expect(judged([found({ action: 'HOLD' })], rule({ verdicts: { REVIEW: 'REJECT' } }))?.action).toBe('REJECT');
});

test('what policy says of another agent, another word, or no word at all changes nothing', () => {
  const strict = { verdicts: { REVIEW: 'REJECT' } } as const;
  expect(judged([found()], rule({ ...strict, result: 'credit_check' }))).toEqual({
    action: 'PROCEED',
    reason: 'Fraud screening says REVIEW',
    ruleIds: [],
  });
  expect(judged([found({ verdict: 'FINE' })], rule(strict))?.action).toBe('PROCEED');
  expect(judged([found({ verdict: null, action: 'HOLD' })], rule({ verdicts: { null: 'REJECT' } }))).toEqual({
    action: 'HOLD',
    reason: 'Fraud screening gave no readable answer',
    ruleIds: ['fraud'],
  });
});

test('of several findings the strictest stands, whichever agent spoke first', () => {
  const mild = found({ result: 'credit_check', label: { en: 'Credit', tr: 'Kredi' }, verdict: 'FINE' });
  const strict = found({ action: 'REJECT' });
  for (const order of [
    [mild, strict],
    [strict, mild],
  ])
    expect(judged(order)).toMatchObject({ action: 'REJECT', reason: 'Fraud screening says REVIEW' });
});

describe('what policy requires and nobody found', () => {
  const required = rule({ required: true });

  test('holds the payment by that rule', () => {
    expect(judged([], required)).toEqual({ action: 'HOLD', reason: 'fraud_screening is missing', ruleIds: ['fraud'] });
    const other = found({ result: 'credit_check' });
    expect(judged([other], required)).toMatchObject({ action: 'HOLD', reason: 'fraud_screening is missing' });
  });

  test('is what a reader is told beside another hold, and softens no rejection', () => {
    const other = (action: 'HOLD' | 'REJECT') => found({ result: 'credit_check', action });
    expect(judged([other('HOLD')], required)).toMatchObject({ action: 'HOLD', reason: 'fraud_screening is missing' });
    expect(judged([other('REJECT')], required)).toMatchObject({
      action: 'REJECT',
      reason: 'Fraud screening says REVIEW',
    });
  });

  test('is not missing once it was found, whatever it said', () => {
    expect(judged([found()], required)?.action).toBe('PROCEED');
  });
});

test('an agent’s own words are quoted on one line, and cut behind their 160th letter', () => {
  const reason = (detail: string) => judged([found({ detail })])?.reason;
  expect(reason(' new \n payee\t now ')).toBe('Fraud screening says REVIEW: "new payee now"');
  expect(reason('x'.repeat(160))).toBe(`Fraud screening says REVIEW: "${'x'.repeat(160)}"`);
  expect(reason('x'.repeat(161))).toBe(`Fraud screening says REVIEW: "${'x'.repeat(160)}…"`);
});
