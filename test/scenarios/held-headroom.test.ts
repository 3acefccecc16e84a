import fc from 'fast-check';
import type { Ledger } from '../../src/domain/liquidity/ledger/ledger';
import { openTreasury, type Treasury } from '../fakes/treasury';

let treasury: Treasury;
beforeEach(async () => {
  treasury = await openTreasury();
});
afterEach(() => treasury.close());

const account = 'ACC-BAN-002';

describe('two payments that fit one by one but not together', () => {
  it('are a PROCEED and a HOLD while the first one waits', async () => {
    const first = await treasury.ask(1_000_000);
    expect(first).toMatchObject({ status: 'awaiting_approval', decision: { outcome: 'proceed' } });
    const second = await treasury.ask(1_000_000);
    expect(second).toMatchObject({
      status: 'awaiting_approval',
      decision: { outcome: 'liquidity_hold' },
    });
    const gate = second.run.trace
      .flatMap(({ toolCalls }) => toolCalls)
      .findLast(({ tool }) => tool === 'compute_liquidity_impact');
    expect(gate?.output).toMatchObject({
      breach_assessment: { gap: 500_000 },
      audit: { reserved: [{ payment_id: first.payment.payment_id, amount: 1_000_000 }] },
    });
  });

  it('leave the first one approvable: who was decided first is served first', async () => {
    const first = await treasury.ask(1_000_000);
    const second = await treasury.ask(1_000_000);
    expect(await treasury.approve(first.runId)).toMatchObject({ ok: true, case: { status: 'approved' } });
    // Nothing got worse for the second: it was held because of the first.
    expect((await treasury.find(second.runId)).decision?.outcome).toBe('liquidity_hold');
  });

  it('let the second PROCEED in a new review once the first is rejected', async () => {
    const first = await treasury.ask(1_000_000);
    const second = await treasury.ask(1_000_000);
    await treasury.reject(first.runId);
    expect(await treasury.restart(second.runId)).toMatchObject({ decision: { outcome: 'proceed' } });
    expect(await treasury.ask(600_000)).toMatchObject({ decision: { outcome: 'liquidity_hold' } });
  });

  it('tell the first as soon as the later one was approved over it, without anybody pressing, and once', async () => {
    const first = await treasury.ask(1_000_000);
    const second = await treasury.ask(1_000_000);
    await treasury.sweep();
    expect((await treasury.find(first.runId)).version).toBe(first.version);
    expect(await treasury.approve(second.runId)).toMatchObject({ ok: true, case: { status: 'approved' } });
    await treasury.sweep();
    const told = await treasury.find(first.runId);
    expect(told.liquidityCheck).toMatchObject({
      verdict: 'worse',
      changes: expect.arrayContaining([{ field: 'gap', before: '0 USD', after: '500,000 USD' }]) as unknown,
    });
    for (let round = 0; round < 3; round += 1) await treasury.sweep();
    await treasury.sweepAfterRestart();
    expect((await treasury.find(first.runId)).version).toBe(told.version);
  });

  it('tell the second that it got better once the first is rejected', async () => {
    const first = await treasury.ask(1_000_000);
    const second = await treasury.ask(1_000_000);
    await treasury.sweep();
    await treasury.reject(first.runId);
    await treasury.sweep();
    expect((await treasury.find(second.runId)).liquidityCheck).toMatchObject({ verdict: 'better' });
  });

  it('block the first only when the later one was approved over it', async () => {
    const first = await treasury.ask(1_000_000);
    const second = await treasury.ask(1_000_000);
    expect(await treasury.approve(second.runId)).toMatchObject({ ok: true, case: { status: 'approved' } });
    expect(await treasury.approve(first.runId)).toMatchObject({
      ok: false,
      problems: [{ code: 'liquidity_changed', message: expect.stringContaining('gap from 0 USD to 500,000 USD') }],
    });
    const told = await treasury.find(first.runId);
    expect(told.liquidityCheck?.verdict).toBe('worse');
    await treasury.approve(first.runId);
    expect((await treasury.find(first.runId)).version).toBe(told.version);
  });

  it('are not both approved when they were reviewed at the same time and neither saw the other', async () => {
    const both = await treasury.askTogether([1_000_000, 1_000_000]);
    expect(both.map(({ decision }) => decision?.outcome)).toEqual(['proceed', 'proceed']);
    const answers = [];
    for (const { runId } of [...both, ...both]) {
      if ((await treasury.find(runId)).status === 'awaiting_approval') answers.push(await treasury.approve(runId));
    }
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await treasury.store.listRunIds({ statuses: ['approved'], limit: 9 })).toHaveLength(1);
  });

  it('do not touch each other on accounts of their own', async () => {
    await treasury.ask(1_000_000);
    expect(await treasury.ask(1_000_000, 'ACC-GRP-002')).toMatchObject({ decision: { outcome: 'proceed' } });
  });
});

