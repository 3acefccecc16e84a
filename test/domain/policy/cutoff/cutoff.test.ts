import fc from 'fast-check';
import type { Channel, PaymentType } from '../../../../src/domain/payment/payment-request';
import { cutoffRules, effectiveCutoff } from '../../../../src/domain/policy/cutoff/cutoff';
import type { Policy } from '../../../../src/domain/policy/policy';
import { policyWith, shippedPolicy } from '../shipped-policy';

interface Question {
  entity?: string;
  currency?: string;
  channel?: Channel;
  type?: PaymentType;
  at: string;
}

function ask(
  { entity = 'BankSubsidiary_TR', currency = 'USD', channel, type = 'SWIFT', at }: Question,
  policy: Policy = shippedPolicy,
) {
  return effectiveCutoff(policy, { entity, currency, channel, paymentType: type, atMs: Date.parse(at) });
}

/** Only the rails' own closes bind: Fedwire third-party at 18:45 New York, T2 at 17:00 Frankfurt. */
const withoutInternalUsd = policyWith(
  {
    file: 'cutoffs.yaml',
    from: '  - { id: cutoff-tr-usd-swift, entity: BankSubsidiary_TR, currency: USD, channel: SWIFT, at_utc: "15:00" }\n',
    to: '',
  },
  {
    file: 'cutoffs.yaml',
    from: '  - { id: cutoff-tr-eur-swift, entity: BankSubsidiary_TR, currency: EUR, channel: SWIFT, at_utc: "13:30" }\n',
    to: '',
  },
);

describe('internal cutoffs', () => {
  test.each<[string, string, Channel, string]>([
    ['BankSubsidiary_TR', 'TRY', 'INTERNAL', '11:30'],
    ['BankSubsidiary_TR', 'TRY', 'SWIFT', '11:00'],
    ['BankSubsidiary_TR', 'USD', 'SWIFT', '15:00'],
    ['BankSubsidiary_TR', 'USD', 'INTERNAL', '15:30'],
    ['BankSubsidiary_TR', 'EUR', 'SEPA', '14:00'],
    ['BankSubsidiary_TR', 'EUR', 'SWIFT', '13:30'],
    ['GroupTreasuryCo', 'TRY', 'INTERNAL', '11:30'],
    ['GroupTreasuryCo', 'USD', 'SWIFT', '16:00'],
    ['GroupTreasuryCo', 'USD', 'INTERNAL', '16:30'],
    ['GroupTreasuryCo', 'EUR', 'SEPA', '14:00'],
    ['GroupTreasuryCo', 'EUR', 'SWIFT', '13:30'],
  ])('%s %s %s closes at %s UTC and binds before the rail', (entity, currency, channel, time) => {
    const at = Date.parse(`2026-01-22T${time}:00Z`);
    const answer = (atMs: number) =>
      effectiveCutoff(shippedPolicy, { entity, currency, channel, paymentType: 'SWIFT', atMs });
    expect(answer(at - 1)).toMatchObject({
      before_cutoff: true,
      binding: 'internal',
      effective_cutoff_utc: `2026-01-22T${time}:00Z`,
      value_date: '2026-01-22',
    });
    expect(answer(at)).toMatchObject({ before_cutoff: false, value_date: '2026-01-23', grace_until_utc: null });
  });
});

describe('the channel of a payment that names none', () => {
  test.each<[PaymentType, string, string]>([
    ['EMERGENCY', 'USD', '15:00'],
    ['URGENT_SUPPLIER', 'USD', '15:00'],
    ['INTERNAL', 'USD', '15:30'],
    ['SEPA', 'EUR', '14:00'],
    ['SWIFT', 'EUR', '13:30'],
  ])('%s in %s keeps the cutoff of %s UTC', (type, currency, time) => {
    expect(ask({ type, currency, at: '2026-01-22T08:00:00Z' }).effective_cutoff_utc).toBe(`2026-01-22T${time}:00Z`);
  });

  test('a channel that is named wins', () => {
    expect(ask({ type: 'EMERGENCY', channel: 'INTERNAL', at: '2026-01-22T08:00:00Z' }).effective_cutoff_utc).toBe(
      '2026-01-22T15:30:00Z',
    );
  });
});

