/** What every Store does, whatever it is built on. */
import { findChainFault, firstLink, firstPreviousHash } from '../../src/domain/case/audit-event';
import type { Reservation } from '../../src/domain/liquidity/held/reservation';
import type { PaymentCase } from '../../src/domain/case/payment-case';
import type { Store } from '../../src/ports/store';
import type { CommitRequest, CommitResult } from '../../src/ports/commit';
import type { CardCopy } from '../../src/ports/delivery';
import { sha256 } from '../../src/domain/values/json';
import { decimal } from '../../src/domain/values/money';
import {
  commitOf,
  nextVersion,
  numberedCase,
  sampleCase,
  sampleCopy,
  sampleDecision,
  sampleRunId,
} from '../fakes/sample-case';
import { describeContents } from './store-contents';
import { describeVersions } from './store-versions';
import { describeFinding } from './store-finding';
import { describeHouse } from './store-house';
import { describeTogether } from './store-together';

/** One database. `open` may be called again after `close` and finds what was there. */
export interface StorePlace {
  open(recordedNow: () => number): Promise<Store>;
  remove(): Promise<void>;
}

const recordedMs = Date.UTC(2026, 10, 22, 16, 0, 0, 250);
const inChat = { conversation: { id: 'conversation-1' } };

export function describeStore(name: string, makePlace: () => Promise<StorePlace>): void {
  describe(`${name} as a store`, () => {
    let place: StorePlace;
    let store: Store;

    beforeEach(async () => {
      place = await makePlace();
      store = await place.open(() => recordedMs);
    });

    afterEach(async () => {
      await store.close();
      await place.remove();
    });

    async function reopen(): Promise<void> {
      await store.close();
      store = await place.open(() => recordedMs);
    }

    async function allEvents() {
      return store.readEvents({ limit: 10_000 });
    }

    describeContents(() => store, reopen);
    describeVersions(() => store, reopen);

    it('gives every version of a case as the text its event sealed', async () => {
      await store.commit(commitOf(sampleCase()));
      await store.commit(commitOf(nextVersion(sampleCase())));
      const texts = await store.readVersionTexts(sampleRunId);
      const events = await allEvents();
      expect(texts.map(({ version }) => version)).toEqual([1, 2]);
      expect(texts.map(({ text }) => sha256(text))).toEqual(events.map(({ case_hash: sealed }) => sealed));
      expect(await store.readVersionTexts('WF-none')).toEqual([]);
    });

    describe('keeping calls of tools', () => {
      const call = {
        runId: sampleRunId,
        tool: 'screen_sanctions',
        input: { name: 'ACME Corp' },
        output: { decision: 'CLEAR', parties: [], figure: 1.5 },
        problem: null,
        calledAt: '2026-11-22T16:00:00.250Z',
      };
      const since = (afterSeq: number) => store.listToolCalls({ runId: call.runId, tool: call.tool, afterSeq });

      it('gives back those of one run and tool as they were made, in order, from a point on', async () => {
        expect(await store.lastToolCall()).toBe(0);
        const refused = { ...call, input: {}, output: null, problem: 'invalid_input' };
        await store.recordToolCall(call);
        await store.recordToolCall({ ...call, runId: 'MCP-1' });
        await store.recordToolCall({ ...call, tool: 'search_treasury_kb' });
        const point = await store.lastToolCall();
        await store.recordToolCall(refused);
        expect(await since(0)).toEqual([
          { seq: 1, ...call },
          { seq: 4, ...refused },
        ]);
        expect(await since(point)).toEqual([{ seq: 4, ...refused }]);
      });

      it('still has them after it was opened again', async () => {
        await store.recordToolCall(call);
        await reopen();
        expect(await since(0)).toEqual([{ seq: 1, ...call }]);
        expect(await store.lastToolCall()).toBe(1);
      });
    });

    describe('taking a change', () => {
      it('writes the case and its event together', async () => {
        const done = accepted(await store.commit(commitOf(sampleCase())));
        expect(done).toMatchObject({ repeated: false, case: sampleCase() });
        expect(done.event).toMatchObject({
          seq: 1,
          type: 'payment_submitted',
          case_version: 1,
          previous_hash: firstPreviousHash,
        });
        expect(await store.findCase(sampleRunId)).toEqual(sampleCase());
        expect(await allEvents()).toEqual([done.event]);
      });

      it('stamps the real time of writing beside the business time', async () => {
        const { event } = accepted(await store.commit(commitOf(sampleCase())));
        expect(event).toMatchObject({ at: '2026-01-22T10:25:00Z', recorded_at: '2026-11-22T16:00:00.250Z' });
      });

      describe('with others that follow upon it', () => {
        const opened = sampleCase();
        const held = nextVersion(opened, { status: 'held' });
        const withdrawn = nextVersion(held, { status: 'withdrawn' });

        it('keeps all of them in order, each with its event and its version, and answers with the last', async () => {
          const done = accepted(
            await store.commit({ ...commitOf(opened), following: [commitOf(held), commitOf(withdrawn)] }),
          );
          expect(done).toMatchObject({ repeated: false, case: withdrawn, event: { seq: 3, case_version: 3 } });
          const events = await allEvents();
          expect(events.map(({ seq, case_version }) => [seq, case_version])).toEqual([
            [1, 1],
            [2, 2],
            [3, 3],
          ]);
          expect(findChainFault(events, firstLink)).toBeNull();
          await reopen();
          expect(await store.findCase(sampleRunId)).toEqual(withdrawn);
          expect(await store.findVersion(sampleRunId, 2)).toEqual(held);
          expect(await store.verifyAudit()).toMatchObject({ count: 3 });
        });

        it.each<{ readonly what: string; readonly changes: readonly PaymentCase[]; readonly before?: PaymentCase }>([
          { what: 'the first is stale', changes: [held, withdrawn] },
          { what: 'one of them does not follow', changes: [opened, withdrawn] },
          { what: 'somebody else has kept one before', changes: [opened, held, withdrawn], before: opened },
          { what: 'another comes first', changes: [numberedCase(1), held] },
        ])('keeps none of them where $what', async ({ changes, before }) => {
          if (before) await store.commit(commitOf(before));
          const [first, ...following] = changes.map((change) => commitOf(change));
          if (!first) throw new Error('nothing to commit');
          const kept = await allEvents();
          const answer = await store.commit({ ...first, following }).catch((error: unknown) => error);
          expect(answer).not.toMatchObject({ ok: true });
          expect(await allEvents()).toEqual(kept);
          // And the next change is taken as if nobody had tried.
          accepted(await store.commit(commitOf(before ? held : opened)));
        });
      });

      it('answers a repeated key with the first result, whatever came after it', async () => {
        const first = accepted(await store.commit(commitOf(sampleCase())));
        await store.commit(commitOf(nextVersion(sampleCase(), { status: 'held' })));
        const again = accepted(await store.commit(commitOf(sampleCase())));
        expect(again).toStrictEqual({ ...first, repeated: true });
        expect(JSON.stringify(again.case)).toBe(JSON.stringify(first.case));
        expect(await store.findCase(sampleRunId)).toMatchObject({ version: 2, status: 'held' });
        expect(await allEvents()).toHaveLength(2);
      });

      it('knows a repeated input whatever the order of its keys', async () => {
        await store.commit(commitOf(sampleCase(), { input: { a: 1, b: { c: 2, d: 3 } } }));
        const again = await store.commit(commitOf(sampleCase(), { input: { b: { d: 3, c: 2 }, a: 1 } }));
        expect(again).toMatchObject({ ok: true, repeated: true });
      });

      it('still knows a key after the store was opened again', async () => {
        const first = accepted(await store.commit(commitOf(sampleCase())));
        await reopen();
        expect(await store.commit(commitOf(sampleCase()))).toStrictEqual({ ...first, repeated: true });
      });

      it('gives undefined fields the same treatment at first and when repeated', async () => {
        const request = commitOf(sampleCase(), {
          event: { ...commitOf(sampleCase()).event, payload: { kept: 1, left_out: undefined } },
        });
        const first = accepted(await store.commit(request));
        expect(first.event.payload).toStrictEqual({ kept: 1 });
        expect(await store.commit(request)).toStrictEqual({ ...first, repeated: true });
        expect(findChainFault(await allEvents())).toBeNull();
      });

      it.each([
        [
          'the same key with another input',
          'key_reused',
          () => commitOf(nextVersion(sampleCase()), { idempotencyKey: `${sampleRunId}/1` }),
        ],
        [
          'a version that is no longer current',
          'stale_version',
          () => commitOf(sampleCase(), { idempotencyKey: 'other' }),
        ],
        ['a version that does not exist yet', 'stale_version', () => commitOf({ ...sampleCase(), version: 9 })],
        [
          'a change to a run that was never opened',
          'stale_version',
          () => commitOf({ ...numberedCase(7), version: 2 }),
        ],
        [
          'a second case for one payment',
          'payment_exists',
          () => commitOf(numberedCase(7, { payment: sampleCase().payment })),
        ],
      ] as const)('refuses %s and writes nothing', async (_what, reason, request: () => CommitRequest) => {
        await store.commit(commitOf(sampleCase()));
        expect(await store.commit(request())).toEqual({ ok: false, reason });
        expect(await allEvents()).toHaveLength(1);
        expect(await store.findCase(sampleRunId)).toEqual(sampleCase());
        expect(await store.findCase(request().case.runId)).toEqual(
          request().case.runId === sampleRunId ? sampleCase() : null,
        );
      });

      it('looks at the key before the version', async () => {
        await store.commit(commitOf(sampleCase()));
        await store.commit(commitOf(nextVersion(sampleCase())));
        expect(await store.commit(commitOf(sampleCase(), { input: { other: true } }))).toEqual({
          ok: false,
          reason: 'key_reused',
        });
      });

      it('takes a key again that was refused before', async () => {
        await store.commit(commitOf(sampleCase()));
        const early = commitOf({ ...sampleCase(), version: 3 });
        expect(await store.commit(early)).toEqual({ ok: false, reason: 'stale_version' });
        await store.commit(commitOf(nextVersion(sampleCase())));
        expect(await store.commit(early)).toMatchObject({ ok: true, repeated: false });
      });

      it.each([
        ['a version that does not follow', commitOf(sampleCase(), { expectedVersion: 4 })],
        [
          'an event of another run',
          commitOf(sampleCase(), { event: { ...commitOf(sampleCase()).event, run_id: 'WF-other' } }),
        ],
        [
          'an event of another payment',
          commitOf(sampleCase(), { event: { ...commitOf(sampleCase()).event, payment_id: 'TXN-other' } }),
        ],
        ['an empty key', commitOf(sampleCase(), { idempotencyKey: '' })],
      ])('treats %s as a defect of the caller', async (_what, request) => {
        await expect(store.commit(request)).rejects.toMatchObject({ code: 'internal' });
        expect(await allEvents()).toEqual([]);
      });

      it('never moves a case to another payment', async () => {
        await store.commit(commitOf(sampleCase()));
        const moved = nextVersion(sampleCase(), { payment: numberedCase(7).payment });
        await expect(store.commit(commitOf(moved))).rejects.toMatchObject({ code: 'internal' });
      });
    });

    describe('under parallel changes', () => {
      it('makes fifty presses of one button one event', async () => {
        await store.commit(commitOf(sampleCase()));
        const press = commitOf(nextVersion(sampleCase(), { status: 'approved' }), { idempotencyKey: 'approve' });
        const results = (await Promise.all(Array.from({ length: 50 }, () => store.commit(press)))).map(accepted);
        expect(results.filter(({ repeated }) => !repeated)).toHaveLength(1);
        expect(new Set(results.map(({ event }) => event.hash)).size).toBe(1);
        expect(await allEvents()).toHaveLength(2);
      });

      it('lets exactly one of fifty different changes to one version through', async () => {
        await store.commit(commitOf(sampleCase()));
        const presses = Array.from({ length: 50 }, (_, person) =>
          commitOf(nextVersion(sampleCase()), { idempotencyKey: `person-${person}`, input: { person } }),
        );
        const results = await Promise.all(presses.map((press) => store.commit(press)));
        expect(results.filter(({ ok }) => ok)).toHaveLength(1);
        expect(results.filter((result) => !result.ok && result.reason === 'stale_version')).toHaveLength(49);
        expect(await allEvents()).toHaveLength(2);
      });

      it('opens one case when one payment is submitted fifty times at once', async () => {
        const { payment } = sampleCase();
        const submits = Array.from({ length: 50 }, (_, number) => commitOf(numberedCase(number, { payment })));
        const results = await Promise.all(submits.map((submit) => store.commit(submit)));
        expect(results.filter(({ ok }) => ok)).toHaveLength(1);
        expect(results.filter((result) => !result.ok && result.reason === 'payment_exists')).toHaveLength(49);
      });

      it('keeps one whole chain over fifty cases opened at once, with readers in between', async () => {
        const work = Array.from({ length: 50 }, async (_, number) => {
          const opened = numberedCase(number);
          await store.commit(commitOf(opened));
          await store.findCase(opened.runId);
          await store.commit(commitOf(nextVersion(opened)));
        });
        await Promise.all(work);
        const events = await allEvents();
        expect(events).toHaveLength(100);
        expect(findChainFault(events)).toBeNull();
      });
    });

    describe('finding cases', () => {
      it('finds a case by its run and by its payment, and null where there is none', async () => {
        await store.commit(commitOf(sampleCase()));
        expect(await store.findCaseByPayment('TXN-EMRG-001')).toEqual(sampleCase());
        expect(await store.findCaseByPayment('TXN-none')).toBeNull();
        expect(await store.findCase('WF-none')).toBeNull();
      });

      it('lists the payments whose ids begin alike, in any case', async () => {
        await store.commit(commitOf(sampleCase()));
        expect(await store.listPaymentIds({ beginning: 'txn-emrg', limit: 2 })).toEqual(['TXN-EMRG-001']);
        expect(await store.listPaymentIds({ beginning: 'TXN-X', limit: 2 })).toEqual([]);
      });

      it('lists the cases of the wanted statuses, oldest first, up to the limit', async () => {
        for (const [number, status] of (['held', 'approved', 'held', 'rejected', 'held'] as const).entries()) {
          await store.commit(commitOf(numberedCase(9 - number, { status })));
        }
        await store.commit(commitOf(nextVersion(numberedCase(9, { status: 'held' }))));
        expect(payments(await store.listCases({ statuses: ['held'], limit: 10 }))).toEqual(['TXN-9', 'TXN-7', 'TXN-5']);
        expect(payments(await store.listCases({ statuses: ['held', 'rejected'], limit: 3 }))).toEqual([
          'TXN-9',
          'TXN-7',
          'TXN-6',
        ]);
        expect(await store.listCases({ statuses: [], limit: 10 })).toEqual([]);
      });

      it('lists the run ids of the cases it would list, in the same order and up to the same limit', async () => {
        for (const [number, status] of (['held', 'approved', 'held', 'rejected'] as const).entries()) {
          await store.commit(commitOf(numberedCase(9 - number, { status })));
        }
        for (const filter of [
          { statuses: ['held', 'rejected'], limit: 10 },
          { statuses: ['held', 'rejected'], limit: 2 },
          { statuses: ['held', 'approved'], limit: 2, order: 'newest' },
          { statuses: [], limit: 10 },
        ] as const) {
          expect(await store.listRunIds(filter)).toEqual((await store.listCases(filter)).map(({ runId }) => runId));
        }
        const held = [9, 7].map((number) => numberedCase(number).runId);
        expect(await store.listRunIds({ statuses: ['held'], limit: 10 })).toEqual(held);
        expect(await store.listRunIds({ statuses: ['held'] })).toEqual(held);
      });

      it('lists only what holds headroom on a day or later, where that is asked', async () => {
        const { payment } = sampleCase();
        for (const [number, day] of (['21', '22', '23'] as const).entries()) {
          const at = `2026-01-${day}T11:00:00Z`;
          const { payment_id } = numberedCase(number).payment;
          const over = { status: 'approved', payment: { ...payment, payment_id, timestamp_utc: at } } as const;
          await store.commit(commitOf(numberedCase(number, over)));
        }
        const filter = { statuses: ['approved'], holdsFrom: '2026-01-22', limit: 10 } as const;
        expect(await store.listRunIds(filter)).toEqual([1, 2].map((number) => numberedCase(number).runId));
        expect(payments(await store.listCases(filter))).toEqual(['TXN-1', 'TXN-2']);
      });

      it('has everything that was accepted after it was opened again', async () => {
        const done = accepted(await store.commit(commitOf(sampleCase(inChat))));
        await store.saveCopies([sampleCopy()]);
        await reopen();
        expect(await store.findCase(sampleRunId)).toEqual(done.case);
        expect(await allEvents()).toEqual([done.event]);
        expect(await store.listCopies(sampleRunId)).toEqual([sampleCopy()]);
        const next = accepted(await store.commit(commitOf(nextVersion(sampleCase(inChat)))));
        expect(next.event).toMatchObject({ seq: 2, previous_hash: done.event.hash });
      });
    });

    describe('knowing what is held', () => {
      const day = '2026-01-22';
      const leaving = (timestamp_utc: string) => ({ ...sampleCase().payment, timestamp_utc });

      it('reads what waiting and approved payments hold, exactly, and who was decided when', async () => {
        const { payment } = sampleCase();
        const amount = 99_999_999_999.001;
        await store.commit(
          commitOf(
            sampleCase({
              status: 'awaiting_approval',
              payment: { ...payment, amount, currency: 'KWD' },
              decision: sampleDecision,
            }),
          ),
        );
        await store.commit(commitOf(numberedCase(2, { status: 'approved' })));
        expect(byPayment([...(await store.readReservations(day)).held])).toEqual([
          {
            runId: numberedCase(2).runId,
            paymentId: 'TXN-2',
            entity: 'BankSubsidiary_TR',
            accountId: 'ACC-BAN-001',
            currency: 'USD',
            amount: decimal(250_000),
            atMs: Date.UTC(2026, 0, 22, 10, 25),
            decidedAtMs: null,
            isApproved: true,
          },
          {
            runId: sampleRunId,
            paymentId: 'TXN-EMRG-001',
            entity: 'BankSubsidiary_TR',
            accountId: 'ACC-BAN-001',
            currency: 'KWD',
            amount: decimal('99999999999.001'),
            atMs: Date.UTC(2026, 0, 22, 10, 25),
            decidedAtMs: Date.parse(sampleDecision.decidedAt),
            isApproved: false,
          },
        ]);
      });

      it('holds nothing before the decision, from it on until the case leaves it, and again when it is decided anew', async () => {
        let current = sampleCase();
        const heldAfter = async (status: PaymentCase['status']) => {
          current = current.status === status && current.version === 1 ? current : nextVersion(current, { status });
          await store.commit(commitOf(current));
          return [...(await store.readReservations(day)).held].map(({ isApproved }) => isApproved);
        };
        expect(await heldAfter('under_review')).toEqual([]);
        expect(await heldAfter('awaiting_approval')).toEqual([false]);
        expect(await heldAfter('under_review')).toEqual([]);
        expect(await heldAfter('held')).toEqual([]);
        expect(await heldAfter('compliance_review')).toEqual([]);
        expect(await heldAfter('awaiting_approval')).toEqual([false]);
        expect(await heldAfter('approved')).toEqual([true]);
        expect(await heldAfter('rejected')).toEqual([]);
      });

      it('follows an amount and a time that change with the case', async () => {
        const waiting = sampleCase({ status: 'awaiting_approval' });
        await store.commit(commitOf(waiting));
        const payment = { ...leaving('2026-01-23T08:00:00Z'), amount: 125_000 };
        await store.commit(commitOf(nextVersion(waiting, { payment })));
        expect([...(await store.readReservations(day)).held]).toEqual([]);
        expect([...(await store.readReservations('2026-01-23')).held]).toMatchObject([{ amount: decimal(125_000) }]);
      });

      it('tells the UTC days apart, to the millisecond', async () => {
        const instants = [
          '2026-01-21T23:59:59.999Z',
          '2026-01-22T00:00:00Z',
          '2026-01-22T23:59:59.999Z',
          '2026-01-23T00:00:00Z',
        ];
        for (const [number, instant] of instants.entries())
          await store.commit(
            commitOf(
              numberedCase(number, {
                status: 'awaiting_approval',
                payment: { ...leaving(instant), payment_id: `TXN-${number}` },
              }),
            ),
          );
        const on = async (of: string) =>
          byPayment([...(await store.readReservations(of)).held]).map(({ paymentId }) => paymentId);
        expect(await on('2026-01-21')).toEqual(['TXN-0']);
        expect(await on(day)).toEqual(['TXN-1', 'TXN-2']);
        expect(await on('2026-01-23')).toEqual(['TXN-3']);
        expect(await on('2026-01-24')).toEqual([]);
      });

      it('holds once what was committed twice, and still after it was opened again', async () => {
        const waiting = commitOf(sampleCase({ status: 'awaiting_approval' }));
        await store.commit(waiting);
        await store.commit(waiting);
        const before = [...(await store.readReservations(day)).held];
        expect(before).toHaveLength(1);
        await reopen();
        expect([...(await store.readReservations(day)).held]).toEqual(before);
      });

      it('says up to which change of a case it was read, whatever else was written since', async () => {
        const waiting = sampleCase({ status: 'awaiting_approval' });
        await store.commit(commitOf(waiting));
        expect((await store.readReservations(day)).asOf).toBe(1);
        await store.commit(commitOf(numberedCase(2)));
        expect((await store.readReservations(day)).asOf).toBe(2);
        await store.commit(commitOf(nextVersion(waiting, { status: 'rejected' })));
        expect((await store.readReservations(day)).asOf).toBe(3);
        expect((await store.readReservations('2026-01-23')).asOf).toBe(3);
      });

      it('leaves what is held as it is where a change is refused', async () => {
        const waiting = sampleCase({ status: 'awaiting_approval' });
        await store.commit(commitOf(waiting));
        const stale = commitOf({ ...waiting, status: 'rejected' }, { idempotencyKey: 'late' });
        expect(await store.commit(stale)).toMatchObject({ ok: false, reason: 'stale_version' });
        expect([...(await store.readReservations(day)).held]).toHaveLength(1);
      });
    });

    describe('reading the audit trail', () => {
      beforeEach(async () => {
        for (const number of [1, 2, 1, 2, 1]) {
          const opened = numberedCase(number);
          const current = await store.findCase(opened.runId);
          await store.commit(commitOf(current ? nextVersion(current) : opened));
        }
      });

      it('reads all events in order, or those of one run', async () => {
        expect((await allEvents()).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
        const ofFirst = await store.readEvents({ runId: numberedCase(1).runId, limit: 10 });
        expect(ofFirst.map(({ seq, case_version }) => [seq, case_version])).toEqual([
          [1, 1],
          [3, 2],
          [5, 3],
        ]);
      });

      it('knows the last event, and none in an empty store', async () => {
        expect(await store.lastEvent()).toEqual((await allEvents()).at(-1));
        await store.close();
        await place.remove();
        place = await makePlace();
        store = await place.open(() => recordedMs);
        expect(await store.lastEvent()).toBeNull();
      });

      it('reads on page by page', async () => {
        expect((await store.readEvents({ afterSeq: 2, limit: 2 })).map(({ seq }) => seq)).toEqual([3, 4]);
        const ofFirst = await store.readEvents({ runId: numberedCase(1).runId, afterSeq: 1, limit: 1 });
        expect(ofFirst.map(({ seq }) => seq)).toEqual([3]);
        expect(await store.readEvents({ afterSeq: 5, limit: 2 })).toEqual([]);
        const newest = await store.readEvents({ limit: 2, which: 'newest' });
        expect(newest.map(({ seq }) => seq)).toEqual([4, 5]);
      });
    });

    describe('the ledger of cards', () => {
      const waiting = sampleCase({ ...inChat, status: 'awaiting_approval' });
      const nowMs = 1_000_000;
      const due = () => store.listCardsDue({ nowMs, inDoubtToo: true, limit: 10 });

      it('names cases whose card is missing, the oldest first, up to the limit', async () => {
        for (const number of [3, 1, 2]) await store.commit(commitOf(numberedCase(number, inChat)));
        expect(await store.listCardsDue({ nowMs, inDoubtToo: true, limit: 2 })).toEqual(
          [3, 1].map((number) => numberedCase(number).runId),
        );
      });

      it('names a case until its card shows the current version', async () => {
        await store.commit(commitOf(waiting));
        expect(await due()).toEqual([sampleRunId]);
        await store.saveCopies([sampleCopy()]);
        expect(await due()).toEqual([]);
        await store.commit(commitOf(nextVersion(waiting, { status: 'approved' })));
        expect(await due()).toEqual([sampleRunId]);
        await store.saveCopies([sampleCopy({ shownVersion: 2, triedVersion: 2 })]);
        expect(await due()).toEqual([]);
      });

      it.each<[string, Partial<CardCopy>, boolean]>([
        ['on its way when the process ended', { state: 'posting', activityId: null, shownVersion: 0 }, true],
        [
          'to be posted, and not yet',
          { state: 'waiting', activityId: null, shownVersion: 0, retryAtMs: nowMs + 1 },
          false,
        ],
        ['to be posted, now', { state: 'waiting', activityId: null, shownVersion: 0, retryAtMs: nowMs }, true],
        ['behind, and to be tried later', { shownVersion: 0, retryAtMs: nowMs + 1 }, false],
        ['behind, by a clock that was set back since', { shownVersion: 0, retryAtMs: nowMs + 3_600_000 }, true],
        ['current, and in doubt', { inDoubt: true }, true],
        ['current, in doubt, and to be tried later', { inDoubt: true, retryAtMs: nowMs + 1 }, false],
        ['gone', { state: 'gone' }, true],
        ['lost', { state: 'lost' }, true],
        ['given up at this version', { state: 'given_up', shownVersion: 0 }, false],
        ['given up at an earlier version', { state: 'given_up', shownVersion: 0, triedVersion: 0 }, true],
        ['one more that is behind', { number: 2, kind: 'found', conversation: { id: 'other' }, shownVersion: 0 }, true],
        ['drawn in a language chosen there', { drawnFrom: 'a'.repeat(64), chosenLanguage: 'tr' }, false],
        ['one more that is gone', { number: 2, kind: 'found', state: 'gone', shownVersion: 0 }, false],
      ])('of a card %s', async (_what, over, isDue) => {
        await store.commit(commitOf(waiting));
        if (over.number === 2) await store.saveCopies([sampleCopy()]);
        const copy = sampleCopy(over);
        await store.saveCopies([copy]);
        expect(await due()).toEqual(isDue ? [sampleRunId] : []);
        await reopen();
        expect(await due()).toEqual(isDue ? [sampleRunId] : []);
        expect((await store.listCopies(sampleRunId)).at(-1)).toEqual(copy);
      });

      it('names a case whose card shows it and is in doubt only where that is asked for', async () => {
        await store.commit(commitOf(waiting));
        await store.saveCopies([sampleCopy({ inDoubt: true })]);
        expect(await store.listCardsDue({ nowMs, inDoubtToo: false, limit: 10 })).toEqual([]);
        expect(await due()).toEqual([sampleRunId]);
      });

      it('keeps every posting of a case, in order, and changes one without the others', async () => {
        await store.commit(commitOf(waiting));
        const second = sampleCopy({ number: 2, activityId: 'second' });
        await store.saveCopies([second, sampleCopy({ state: 'lost' })]);
        await store.saveCopies([{ ...second, failures: 2, lastAnswer: '429' }]);
        expect(await store.listCopies(sampleRunId)).toEqual([
          sampleCopy({ state: 'lost' }),
          { ...second, failures: 2, lastAnswer: '429' },
        ]);
      });

      it('writes a new posting down only where nobody has added one since its list was read, and nothing with it', async () => {
        await store.commit(commitOf(waiting));
        await store.saveCopies([sampleCopy()]);
        const known = await store.listCopies(sampleRunId);
        const added = ['one', 'other'].map((activityId) => sampleCopy({ number: 2, activityId }));
        const changed = sampleCopy({ failures: 1, lastAnswer: '429' });
        const taken = await Promise.all(added.map((copy) => store.saveCopies([changed, copy], known)));
        expect([...taken].sort()).toEqual([false, true]);
        expect(await store.listCopies(sampleRunId)).toEqual([changed, added[taken.indexOf(true)]]);
        expect(await store.saveCopies([sampleCopy(), sampleCopy({ number: 2, activityId: 'late' })], known)).toBe(
          false,
        );
        expect(await store.listCopies(sampleRunId)).toEqual([changed, added[taken.indexOf(true)]]);
        // What is known already is changed, whatever was added.
        expect(await store.saveCopies([sampleCopy()], known)).toBe(true);
      });

      it('names no card of a decided case that was asked for in no chat', async () => {
        await store.commit(commitOf(sampleCase({ status: 'rejected' })));
        expect(await due()).toEqual([]);
      });

      it('names what could not be delivered, given up first, and nothing that shows its case', async () => {
        for (const number of [1, 2, 3]) await store.commit(commitOf(numberedCase(number, inChat)));
        const of = (number: number, over: Partial<CardCopy>) =>
          sampleCopy({ runId: numberedCase(number).runId, shownVersion: 0, ...over });
        await store.saveCopies([of(1, { failures: 3, lastAnswer: '503' })]);
        await store.saveCopies([of(2, { failures: 4, lastAnswer: '403', state: 'given_up' })]);
        await store.saveCopies([of(3, { failures: 1, shownVersion: 1 })]);
        expect(await store.listUndelivered(10)).toMatchObject([
          { paymentId: 'TXN-2', state: 'given_up', lastAnswer: '403', failures: 4 },
          { paymentId: 'TXN-1', state: 'shown', lastAnswer: '503' },
        ]);
        expect(await store.listUndelivered(1)).toHaveLength(1);
      });

      it('refuses a card of an unknown run, and writes none of those beside it', async () => {
        await store.commit(commitOf(waiting));
        await expect(store.saveCopies([sampleCopy(), sampleCopy({ runId: 'WF-none' })])).rejects.toMatchObject({
          code: 'store_failed',
        });
        expect(await store.listCopies(sampleRunId)).toEqual([]);
      });
    });

    describe('looking at itself', () => {
      it('takes a write', async () => {
        await expect(store.probe()).resolves.toBeUndefined();
      });

      it('finds a whole trail whole, with its head and its count', async () => {
        expect(await store.verifyAudit()).toMatchObject({ count: 0, head: null, unsealedKeys: 0 });
        await store.commit(commitOf(sampleCase()));
        const { event } = accepted(await store.commit(commitOf(nextVersion(sampleCase()))));
        expect(await store.verifyAudit()).toMatchObject({ count: 2, head: event.hash, unsealedKeys: 0 });
      });

      it('goes along the trail in stretches', async () => {
        for (const number of [1, 2, 3]) await store.commit(commitOf(numberedCase(number)));
        const first = await store.verifyStretch({ after: firstLink, limit: 2 });
        expect(first.map(({ seq }) => seq)).toEqual([1, 2]);
        const rest = await store.verifyStretch({ after: first[1]!, limit: 2 });
        expect(rest.map(({ seq }) => seq)).toEqual([3]);
      });
    });

    describeHouse(() => store, reopen);
    describeTogether(() => store);
    describeFinding(() => store, reopen);

    it('finishes the change under way before it closes', async () => {
      const committing = store.commit(commitOf(sampleCase()));
      await store.close();
      expect(await committing).toMatchObject({ ok: true });
      store = await place.open(() => recordedMs);
      expect(await store.findCase(sampleRunId)).toEqual(sampleCase());
    });

    it('may be closed twice, and takes nothing after that', async () => {
      await store.close();
      await store.close();
      await expect(store.commit(commitOf(sampleCase()))).rejects.toMatchObject({ code: 'store_failed' });
      store = await place.open(() => recordedMs);
      expect(await allEvents()).toEqual([]);
    });
  });
}

function accepted(result: CommitResult): Extract<CommitResult, { ok: true }> {
  if (!result.ok) throw new Error(`refused: ${result.reason}`);
  return result;
}

function byPayment(reservations: readonly Reservation[]): readonly Reservation[] {
  return [...reservations].sort((one, other) => (one.paymentId < other.paymentId ? -1 : 1));
}

function payments(cases: readonly PaymentCase[]): readonly string[] {
  return cases.map(({ payment }) => payment.payment_id);
}
