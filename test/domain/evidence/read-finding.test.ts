import { readFinding, type FindingRule } from '../../../src/domain/evidence/finding';
import type { JsonObject } from '../../../src/domain/values/json';

const rule: FindingRule = {
  label: { en: 'Fraud screening', tr: 'Dolandırıcılık' },
  verdict: '$.assessment.verdict',
  means: { FINE: 'PROCEED', REVIEW: 'HOLD', FRAUD: 'REJECT' },
  detail: '$.assessment.why',
};
const answer = (verdict: unknown, why: unknown = null): JsonObject => ({ assessment: { verdict, why } }) as JsonObject;
const read = (...answers: readonly JsonObject[]) => readFinding(rule, answers);

test('a word is read where the agent’s file says it stands, with its sentence', () => {
  expect(read(answer('REVIEW', 'new payee'))).toEqual({
    label: rule.label,
    verdict: 'REVIEW',
    action: 'HOLD',
    detail: 'new payee',
  });
  expect(read(answer('FINE'))).toMatchObject({ verdict: 'FINE', action: 'PROCEED', detail: null });
  const { detail: _none, ...silent } = rule;
  expect(readFinding(silent, [answer('FINE', 'not asked for')]).detail).toBeNull();
});

test.each<[string, JsonObject]>([
  ['a word the file does not know', answer('PERHAPS')],
  ['a word every object has', answer('constructor')],
  ['no word', answer(null)],
  ['a list where a word should be', answer(['FINE'])],
  ['no place for it', {}],
  ['something else in its place', { assessment: 'FINE' }],
])('%s is a hold', (_what, given) => expect(read(given).action).toBe('HOLD'));

test('a number or a yes is a word too, where the file says what it means', () => {
  const scored = { ...rule, means: { '1': 'REJECT', true: 'HOLD' } } as const;
  expect(readFinding(scored, [answer(1)])).toMatchObject({ verdict: '1', action: 'REJECT' });
  expect(readFinding(scored, [answer(true)])).toMatchObject({ verdict: 'true', action: 'HOLD' });
});

test('what an object has from every object is not read from an answer', () => {
  expect(readFinding({ ...rule, verdict: '$.constructor.name', means: { Object: 'PROCEED' } }, [{}])).toMatchObject({
    verdict: null,
    action: 'HOLD',
  });
});

test('of several answers the strictest stands, and of none nothing goes', () => {
  expect(read(answer('FINE'), answer('FRAUD', 'twice'), answer('REVIEW'))).toMatchObject({
    verdict: 'FRAUD',
    action: 'REJECT',
    detail: 'twice',
  });
  expect(read(answer('REVIEW', 'first'), answer('REVIEW', 'second')).detail).toBe('first');
  expect(read()).toEqual({ label: rule.label, verdict: null, action: 'HOLD', detail: null });
});
