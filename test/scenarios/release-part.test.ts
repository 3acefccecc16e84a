import type { Changed } from '../../src/app/change-case';
import { readEvidence } from '../../src/domain/case/run/case-evidence';
import { finalOutput } from '../../src/domain/case/decision/final-output';
import { isParty } from '../../src/domain/case/people/is-party';
import type { PaymentCase } from '../../src/domain/case/payment-case';
import { permittedActions } from '../../src/domain/case/machine/permitted-actions';
import type { Store } from '../../src/ports/store';
import { nextVersion } from '../fakes/sample-case';
import { member, openTreasury, originator, type Treasury } from '../fakes/treasury';

const maya = member('Maya Marchetti', 'Treasury Manager');
const helen = member('Helen Hoffmann', 'Head of Treasury');
const anotherManager = member('Another Manager', 'Treasury Manager');
const stranger = member('A Stranger');

let treasury: Treasury;
let store: Store;
let actOnCase: Treasury['actOnCase'];
beforeEach(async () => {
  treasury = await openTreasury();
  store = treasury.store;
  actOnCase = treasury.actOnCase;
});
afterEach(() => treasury.close());

const press = (of: PaymentCase, actor = maya, comment: string | null = null) =>
  actOnCase(of.runId, { type: 'release_part', shownVersion: of.version, comment, actor });

const approve = (of: PaymentCase, actor: typeof maya) =>
  actOnCase(of.runId, { type: 'approve', shownVersion: of.version, comment: null, actor });

const offeredTo = async (of: PaymentCase, who: typeof maya) =>
  permittedActions(of, who, await treasury.knowledge.inForce(of)).map(({ act }) => act);

async function mustRelease(of: PaymentCase, reason: string | null = null): Promise<PaymentCase> {
  const released = await press(of, helen, reason);
  if (!released.ok) throw new Error(released.problems[0]?.message);
  return released.case;
}

function codeOf(answer: Changed): string | undefined {
  return answer.ok ? undefined : answer.problems[0]?.code;
}

/** The case as it would stand with something about it changed, in the store. */
async function rewrite(of: PaymentCase, over: Partial<PaymentCase>): Promise<PaymentCase> {
  const next = nextVersion(of, over);
  const committed = await store.commit({
    case: next,
    expectedVersion: of.version,
    event: {
      type: 'step_completed',
      run_id: of.runId,
      payment_id: of.payment.payment_id,
      actor: { kind: 'desk', name: 'Treasury Desk' },
      at: of.updatedAt,
      payload: {},
    },
    idempotencyKey: `rewrite:${next.version}`,
    input: {},
  });
  if (!committed.ok) throw new Error(committed.reason);
  return committed.case;
}

/** As if an outflow of 25,000 had come in meanwhile: the part breaches too. */
function breachingAgain({ run, decision }: PaymentCase): Partial<PaymentCase> {
  const { liquidity } = readEvidence(run);
  const breach_assessment = { ...liquidity!.breach_assessment, breach: true, max_releasable: 100_000 };
  const trace = run.trace.map((entry) => ({
    ...entry,
    toolCalls: entry.toolCalls.map((call) =>
      call.tool === 'compute_liquidity_impact' ? { ...call, output: { ...call.output, breach_assessment } } : call,
    ),
  }));
  return { run: { ...run, trace }, decision: { ...decision!, outcome: 'liquidity_hold' } };
}

