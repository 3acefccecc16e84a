import fc from 'fast-check';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createDeliverCard } from '../../src/app/delivery/deliver-card';
import { createFollowOutside, type FollowOutside } from '../../src/app/delivery/follow-outside';
import { createReadBeside } from '../../src/app/delivery/read-beside';
import { createChangeCase } from '../../src/app/change-case';
import { createCardDelivery } from '../../src/app/delivery/card-delivery';
import { createNoteLater } from '../../src/app/waiting/note-later';
import { permittedActions } from '../../src/domain/case/machine/permitted-actions';
import type { PaymentCase } from '../../src/domain/case/payment-case';
import { askedPeople } from '../../src/domain/case/people/asked-people';
import { answerersIn } from '../../src/domain/case/people/stand-in';
import type { JsonObject } from '../../src/domain/values/json';
import { createLanes } from '../../src/jobs/lanes';
import type { CardSending, ChannelAnswer } from '../../src/ports/delivery';
import { createManualTimers, turns } from '../fakes/manual-timers';
import { freshCopy } from '../../src/app/delivery/addressees';
import { openTreasury, type Treasury } from '../fakes/treasury';

let folder: string;
let peopleFile: string;
let treasury: Treasury;
let chats: ReturnType<typeof openChats>;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'follow-'));
  peopleFile = path.join(folder, 'people.yaml');
  cpSync('demo/people.yaml', peopleFile);
  treasury = await openTreasury({ peopleFile, ownPolicy: true });
  chats = openChats();
});
afterEach(async () => {
  await treasury.close();
  rmSync(folder, { recursive: true });
});

/** What a card says beside its case, worked out by itself: who is asked by name, and which acts it offers. */
async function saysNow(current: PaymentCase, viewer: CardSending['viewer']): Promise<string> {
  const { knowledge, data } = treasury;
  const inForce = await knowledge.inForce(current);
  const member = viewer ? data.directory.find(viewer.tenantId, viewer.objectId) : null;
  const asked = askedPeople(current, answerersIn(data.directory.members()), inForce);
  const names = asked.map(({ role, people }) => `${role}: ${people.map(({ name }) => name).join(', ')}`);
  const acts = permittedActions(current, member, inForce).map(({ act, minComment }) => `${act} ${minComment}`);
  return JSON.stringify([names, acts]);
}

/** Chats that keep the newest of each card, and the desk's delivery to them. */
function openChats() {
  const shown = new Map<string, string>();
  const answers: ChannelAnswer[] = [];
  let sent = 0;
  const { store, clock, log, knowledge, data } = treasury;
  const timers = createManualTimers();
  const chatOf = ({ id }: JsonObject) => (typeof id === 'string' ? id : '');
  const readBeside = createReadBeside({
    inForce: (current) => knowledge.inForce(current),
    directory: data.directory,
  });
  let elapsed = 0;
  const elapsedMs = () => elapsed;
  const limits = [{ burst: 1_000, perSecond: 1_000 }];
  const delivery = createCardDelivery({
    store,
    lanes: createLanes({ atOnce: 8, slowAtOnce: 2, limits, timers, log }),
    deliverCard: createDeliverCard({ store, by: 'here', clock, elapsedMs, random: () => 0.5, chatOf, readBeside, log }),
    cards: {
      async send({ case: current, viewer, copy, activityId, withoutActs }) {
        sent += 1;
        const refusal = answers.shift();
        if (refusal) return refusal;
        if (withoutActs !== true) shown.set(`${current.runId} ${copy}`, await saysNow(current, viewer));
        return { kind: 'taken', activityId: activityId ?? `card-${sent}` };
      },
    },
    chatOf,
    clock,
    elapsedMs,
    log,
  });
  delivery.start();
  const changeCase = createChangeCase({
    store,
    wakeups: { wake: (runId) => void store.findCase(runId).then((now) => now && delivery.wake(now)) },
  });
  const noteLater = createNoteLater({ store, changeCase, knowledge });
  const startFollowing = (): FollowOutside =>
    createFollowOutside({
      store,
      delivery,
      readBeside,
      noteLater,
      policy: data.policy,
      directory: data.directory,
      clock,
      log,
      turn: () => Promise.resolve(),
    });
  return {
    shown,
    answers,
    sent: () => sent,
    startFollowing,
    /** All that is due now is sent. */
    async settle(follow: FollowOutside, rounds = 3) {
      for (let round = 0; round < rounds; round += 1) {
        elapsed += 11_000;
        await clock.advance(1_000);
        await data.refresh();
        await follow();
        await turns(10);
        await delivery.sweep();
        await turns(10);
      }
    },
  };
}

