import { createKeepInStep, type KeepInStep } from '../../src/app/house/keep-in-step';
import { createNoteInForce } from '../../src/app/house/note-in-force';
import { createChangeSubject } from '../../src/app/house/change-subject';
import type { Store } from '../../src/ports/store';
import type { Replica } from '../../src/ports/house';
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store';
import { createManualClock } from '../fakes/manual-clock';
import { createRecordingLog } from '../fakes/recording-log';
import { openTreasury, type Treasury } from '../fakes/treasury';

/** What one process reads: any of it may change while it runs. */
interface Reads {
  ledger: string;
  /** How many of the people file's people. */
  people: number;
  workflow: string;
  format: number;
}

describe('processes that share a desk', () => {
  let treasury: Treasury;
  let store: Store;
  let there: Map<string, Replica>;
  let started: number;
  let apart: Set<string>;
  beforeAll(async () => {
    treasury = await openTreasury();
  });
  afterAll(() => treasury.close());
  beforeEach(async () => {
    store = await openSqliteStore({ file: ':memory:', recordedNow: () => 0 });
    there = new Map();
    started = 0;
    apart = new Set();
  });
  afterEach(() => store.close());

  /** As several processes would see each other in one database. */
  const noteReplica: Store['noteReplica'] = (replica) => {
    there.set(replica.id, replica);
    return Promise.resolve([...there.values()].filter(({ id }) => id !== replica.id));
  };
  const forgetReplica: Store['forgetReplica'] = (id) => Promise.resolve(void there.delete(id));

  function start(over: Partial<Reads> = {}): KeepInStep & { readonly reads: Reads; readonly id: string } {
    const reads: Reads = { ledger: 'ledger-1', people: 9, workflow: 'workflow-1', format: 4, ...over };
    const { policy, ledger, directory: people, definition } = treasury.data;
    const id = `replica-${(started += 1)}`;
    const inStep = createKeepInStep({
      store: { noteReplica, forgetReplica, isClockApart: () => Promise.resolve(apart.has(id)) },
      notes: createNoteInForce({
        store,
        changeSubject: createChangeSubject({ store, clock: createManualClock() }),
        policy,
        lists: { current: () => treasury.data.list },
        ledger: { current: () => ({ ...ledger.current(), fingerprint: reads.ledger }) },
        people: { members: () => people.members().slice(0, reads.people) },
        definition: { current: () => ({ pin: { ...definition.current().pin, fingerprint: reads.workflow } }) },
      }),
      replica: { id, name: id, startedAtMs: started },
      caseFormat: reads.format,
      log: createRecordingLog(),
    });
    return { ...inStep, reads, id };
  }

  const ledgersTakenIn = async () =>
    (await store.readChain({ limit: 100 })).filter(({ type }) => type === 'ledger_taken_in').length;

  it('work side by side where they read the same, and take each state in once', async () => {
    const one = start();
    const two = start();
    expect(one.refuseBehind()).toMatchObject({ problems: [{ code: 'desk_behind' }] });
    for (const each of [one, two, one, two]) await each.round();
    expect([one.refuseBehind(), two.refuseBehind()]).toEqual([null, null]);
    expect(await ledgersTakenIn()).toBe(1);
  });

  it('of one whose clock is put wrong while it runs, that one stands back until it is right again', async () => {
    const one = start();
    const two = start();
    for (const each of [one, two, one, two]) await each.round();
    apart.add(two.id);
    for (const each of [one, two]) await each.round();
    expect([one.reasons(), two.reasons()]).toEqual([[], [{ what: 'clock_apart' }]]);
    expect(two.refuseBehind()).toMatchObject({ problems: [{ code: 'desk_behind' }] });
    expect(there.get(two.id)?.isBehind).toBe(true);
    apart.clear();
    await two.round();
    expect(two.refuseBehind()).toBeNull();
  });

  it('of one that starts with another ledger among others, that one stands back and says so', async () => {
    const one = start();
    await one.round();
    const two = start({ ledger: 'ledger-0' });
    await two.round();
    await one.round();
    expect(one.refuseBehind()).toBeNull();
    expect(two.refuseBehind()).not.toBeNull();
    expect(two.reasons()).toEqual([{ what: 'reads_other', of: 'ledger' }]);
    expect(await ledgersTakenIn()).toBe(1);
    two.reads.ledger = 'ledger-1';
    await two.round();
    expect(two.reasons()).toEqual([]);
  });

  it('go on together when a ledger changes: whoever reads it first takes it in, the others stand back until they have', async () => {
    const one = start();
    const two = start();
    for (const each of [one, two]) await each.round();
    two.reads.ledger = 'ledger-2';
    await two.round();
    await one.round();
    expect(two.refuseBehind()).toBeNull();
    expect(one.refuseBehind()).not.toBeNull();
    one.reads.ledger = 'ledger-2';
    await one.round();
    expect(one.refuseBehind()).toBeNull();
    expect(await ledgersTakenIn()).toBe(2);
  });

  it('of one that is left alone with what it reads, that comes into force', async () => {
    const one = start();
    await one.round();
    const two = start({ ledger: 'ledger-2' });
    await two.round();
    expect(two.refuseBehind()).not.toBeNull();
    await one.leave();
    await two.round();
    expect(two.refuseBehind()).toBeNull();
  });

  it('are not kept from work by others that stand back themselves', async () => {
    const one = start();
    await one.round();
    const others = [start({ ledger: 'ledger-2' }), start({ ledger: 'ledger-2' })];
    for (const other of others) await other.round();
    await one.leave();
    for (const other of [...others, ...others]) await other.round();
    expect(others.map((other) => other.refuseBehind())).toEqual([null, null]);
  });

  it.each([
    ['workflow', { workflow: 'workflow-2' }],
    ['people', { people: 8 }],
  ])('stand back with another version of %s than is in force', async (of, over) => {
    const one = start();
    await one.round();
    const two = start(over);
    for (const each of [two, one, two]) await each.round();
    expect(one.refuseBehind()).toBeNull();
    expect(two.refuseBehind()).not.toBeNull();
    expect(two.reasons()).toEqual([{ what: 'reads_other', of }]);
  });

  it('give way to a newer release, whose cases they cannot read', async () => {
    const old = start();
    await old.round();
    const next = start({ format: 5 });
    await next.round();
    await old.round();
    expect(next.refuseBehind()).toBeNull();
    expect(old.reasons()).toEqual([{ what: 'older_release', than: 'replica-2' }]);
  });
});
