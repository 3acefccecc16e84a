import type { AuditEvent } from '../../../../src/domain/case/audit-event';
import { retentionOf, type RetentionQuestion } from '../../../../src/domain/case/time/retention';
import type { CaseStatus } from '../../../../src/domain/case/machine/states';
import { parsePolicy } from '../../../../src/domain/policy/parse-policy';
import { sampleCase, samplePayment } from '../../../fakes/sample-case';
import { shippedPolicy, shippedTexts } from '../../policy/shipped-policy';

const event = (at: string, ...rules: readonly string[]): AuditEvent =>
  ({ at, payload: rules.length === 0 ? {} : { decision: { ruleIds: rules } } }) as unknown as AuditEvent;
const policyWith = (holds: string) => {
  const parsed = parsePolicy({ ...shippedTexts(), 'legal-holds.yaml': `holds:\n${holds}` });
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('\n'));
  return parsed.policy;
};
const ask = (over: Partial<RetentionQuestion> & { readonly status?: CaseStatus } = {}) =>
  retentionOf({
    paymentCase: sampleCase({ status: over.status ?? 'settled' }),
    events: [
      event('2026-01-22T10:25:00Z'),
      event('2026-01-22T10:26:00Z', 'decide-clear'),
      event('2026-01-23T09:00:00Z'),
    ],
    policy: shippedPolicy,
    day: '2026-02-01',
    ...over,
  });

it('keeps a payment seven years from its last event, and not a day longer', () => {
  expect(ask()).toEqual({
    endedOn: '2026-01-23',
    years: 7,
    basis: 'treasury policy',
    keptUntil: '2033-01-23',
    holds: [],
    mayGo: false,
  });
  expect(ask({ day: '2033-01-22' }).mayGo).toBe(false);
  expect(ask({ day: '2033-01-23' }).mayGo).toBe(true);
});

it('keeps ten years what was ever blocked or escalated, whatever was decided after', () => {
  for (const first of ['decide-block', 'decide-escalate'])
    expect(
      ask({ events: [event('2026-01-22T10:26:00Z', first), event('2026-01-23T09:00:00Z', 'decide-clear')] }),
    ).toMatchObject({ years: 10, basis: '31 CFR 501.601', keptUntil: '2036-01-23' });
});

it.each<CaseStatus>(['under_review', 'held', 'awaiting_approval', 'compliance_review'])(
  'keeps what is %s for as long as it is',
  (status) => {
    expect(ask({ status, day: '2099-01-01' })).toMatchObject({ endedOn: null, keptUntil: null, mayGo: false });
  },
);

it('keeps a decision that policy has no words for any more', () => {
  const events = [event('2026-01-22T10:26:00Z', 'decide-clear'), event('2026-01-23T09:00:00Z', 'decide-gone')];
  expect(ask({ events, day: '2099-01-01' })).toMatchObject({ years: null, basis: 'not set by policy', mayGo: false });
});

it('keeps what never had a decision', () => {
  expect(ask({ events: [event('2026-01-22T10:25:00Z')], status: 'withdrawn', day: '2099-01-01' }).mayGo).toBe(false);
});

it('gives records of a leap day a day more', () => {
  expect(ask({ events: [event('2024-02-29T10:26:00Z', 'decide-clear')] }).keptUntil).toBe('2031-03-01');
});

describe('a legal hold', () => {
  const old = { day: '2099-01-01' };
  it.each([
    ['its payment', `payments: [${samplePayment.payment_id.toLowerCase()}]`],
    ['its payee, however written', 'beneficiaries: ["acme  TRADING, L.L.C."]'],
    ['its entity', `entities: [Other, ${samplePayment.entity}]`],
    ['its time', 'asked_from: 2026-01-22'],
    ['its time, to the day', 'asked_from: 2026-01-01, asked_to: 2026-01-22'],
  ])('keeps a payment by %s', (_what, line) => {
    const policy = policyWith(`  - { id: hold-1, reason: A court, placed_on: 2026-01-20, ${line} }`);
    expect(ask({ ...old, policy })).toMatchObject({ holds: ['hold-1'], keptUntil: '2033-01-23', mayGo: false });
  });

  it.each([
    ['another payment', 'payments: [TXN-9]'],
    ['another payee', 'beneficiaries: [ACME Trade LLC]'],
    ['its payee in another entity', 'beneficiaries: [ACME Trading LLC], entities: [Other]'],
    ['what was asked before', 'asked_from: 2025-01-01, asked_to: 2026-01-21'],
    ['what was asked after', 'asked_from: 2026-01-23'],
    ['nothing any more', `entities: [${samplePayment.entity}], lifted_on: 2098-12-31`],
  ])('that is of %s does not', (_what, line) => {
    const policy = policyWith(`  - { id: hold-1, reason: A court, placed_on: 2026-01-20, ${line} }`);
    expect(ask({ ...old, policy })).toMatchObject({ holds: [], mayGo: true });
  });

  it('stands to the day before it is lifted', () => {
    const line = `  - { id: hold-1, reason: A court, placed_on: 2026-01-20, entities: [${samplePayment.entity}], lifted_on: 2098-12-31 }`;
    expect(ask({ policy: policyWith(line), day: '2098-12-30' }).mayGo).toBe(false);
    expect(ask({ policy: policyWith(line), day: '2098-12-31' }).mayGo).toBe(true);
  });

  it.each([
    ['keeps nothing', 'asked_to: 2026-01-01', 'says nothing of what it keeps'],
    ['ends before it begins', 'asked_from: 2026-01-02, asked_to: 2026-01-01', 'is before asked_from'],
    ['is lifted before it is placed', 'payments: [A], lifted_on: 2026-01-19', 'is before placed_on'],
    ['has a line nobody knows', 'payees: [A]', 'payees'],
  ])('that %s is refused', (_what, line, named) => {
    expect(() => policyWith(`  - { id: hold-1, reason: A court, placed_on: 2026-01-20, ${line} }`)).toThrow(named);
  });
});