describe('emergency grace', () => {
  test.each<[PaymentType, string, boolean]>([
    ['EMERGENCY', '2026-01-22T15:00:00Z', true],
    ['EMERGENCY', '2026-01-22T15:30:00Z', true],
    ['EMERGENCY', '2026-01-22T15:30:00.001Z', false],
    ['URGENT_SUPPLIER', '2026-01-22T15:10:00Z', true],
    ['SWIFT', '2026-01-22T15:10:00Z', false],
  ])('%s at %s counts as before the cutoff: %s', (type, at, expected) => {
    const answer = ask({ type, at });
    expect(answer.before_cutoff).toBe(expected);
    expect(answer.value_date).toBe(expected ? '2026-01-22' : '2026-01-23');
  });

  test('the answer names the rule and the role it asks for', () => {
    const { reasons, grace_until_utc: until } = ask({ type: 'EMERGENCY', at: '2026-01-22T15:10:00Z' });
    expect(until).toBe('2026-01-22T15:30:00Z');
    expect(reasons.join(' ')).toMatch(/grace-emergency.*Treasury Manager/);
  });

  test('grace past the rail close says that the bank must agree', () => {
    const { reasons } = ask({ type: 'EMERGENCY', currency: 'GBP', at: '2026-01-22T17:45:00Z' });
    expect(reasons.join(' ')).toContain('CHAPS customer payments has closed');
  });
});

describe('a grace that runs past midnight UTC', () => {
  const askRail = (at: string, type: PaymentType = 'EMERGENCY') => ask({ at, type }, withoutInternalUsd);

  test.each([
    ['Friday night', '2026-01-24T00:10:00Z', '2026-01-23'],
    ['its last instant', '2026-01-24T00:15:00Z', '2026-01-23'],
    ['an ordinary night', '2026-01-23T00:10:00Z', '2026-01-22'],
    ['the eve of a holiday behind a weekend', '2026-01-17T00:10:00Z', '2026-01-16'],
    ['the last Friday before New York changes its clocks', '2026-03-07T00:10:00Z', '2026-03-06'],
    ['the first Friday after it has changed them back', '2026-11-07T00:10:00Z', '2026-11-06'],
  ])('%s (%s) still belongs to the day whose cutoff it is', (_what, at, day) => {
    expect(askRail(at)).toMatchObject({
      before_cutoff: true,
      effective_cutoff_utc: `${day}T23:45:00Z`,
      grace_until_utc: at.replace(/T.*/, 'T00:15:00Z'),
      grace_id: 'grace-emergency',
      value_date: day,
    });
  });

  test('a millisecond later it is the new day: closed on a Saturday, open on a Friday', () => {
    expect(askRail('2026-01-24T00:15:00.001Z')).toMatchObject({ before_cutoff: false, value_date: '2026-01-26' });
    const friday = askRail('2026-01-23T00:15:00.001Z');
    expect(friday).toMatchObject({ before_cutoff: true, value_date: '2026-01-23' });
    expect(friday.grace_id).toBeUndefined();
  });

  test('in summer the cutoff is at 22:45 UTC and its grace over before midnight', () => {
    expect(askRail('2026-03-13T23:15:00Z')).toMatchObject({ before_cutoff: true, value_date: '2026-03-13' });
    expect(askRail('2026-03-13T23:15:00.001Z').before_cutoff).toBe(false);
    expect(askRail('2026-03-14T00:10:00Z')).toMatchObject({ before_cutoff: false, value_date: '2026-03-16' });
  });

  test('a type without grace is of the new day', () => {
    expect(askRail('2026-01-24T00:10:00Z', 'SWIFT')).toMatchObject({ before_cutoff: false, value_date: '2026-01-26' });
    expect(askRail('2026-01-23T00:10:00Z', 'SWIFT').value_date).toBe('2026-01-23');
  });

  test('a holiday or weekend behind it has no cutoff whose grace could run on', () => {
    expect(askRail('2026-01-25T00:10:00Z').before_cutoff).toBe(false);
    expect(askRail('2026-01-20T00:10:00Z')).toMatchObject({ before_cutoff: true, value_date: '2026-01-20' });
  });

  test('a cutoff that itself lies past midnight is still to come for every type', () => {
    const policy = policyWith(
      {
        file: 'cutoffs.yaml',
        from: 'bank: []',
        to: 'bank: [{ id: bank-la, entity: BankSubsidiary_TR, currency: USD, channel: INTERNAL, at: "17:00", zone: America/Los_Angeles }]',
      },
      {
        file: 'cutoffs.yaml',
        from: '  - { id: cutoff-tr-usd-internal, entity: BankSubsidiary_TR, currency: USD, channel: INTERNAL, at_utc: "15:30" }\n',
        to: '',
      },
    );
    const at = (time: string) => ask({ channel: 'INTERNAL', type: 'INTERNAL', at: time }, policy);
    expect(at('2026-01-24T00:59:59Z')).toMatchObject({ before_cutoff: true, value_date: '2026-01-23' });
    expect(at('2026-01-24T01:00:00Z')).toMatchObject({ before_cutoff: false, value_date: '2026-01-26' });
    // From that instant on the payment is of the new day, where that has one.
    expect(at('2026-01-23T00:59:59Z')).toMatchObject({ before_cutoff: true, value_date: '2026-01-22' });
    expect(at('2026-01-23T01:00:00Z')).toMatchObject({ before_cutoff: true, value_date: '2026-01-23' });
  });

  test('what is kept of one day never answers for another, in whatever order they are asked for', () => {
    const kept = { ...withoutInternalUsd };
    const instants = fc.integer({ min: Date.parse('2026-01-22T22:00:00Z'), max: Date.parse('2026-01-27T02:00:00Z') });
    const types = fc.constantFrom<PaymentType>('EMERGENCY', 'SWIFT', 'INTERNAL');
    fc.assert(
      fc.property(instants, types, (atMs, paymentType) => {
        const question = { entity: 'BankSubsidiary_TR', currency: 'USD', paymentType, atMs };
        expect(effectiveCutoff(kept, question)).toEqual(effectiveCutoff({ ...withoutInternalUsd }, question));
      }),
    );
  });
});

