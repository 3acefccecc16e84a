import fc from 'fast-check';
import { assessLiquidity } from '../../../../src/domain/liquidity/assess-liquidity';
import { compareScreenings, describeChanges, notAssessable } from '../../../../src/domain/liquidity/compare-screenings';
import { isServedBefore, type Reservation } from '../../../../src/domain/liquidity/held/reservation';
import { holdingStatuses, reservationOf } from '../../../../src/domain/case/decision/held-headroom';
import { reserve } from '../../../../src/domain/liquidity/held/reserve';
import type { Ledger } from '../../../../src/domain/liquidity/ledger/ledger';
import type { JsonObject } from '../../../../src/domain/values/json';
import { caseStatuses } from '../../../../src/domain/case/machine/states';
import { decimal } from '../../../../src/domain/values/money';
import { sampleCase } from '../../../fakes/sample-case';
import { account, at, buffer, flow, ledgerOf, noTerms, testDay } from '../ledger-fixture';

const accounts = [account('A', '1000.00'), account('B', '1000.00')];
const ledger = ledgerOf(
  accounts,
  [buffer('500.00')],
  [flow('QUEUED', 'A', '12:00', '-100.00'), flow('LATER', 'A', '16:00', '0.00')],
);

function held(paymentId: string, amount: string, time = '11:00', accountId = 'A'): Reservation {
  return {
    runId: `WF-${paymentId}`,
    paymentId,
    entity: 'North',
    accountId,
    currency: 'USD',
    amount: decimal(amount),
    atMs: at(time),
    decidedAtMs: at('10:30'),
    isApproved: false,
  };
}

function assess(of: Ledger, amount: number | string, time = '11:00', payment_id?: string) {
  const input = { amount, currency: 'USD', account_id: 'A', timestamp_utc: `${testDay}T${time}:00Z` };
  const result = assessLiquidity(of, payment_id === undefined ? input : { ...input, payment_id }, {
    runId: 'WF-test',
    nowMs: at('10:00'),
    terms: noTerms,
  });
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join(' '));
  return result.output;
}

