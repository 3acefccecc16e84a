import fc from 'fast-check';
import type { LiquidityScreening } from '../../../../src/domain/evidence/liquidity-screening';
import { assessLiquidity } from '../../../../src/domain/liquidity/assess-liquidity';
import type { Ledger } from '../../../../src/domain/liquidity/ledger/ledger';
import type { LedgerRow } from '../../../../src/domain/payment/ledger-row';
import { setAside } from '../../../../src/domain/liquidity/ledger/set-aside';
import { account, at, buffer, flow, ledgerOf, termsWith, testDay } from '../ledger-fixture';

const accounts = [account('A', '1000.00'), account('B', '800.00')];
const buffers = [buffer('500.00')];
const rows = [
  flow('T1', 'A', '09:00', '-100.00', { status: 'RELEASED', alert_flag: 'DUPLICATE' }),
  flow('PAY', 'A', '11:00', '-300.00', { alert_flag: 'LARGE' }),
  flow('T2', 'A', '12:00', '-200.00', { beneficiary_name: 'Other Works' }),
  flow('T3', 'A', '15:00', '400.00'),
  flow('T4', 'B', '10:00', '-50.00'),
];
const ledger = ledgerOf(accounts, buffers, rows);
const without = (id: string, of: readonly LedgerRow[] = rows) =>
  ledgerOf(
    accounts,
    buffers,
    of.filter(({ txn_id: own }) => own !== id),
  );

const terms = termsWith({ cutoff: '17:00', deciding_scope: 'strictest', payment_priority: ['EMERGENCY', 'SWIFT'] });

function assess(of: Ledger, amount: string, time: string, accountId = 'A'): LiquidityScreening {
  const result = assessLiquidity(
    of,
    {
      amount,
      currency: 'USD',
      account_id: accountId,
      beneficiary_name: 'acme  WORKS',
      payment_type: 'EMERGENCY',
      timestamp_utc: `${testDay}T${time}:00Z`,
    },
    { runId: 'WF-test', nowMs: at('08:00'), terms },
  );
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join(' '));
  return result.output;
}

/** A point that changes nothing shows the same curve: the row that was taken out leaves one behind. */
function asFunction({ curve, ...output }: LiquidityScreening) {
  const points = curve!.points.filter(({ balance }, index, all) => balance !== all[index - 1]?.balance);
  return { ...output, curve: { ...curve!, points } };
}

describe('a ledger with one payment set aside', () => {
  test('answers as if that payment’s row were not there', () => {
    const aside = setAside(ledger, 'PAY');
    expect(aside.findPayment('PAY')).toBeUndefined();
    expect(aside.findPayment('T2')).toEqual(ledger.findPayment('T2'));
    expect([...aside.rows()].map(({ txn_id: id }) => id)).toEqual(['T1', 'T2', 'T3', 'T4']);
    expect(aside.rowsOf('A', 'USD')).toEqual(without('PAY').rowsOf('A', 'USD'));
    expect(aside.rowIdsOf('A', 'USD', 2)).toEqual(['T1', 'T2']);
    expect(assess(aside, '300.00', '11:00').breach_assessment).toMatchObject({
      breach: true,
      projected_min_balance: 400,
      max_releasable: 200,
    });
  });

  test('of an id it does not have is the ledger itself', () => {
    expect(setAside(ledger, 'NOBODY')).toBe(ledger);
  });

  test('is no other in accounts the payment is not of, and leaves the ledger as it was', () => {
    const aside = setAside(ledger, 'PAY');
    expect(aside.accountPosition('B', 'USD', 'all')).toBe(ledger.accountPosition('B', 'USD', 'all'));
    expect(aside.profileOf('B', 'USD')).toBe(ledger.profileOf('B', 'USD'));
    expect(ledger.findPayment('PAY')).toBeDefined();
    expect(ledger.accountPosition('A', 'USD', 'all')?.flowCount).toBe(4);
  });

  test('names the third largest payment where the two largest are both left out', () => {
    const profile = setAside(ledger, 'PAY').profileOf('A', 'USD');
    expect(profile?.largestOutOtherThan(null)?.txnId).toBe('T2');
    expect(profile?.largestOutOtherThan('T2')?.txnId).toBe('T1');
    expect(setAside(without('T1'), 'PAY').profileOf('A', 'USD')?.largestOutOtherThan('T2')).toBeNull();
  });

  test('gives the figures, alternatives and evidence of a ledger made without that row, whatever the day holds', () => {
    const time = fc.integer({ min: 0, max: 23 }).map((hour) => `${String(hour).padStart(2, '0')}:00`);
    const cents = fc.integer({ min: 1, max: 60_000 }).map((value) => (value / 100).toFixed(2));
    const row = fc.record({
      time,
      cents,
      accountId: fc.constantFrom('A', 'B'),
      sign: fc.constantFrom('', '-', '-'),
      status: fc.constantFrom('QUEUED' as const, 'RELEASED' as const),
      alert_flag: fc.constantFrom(null, 'ODD'),
      beneficiary_name: fc.constantFrom('Acme Works', 'Other Works'),
      payment_type: fc.constantFrom('SWIFT', 'EMERGENCY'),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 9 }), fc.nat(), cents, time, (day, pick, amount, when) => {
        const made = day.map(({ time: hour, cents: size, accountId, sign, ...more }, index) =>
          flow(`R${index}`, accountId, hour, `${sign}${size}`, more),
        );
        const chosen = `R${pick % made.length}`;
        const aside = setAside(ledgerOf(accounts, buffers, made), chosen);
        const fresh = without(chosen, made);
        for (const accountId of ['A', 'B']) {
          const [one, other] = [assess(aside, amount, when, accountId), assess(fresh, amount, when, accountId)];
          expect(asFunction(one)).toEqual(asFunction(other));
        }
      }),
      { numRuns: 150 },
    );
  });
});
