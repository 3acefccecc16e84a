import { createKnowledge } from '../../src/app/know';
import { readConfig } from '../../src/composition/config/config';
import { openReferenceData } from '../../src/composition/data/reference-data';
import { createRecheckWaiting } from '../../src/app/waiting/recheck-waiting';
import { createNoteCheck } from '../../src/app/act-on-case';
import { createChangeCase } from '../../src/app/change-case';
import { Fault } from '../../src/domain/values/errors';
import type { PaymentCase } from '../../src/domain/case/payment-case';
import type { Store } from '../../src/ports/store';
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store';
import { nothingHeld } from '../../src/domain/liquidity/held/held-set';
import { ledgerOf } from '../domain/liquidity/ledger-fixture';
import { createManualClock } from '../fakes/manual-clock';
import { createRecordingLog } from '../fakes/recording-log';
import { commitOf, nextVersion, numberedCase, sampleDecision } from '../fakes/sample-case';
import { openTreasury, type Treasury } from '../fakes/treasury';

describe('a payment that waits while the ledger changes', () => {
  let treasury: Treasury;
  let waiting: PaymentCase;
  beforeEach(async () => {
    treasury = await openTreasury();
    waiting = await treasury.ask(1_000_000);
  });
  afterEach(() => treasury.close());

  const now = () => treasury.find(waiting.runId);
  const arrives = (amount: number, direction = 'OUT') => {
    treasury.changeLedger('flows', (text) => {
      const id = `NEW-${text.length}`;
      const row = `${id},2026-01-22 12:00:00,BankSubsidiary_TR,ACC-BAN-002,Storm Repair Inc,SWIFT,${amount}.00,${direction},USD,QUEUED,,SWIFT`;
      return `${text.trimEnd()}\n${row}\n`;
    });
    return treasury.sweep();
  };
  const rechecks = async () =>
    (await treasury.store.readEvents({ limit: 1_000 })).filter(({ type }) => type === 'liquidity_rechecked');

  it('stays as it is while no other ledger is in force', async () => {
    for (let sweep = 0; sweep < 3; sweep += 1) await treasury.sweep();
    expect(await now()).toEqual(waiting);
    expect(treasury.woken).toEqual([]);
  });

  it('says once what got worse, wakes its card and still waits', async () => {
    await arrives(700_000);
    const checked = await now();
    expect(checked).toMatchObject({
      version: waiting.version + 1,
      status: 'awaiting_approval',
      decision: waiting.decision,
      liquidityCheck: {
        checkedAt: '2026-01-22T10:25:01Z',
        ledgerFingerprint: treasury.data.ledger.current().fingerprint,
        verdict: 'worse',
      },
    });
    expect(checked.liquidityCheck?.changes).toContainEqual({ field: 'gap', before: '0 USD', after: '200,000 USD' });
    expect(treasury.woken).toEqual([waiting.runId]);
    const [event, ...others] = await rechecks();
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      actor: { kind: 'desk' },
      payload: { verdict: 'worse', ledger_fingerprint: checked.liquidityCheck?.ledgerFingerprint },
    });
    for (let sweep = 0; sweep < 3; sweep += 1) await treasury.sweep();
    await treasury.sweepAfterRestart();
    expect(await now()).toEqual(checked);
  });

  it('is not approved on a decision that no longer stands, and is once a later ledger makes up for it', async () => {
    await arrives(700_000);
    expect(await treasury.approve(waiting.runId)).toMatchObject({
      ok: false,
      problems: [{ code: 'liquidity_changed', message: expect.stringContaining('gap from 0 USD to 200,000 USD') }],
    });
    await arrives(900_000, 'IN');
    expect(await now()).toMatchObject({ liquidityCheck: { verdict: 'same' } });
    expect((await rechecks()).map(({ payload }) => payload['verdict'])).toEqual(['worse', 'same']);
    expect(await treasury.approve(waiting.runId)).toMatchObject({ ok: true, case: { status: 'approved' } });
  });

  it('that was held is told when it got better', async () => {
    const held = await treasury.ask(1_000_000);
    expect(held.decision?.outcome).toBe('liquidity_hold');
    await arrives(600_000, 'IN');
    expect((await treasury.find(held.runId)).liquidityCheck).toMatchObject({ verdict: 'better' });
    // It competes with the one before it, which never hears of it.
    expect((await now()).liquidityCheck).toBeUndefined();
  });

  it('is left alone by figures that move and change no verdict: a press on its card must not be refused as stale', async () => {
    await arrives(100_000);
    await treasury.sweepAfterRestart();
    expect(await now()).toEqual(waiting);
  });

  it('is told again when what got worse gets worse still', async () => {
    await arrives(700_000);
    await arrives(50_000);
    expect((await rechecks()).map(({ payload }) => payload['verdict'])).toEqual(['worse', 'worse']);
    expect((await now()).liquidityCheck?.changes).toContainEqual({
      field: 'gap',
      before: '0 USD',
      after: '250,000 USD',
    });
  });

  it.each([
    [
      'its account vanished',
      () => {
        treasury.changeLedger('flows', (text) => withoutLines(text, 'ACC-BAN-002'));
        treasury.changeLedger('balances', (text) => withoutLines(text, 'ACC-BAN-002'));
      },
      'No account ACC-BAN-002 is in the ledger',
    ],
    [
      'the ledger is of another day',
      () => treasury.changeLedger('flows', (text) => text.replaceAll('2026-01-22', '2026-01-23')),
      'The ledger is of 2026-01-23; the payment is for 2026-01-22',
    ],
  ])('cannot be approved once %s, and the card says so', async (_what, change, why) => {
    change();
    await treasury.sweep();
    expect((await now()).liquidityCheck).toMatchObject({
      verdict: 'worse',
      changes: [{ field: 'assessment', before: 'possible', after: `not possible: ${why}` }],
    });
    expect(await treasury.approve(waiting.runId)).toMatchObject({
      ok: false,
      problems: [{ code: 'liquidity_changed', message: expect.stringContaining(why) }],
    });
    await treasury.sweep();
    expect(await rechecks()).toHaveLength(1);
  });

  it('starts its new review and its new decision without what was found of the old one', async () => {
    await arrives(700_000);
    const anew = await treasury.restart(waiting.runId);
    expect(anew).toMatchObject({ status: 'awaiting_approval', decision: { outcome: 'liquidity_hold' } });
    expect(anew.liquidityCheck).toBeUndefined();
    await treasury.sweep();
    expect(await treasury.find(waiting.runId)).toEqual(anew);
  });
});

