import fc from 'fast-check';
import { assessLiquidity } from '../../../../src/domain/liquidity/assess-liquidity';
import type { LiquidityAlternative, LiquidityInput } from '../../../../src/domain/evidence/liquidity-screening';
import type { Ledger } from '../../../../src/domain/liquidity/ledger/ledger';
import type { LiquidityTerms } from '../../../../src/domain/liquidity/terms';
import { account, at, buffer, flow, ledgerOf, noTerms, termsWith, testDay } from '../ledger-fixture';

function alternatives(ledger: Ledger, input: LiquidityInput, terms: LiquidityTerms = noTerms) {
  const result = assessLiquidity(ledger, input, { runId: 'WF-test', nowMs: at('10:00'), terms });
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join(' '));
  return result.output.recommendation.alternative_details ?? [];
}

function option<K extends LiquidityAlternative['kind']>(options: readonly LiquidityAlternative[], kind: K) {
  return options.find((candidate): candidate is Extract<LiquidityAlternative, { kind: K }> => candidate.kind === kind)!;
}

const usd = { amount: 700, currency: 'USD', account_id: 'A', timestamp_utc: `${testDay}T11:00:00Z` };
const refill = ledgerOf(
  [
    account('A', '1000.00'),
    account('B', '600.00'),
    account('C', '560.00'),
    account('S', '9000.00', { entity: 'South' }),
  ],
  [buffer('500.00'), buffer('100.00', { entity: 'South' })],
  [flow('T1', 'A', '14:00', '250.00'), flow('T2', 'B', '15:00', '-40.00')],
);

describe('a delay', () => {
  const short = ledgerOf([account('A', '1000.00')], [buffer('500.00')], [flow('T1', 'A', '14:00', '250.00')]);

  test('is offered from the first time all of it fits', () => {
    expect(option(alternatives(short, usd), 'delay')).toMatchObject({
      feasible: true,
      release_at: `${testDay}T14:00:00Z`,
      cutoff_checked: false,
    });
  });

  test('is not offered for a time at or after the cutoff, and says so', () => {
    const late = option(alternatives(short, usd, termsWith({ cutoff: '14:00' })), 'delay');
    expect(late).toMatchObject({ feasible: false, cutoff_checked: true });
    expect(late.why).toBe('All of it fits from 14:00 UTC on, after the cutoff at 14:00 UTC.');
    expect(option(alternatives(short, usd, termsWith({ cutoff: '14:01' })), 'delay')).toMatchObject({
      feasible: true,
      cutoff_checked: true,
    });
  });

  test('is not offered where the payment never fits today', () => {
    expect(option(alternatives(short, { ...usd, amount: 751 }), 'delay')).toMatchObject({
      feasible: false,
      release_at: null,
    });
  });
});

describe('a partial release', () => {
  test('is the largest part that fits now, with the rest and when it could follow', () => {
    expect(option(alternatives(refill, usd), 'partial_release')).toMatchObject({
      feasible: true,
      amount: 500,
      remainder: 200,
      remainder_release_at: `${testDay}T14:00:00Z`,
    });
  });

  test('is not offered where nothing fits', () => {
    const empty = ledgerOf([account('A', '500.00')], [buffer('500.00')], []);
    expect(option(alternatives(empty, usd), 'partial_release')).toMatchObject({
      feasible: false,
      amount: 0,
      remainder: 700,
    });
  });
});