describe('a part of a payment that would breach its buffer', () => {
  it('is of what the ledger has left of it, where the bank paid some meanwhile, and can be reviewed', async () => {
    const { runId } = await treasury.review('TXN-EMRG-001');
    treasury.changeLedger('flows', (text) => text.replace(/^(TXN-EMRG-001,.*),250000.00,/m, '$1,200000.00,'));
    await treasury.sweep();
    const reduced = await mustRelease(await treasury.find(runId));
    expect(reduced.payment).toMatchObject({ amount: 125_000, full_amount: 200_000 });
    expect(await treasury.runOn(runId)).toMatchObject({
      status: 'awaiting_approval',
      decision: { outcome: 'proceed' },
    });
  });

  it('is reviewed from the first step, decided on its own evidence, and waits for approvals of its own', async () => {
    const whole = await treasury.review('TXN-EMRG-001');
    expect(whole).toMatchObject({ status: 'awaiting_approval', decision: { outcome: 'liquidity_hold' } });
    const reduced = await mustRelease(whole);
    expect(reduced).toMatchObject({
      status: 'under_review',
      decision: null,
      payment: { amount: 125_000, full_amount: 250_000 },
      run: { open: ['step_1_sanctions'], trace: [], end: null },
    });
    expect(treasury.woken).toEqual([whole.runId]);

    const decided = await treasury.runOn(whole.runId);
    expect(decided).toMatchObject({
      status: 'awaiting_approval',
      approvals: [],
      decision: {
        outcome: 'proceed',
        requiredApprovals: [{ role: 'Treasury Manager' }, { role: 'Head of Treasury' }],
      },
    });
    expect(readEvidence(decided.run).liquidity).toMatchObject({
      payment_assessed: { amount: 125_000, full_amount: 250_000, payment_id: 'TXN-EMRG-001' },
      breach_assessment: { breach: false, projected_min_balance: 2_000_000, headroom: 0 },
    });
    expect(finalOutput(decided)).toMatchObject({
      payment_id: 'TXN-EMRG-001',
      partial_release: { amount: 125_000, full_amount: 250_000, remainder: 125_000, currency: 'USD' },
      final_decision: { action: 'PROCEED' },
    });
  });

  it('is told to the audit by who pressed, from what to what, with the run it leaves behind', async () => {
    const whole = await treasury.review('TXN-EMRG-001');
    await press(whole, originator, 'half will do until noon');
    const events = await store.readEvents({ runId: whole.runId, limit: 100 });
    expect(events.at(-1)).toMatchObject({
      type: 'payment_reduced',
      actor: { kind: 'person', name: 'Dana Demir' },
      payload: {
        from: 250_000,
        to: 125_000,
        remainder: 125_000,
        reason: 'half will do until noon',
        abandoned_version: whole.version,
      },
    });
  });

  it('drops the approvals the whole had: they were given to another amount', async () => {
    const whole = await treasury.review('TXN-EMRG-001');
    const approved = await approve(whole, maya);
    if (!approved.ok) throw new Error('not approved');
    const half = approved.case;
    expect(half.approvals).toHaveLength(1);
    expect(codeOf(await press(half, helen))).toBe('reason_missing');
    const part = await mustRelease(half, 'the rest can wait until noon');
    expect(part.approvals).toEqual([]);
    expect(part.returned).toMatchObject({
      by: { name: helen.name },
      reason: 'the rest can wait until noon',
      voided: [{ role: 'Treasury Manager', by: { name: maya.name } }],
    });
  });

  it('drops the look at the whole’s liquidity too', async () => {
    const whole = await treasury.review('TXN-EMRG-001');
    const looked = await rewrite(whole, {
      liquidityCheck: { checkedAt: whole.updatedAt, ledgerFingerprint: 'x', verdict: 'worse', changes: [] },
    });
    expect(await mustRelease(looked)).not.toHaveProperty('liquidityCheck');
  });

  it('can be made smaller again, and what was first asked for stays known', async () => {
    const once = await mustRelease(await treasury.review('TXN-EMRG-001'));
    const decided = await treasury.runOn(once.runId);
    const breaching = await rewrite(decided, breachingAgain(decided));
    const twice = await mustRelease(breaching);
    expect(twice.payment).toMatchObject({ amount: 100_000, full_amount: 250_000 });
    const last = (await store.readEvents({ runId: once.runId, limit: 100 })).at(-1);
    expect(last?.payload).toMatchObject({ from: 125_000, to: 100_000, remainder: 25_000 });
  });

  it('asked for again as the whole leads to its case, and as another amount is refused by field', async () => {
    const part = await mustRelease(await treasury.review('TXN-EMRG-001'));
    expect(await treasury.submit({ payment_id: 'TXN-EMRG-001' })).toMatchObject({
      ok: true,
      alreadyKnown: true,
      case: { runId: part.runId, payment: { amount: 125_000 } },
    });
    expect(await treasury.submit({ payment_id: 'TXN-EMRG-001', amount: 125_000 })).toMatchObject({
      ok: false,
      problems: [{ code: 'contradicts_ledger', field: 'amount' }],
    });
  });

  it('of a payment the ledger does not have is reviewed as the part alone', async () => {
    const submitted = await treasury.submit({
      payment_id: 'PAY-OWN',
      beneficiary_name: 'ACME Corp',
      amount: '4,000,000.50',
      currency: 'USD',
      account_id: 'ACC-BAN-002',
      payment_type: 'SWIFT',
      timestamp_utc: '2026-01-22T12:00:00Z',
    });
    if (!submitted.ok) throw new Error('refused');
    const whole = await treasury.runOn(submitted.case.runId);
    const most = readEvidence(whole.run).liquidity!.breach_assessment.max_releasable;
    expect(most).toBeGreaterThan(0);
    await mustRelease(whole);
    const part = await treasury.runOn(whole.runId);
    expect(part).toMatchObject({
      payment: { amount: most, full_amount: 4_000_000.5 },
      decision: { outcome: 'proceed' },
    });
    expect(readEvidence(part.run).liquidity).toMatchObject({
      payment_assessed: { timestamp_utc: '2026-01-22T12:00:00Z', timestamp_source: 'given' },
      breach_assessment: { breach: false, headroom: 0 },
    });
    expect(await treasury.submit({ ...submitted.case.payment, originator: undefined, amount: most })).toMatchObject({
      ok: false,
      problems: [{ code: 'payment_already_submitted', field: 'amount' }],
    });
  });
});

