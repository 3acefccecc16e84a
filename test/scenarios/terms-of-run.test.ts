import { openTreasury, type Treasury } from '../fakes/treasury';

let treasury: Treasury;
beforeEach(async () => {
  treasury = await openTreasury({ ownPolicy: true });
});
afterEach(() => treasury.close());

function edit(from: string, to: string): void {
  treasury.changePolicy('liquidity.yaml', from, to);
  treasury.data.policy.reload();
}

describe('a run keeps its policy in the liquidity gate', () => {
  test('its buffer is the one it started under; a new run and an unknown one have the new one', async () => {
    const { data, clock } = treasury;
    const submitted = await treasury.submit({ payment_id: 'TXN-002' });
    if (!submitted.ok) throw new Error('refused');
    const { runId } = submitted.case;
    edit('minimum: "2000000"', 'minimum: "4000000"');

    const thresholdFor = async (asking: string) => {
      const output = await data.tools.liquidity.run({ payment_id: 'TXN-002' }, { runId: asking, nowMs: clock.now() });
      return output.breach_assessment.buffer_threshold;
    };
    expect(await thresholdFor(runId)).toBe(2_000_000);
    expect(await thresholdFor('WF-of-nobody')).toBe(4_000_000);
    expect(data.termsOf(submitted.case).table.buffers).toContainEqual(expect.objectContaining({ minimum: '2000000' }));
    expect(data.ledger.current().bufferFor('BankSubsidiary_TR', 'USD')?.minimum.toNumber()).toBe(4_000_000);

    const decided = await treasury.runOn(runId);
    expect(decided.decision).toMatchObject({ outcome: 'proceed' });
  });

  test('what was worked out for a policy is kept, for each policy its own', () => {
    const { data } = treasury;
    const before = data.terms.current();
    const ledger = data.ledger.current();
    expect(data.terms.current()).toBe(before);
    expect(data.ledger.current()).toBe(ledger);
    edit('deciding_scope: account', 'deciding_scope: entity');
    expect(data.terms.current()).not.toBe(before);
    expect(data.terms.current().table.deciding_scope).toBe('entity');
  });

  test('an entity that policy gives no buffer is refused at submission', async () => {
    edit('  - { id: buffer-group-usd, entity: GroupTreasuryCo, currency: USD, minimum: "5000000" }\n', '');
    expect(await treasury.submit({ payment_id: 'TXN-003' })).toMatchObject({
      ok: false,
      problems: [{ code: 'no_buffer_rule', field: 'entity' }],
    });
  });
});