const manager = () => treasury.data.directory.find('00000000-0000-0000-0000-0000000000d1', idOf('Maya Marchetti'))!;
const idOf = (name: string) => treasury.data.directory.members().find((member) => member.name === name)!.objectId;

/** A payment whose card stands in its own chat, in the manager's, and where somebody asked to see it. */
async function askInChats(amount: number): Promise<PaymentCase> {
  const asked = await treasury.ask(amount);
  await treasury.rewrite({ ...asked, conversation: { id: `chat of ${asked.runId}` } });
  const { tenantId, objectId } = manager();
  const viewer = { tenantId, objectId };
  await treasury.store.saveCopies([
    { ...freshCopy(asked.runId, 1), kind: 'home', conversation: null },
    { ...freshCopy(asked.runId, 2), kind: 'own', conversation: { id: 'manager' }, viewer },
    { ...freshCopy(asked.runId, 3), kind: 'status', conversation: { id: 'a group' } },
  ]);
  return treasury.find(asked.runId);
}

/** Cards of waiting payments that say something else than is true now. */
async function outdated(): Promise<readonly string[]> {
  const found: string[] = [];
  for (const current of await treasury.store.listCases({ statuses: ['awaiting_approval', 'held'], limit: 100 }))
    for (const { number, viewer } of await treasury.store.listCopies(current.runId))
      if (chats.shown.get(`${current.runId} ${number}`) !== (await saysNow(current, viewer)))
        found.push(`${current.payment.payment_id} ${number}`);
  return found;
}

const changePeople = (from: string, to: string): void => {
  const text = readFileSync(peopleFile, 'utf8');
  if (!text.includes(from)) throw new Error(`people.yaml has no "${from}"`);
  writeFileSync(peopleFile, text.replace(from, to));
};
const managerRoles = /Maya Marchetti[^}]*roles: \[(.*?)\]/s;

/** The manager changes the payee's details in another payment to it. */
async function changePayee(other: PaymentCase): Promise<void> {
  const now = await treasury.find(other.runId);
  const next = { ...now, version: now.version + 1, beneficiaryChangedBy: [manager()] };
  await treasury.store.commit({
    case: next,
    expectedVersion: now.version,
    event: {
      type: 'payment_corrected',
      run_id: now.runId,
      payment_id: now.payment.payment_id,
      actor: { kind: 'desk', name: 'Treasury Desk' },
      at: now.updatedAt,
      payload: {},
    },
    idempotencyKey: `${now.runId}/${next.version}`,
    input: {},
  });
}

it('every copy of a card follows when another payment changes its payee’s details, and is sent once', async () => {
  const first = await askInChats(300_000);
  const other = await askInChats(310_000);
  const follow = chats.startFollowing();
  await chats.settle(follow);
  expect(await outdated()).toEqual([]);
  expect(chats.shown.get(`${first.runId} 1`)).toContain('Maya Marchetti');
  expect(chats.shown.get(`${first.runId} 2`)).toContain('approve');
  const before = chats.sent();
  await changePayee(other);
  expect(await outdated()).not.toEqual([]);
  await chats.settle(follow, 1);
  expect(await outdated()).toEqual([]);
  expect(chats.shown.get(`${first.runId} 1`)).not.toContain('Maya Marchetti');
  expect(chats.shown.get(`${first.runId} 2`)).not.toContain('approve');
  // Three cards of each: the changed one for its new version, the other for what it offers.
  expect(chats.sent() - before).toBe(6);
  await chats.settle(follow);
  expect(chats.sent() - before).toBe(6);
  expect((await treasury.find(first.runId)).version).toBe(first.version);
});