describe('releasing a part', () => {
  it('from a card that has changed, or twice, is refused as stale and reduces once', async () => {
    const whole = await treasury.review('TXN-EMRG-001');
    expect(
      codeOf(
        await actOnCase(whole.runId, {
          type: 'release_part',
          shownVersion: whole.version - 1,
          comment: null,
          actor: maya,
        }),
      ),
    ).toBe('stale_card');
    await mustRelease(whole);
    expect(codeOf(await press(whole))).toBe('stale_card');
    expect(await press(whole, helen)).toMatchObject({ ok: true, repeated: true });
    const decided = await treasury.runOn(whole.runId);
    expect(codeOf(await press(whole))).toBe('stale_card');
    expect(decided.payment.amount).toBe(125_000);
  });

  it('by two people at once, or by one in a double press, reduces once', async () => {
    const whole = await treasury.review('TXN-EMRG-001');
    const answers = await Promise.all([press(whole), press(whole), press(whole, helen)]);
    const reduced = answers.filter(({ ok }) => ok);
    expect(reduced.length).toBeGreaterThanOrEqual(1);
    for (const answer of answers) expect([undefined, 'stale_card']).toContain(codeOf(answer));
    const events = await store.readEvents({ runId: whole.runId, limit: 100 });
    expect(events.filter(({ type }) => type === 'payment_reduced')).toHaveLength(1);
  });

  it('is open to whoever it waits for and to the originator, and to nobody else', async () => {
    const whole = await treasury.review('TXN-EMRG-001');
    expect(codeOf(await press(whole, stranger))).toBe('role_not_asked_for');
    expect(codeOf(await press(whole, member('Omar Okafor', 'Payments Operator')))).toBe('role_not_asked_for');
    expect(await store.findCase(whole.runId)).toEqual(whole);
    expect((await press(whole, originator)).ok).toBe(true);
  });

  it('by the originator leaves the originator what they were, and everybody who is asked their approval', async () => {
    const whole = await treasury.review('TXN-EMRG-001');
    await press(whole, originator);
    const part = await treasury.runOn(whole.runId);
    expect(codeOf(await approve(part, originator))).toBe('originator_cannot_decide');
    expect(await approve(part, maya)).toMatchObject({ ok: true, case: { status: 'awaiting_approval' } });
  });

  it('takes the approval from whoever lowered it, and from nobody else who is asked', async () => {
    const whole = await treasury.review('TXN-EMRG-001');
    await press(whole, maya);
    const part = await treasury.runOn(whole.runId);
    expect(part.amountChangedBy).toMatchObject([{ name: maya.name }]);
    expect(await approve(part, maya)).toMatchObject({
      ok: false,
      problems: [{ code: 'changer_cannot_approve', message: expect.stringContaining('(sod-change-amount)') }],
    });
    expect(await offeredTo(part, maya)).not.toContain('approve');
    expect(await offeredTo(part, helen)).toContain('approve');
    expect((await approve(part, anotherManager)).ok).toBe(true);
  });

  it('leaves whoever lowered it the right to reject it', async () => {
    const whole = await treasury.review('TXN-EMRG-001');
    await press(whole, maya);
    const part = await treasury.runOn(whole.runId);
    const pressed = {
      type: 'reject',
      shownVersion: part.version,
      comment: 'not needed any more',
      actor: maya,
    } as const;
    expect(await actOnCase(part.runId, pressed)).toMatchObject({ ok: true, case: { status: 'rejected' } });
  });

  it('is not forgotten by a restart of the review, by whomever, nor by a second part that somebody else makes', async () => {
    const whole = await treasury.review('TXN-EMRG-001');
    await press(whole, maya);
    const part = await treasury.runOn(whole.runId);
    const restart = { type: 'restart_review', shownVersion: part.version, comment: 'looked at again' } as const;
    const begun = await actOnCase(part.runId, { ...restart, actor: originator });
    if (!begun.ok) throw new Error('not restarted');
    const again = await treasury.runOn(whole.runId);
    expect(codeOf(await approve(again, maya))).toBe('changer_cannot_approve');

    const breaching = await rewrite(again, breachingAgain(again));
    await press(breaching, helen);
    const smaller = await treasury.runOn(whole.runId);
    expect(smaller.amountChangedBy).toMatchObject([{ name: maya.name }, { name: helen.name }]);
    expect(codeOf(await approve(smaller, maya))).toBe('changer_cannot_approve');
    expect(codeOf(await approve(smaller, helen))).toBe('changer_cannot_approve');
  });

  it('counts by who somebody is, under whatever name or role they come back', async () => {
    const whole = await treasury.review('TXN-EMRG-001');
    await press(whole, maya);
    const part = await treasury.runOn(whole.runId);
    const renamed = { ...maya, name: 'M. Marchetti-Rossi', email: null, roles: ['Head of Treasury'] };
    expect(codeOf(await approve(part, renamed))).toBe('changer_cannot_approve');
    const elsewhere = { ...maya, tenantId: 'another-tenant' };
    expect((await approve(part, elsewhere)).ok).toBe(true);
  });

  it('stays readable for whoever lowered it', async () => {
    const whole = await treasury.review('TXN-EMRG-001');
    await press(whole, helen);
    const part = await treasury.find(whole.runId);
    expect(isParty(part, { ...helen, roles: [] })).toBe(true);
    expect(isParty(part, stranger)).toBe(false);
  });

  it('is refused for a payment that does not wait because of a breach, or that nobody knows', async () => {
    const clear = await treasury.review('TXN-002');
    expect(codeOf(await press(clear))).toBe('case_not_waiting');
    expect(codeOf(await press(await treasury.review('TXN-001')))).toBe('under_compliance_review');
    expect(codeOf(await press(await treasury.review('TXN-004')))).toBe('under_compliance_review');
    expect(
      codeOf(await actOnCase('WF-none', { type: 'release_part', shownVersion: 1, comment: null, actor: maya })),
    ).toBe('unknown_case');
  });

  it('is refused where nothing of it keeps the buffer, and where all of it does', async () => {
    const whole = await treasury.review('TXN-EMRG-001');
    const with_ = (max_releasable: number) => {
      const { liquidity } = readEvidence(whole.run);
      return whole.run.trace.map((entry) => ({
        ...entry,
        toolCalls: entry.toolCalls.map((call) =>
          call.tool === 'compute_liquidity_impact'
            ? {
                ...call,
                output: { ...call.output, breach_assessment: { ...liquidity!.breach_assessment, max_releasable } },
              }
            : call,
        ),
      }));
    };
    const none = await rewrite(whole, { run: { ...whole.run, trace: with_(0) } });
    expect(codeOf(await press(none))).toBe('nothing_releasable');
    const all = await rewrite(none, { run: { ...whole.run, trace: with_(250_000) } });
    expect(codeOf(await press(all))).toBe('nothing_to_reduce');
  });
});
