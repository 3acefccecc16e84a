import { decide } from '../../../../src/domain/case/decision/decide';
import { cutoffOf, usdInAll } from '../../../../src/domain/policy/facts/compute-facts';
import { placeValueDate } from '../../../../src/domain/policy/facts/value-date';
import type { PaymentRequest } from '../../../../src/domain/payment/payment-request';
import { impact, vendorPayment, screened } from '../sample-evidence';
import { shippedPolicy } from '../shipped-policy';

/** Leaves Thursday 22 January 2026. */
const asking = (value_date: string, more: Partial<PaymentRequest> = {}): PaymentRequest => ({
  ...vendorPayment,
  ...more,
  value_date,
});
const placed = (request: PaymentRequest) => placeValueDate(shippedPolicy, request);

describe('a value date', () => {
  test.each<[string, PaymentRequest, string]>([
    ['is the day itself', asking('2026-01-22'), '2026-01-22'],
    ['is the day after', asking('2026-01-23'), '2026-01-23'],
    ['on a Saturday becomes the Monday', asking('2026-01-24'), '2026-01-26'],
    ['on the holiday of the currency becomes the day after', asking('2026-02-16'), '2026-02-17'],
    [
      'on the holiday of the paying entity becomes the day after',
      asking('2026-04-23', { entity: 'BankSubsidiary_TR' }),
      '2026-04-24',
    ],
    ['of an entity without that holiday stays', asking('2026-04-23', { entity: 'GroupTreasuryCo' }), '2026-04-23'],
    ['beyond the tables stays, for the decision to hold', asking('2031-03-03'), '2031-03-03'],
  ])('%s', (_, request, day) => {
    const moved = request.value_date === day ? {} : { value_date_asked: request.value_date };
    expect(placed(request)).toEqual({ ok: true, request: { ...request, value_date: day, ...moved } });
  });

  test.each(['2026-01-21', '2025-12-31', '2016-01-22'])('that has passed is refused with the next one: %s', (day) => {
    expect(placed(asking(day))).toMatchObject({
      ok: false,
      problems: [
        { code: 'value_date_past', field: 'value_date', message: expect.stringContaining('is 2026-01-22.') as string },
      ],
    });
  });

  test('that has passed, asked on a holiday, names the next business day', () => {
    const onHoliday = asking('2026-01-16', { timestamp_utc: '2026-01-19T11:00:00Z' });
    expect(placed(onHoliday)).toMatchObject({
      problems: [{ message: expect.stringContaining('is 2026-01-20.') as string }],
    });
  });
});

describe('the decision on a payment', () => {
  const nowMs = Date.parse('2026-01-22T10:30:00Z');
  const decided = (request: PaymentRequest, more: object = {}) =>
    decide({
      policy: shippedPolicy,
      request,
      cutoff: cutoffOf(shippedPolicy, request, nowMs),
      amountUsd: usdInAll(shippedPolicy, request, nowMs),
      nowMs,
      sanctions: screened('CLEAR'),
      liquidity: impact('NONE'),
      falsePositive: false,
      proposal: { action: 'PROCEED' },
      failure: null,
      ...more,
    });

  test('with value today is the policy’s', () => {
    expect(decided(asking('2026-01-22')).outcome).toBe('proceed');
  });

  test('with a value date ahead holds, says why, and can be approved by nobody', () => {
    const decision = decided(asking('2026-01-26', { value_date_asked: '2026-01-24' }));
    expect(decision).toMatchObject({ outcome: 'manual_review', requiredApprovals: [] });
    expect(decision.reason).toContain('value date 2026-01-26, moved from 2026-01-24, a day without business, is ahead');
  });

  test('with a value date ahead is not rejected for today’s cutoff', () => {
    const late = asking('2026-01-23', { timestamp_utc: '2026-01-22T23:30:00Z' });
    expect(decided(late).outcome).toBe('manual_review');
  });

  test('whose value date passed while it waited holds', () => {
    expect(decided(asking('2026-01-21')).reason).toContain('its value date 2026-01-21 has passed');
  });

  test('is never milder for it: a BLOCK rejects, an ESCALATE is compliance’s', () => {
    expect(decided(asking('2026-01-26'), { sanctions: screened('BLOCK') }).outcome).toBe('blocked');
    expect(decided(asking('2026-01-26'), { sanctions: screened('ESCALATE') }).outcome).toBe('compliance_hold');
  });
});

describe('the cutoff of a payment', () => {
  const after = Date.parse('2026-01-22T20:00:00Z');
  const cutoffFor = (day: string) => cutoffOf(shippedPolicy, asking(day), after);

  test('is that of its value date, where that day is still to come', () => {
    expect(cutoffFor('2026-01-23')).toMatchObject({ before_cutoff: true, value_date: '2026-01-23' });
    expect(cutoffFor('2026-01-22')).toMatchObject({ before_cutoff: false });
  });

  test.each(['', '2026-02-31', '*'.repeat(500)])('of no day there is (%j) is that of the moment it leaves', (day) => {
    expect(cutoffFor(day)).toEqual(cutoffFor('2026-01-22'));
  });
});