describe('many waiting payments', () => {
  let store: Store;
  beforeEach(async () => {
    store = await openSqliteStore({ file: ':memory:', recordedNow: () => 0 });
  });
  afterEach(() => store.close());

  const clock = createManualClock();
  const { policy, definition } = openReferenceData(readConfig({ profile: 'local' }, {}), clock);
  const waitingCase = (number: number) =>
    numberedCase(number, { status: 'awaiting_approval', decision: sampleDecision });

  /** Rounds over the store, where looking at a case is `look`. */
  function rechecking(look: (runId: string) => Promise<void>) {
    const looked: string[] = [];
    const log = createRecordingLog();
    let fingerprint = 'first';
    let turns = 0;
    const ledger = { current: () => ({ ...ledgerOf([], [], []), fingerprint }) };
    const round = createRecheckWaiting({
      store,
      recheckLiquidity: async ({ runId }) => {
        looked.push(runId);
        await look(runId);
        const changes = [{ field: 'gap' as const, before: '0 USD', after: `for ${fingerprint}` }];
        return { found: { verdict: 'worse', changes }, restsOn: [] };
      },
      reservations: () => Promise.resolve(nothingHeld),
      ledger,
      noteCheck: createNoteCheck({
        changeCase: createChangeCase({ store, wakeups: { wake: () => undefined } }),
        knowledge: createKnowledge({ store, policy, ledger, definition, clock }),
        ledger,
      }),
      log,
      turn: () => {
        turns += 1;
        return Promise.resolve();
      },
    });
    return {
      looked,
      log,
      turns: () => turns,
      round,
      putInForce: (next: string) => {
        fingerprint = next;
      },
    };
  }

  it('are looked at two hundred a round, the process taking other work after each, until all were looked at once', async () => {
    for (let number = 0; number < 450; number += 1) await store.commit(commitOf(waitingCase(number)));
    const { looked, round, turns } = rechecking(() => Promise.resolve());
    const after: number[] = [];
    for (let rounds = 0; rounds < 5; rounds += 1) {
      await round();
      after.push(looked.length);
    }
    expect(after).toEqual([200, 400, 450, 450, 450]);
    expect(new Set(looked).size).toBe(450);
    expect(turns()).toBe(450);
  });

  it('are not looked at with the ledger of their last look, which they remember over a restart', async () => {
    const liquidityCheck = {
      checkedAt: sampleDecision.decidedAt,
      ledgerFingerprint: 'first',
      verdict: 'same',
      changes: [],
    } as const;
    await store.commit(commitOf({ ...waitingCase(1), liquidityCheck }));
    const { looked, round, putInForce } = rechecking(() => Promise.resolve());
    await round();
    expect(looked).toEqual([]);
    putInForce('second');
    await round();
    expect(looked).toEqual([waitingCase(1).runId]);
  });

  it('are all looked at again with every other ledger, those that left not at all', async () => {
    for (const number of [1, 2, 3]) await store.commit(commitOf(waitingCase(number)));
    const { looked, round, putInForce } = rechecking(() => Promise.resolve());
    await round();
    const second = (await store.findCase(numberedCase(2).runId))!;
    await store.commit(commitOf(nextVersion(second, { status: 'rejected' })));
    looked.length = 0;
    putInForce('second');
    await round();
    expect(looked.sort()).toEqual([1, 3].map((number) => numberedCase(number).runId));
  });

  it('are not kept from it by one that cannot be looked at, which is logged once', async () => {
    for (const number of [1, 2, 3]) await store.commit(commitOf(waitingCase(number)));
    const broken = numberedCase(2).runId;
    const { round, looked, log } = rechecking((runId) =>
      runId === broken ? Promise.reject(new Fault('policy_invalid', 'not kept')) : Promise.resolve(),
    );
    await round();
    await round();
    expect(looked).toHaveLength(3);
    expect(log.lines).toMatchObject([{ level: 'error', fields: { runId: broken, code: 'policy_invalid' } }]);
    expect((await store.findCase(broken))?.version).toBe(1);
  });

  it('are looked at again where somebody changed one meanwhile', async () => {
    const { runId } = waitingCase(1);
    await store.commit(commitOf(waitingCase(1)));
    let isFirst = true;
    const { round, looked } = rechecking(async () => {
      if (!isFirst) return;
      isFirst = false;
      await store.commit(commitOf(nextVersion(waitingCase(1), { updatedAt: '2026-01-22T10:26:00Z' })));
    });
    await round();
    expect(await store.findCase(runId)).toMatchObject({ version: 2 });
    await round();
    expect(looked).toEqual([runId, runId]);
    expect(await store.findCase(runId)).toMatchObject({ version: 3, liquidityCheck: { verdict: 'worse' } });
  });

  it('stop the round where the database takes no change, which the next one makes up for', async () => {
    for (const number of [1, 2]) await store.commit(commitOf(waitingCase(number)));
    let isDown = true;
    const { round, looked } = rechecking(() =>
      isDown ? Promise.reject(new Fault('store_failed', 'disk full')) : Promise.resolve(),
    );
    await expect(round()).rejects.toMatchObject({ code: 'store_failed' });
    isDown = false;
    looked.length = 0;
    await round();
    expect(looked).toHaveLength(2);
  });
});

function withoutLines(text: string, word: string): string {
  return text
    .split('\n')
    .filter((line) => !line.includes(word))
    .join('\n');
}
