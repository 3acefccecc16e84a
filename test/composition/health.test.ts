import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync, cpSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createHealth, type HealthDeps } from '../../src/composition/serve/health';
import { people, startDemoDesk } from '../fakes/demo-desk';
import { createManualClock } from '../fakes/manual-clock';
import { createManualTimers, turns } from '../fakes/manual-timers';
import { openTreasury, type Treasury } from '../fakes/treasury';

const duty = (name: string, over: object = {}) => ({ name, code: null, failures: 0, isStuck: false, ...over });

describe('what the desk says of itself', () => {
  let treasury: Treasury;
  beforeAll(async () => {
    treasury = await openTreasury();
  });
  afterAll(() => treasury.close());

  const looking = (over: Partial<HealthDeps> = {}) =>
    createHealth({
      store: treasury.store,
      duties: { states: () => [duty('unfinished reviews'), duty('statement inbox')] },
      data: treasury.data,
      isOnServer: false,
      inStep: { reasons: () => [] },
      clock: createManualClock(),
      timers: createManualTimers(),
      ...over,
    })();

  it('is alive and ready while all is well', async () => {
    const { isAlive, isReady, checks } = await looking();
    expect([isAlive, isReady]).toEqual([true, true]);
    expect(checks.filter(({ state }) => state !== 'ok')).toEqual([]);
  });

  it('is neither where the database takes nothing', async () => {
    const store = { ...treasury.store, probe: () => Promise.reject(new Error('was deleted')) };
    expect(await looking({ store })).toMatchObject({ isAlive: false, isReady: false });
  });

  it.each(['unfinished reviews', 'audit chain', 'database'])('is not ready where %s fail', async (name) => {
    const states = () => [duty(name, { code: 'store_failed', failures: 1 })];
    expect(await looking({ duties: { states } })).toMatchObject({ isAlive: true, isReady: false });
    expect(await looking({ duties: { states: () => [duty(name, { isStuck: true })] } })).toMatchObject({
      isReady: false,
    });
  });

  it.each<[string, Partial<HealthDeps>]>([
    ['duty: statement inbox', { duties: { states: () => [duty('statement inbox', { code: 'internal' })] } }],
    [
      'card delivery',
      {
        store: {
          probe: () => Promise.resolve(),
          listUndelivered: () =>
            Promise.resolve([{ runId: 'r', paymentId: 'p', state: 'given_up', failures: 4, lastAnswer: '403' }]),
        },
      },
    ],
  ])('stays ready and says where it is degraded: %s', async (name, over) => {
    const { isReady, checks } = await looking(over);
    expect(isReady).toBe(true);
    expect(checks.filter(({ state }) => state === 'degraded')).toMatchObject([{ name }]);
  });

  it('says so of a policy, a workflow, a ledger, a list and a statement that need somebody', async () => {
    const { data } = treasury;
    const changed = {
      ...data,
      list: { ...data.list, entries: [] },
      policy: { ...data.policy, problems: () => [{ code: 'policy_invalid' as const, message: 'x' }] },
      definition: { ...data.definition, problems: () => [{ code: 'file_invalid' as const, message: 'x' }] },
      ledgerRefused: () => 'x',
      stuckStatements: () => [{ file: 'a', reason: 'b' }],
    };
    const { isReady, checks } = await looking({ data: changed });
    expect(isReady).toBe(true);
    const degraded = checks.filter(({ state }) => state === 'degraded').map(({ name }) => name);
    expect(degraded).toEqual(['watch lists', 'ledger', 'policy', 'workflow', 'statements']);
  });

  it('is not ready while it reads other files than the others, and stays alive', async () => {
    const inStep = { reasons: () => [{ what: 'reads_other', of: 'policy' } as const] };
    expect(await looking({ inStep })).toMatchObject({ isAlive: true, isReady: false });
  });

  it('stays alive while its server is away: a new process would find it away too', async () => {
    const store = { ...treasury.store, probe: () => Promise.reject(new Error('away')) };
    expect(await looking({ store, isOnServer: true })).toMatchObject({ isAlive: true, isReady: false });
    expect(await looking({ store })).toMatchObject({ isAlive: false, isReady: false });
  });

  it('answers while its database hangs, asks it no second time meanwhile, and is ready again once it answers', async () => {
    const clock = createManualClock();
    const timers = createManualTimers();
    const pending: (() => void)[] = [];
    const store = { ...treasury.store, probe: () => new Promise<void>((resolve) => pending.push(resolve)) };
    const { data } = treasury;
    const duties = { states: () => [] };
    const inStep = { reasons: () => [] };
    const health = createHealth({ store, duties, data, isOnServer: true, inStep, clock, timers });
    for (let time = 0; time < 3; time += 1) {
      const asked = health();
      await turns(10);
      await timers.fire();
      expect(await asked).toMatchObject({ isAlive: true, isReady: false });
      await clock.advance(1_000);
    }
    expect(pending).toHaveLength(1);
    pending[0]?.();
    await turns(10);
    store.probe = () => Promise.resolve();
    expect(await health()).toMatchObject({ isAlive: true, isReady: true });
  });

  it('is looked at once a second at most, however often it is asked', async () => {
    let probes = 0;
    const clock = createManualClock();
    const store = { ...treasury.store, probe: () => Promise.resolve(void (probes += 1)) };
    const health = createHealth({
      store,
      duties: { states: () => [] },
      data: treasury.data,
      isOnServer: false,
      inStep: { reasons: () => [] },
      clock,
      timers: createManualTimers(),
    });
    for (let time = 0; time < 20; time += 1) await health();
    await clock.advance(1_000);
    await health();
    expect(probes).toBe(2);
  });
});

