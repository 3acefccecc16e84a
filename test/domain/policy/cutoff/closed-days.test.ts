import { isUnknownDay } from '../../../../src/domain/policy/cutoff/closed-day';
import { effectiveCutoff } from '../../../../src/domain/policy/cutoff/cutoff';
import { endingCalendars } from '../../../../src/domain/policy/cutoff/ending-calendars';
import { shippedPolicy } from '../shipped-policy';

const policy = shippedPolicy;
const ask = (at: string, more: Partial<Parameters<typeof effectiveCutoff>[1]> = {}) =>
  effectiveCutoff(policy, {
    entity: 'BankSubsidiary_TR',
    currency: 'TRY',
    channel: 'INTERNAL',
    paymentType: 'INTERNAL',
    atMs: Date.parse(at),
    ...more,
  });

describe('a half day of the Turkish banks', () => {
  test.each(['2026-03-19', '2026-05-26', '2026-10-28', '2027-03-08', '2027-10-28'])(
    'ends TRY inside the house at 13:00 Istanbul, on %s',
    (day) => {
      expect(ask(`${day}T09:59:00Z`)).toMatchObject({
        before_cutoff: true,
        binding: 'bank',
        binding_id: 'turkey',
        effective_cutoff_utc: `${day}T10:00:00Z`,
      });
      expect(ask(`${day}T10:00:00Z`)).toMatchObject({ before_cutoff: false });
    },
  );

  test('on any other day the internal cutoff binds', () => {
    expect(ask('2026-03-18T11:00:00Z')).toMatchObject({ binding_id: 'cutoff-tr-try-internal' });
  });
});

describe('the paying entity’s own bank holidays', () => {
  const dollars = { currency: 'USD', channel: 'SWIFT', paymentType: 'SWIFT' } as const;

  test('keep a Turkish entity from paying dollars on 23 April, and name the day', () => {
    const answer = ask('2026-04-23T10:00:00Z', dollars);
    // The banks of whoever pays bind, not the rail: Fedwire is open.
    expect(answer).toMatchObject({
      before_cutoff: false,
      binding: 'bank',
      binding_id: 'turkey',
      value_date: '2026-04-24',
    });
    expect(answer.reasons[0]).toContain('Turkish banks calendar');
    // A day that is known to be closed is no reason to ask somebody.
    expect(answer.closed && isUnknownDay(answer.closed)).toBe(false);
  });

  test('keep no other entity', () => {
    expect(ask('2026-04-23T10:00:00Z', { ...dollars, entity: 'GroupTreasuryCo' })).toMatchObject({
      before_cutoff: true,
    });
  });

  test('move its value date to a day on which both work', () => {
    // Friday 29 May 2026 is a feast day in Turkey, and so is the Saturday; the Fed works on Friday.
    expect(ask('2026-05-28T10:00:00Z', dollars).value_date).toBe('2026-06-01');
  });
});

describe('a rail that keeps another calendar than the currency', () => {
  /** Dollars by a rail of London: on Monday 4 May 2026 England's banks are closed, and the Fed's are open. */
  const byLondon = {
    ...policy,
    rails: {
      ...policy.rails,
      routes: policy.rails.routes.map((route) =>
        route.currency === 'USD' ? { ...route, rail: 'chaps-customer' } : route,
      ),
    },
  };
  const dollars = (at: string, over: object = {}) =>
    effectiveCutoff(byLondon, {
      entity: 'GroupTreasuryCo',
      currency: 'USD',
      channel: 'SWIFT',
      paymentType: 'EMERGENCY',
      atMs: Date.parse(at),
      ...over,
    });

  test('takes nothing on a day on which its own calendar alone is closed', () => {
    expect(dollars('2026-05-04T10:00:00Z')).toEqual({
      before_cutoff: false,
      closed: { kind: 'holiday', day: '2026-05-04', calendar: 'English banks', holiday: 'Early May bank holiday' },
      effective_cutoff_utc: null,
      binding: 'rail',
      binding_id: 'england',
      grace_until_utc: null,
      value_date: '2026-05-05',
      local_time: null,
      reasons: [
        '2026-05-04 is a holiday of the English banks calendar (Early May bank holiday).',
        'Same-day settlement is impossible.',
        'The next value date is 2026-05-05.',
      ],
    });
    // By the Fed's own rail they go that day.
    expect(ask('2026-05-04T10:00:00Z', { currency: 'USD', channel: 'SWIFT', entity: 'GroupTreasuryCo' })).toMatchObject(
      {
        before_cutoff: true,
      },
    );
  });

  test('is no reason for a payment that goes by no rail', () => {
    expect(dollars('2026-05-04T10:00:00Z', { channel: 'INTERNAL' })).toMatchObject({ before_cutoff: true });
  });

  test('takes nothing on a day on which the currency’s banks alone are closed, and it is the banks that bind', () => {
    expect(dollars('2026-01-19T10:00:00Z')).toMatchObject({
      before_cutoff: false,
      binding: 'bank',
      binding_id: 'us-fed',
      value_date: '2026-01-20',
    });
  });

  test('has value on a day on which both work', () => {
    // Good Friday and Easter Monday are holidays of England alone.
    expect(dollars('2026-04-02T18:00:00Z').value_date).toBe('2026-04-07');
  });

  test('is unknown where its calendar ends, though the currency’s goes on', () => {
    const calendars = byLondon.calendars.calendars.map((calendar) =>
      calendar.id === 'england' ? { ...calendar, covers: { ...calendar.covers, to: '2026-06-30' } } : calendar,
    );
    const ending = { ...byLondon, calendars: { ...byLondon.calendars, calendars } };
    const on = (at: string) =>
      effectiveCutoff(ending, {
        entity: 'GroupTreasuryCo',
        currency: 'USD',
        paymentType: 'SWIFT',
        atMs: Date.parse(at),
      });
    expect(on('2026-06-30T10:00:00Z')).toMatchObject({ before_cutoff: true, value_date: '2026-06-30' });
    const behind = on('2026-07-01T10:00:00Z');
    expect(behind).toMatchObject({ before_cutoff: false, binding: null, binding_id: 'england', value_date: null });
    expect(behind.closed).toEqual({
      kind: 'calendar_ended',
      calendar: 'English banks',
      lastDay: '2026-06-30',
      day: '2026-07-01',
    });
  });
});

describe('the end of a calendar', () => {
  test('is behind its last day, which still has its cutoff', () => {
    const answer = ask('2027-12-31T09:00:00Z');
    expect(answer).toMatchObject({ before_cutoff: true, binding_id: 'cutoff-tr-try-internal' });
    expect(answer.effective_cutoff_utc).toMatch(/^2027-12-31T/);
  });

  test('is named where a payment lies behind it', () => {
    const answer = ask('2028-01-03T09:00:00Z');
    expect(answer).toMatchObject({ before_cutoff: false, effective_cutoff_utc: null });
    expect(answer.reasons).toEqual(['The Turkish banks calendar ends on 2027-12-31 and does not cover 2028-01-03.']);
  });

  test('is warned of ninety days ahead, with who keeps it', () => {
    expect(endingCalendars(policy, Date.parse('2027-10-01T00:00:00Z'))).toEqual([]);
    const warned = endingCalendars(policy, Date.parse('2027-10-03T00:00:00Z'));
    expect(warned).toContainEqual({
      name: 'Turkish banks',
      users: ['TRY', 'BankSubsidiary_TR'],
      lastDay: '2027-12-31',
    });
    expect(warned).toHaveLength(4);
  });
});