describe('a sweep', () => {
  test('comes from one account of the same entity where one can give it all', () => {
    expect(option(alternatives(refill, { ...usd, amount: 560 }), 'sweep')).toMatchObject({
      feasible: true,
      amount: 60,
      sources: [{ account_id: 'B', amount: 60, headroom_after: 0, intercompany: false }],
    });
  });

  test('comes from another entity, marked as intercompany, where its own cannot', () => {
    expect(option(alternatives(refill, { ...usd, amount: 700 }), 'sweep').sources).toEqual([
      {
        account_id: 'S',
        entity: 'South',
        amount: 200,
        headroom_after: 8700,
        intercompany: true,
        cutoff_checked: false,
      },
    ]);
  });

  test('says how much is there where it is not enough', () => {
    const poor = ledgerOf([account('A', '1000.00'), account('B', '520.00')], [buffer('500.00')], []);
    const offer = option(alternatives(poor, usd), 'sweep');
    expect(offer).toMatchObject({ feasible: false, amount: 200 });
    expect(offer.why).toBe('Other USD accounts can spare 20 USD of the 200 USD needed.');
  });

  test('never takes from another currency or from an account whose buffer nobody set', () => {
    const other = ledgerOf(
      [
        account('A', '1000.00'),
        account('A', '9000.00', { currency: 'EUR' }),
        account('U', '9000.00', { entity: 'Unruled' }),
      ],
      [buffer('500.00'), buffer('1.00', { currency: 'EUR' })],
      [],
    );
    expect(option(alternatives(other, usd), 'sweep')).toMatchObject({ feasible: false, sources: [] });
  });

  test('never breaches a source, and lets the whole payment go, on any day', () => {
    const time = fc.integer({ min: 0, max: 23 }).map((hour) => `${String(hour).padStart(2, '0')}:00`);
    const cents = fc.integer({ min: -90_000, max: 90_000 }).map((value) => (value / 100).toFixed(2));
    const flows = fc.array(fc.record({ on: fc.constantFrom('A', 'B', 'C', 'D'), time, cents }), { maxLength: 20 });
    const openings = fc.tuple(
      ...[1, 2, 3, 4].map(() => fc.integer({ min: 0, max: 200_000 }).map((value) => (value / 100).toFixed(2))),
    );
    let offered = 0;
    fc.assert(
      fc.property(flows, openings, fc.integer({ min: 1, max: 200_000 }), time, (moves, opening, amountCents, when) => {
        const accounts = ['A', 'B', 'C', 'D'].map((id, index) => account(id, opening[index]!));
        const rows = moves.map((move, index) => flow(`T${index}`, move.on, move.time, move.cents));
        const anchor = flow('ANCHOR', 'D', '23:30', '0.00');
        const before = ledgerOf(accounts, [buffer('500.00')], [...rows, anchor]);
        const payment = {
          amount: (amountCents / 100).toFixed(2),
          currency: 'USD',
          account_id: 'A',
          timestamp_utc: `${testDay}T${when}:00Z`,
        };
        const options = alternatives(before, payment);
        if (options.length === 0) return;
        const offer = option(options, 'sweep');
        if (!offer.feasible) return;
        offered += 1;
        // Carried out: the money moves, the payment goes; then each source is asked for one cent more than it has left.
        const moved = offer.sources.map((source, index) =>
          flow(`S${index}`, source.account_id, when, `-${source.amount}`),
        );
        const arrived = flow('ARRIVED', 'A', when, String(offer.amount));
        const after = ledgerOf(accounts, [buffer('500.00')], [...rows, anchor, ...moved, arrived]);
        const paid = assessLiquidity(after, payment, { runId: 'WF-test', nowMs: at('10:00'), terms: noTerms });
        expect(paid.ok && paid.output.breach_assessment.max_releasable).toBe(Number(payment.amount));
        for (const source of offer.sources) {
          const more = { ...payment, account_id: source.account_id, amount: 100_000 };
          const left = assessLiquidity(after, more, { runId: 'WF-test', nowMs: at('10:00'), terms: noTerms });
          expect(left.ok && left.output.breach_assessment.max_releasable).toBe(source.headroom_after);
          expect(source.headroom_after).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 600 },
    );
    expect(offered).toBeGreaterThan(30);
  });
});

describe('an option that the account allows', () => {
  const late = termsWith({ cutoff: '11:00' });

  test.each(['partial_release', 'escalate_for_funding'] as const)(
    'says beside it that nothing may leave any more: %s',
    (kind) => {
      const offer = option(alternatives(refill, usd, late), kind);
      expect(offer).toMatchObject({ feasible: true, before_cutoff: false });
      expect(offer.why).toContain('may not leave then: The cutoff is at 11:00.');
      const early = option(alternatives(refill, usd, termsWith({ cutoff: '11:01' })), kind);
      expect(early).toMatchObject({ feasible: true, before_cutoff: true });
      expect(early.why).not.toContain('may not leave');
    },
  );

  test('says nothing of a cutoff that policy cannot tell', () => {
    expect(option(alternatives(refill, usd), 'partial_release')).not.toHaveProperty('before_cutoff');
    expect(option(alternatives(refill, usd), 'escalate_for_funding')).not.toHaveProperty('before_cutoff');
  });
});

describe('the order of the options', () => {
  test('is feasible first, and those that pay everything before those that pay a part', () => {
    const order = alternatives(refill, usd).map(({ kind, feasible }) => `${kind} ${feasible}`);
    expect(order).toEqual([
      'delay true',
      'sweep true',
      'partial_release true',
      'escalate_for_funding true',
      'swap_order false',
      'credit_line false',
      'fx_sweep false',
    ]);
    const never = alternatives(refill, { ...usd, amount: 800 }).map(({ kind, feasible }) => `${kind} ${feasible}`);
    expect(never.slice(0, 4)).toEqual([
      'sweep true',
      'partial_release true',
      'escalate_for_funding true',
      'delay false',
    ]);
  });
});