describe('whatever is asked, approved and rejected in whatever order', () => {
  const step = fc.oneof(
    { weight: 2, arbitrary: fc.record({ act: fc.constant('ask' as const), which: fc.integer({ min: 50, max: 120 }) }) },
    { weight: 2, arbitrary: fc.record({ act: fc.constant('approve' as const), which: fc.nat(99) }) },
    { weight: 3, arbitrary: fc.record({ act: fc.constant('approve_whole' as const), which: fc.nat(99) }) },
    { weight: 1, arbitrary: fc.record({ act: fc.constant('reject' as const), which: fc.nat(99) }) },
    { weight: 1, arbitrary: fc.record({ act: fc.constant('restart' as const), which: fc.nat(99) }) },
  );

  it('approved payments never take the balance under its buffer, unless somebody overrode it', async () => {
    const seen = { approvals: 0, holds: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 20 }), async (steps) => {
        const desk = await openTreasury();
        const runs: string[] = [];
        for (const { act, which } of steps) {
          if (act === 'ask') {
            const asked = await desk.ask(which * 10_000);
            if (asked.decision?.outcome === 'liquidity_hold') seen.holds += 1;
            runs.push(asked.runId);
            continue;
          }
          const runId = runs[which % runs.length];
          const current = runId === undefined ? null : await desk.find(runId);
          if (current?.status !== 'awaiting_approval') continue;
          if (act === 'reject') await desk.reject(current.runId);
          if (act === 'restart') await desk.restart(current.runId);
          if (act === 'approve' || act === 'approve_whole') {
            const acted = await (act === 'approve' ? desk.approveOnce(current.runId) : desk.approve(current.runId));
            // What a HOLD needed to be approved is an override.
            if (!acted.ok || acted.case.status !== 'approved' || acted.case.decision?.outcome !== 'proceed') continue;
            seen.approvals += 1;
            const approved = await desk.store.listCases({ statuses: ['approved'], limit: 100 });
            const gone = approved.reduce((sum, { payment }) => sum + payment.amount, 0);
            expect(lowestBalance(desk.data.ledger.current()) - gone).toBeGreaterThanOrEqual(2_000_000);
          }
        }
        await desk.close();
      }),
      { numRuns: 25 },
    );
    // The property says something only where both happened.
    expect(Object.entries(seen).filter(([, count]) => count === 0)).toEqual([]);
  });

  /** All of these payments leave before the day's lowest point, so each takes its whole amount off it. Whole dollars: floats are exact. */
  function lowestBalance(ledger: Ledger): number {
    let balance = ledger.findAccount(account, 'USD')!.startOfDayBalance.toNumber();
    let lowest = balance;
    for (const { direction, amount } of ledger.rowsOf(account, 'USD')) {
      balance += direction === 'IN' ? amount.toNumber() : -amount.toNumber();
      lowest = Math.min(lowest, balance);
    }
    return lowest;
  }
});
