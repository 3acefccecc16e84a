import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createChangeSubject } from '../../src/app/house/change-subject';
import { createNoteInForce } from '../../src/app/house/note-in-force';
import { eventLine } from '../../src/cli/audit/event-line';
import type { Store } from '../../src/ports/store';
import { openTreasury, type Treasury } from '../fakes/treasury';

let folder: string;
let listDir: string;
let peopleFile: string;
let workflow: string;
let treasury: Treasury;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'in-force-'));
  listDir = path.join(folder, 'list');
  cpSync('demo/watch-list', listDir, { recursive: true });
  peopleFile = path.join(folder, 'people.yaml');
  cpSync('demo/people.yaml', peopleFile);
  cpSync('workflows', path.join(folder, 'workflows'), { recursive: true });
  workflow = path.join(folder, 'workflows', 'treasury-shock-day.yaml');
  treasury = await openTreasury({ listDir, ownPolicy: true, peopleFile, workflow });
});
afterEach(async () => {
  await treasury.close();
  rmSync(folder, { recursive: true });
});

/** As a desk that has just started has it. */
function startNoting(over: Partial<Pick<Store, 'commitSubject'>> = {}) {
  const { store, clock, data } = treasury;
  const notes = createNoteInForce({
    store,
    changeSubject: createChangeSubject({ store: { ...store, ...over }, clock }),
    policy: data.policy,
    lists: { current: () => data.list },
    ledger: data.ledger,
    people: data.directory,
    definition: data.definition,
  });
  return () => notes.note(false);
}
function changeFile(file: string, from: string, to: string): void {
  const text = readFileSync(file, 'utf8');
  expect(text).toContain(from);
  writeFileSync(file, text.replace(from, to));
}

const chain = () => treasury.store.readChain({ limit: 100 });
const types = async () => (await chain()).map(({ type }) => type);
const atFirst = ['policy_taken_in', 'watch_lists_taken_in', 'ledger_taken_in', 'people_taken_in', 'workflow_taken_in'];

it('what is in force stands in the chain once, by the desk, however often it is looked at and started', async () => {
  const note = startNoting();
  await note();
  await note();
  await startNoting()();
  expect(await types()).toEqual(atFirst);
  const { policy, list, ledger, definition } = treasury.data;
  expect((await chain()).map(({ actor, payload }) => [actor.name, payload['fingerprint']])).toEqual([
    ['Treasury Desk', policy.current().fingerprint],
    ['Treasury Desk', list.hash],
    ['Treasury Desk', ledger.current().fingerprint],
    ['Treasury Desk', expect.stringMatching(/^[0-9a-f]{64}$/)],
    ['Treasury Desk', definition.current().pin.fingerprint],
  ]);
  expect(await treasury.store.verifyAudit()).toMatchObject({ count: atFirst.length });
});

it('a line of it says which policy, which lists, which day, how many people and which workflow', async () => {
  await startNoting()();
  const [policy = '', lists = '', ledger = '', people = '', workflow = ''] = (await chain()).map(eventLine);
  expect(policy).toContain(`policy, ${treasury.data.policy.current().fingerprint.slice(0, 12)}`);
  expect(lists).toMatch(/DEMO LIST of 2026-01-\d\d: \d+ entries$/);
  expect(ledger).toMatch(/ledger, [0-9a-f]{12}, 2026-01-22$/);
  expect(people).toMatch(/people, [0-9a-f]{12}, \d+ people$/);
  const { name, version } = treasury.data.definition.current();
  expect(workflow).toMatch(new RegExp(`workflow, [0-9a-f]{12}, ${name} ${version}$`));
});

it.each<[string, string, () => Promise<void> | void]>([
  ['a rule payments are decided by', 'policy_taken_in', () => treasury.changePolicy('cutoffs.yaml', 'SWIFT', 'SEPA')],
  ['who may see and ask', 'policy_taken_in', () => treasury.changePolicy('access.yaml', 'refusal:', 'refusal: Now')],
  [
    'when people are reminded',
    'policy_taken_in',
    () => treasury.changePolicy('deadlines.yaml', 'minutes: 15', 'minutes: 20'),
  ],
  [
    'a legal hold',
    'policy_taken_in',
    () =>
      treasury.changePolicy(
        'legal-holds.yaml',
        '\nholds: []',
        '\nholds: [{ id: hold-1, reason: A court, placed_on: 2026-01-20, entities: [BankSubsidiary_TR] }]',
      ),
  ],
  [
    'the day a list is of',
    'watch_lists_taken_in',
    async () => {
      const file = path.join(listDir, 'publication.json');
      const stated = JSON.parse(readFileSync(file, 'utf8')) as object;
      writeFileSync(file, JSON.stringify({ ...stated, publish_date: '2026-01-22' }));
      await treasury.clock.advance(6_000);
    },
  ],
  [
    'a balance',
    'ledger_taken_in',
    () => treasury.changeLedger('balances', (text) => text.replace(/3500000/, '3500001')),
  ],
  ['who holds a role', 'people_taken_in', () => changeFile(peopleFile, 'roles: [Payments Operator]', 'roles: []')],
  ['the workflow', 'workflow_taken_in', () => changeFile(workflow, 'description: Emergency', 'description: Quick')],
])('%s that changes is one event more, and only one', async (_what, type, change) => {
  await startNoting()();
  await change();
  await treasury.sweep();
  const note = startNoting();
  await note();
  await note();
  await startNoting()();
  expect(await types()).toEqual([...atFirst, type]);
});

it('what was in force before and comes back is an event again', async () => {
  const note = startNoting();
  await note();
  const { fingerprint: first } = treasury.data.policy.current();
  for (const minutes of [[15, 20] as const, [20, 15] as const]) {
    treasury.changePolicy('deadlines.yaml', `minutes: ${minutes[0]}`, `minutes: ${minutes[1]}`);
    await treasury.sweep();
    await note();
  }
  expect(await types()).toEqual([...atFirst, 'policy_taken_in', 'policy_taken_in']);
  expect(await treasury.store.findSubject('policy', 'policy')).toMatchObject({
    version: 3,
    body: { fingerprint: first },
  });
});

it.each(['before', 'after'] as const)(
  'a desk that dies right %s it is written goes on with one of each',
  async (when) => {
    for (const dying of [1, 2, 3, 4, 5]) {
      let left = dying;
      const commitSubject: Store['commitSubject'] = async (request) => {
        const dies = (left -= 1) === 0;
        if (dies && when === 'before') throw new Error('cut off');
        const done = await treasury.store.commitSubject(request);
        if (dies) throw new Error('cut off');
        return done;
      };
      await startNoting({ commitSubject })().catch(() => undefined);
    }
    await startNoting()();
    expect(await types()).toEqual(atFirst);
  },
);