describe('a payment that waits for approval', () => {
  test('holds its headroom: two that fit one by one cannot both pass', () => {
    expect(assess(ledger, 300).breach_assessment.breach).toBe(false);
    const output = assess(reserve(ledger, [held('P1', '300.00')], null), 300);
    expect(output.breach_assessment).toMatchObject({ breach: true, gap: 200, max_releasable: 100 });
    expect(output.audit['reserved']).toEqual([{ payment_id: 'P1', amount: 300, from: `${testDay}T11:00:00Z` }]);
  });

  test('does not compete with itself', () => {
    expect(assess(reserve(ledger, [held('P1', '300.00')], 'P1'), 300).breach_assessment.breach).toBe(false);
  });

  test('that the ledger has a row of is counted once, by the row', () => {
    const again = reserve(ledger, [held('QUEUED', '100.00', '12:00')], null);
    expect(assess(again, 300).breach_assessment).toEqual(assess(ledger, 300).breach_assessment);
  });

  test('holds nothing on other accounts, and nothing in the certain view', () => {
    const output = assess(reserve(ledger, [held('P1', '300.00', '11:00', 'B')], null), 300);
    expect(output.breach_assessment.breach).toBe(false);
    const entity = (of: typeof output) => of.scopes!.find(({ scope, view }) => scope === 'entity' && view === 'all')!;
    expect(entity(output).headroom).toBe(entity(assess(ledger, 300)).headroom - 300);
    const certain = (of: typeof output) => of.scopes!.filter(({ view }) => view === 'certain');
    expect(certain(output)).toEqual(certain(assess(ledger, 300)));
  });

  test('holds from the first instant of its UTC day to the last, and on no other day: the reservation expires with the day', () => {
    const [first, last] = [at('00:00'), at('00:00') + 86_400_000 - 1];
    const holds = (atMs: number) => reserve(ledger, [{ ...held('P1', '300.00'), atMs }], null) !== ledger;
    expect([first, last].map(holds)).toEqual([true, true]);
    expect([first - 1, last + 1].map(holds)).toEqual([false, false]);
  });

  test('on a ledger without flows, which has no day, counts as it was given', () => {
    const empty = ledgerOf(accounts, [buffer('500.00')], []);
    expect(empty.day).toBeNull();
    expect(assess(reserve(empty, [held('P1', '300.00')], null), 300).breach_assessment).toMatchObject({ gap: 100 });
  });

  test('is nobody’s funding: what it holds is not swept away', () => {
    const poor = ledgerOf(
      [account('A', '600.00'), account('B', '900.00')],
      [buffer('500.00')],
      [flow('X', 'A', '09:00', '0.00')],
    );
    const sweep = (of: Ledger) =>
      assess(of, 400).recommendation.alternative_details!.find(({ kind }) => kind === 'sweep')!.feasible;
    expect(sweep(poor)).toBe(true);
    expect(sweep(reserve(poor, [held('P1', '200.00', '18:00', 'B')], null))).toBe(false);
  });

  test('gives the same figures as a row of the same amount and time, whatever else is on the day', () => {
    const time = fc.integer({ min: 0, max: 23 }).map((hour) => `${String(hour).padStart(2, '0')}:00`);
    const cents = fc.integer({ min: 0, max: 60_000 }).map((value) => (value / 100).toFixed(2));
    const payments = fc.array(fc.record({ time, cents }), { maxLength: 6 });
    fc.assert(
      fc.property(payments, payments, time, cents, (rows, waiting, when, amount) => {
        fc.pre(Number(amount) > 0);
        const base = [
          flow('ANCHOR', 'A', '10:00', '0.00'),
          ...rows.map((row, index) => flow(`R${index}`, 'A', row.time, `-${row.cents}`)),
        ];
        const asRows = waiting.map((row, index) => flow(`W${index}`, 'A', row.time, `-${row.cents}`));
        const asHeld = waiting.map((row, index) => held(`W${index}`, row.cents, row.time));
        const reserved = reserve(ledgerOf(accounts, [buffer('500.00')], base), asHeld, null);
        const counted = ledgerOf(accounts, [buffer('500.00')], [...base, ...asRows]);
        const [one, other] = [assess(reserved, amount, when), assess(counted, amount, when)];
        expect(one.breach_assessment).toEqual(other.breach_assessment);
        expect(one.account_summary).toEqual(other.account_summary);
        expect(one.scopes).toEqual(other.scopes);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a case', () => {
  const payment = {
    payment_id: 'P1',
    beneficiary_name: 'Acme',
    amount: 300.5,
    currency: 'USD',
    account_id: 'A',
    entity: 'North',
    payment_type: 'SWIFT' as const,
    timestamp_utc: `${testDay}T11:00:00Z`,
    originator: 'dana',
  };

  const decision = {
    outcome: 'proceed' as const,
    reason: '',
    ruleIds: [],
    policyReference: '',
    requiredApprovals: [],
    workflowSteps: [],
    decidedAt: `${testDay}T10:30:00Z`,
  };
  const { run } = sampleCase();
  const decided = { runId: 'WF-P1', payment, decision, run };

  test('holds headroom while it waits for approval and once approved, and until it is booked, and releases it when it leaves these', () => {
    const holding = caseStatuses.filter((status) => reservationOf({ ...decided, status }) !== null);
    expect(holding).toEqual(['awaiting_approval', 'approved', 'released']);
    expect(holding).toEqual(holdingStatuses);
    const waiting = reservationOf({ ...decided, status: 'awaiting_approval' });
    expect(waiting).toEqual(held('P1', '300.5'));
    expect(reservationOf({ ...decided, status: 'approved' })).toEqual({ ...waiting, isApproved: true });
  });

  test('waiting because of a breach, it holds no more than the headroom there is; approved nevertheless, all of it', () => {
    const local = ledgerOf(accounts, [buffer('500.00')], []);
    const breaching = (amount: number) => {
      const asked = { amount, currency: 'USD', account_id: 'A', timestamp_utc: `${testDay}T11:00:00Z` };
      const screening = assessLiquidity(local, asked, { runId: 'WF-P1', nowMs: at('10:00'), terms: noTerms });
      if (!screening.ok) throw new Error('not assessed');
      const call = { tool: 'compute_liquidity_impact', input: {}, output: screening.output as unknown as JsonObject };
      const step = {
        step: 's',
        result: 'liquidity_screening',
        startedAt: '',
        finishedAt: '',
        attempts: 1,
        answer: { relayed: 0 },
      };
      return {
        ...decided,
        payment: { ...payment, amount },
        decision: { ...decision, outcome: 'liquidity_hold' as const },
        run: { ...run, trace: [{ ...step, toolCalls: [call] }] },
      };
    };
    const holds = (amount: number, status: 'awaiting_approval' | 'approved') =>
      reservationOf({ ...breaching(amount), status })?.amount.toFixed(2);
    expect(holds(9_000_000, 'awaiting_approval')).toBe('500.00');
    expect(holds(9_000_000, 'approved')).toBe('9000000.00');
    const nothingFits = breaching(500.01);
    const drained = ledgerOf([account('A', '400.00')], [buffer('500.00')], []);
    const asked = { amount: 500.01, currency: 'USD', account_id: 'A', timestamp_utc: `${testDay}T11:00:00Z` };
    const none = assessLiquidity(drained, asked, { runId: 'WF-P1', nowMs: at('10:00'), terms: noTerms });
    if (!none.ok) throw new Error('not assessed');
    const [entry] = nothingFits.run.trace;
    if (!entry) throw new Error('no step');
    const toolCalls = [{ tool: 'compute_liquidity_impact', input: {}, output: none.output as unknown as JsonObject }];
    expect(
      reservationOf({
        ...nothingFits,
        run: { ...run, trace: [{ ...entry, toolCalls }] },
        status: 'awaiting_approval',
      }),
    ).toBeNull();
  });
});

describe('a waiting payment that is looked at again', () => {
  const waiting = (runId: string, decided: string): Reservation => ({
    ...held(runId, '1.00'),
    runId,
    decidedAtMs: at(decided),
  });
  const own = waiting('WF-M', '10:30');
  const competing = (...others: Reservation[]) =>
    [own, ...others].filter((one) => isServedBefore(one, own)).map(({ runId }) => runId);

  test('competes with what was decided before it, and a later one never blocks it', () => {
    expect(competing(waiting('WF-E', '10:29'), waiting('WF-L', '10:31'))).toEqual(['WF-E']);
    expect(competing({ ...waiting('WF-N', '10:31'), decidedAtMs: null })).toEqual(['WF-N']);
  });

  test('competes with everything approved, whenever that was decided, and never with itself', () => {
    expect(competing({ ...waiting('WF-L', '10:31'), isApproved: true })).toEqual(['WF-L']);
    expect(isServedBefore({ ...own, isApproved: true }, own)).toBe(false);
  });

  test('has one place in the line whatever the order of reading, also among those decided in the same instant', () => {
    const line = fc.uniqueArray(
      fc.record({ id: fc.integer({ min: 0, max: 30 }), minute: fc.integer({ min: 10, max: 12 }) }),
      {
        selector: ({ id }) => id,
        minLength: 2,
        maxLength: 8,
      },
    );
    fc.assert(
      fc.property(line, (entries) => {
        const all = entries.map(({ id, minute }) => waiting(`WF-${String(id).padStart(2, '0')}`, `10:${minute}`));
        const ahead = all.map((one) => all.filter((other) => isServedBefore(other, one)).length);
        expect([...ahead].sort((a, b) => a - b)).toEqual(all.map((_, index) => index));
      }),
    );
  });
});

describe('a screening made again', () => {
  const before = assess(ledger, 300);

  test('that says the same changes nothing', () => {
    expect(compareScreenings(before, assess(ledger, 300))).toEqual({ verdict: 'same', changes: [] });
  });

  test('that breaches now is worse and says what changed', () => {
    const after = assess(reserve(ledger, [held('P1', '300.00')], null), 300);
    const { verdict, changes } = compareScreenings(before, after);
    expect(verdict).toBe('worse');
    expect(changes).toContainEqual({ field: 'breach', before: 'no', after: 'yes' });
    expect(changes).toContainEqual({ field: 'gap', before: '0 USD', after: '200 USD' });
    expect(compareScreenings(after, before).verdict).toBe('better');
  });

  test('that cannot be made is worse and says why', () => {
    const gone = notAssessable([{ code: 'unknown_account', message: 'No account A is in the ledger.' }]);
    expect(gone.verdict).toBe('worse');
    expect(describeChanges(gone.changes)).toBe(
      'assessment from possible to not possible: No account A is in the ledger',
    );
  });

  test('with less headroom but no breach and the same severity is not worse', () => {
    const rich = ledgerOf([account('A', '5000.00')], [buffer('500.00')], [flow('X', 'A', '09:00', '0.00')]);
    const { verdict, changes } = compareScreenings(
      assess(rich, 100),
      assess(reserve(rich, [held('P', '50.00')], null), 100),
    );
    expect(verdict).toBe('same');
    expect(changes).toEqual([{ field: 'projected_min_balance', before: '4,900 USD', after: '4,850 USD' }]);
  });
});
