import type { Channel, PaymentType } from '../../../../src/domain/payment/payment-request';
import { isUnknownDay } from '../../../../src/domain/policy/cutoff/closed-day';
import { effectiveCutoff } from '../../../../src/domain/policy/cutoff/cutoff';
import type { Policy } from '../../../../src/domain/policy/policy';
import { shippedPolicy } from '../shipped-policy';

interface Question {
  readonly at: string;
  readonly entity?: string;
  readonly currency?: string;
  readonly channel?: Channel;
  readonly type?: PaymentType;
}

function ask(
  { at, entity = 'BankSubsidiary_TR', currency = 'USD', channel, type = 'SWIFT' }: Question,
  policy: Policy = shippedPolicy,
) {
  return effectiveCutoff(policy, { entity, currency, channel, paymentType: type, atMs: Date.parse(at) });
}
const withCutoffs = (change: Partial<Policy['cutoffs']>): Policy => ({
  ...shippedPolicy,
  cutoffs: { ...shippedPolicy.cutoffs, ...change },
});

describe('what people read of a cutoff', () => {
  const binds = 'Internal cutoff cutoff-tr-usd-swift binds: 2026-01-22T15:00:00Z.';

  test.each<[string, Question, readonly string[]]>([
    ['in time', { at: '2026-01-22T14:59:59Z' }, [binds]],
    ['late', { at: '2026-01-22T15:00:00Z' }, [binds, 'The cutoff has passed; the next value date is 2026-01-23.']],
    [
      'late on the last day that a calendar knows',
      { at: '2027-12-31T16:00:00Z' },
      [
        'Internal cutoff cutoff-tr-usd-swift binds: 2027-12-31T15:00:00Z.',
        'The cutoff has passed; the next value date is not in the calendar.',
      ],
    ],
    [
      'in the grace, while the rail is open',
      { at: '2026-01-22T15:10:00Z', type: 'EMERGENCY' },
      [
        binds,
        'Counts as before the cutoff until 2026-01-22T15:30:00Z (grace-emergency), with at least Treasury Manager.',
      ],
    ],
    [
      'behind the grace',
      { at: '2026-01-22T15:31:00Z', type: 'EMERGENCY' },
      [binds, 'The cutoff has passed; the next value date is 2026-01-23.'],
    ],
    [
      'in the grace, from the instant at which the rail closes',
      { at: '2026-01-22T17:40:00Z', type: 'EMERGENCY', currency: 'GBP' },
      [
        'CHAPS customer payments binds: 2026-01-22T17:40:00Z.',
        'Counts as before the cutoff until 2026-01-22T18:10:00Z (grace-emergency), with at least Treasury Manager.',
        'CHAPS customer payments has closed: the bank must agree to same-day value.',
      ],
    ],
    [
      'in the grace of a payment that goes by no rail',
      { at: '2026-01-22T15:40:00Z', type: 'EMERGENCY', channel: 'INTERNAL' },
      [
        'Internal cutoff cutoff-tr-usd-internal binds: 2026-01-22T15:30:00Z.',
        'Counts as before the cutoff until 2026-01-22T16:00:00Z (grace-emergency), with at least Treasury Manager.',
      ],
    ],
    [
      'late, without a grace, when the rail has closed too',
      { at: '2026-01-22T17:45:00Z', currency: 'GBP' },
      [
        'CHAPS customer payments binds: 2026-01-22T17:40:00Z.',
        'The cutoff has passed; the next value date is 2026-01-23.',
      ],
    ],
    [
      'on a weekend',
      { at: '2026-01-24T10:00:00Z' },
      [
        '2026-01-24 is a weekend in the Federal Reserve calendar.',
        'Same-day settlement is impossible.',
        'The next value date is 2026-01-26.',
      ],
    ],
  ])('%s', (_what, question, reasons) => expect(ask(question).reasons).toEqual(reasons));

  test.each<[string, Question, string]>([
    [
      'a currency without a calendar',
      { at: '2026-01-22T10:00:00Z', currency: 'JPY' },
      'No bank calendar is recorded for JPY.',
    ],
    [
      'an entity nobody knows',
      { at: '2026-01-22T10:00:00Z', entity: 'Nowhere Ltd' },
      'No cutoff is known for Nowhere Ltd USD SWIFT.',
    ],
    [
      'a day before the calendar begins',
      { at: '2025-12-31T08:00:00Z' },
      'The Federal Reserve calendar does not cover 2025-12-31.',
    ],
    [
      'a day behind its end',
      { at: '2028-01-03T08:00:00Z' },
      'The Federal Reserve calendar ends on 2027-12-31 and does not cover 2028-01-03.',
    ],
  ])('%s is said to be unknown, which is not the same as closed', (_what, question, why) => {
    const { closed, ...answer } = ask(question);
    expect(answer).toMatchObject({ before_cutoff: false, reasons: [why], local_time: null });
    expect(closed && isUnknownDay(closed)).toBe(true);
  });

  test('a closed day behind which no calendar reaches has no next value date, and says so', () => {
    const calendars = shippedPolicy.calendars.calendars.map((one) => ({
      ...one,
      covers: { ...one.covers, to: '2026-01-24' },
    }));
    const ending = { ...shippedPolicy, calendars: { ...shippedPolicy.calendars, calendars } };
    const answer = ask({ at: '2026-01-24T10:00:00Z' }, ending);
    expect(answer).toMatchObject({ before_cutoff: false, binding_id: 'us-fed', value_date: null });
    expect(answer.reasons.at(-1)).toBe('The next value date is not in the calendar.');
    expect(answer.closed).toMatchObject({ kind: 'weekend', day: '2026-01-24' });
  });

  test('the time is the rail’s own, or that of the currency’s banks where there is no rail', () => {
    expect(ask({ at: '2026-01-22T10:00:00Z' }).local_time).toBe('22 Jan 2026 10:00 America/New_York');
    expect(ask({ at: '2026-01-22T10:00:00Z', channel: 'INTERNAL' }).local_time).toBe(
      '22 Jan 2026 10:30 America/New_York',
    );
    expect(ask({ at: '2026-01-22T10:00:00Z', currency: 'EUR' }).local_time).toBe('22 Jan 2026 14:30 Europe/Berlin');
  });
});

