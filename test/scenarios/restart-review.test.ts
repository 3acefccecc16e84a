import { readEvidence } from '../../src/domain/case/run/case-evidence';
import { openTreasury, type Treasury } from '../fakes/treasury';

const dayMs = 86_400_000;

let treasury: Treasury;
beforeEach(async () => {
  treasury = await openTreasury();
});
afterEach(() => treasury.close());

describe('a review that is restarted', () => {
  it('on the day it was asked for keeps the payment’s instant', async () => {
    const asked = await treasury.ask(50_000);
    await treasury.clock.advance(3_600_000);
    expect((await treasury.restart(asked.runId)).payment).toEqual(asked.payment);
  });

  it('on a later day, by that day’s ledger, is of a payment that leaves now: it is assessed there and not stuck', async () => {
    const asked = await treasury.ask(50_000);
    await treasury.clock.advance(dayMs);
    treasury.changeLedger('flows', (text) => text.replaceAll('2026-01-22', '2026-01-23'));
    await treasury.sweep();
    const again = await treasury.restart(asked.runId);
    const leavesAt = new Date(treasury.clock.now()).toISOString().replace('.000Z', 'Z');
    expect(again).toMatchObject({ failure: null, payment: { ...asked.payment, timestamp_utc: leavesAt } });
    expect(leavesAt).toMatch(/^2026-01-23/);
    expect(readEvidence(again.run).liquidity).toMatchObject({
      payment_assessed: { timestamp_utc: leavesAt, timestamp_source: 'given' },
      audit: { ledger_day: '2026-01-23' },
    });
    const events = await treasury.store.readEvents({ runId: asked.runId, limit: 100 });
    expect(events.find(({ type }) => type === 'review_restarted')?.payload).toMatchObject({
      from_step: 'step_1_sanctions',
      leaves_at: leavesAt,
    });
  });
});