describe('which rules make a payment late, or on time by the grace alone', () => {
  test.each<[string, Question, string[]]>([
    ['on time', { at: '2026-01-22T14:59:59Z', type: 'EMERGENCY' }, []],
    ['within the grace', { at: '2026-01-22T15:10:00Z', type: 'EMERGENCY' }, ['cutoff-tr-usd-swift', 'grace-emergency']],
    ['after the grace', { at: '2026-01-22T15:31:00Z', type: 'EMERGENCY' }, ['cutoff-tr-usd-swift']],
    ['after a cutoff', { at: '2026-01-22T15:10:00Z' }, ['cutoff-tr-usd-swift']],
    ['after a half-day close', { at: '2026-03-19T10:00:00Z', currency: 'TRY' }, ['tcmb-eft']],
    ['on a holiday', { at: '2026-01-19T10:00:00Z' }, ['us-fed']],
    ['on a day no calendar covers', { at: '2031-01-06T10:00:00Z' }, ['us-fed']],
    ['by a channel not offered', { at: '2026-01-22T10:00:00Z', channel: 'SEPA' }, ['no-tr-usd-sepa']],
    ['in a currency without a calendar', { at: '2026-01-22T10:00:00Z', currency: 'JPY' }, []],
    ['of an entity nobody knows', { at: '2026-01-22T10:00:00Z', entity: 'Nowhere Ltd' }, []],
  ])('%s', (_what, question, rules) => expect(cutoffRules(ask(question))).toEqual(rules));
});

describe('days without business', () => {
  test('the public ledger of 2026-01-19 falls on a Fed holiday: no USD settles that day', () => {
    const answer = ask({ at: '2026-01-19T10:25:00Z', type: 'EMERGENCY' });
    expect(answer).toMatchObject({
      before_cutoff: false,
      binding: 'rail',
      effective_cutoff_utc: null,
      value_date: '2026-01-20',
    });
    expect(answer.reasons.slice(0, 2)).toEqual([
      '2026-01-19 is a holiday of the Federal Reserve calendar (Martin Luther King Jr. Day).',
      'Same-day settlement is impossible.',
    ]);
  });

  test('the same day is a business day for EUR', () => {
    expect(ask({ currency: 'EUR', channel: 'SEPA', at: '2026-01-19T10:25:00Z' }).before_cutoff).toBe(true);
  });

  test('Friday 3 July 2026 stays open, because the 4th is a Saturday', () => {
    expect(ask({ at: '2026-07-03T10:00:00Z' })).toMatchObject({ before_cutoff: true, value_date: '2026-07-03' });
  });

  test('an internal USD payment keeps the Fed calendar though it has no rail', () => {
    expect(ask({ channel: 'INTERNAL', at: '2026-01-19T10:25:00Z' })).toMatchObject({
      before_cutoff: false,
      binding: 'bank',
    });
  });

  test('the value date jumps over a weekend and the holiday behind it', () => {
    expect(ask({ at: '2026-01-16T15:00:00Z' }).value_date).toBe('2026-01-20');
    expect(ask({ at: '2026-01-17T10:00:00Z' }).value_date).toBe('2026-01-20');
    expect(ask({ currency: 'EUR', at: '2026-04-02T15:00:00Z' }).value_date).toBe('2026-04-07');
  });

  test('the last business day of the year leads into the next', () => {
    expect(ask({ at: '2026-12-31T16:00:00Z' }).value_date).toBe('2027-01-04');
  });

  test.each([
    '2026-01-01',
    '2026-03-20',
    '2026-04-23',
    '2026-05-01',
    '2026-05-19',
    '2026-05-27',
    '2026-05-29',
    '2026-07-15',
    '2026-10-29',
  ])('no TRY settles on %s', (day) =>
    expect(ask({ currency: 'TRY', at: `${day}T08:00:00Z` }).before_cutoff).toBe(false),
  );

  test.each([
    '2026-02-16',
    '2026-05-25',
    '2026-06-19',
    '2026-09-07',
    '2026-10-12',
    '2026-11-11',
    '2026-11-26',
    '2026-12-25',
  ])('no USD settles on %s', (day) => expect(ask({ at: `${day}T10:00:00Z` }).before_cutoff).toBe(false));
});