describe('a lead time', () => {
  const early = withCutoffs({ lead_time_minutes: 30 });

  test('is taken off the cutoff and said; the grace runs from the earlier time, and the rail is open until its own', () => {
    const pounds = (at: string) => ask({ at, type: 'EMERGENCY', currency: 'GBP' }, early);
    expect(pounds('2026-01-22T17:20:00Z')).toMatchObject({
      before_cutoff: true,
      effective_cutoff_utc: '2026-01-22T17:10:00Z',
      grace_until_utc: '2026-01-22T17:40:00Z',
      reasons: [
        'CHAPS customer payments binds: 2026-01-22T17:10:00Z.',
        'Lead time of 30 minutes is taken off.',
        'Counts as before the cutoff until 2026-01-22T17:40:00Z (grace-emergency), with at least Treasury Manager.',
      ],
    });
    expect(pounds('2026-01-22T17:40:00Z').reasons.at(-1)).toContain('has closed');
  });
});

describe('of cutoffs at one instant', () => {
  const bank = {
    id: 'bank-usd',
    entity: 'BankSubsidiary_TR',
    currency: 'USD',
    channel: 'SWIFT',
    zone: 'Etc/UTC',
  } as const;

  test('the bank’s binds before the treasury’s own, and the rail’s before both', () => {
    const byBank = withCutoffs({ bank: [{ ...bank, at: '15:00' }] });
    expect(ask({ at: '2026-01-22T10:00:00Z' }, byBank)).toMatchObject({ binding: 'bank', binding_id: 'bank-usd' });
    // 18:45 in New York is 23:45 UTC in winter.
    const internal = shippedPolicy.cutoffs.internal.map((row) => ({ ...row, at_utc: '23:45' }));
    const byRail = withCutoffs({ bank: [{ ...bank, at: '23:45' }], internal });
    expect(ask({ at: '2026-01-22T10:00:00Z' }, byRail)).toMatchObject({
      binding: 'rail',
      binding_id: 'fedwire-third-party',
    });
  });

  test('a minute earlier binds, whoever’s it is', () => {
    const later = withCutoffs({ bank: [{ ...bank, at: '15:01' }] });
    expect(ask({ at: '2026-01-22T10:00:00Z' }, later).binding).toBe('internal');
    const earlier = withCutoffs({ bank: [{ ...bank, at: '14:59' }] });
    expect(ask({ at: '2026-01-22T10:00:00Z' }, earlier).binding).toBe('bank');
  });
});

describe('an entity', () => {
  const newcomer = { entity: 'Newcomer Ltd', currency: 'GBP', at: '2026-01-22T10:00:00Z' };
  const row = { id: 'new-gbp', entity: 'Newcomer Ltd', currency: 'EUR', channel: 'SWIFT' } as const;

  test('that a table names in any row pays by the rail alone where it has no row of its own for that', () => {
    expect(ask(newcomer).closed).toMatchObject({ kind: 'no_cutoff' });
    for (const change of [
      { bank: [{ ...row, at: '12:00', zone: 'Europe/London' }] },
      { internal: [...shippedPolicy.cutoffs.internal, { ...row, at_utc: '12:00' }] },
    ])
      expect(ask(newcomer, withCutoffs(change))).toMatchObject({ before_cutoff: true, binding_id: 'chaps-customer' });
  });

  test('is refused what it does not pay by its own row alone: entity, currency and channel must all be meant', () => {
    const refused = { id: 'no-gbp', entity: 'BankSubsidiary_TR', currency: 'GBP', channel: 'SWIFT' } as const;
    const policy = withCutoffs({ not_offered: [refused] });
    const at = '2026-01-22T10:00:00Z';
    expect(ask({ at, currency: 'GBP' }, policy)).toMatchObject({ before_cutoff: false, binding_id: 'no-gbp' });
    expect(ask({ at, currency: 'GBP' }, policy).closed).toMatchObject({ kind: 'not_offered', rule: 'no-gbp' });
    expect(ask({ at, currency: 'GBP', channel: 'SEPA' }, policy).before_cutoff).toBe(true);
    expect(ask({ at, currency: 'EUR' }, policy).before_cutoff).toBe(true);
    expect(ask({ at, currency: 'GBP', entity: 'GroupTreasuryCo' }, policy).before_cutoff).toBe(true);
    const { not_offered: _none, ...without } = shippedPolicy.cutoffs;
    expect(ask({ at }, { ...shippedPolicy, cutoffs: without }).before_cutoff).toBe(true);
  });

  test('without a calendar of its own keeps the currency’s alone', () => {
    const { by_entity: _none, ...calendars } = shippedPolicy.calendars;
    const policy = { ...shippedPolicy, calendars };
    // A day of the Turkish nation; the Fed works.
    expect(ask({ at: '2026-04-23T10:00:00Z' }, policy).before_cutoff).toBe(true);
    expect(ask({ at: '2026-04-23T10:00:00Z', entity: 'constructor' }).closed).toMatchObject({ kind: 'no_cutoff' });
  });
});