it('also where the desk was down meanwhile, and where a chat refuses at first', async () => {
  const first = await askInChats(300_000);
  const other = await askInChats(310_000);
  await chats.settle(chats.startFollowing());
  await changePayee(other);
  for (let refusals = 0; refusals < 6; refusals += 1)
    chats.answers.push({ kind: 'refused', status: 502, retryAfterMs: null });
  const follow = chats.startFollowing();
  await chats.settle(follow, 1);
  expect(await outdated()).not.toEqual([]);
  await chats.settle(follow, 6);
  expect(await outdated()).toEqual([]);
  expect(chats.shown.get(`${first.runId} 1`)).not.toContain('Maya Marchetti');
});

it('of two equal payments the first says so too once the second is asked for, on every card, and only once', async () => {
  const first = await askInChats(1_000);
  const follow = chats.startFollowing();
  await chats.settle(follow);
  const second = await askInChats(1_000);
  await chats.settle(follow);
  const now = await treasury.find(first.runId);
  expect(now.laterUnusual).toMatchObject([{ check: 'duplicate', payments: [second.payment.payment_id] }]);
  expect(now.shownSince).toBe(now.version);
  const copies = await treasury.store.listCopies(first.runId);
  expect(copies.map(({ shownVersion }) => shownVersion)).toEqual([now.version, now.version, now.version]);
  await askInChats(1_000);
  await chats.settle(follow);
  expect((await treasury.find(first.runId)).version).toBe(now.version);
  await treasury.store.verifyAudit();
});

it('policy that asks for more people about a duplicate asks them of the first one too', async () => {
  treasury.changePolicy(
    'unusual.yaml',
    'window_hours: 24, consequence: note',
    'window_hours: 24, consequence: { at_least: Treasury Manager }',
  );
  await treasury.sweep();
  const first = await askInChats(60_000);
  const approved = await treasury.approveOnce(first.runId);
  expect(approved).toMatchObject({ ok: true });
  await askInChats(60_000);
  await chats.settle(chats.startFollowing());
  const now = await treasury.find(first.runId);
  expect(now.decision?.requiredApprovals.map(({ role }) => role)).toContain('Treasury Manager');
  expect(now.status).toBe('awaiting_approval');
  await treasury.approve(first.runId);
  const people = (await treasury.find(first.runId)).approvals;
  expect(people.length).toBeGreaterThan(2);
});

it('whatever happens beside the cards, and in whatever order, a moment later every card says what is true', async () => {
  const step = fc.constantFrom(
    'ask',
    'ask the same',
    'change the payee',
    'approve',
    'withdraw',
    'take a role away',
    'give it back',
    'restart the desk',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10 }), async (steps) => {
      let follow = chats.startFollowing();
      const asked: PaymentCase[] = [await askInChats(300_000)];
      const roles = managerRoles.exec(readFileSync('demo/people.yaml', 'utf8'))?.[1] ?? '';
      for (const [at, what] of steps.entries()) {
        const one = asked[at % asked.length]!;
        if (what === 'ask') asked.push(await askInChats(301_000 + asked.length));
        else if (what === 'ask the same') asked.push(await askInChats(one.payment.amount));
        else if (what === 'change the payee') await changePayee(one);
        else if (what === 'approve') await treasury.approveOnce(one.runId).catch(() => undefined);
        else if (what === 'withdraw') {
          const { version: shownVersion, submitter } = await treasury.find(one.runId);
          const press = {
            type: 'withdraw',
            shownVersion,
            comment: 'not wanted',
            actor: { ...submitter, roles: [] },
          } as const;
          await treasury.actOnCase(one.runId, press);
        } else if (what === 'take a role away' && readFileSync(peopleFile, 'utf8').includes(`[${roles}]`))
          changePeople(`[${roles}]`, '[Payments Operator]');
        else if (what === 'give it back') cpSync('demo/people.yaml', peopleFile);
        else if (what === 'restart the desk') follow = chats.startFollowing();
        await chats.settle(follow, 1);
      }
      await chats.settle(follow, 2);
      expect(await outdated()).toEqual([]);
      for (const { runId } of asked) {
        const now = await treasury.find(runId);
        if (now.status === 'awaiting_approval') await treasury.rewrite({ ...now, status: 'withdrawn' });
      }
      cpSync('demo/people.yaml', peopleFile);
      await treasury.data.refresh();
    }),
    { numRuns: 15 },
  );
});
