import { liquidityScreeningSchema } from '../../src/domain/evidence/liquidity-screening';
import { createComputeLiquidityImpact } from '../../src/tools/compute-liquidity-impact';
import { account, at, buffer, flow, ledgerOf, noTerms, termsWith } from '../domain/liquidity/ledger-fixture';

const ledger = ledgerOf(
  [account('A', '1000.00'), account('B', '900.00')],
  [buffer('500.00')],
  [flow('PAY', 'A', '11:00', '-600.00'), flow('LATE', 'A', '14:00', '200.00')],
);
const call = { runId: 'WF-test', nowMs: at('10:00') };
const ofRun = () => Promise.resolve({ terms: noTerms });
const tool = createComputeLiquidityImpact({ ledger: { current: () => ledger }, ofRun });

describe('compute_liquidity_impact', () => {
  test('answers in the contract’s schema, under the run it was called for', async () => {
    const output = await tool.run({ payment_id: 'PAY' }, call);
    expect(liquidityScreeningSchema.parse(output)).toEqual(output);
    expect(output.audit).toMatchObject({ run_id: 'WF-test', timestamp_utc: '2026-01-22T10:00:00Z' });
    expect(output.pass_to_next_agent).toBe(true);
  });

  test('answers from the ledger in force at the call, not the one at the start', async () => {
    let inForce = ledger;
    const live = createComputeLiquidityImpact({ ledger: { current: () => inForce }, ofRun });
    inForce = ledgerOf([account('A', '5000.00')], [buffer('500.00')], [flow('PAY', 'A', '11:00', '-600.00')]);
    expect((await live.run({ payment_id: 'PAY' }, call)).breach_assessment.breach).toBe(false);
  });

  test('holds a delay against the cutoff policy gives', async () => {
    const withCutoff = createComputeLiquidityImpact({
      ledger: { current: () => ledger },
      ofRun: () => Promise.resolve({ terms: termsWith({ cutoff: '13:00' }) }),
    });
    const output = await withCutoff.run({ payment_id: 'PAY' }, call);
    expect(output.recommendation.alternative_details?.find(({ kind }) => kind === 'delay')).toMatchObject({
      feasible: false,
      cutoff_checked: true,
    });
  });

  test('fails, naming every problem, where the ledger cannot answer', async () => {
    await expect(tool.run({ amount: -1, currency: 'USD', account_id: 'Z' }, call)).rejects.toMatchObject({
      code: 'tool_failed',
      message: 'compute_liquidity_impact: The amount must be more than zero. No account Z is in the ledger.',
    });
  });

  test('refuses input fields it does not know', () => {
    expect(tool.inputSchema.safeParse({ payment_id: 'PAY', override: true }).success).toBe(false);
  });
});