describe('rails in their own zone', () => {
  test('on a Turkish half day the EFT closes at 13:00 Istanbul and binds before the treasury', () => {
    expect(ask({ currency: 'TRY', at: '2026-03-19T09:59:59Z' })).toMatchObject({
      before_cutoff: true,
      binding: 'rail',
      effective_cutoff_utc: '2026-03-19T10:00:00Z',
      local_time: '19 Mar 2026 13:00 Europe/Istanbul',
    });
    expect(ask({ currency: 'TRY', at: '2026-03-19T10:00:00Z' }).value_date).toBe('2026-03-23');
  });

  test.each([
    ['2026-03-06', '23:45', '16:00'],
    ['2026-03-10', '22:45', '16:00'],
    ['2026-03-30', '22:45', '15:00'],
    ['2026-10-27', '22:45', '16:00'],
    ['2026-11-02', '23:45', '16:00'],
  ])(
    'on %s Fedwire closes at %s and T2 at %s UTC, though New York and Frankfurt change clocks apart',
    (day, fedwire, t2) => {
      const at = `${day}T10:00:00Z`;
      expect(ask({ at }, withoutInternalUsd)).toMatchObject({
        binding: 'rail',
        effective_cutoff_utc: `${day}T${fedwire}:00Z`,
      });
      expect(ask({ currency: 'EUR', at }, withoutInternalUsd)).toMatchObject({
        binding: 'rail',
        effective_cutoff_utc: `${day}T${t2}:00Z`,
      });
    },
  );

  test("a bank's earlier cutoff binds, in the bank's zone", () => {
    const policy = policyWith({
      file: 'cutoffs.yaml',
      from: 'bank: []',
      to: 'bank: [{ id: bank-usd, entity: BankSubsidiary_TR, currency: USD, channel: SWIFT, at: "15:00", zone: Europe/Berlin }]',
    });
    expect(ask({ at: '2026-07-03T12:00:00Z' }, policy)).toMatchObject({
      binding: 'bank',
      effective_cutoff_utc: '2026-07-03T13:00:00Z',
    });
  });

  test('lead time is taken off whichever cutoff binds', () => {
    const policy = policyWith({ file: 'cutoffs.yaml', from: 'lead_time_minutes: 0', to: 'lead_time_minutes: 15' });
    expect(ask({ at: '2026-01-22T14:45:00Z' }, policy)).toMatchObject({
      before_cutoff: false,
      effective_cutoff_utc: '2026-01-22T14:45:00Z',
    });
  });
});

test('what an entity does not pay does not go, though there is a rail for it', () => {
  const policy = policyWith({
    file: 'cutoffs.yaml',
    from: 'not_offered:\n',
    to: 'not_offered:\n  - { id: no-tr-gbp-swift, entity: BankSubsidiary_TR, currency: GBP, channel: SWIFT }\n',
  });
  const gbp = { currency: 'GBP', at: '2026-01-22T10:00:00Z', type: 'EMERGENCY' } as const;
  expect(ask(gbp, policy)).toMatchObject({
    before_cutoff: false,
    binding: null,
    binding_id: 'no-tr-gbp-swift',
    effective_cutoff_utc: null,
    reasons: ['BankSubsidiary_TR does not pay GBP by SWIFT (no-tr-gbp-swift).'],
  });
  expect(ask({ ...gbp, entity: 'GroupTreasuryCo' }, policy)).toMatchObject({ before_cutoff: true, binding: 'rail' });
});

describe('what is not known counts as late', () => {
  test.each<[string, Question]>([
    ['a currency without a calendar', { currency: 'JPY', at: '2026-01-22T08:00:00Z' }],
    ['a channel without rail or internal cutoff', { currency: 'EUR', channel: 'INTERNAL', at: '2026-01-22T08:00:00Z' }],
    ['an entity the tables do not name', { entity: 'Nowhere Ltd', at: '2026-01-22T08:00:00Z' }],
    ['a day after the calendar ends', { at: '2028-01-03T08:00:00Z' }],
    ['a day before the calendar begins', { at: '2025-12-31T08:00:00Z' }],
    ['a currency named like a property of every object', { currency: 'constructor', at: '2026-01-22T08:00:00Z' }],
  ])('%s', (_what, question) => {
    const answer = ask(question);
    expect(answer).toMatchObject({ before_cutoff: false, effective_cutoff_utc: null, binding: null });
    expect(answer.reasons).toHaveLength(1);
  });
});