describe('a running desk', () => {
  it('whose database is deleted refuses to acknowledge anything, and is neither alive nor ready', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'treasury-desk-'));
    const desk = await startDemoDesk({ DATA_DIR: folder });
    try {
      expect((await fetch(`${desk.url}/readyz`)).status).toBe(200);
      renameSync(path.join(folder, 'demo.db'), path.join(folder, 'gone.db'));
      await desk.channel.say(people.dana, '/payment TXN-002');
      await desk.connector.cardWith('The database did not take the change');
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      expect((await fetch(`${desk.url}/healthz`)).status).toBe(503);
      expect(await (await fetch(`${desk.url}/readyz`)).json()).toMatchObject({ status: 'not_ready' });
    } finally {
      await desk.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('finishes reviews while statements cannot be taken, and says so', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'treasury-desk-'));
    cpSync('demo/ledger', folder, { recursive: true });
    mkdirSync(path.join(folder, 'inbox'));
    const name = path.join(folder, 'inbox', 'x'.repeat(252));
    writeFileSync(name, 'no statement');
    utimesSync(name, 0, 0);
    const desk = await startDemoDesk({ LEDGER_DIR: folder });
    try {
      await desk.channel.say(people.dana, '/payment TXN-002');
      await desk.connector.cardWith('"verb":"approve"');
      await desk.channel.say(people.dana, '/status');
      await desk.connector.cardWith('Statements are not taken');
      expect((await fetch(`${desk.url}/readyz`)).status).toBe(200);
    } finally {
      await desk.close();
      rmSync(folder, { recursive: true });
    }
  });

  it('answers thirty refused presses of a stranger with two messages, and the rest to the stranger alone', async () => {
    const desk = await startDemoDesk();
    try {
      await desk.channel.say(people.dana, '/payment TXN-002');
      await desk.connector.cardWith('"verb":"approve"');
      const found = await desk.store.findCaseByPayment('TXN-002');
      const data = { run_id: found?.runId, version: found?.version };
      const answers = [];
      for (let press = 0; press < 30; press += 1)
        answers.push(await desk.channel.press(people.stranger, 'approve', data));
      const said = desk.connector.sent.filter(({ activity }) => JSON.stringify(activity).includes('this was not done'));
      expect(said).toHaveLength(2);
      expect(answers.filter(({ body }) => JSON.stringify(body).includes('this was not done'))).toHaveLength(28);
    } finally {
      await desk.close();
    }
  });
});
