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
    expect(answer).toMatchObject({ before_cutoff: false, binding_id: 'turkey', value_date: '2026-04-24' });
    expect(answer.reasons[0]).toContain('Turkish banks calendar');
    // A day that is known to be closed is no reason to ask somebody.
    expect(answer.unknown_because).toBeUndefined();
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
    expect(warned).toContainEqual(
      'The calendar of TRY, BankSubsidiary_TR (Turkish banks) ends on 2027-12-31: extend policy/calendars.yaml, or nothing goes after it.',
    );
    expect(warned).toHaveLength(4);
  });
});
