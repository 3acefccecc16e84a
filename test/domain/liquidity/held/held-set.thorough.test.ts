import fc from 'fast-check';
import {
  createKeepHeld,
  heldIn,
  heldText,
  type HeldIndex,
  type HeldPayments,
} from '../../../../src/domain/liquidity/basis/held-pieces';
import { createCountLeaf } from '../../../../src/domain/liquidity/held/counted-leaf';
import {
  heldBefore,
  holding,
  holdingAfter,
  nothingHeld,
  type Held,
  type HeldChange,
} from '../../../../src/domain/liquidity/held/held-set';
import type { CountedLeaf } from '../../../../src/domain/liquidity/held/held-on';
import { isServedBefore, type Reservation } from '../../../../src/domain/liquidity/held/reservation';
import { createReserve, reserve } from '../../../../src/domain/liquidity/held/reserve';
import { decimal } from '../../../../src/domain/values/money';
import { account, at, buffer, flow, ledgerOf } from '../ledger-fixture';

const startMs = at('00:00');
const ledger = ledgerOf(
  [account('A', '1000000.00'), account('B', '1000000.00')],
  [buffer('500.00')],
  [flow('IN', 'A', '09:00', '500.00'), flow('OUT', 'A', '15:00', '-700.00'), flow('NOW', 'A', '12:00', '-1.00')],
);

function held(number: number, over: Partial<Reservation> = {}): Reservation {
  return {
    runId: `WF-20260122102500-${number.toString(16).padStart(6, '0')}`,
    paymentId: `P-${number}`,
    entity: 'North',
    accountId: number % 5 === 0 ? 'B' : 'A',
    currency: 'USD',
    amount: decimal((number % 90) + 1),
    // Many at once, and some at the instants of flows.
    atMs: startMs + ((number * 7) % 96) * 900_000,
    decidedAtMs: null,
    isApproved: false,
    ...over,
  };
}

const many = (count: number, from = 0) => Array.from({ length: count }, (_, index) => held(from + index));
const leavesOf = ({ places }: Held) =>
  [...places].map(([key, { leaves }]) => [key, leaves.map((leaf) => leaf.reservations)]);
const inOrder = (of: Iterable<Reservation>) => [...of].sort((a, b) => (a.runId < b.runId ? -1 : 1));

describe('what payments hold', () => {
  it('has the same parts whatever came and went before, and everything that is held', () => {
    const step = fc.record({ number: fc.nat({ max: 150 }), isThere: fc.boolean(), account: fc.constantFrom('A', 'B') });
    fc.assert(
      fc.property(fc.array(fc.array(step, { maxLength: 20 }), { maxLength: 12 }), (rounds) => {
        const standing = new Map<string, Reservation>();
        let now = nothingHeld;
        for (const round of rounds) {
          const changes = round.map(({ number, isThere, account: accountId }): HeldChange => {
            const one = held(number, { accountId });
            const before = standing.get(one.runId) ?? null;
            if (isThere) standing.set(one.runId, one);
            else standing.delete(one.runId);
            return { before, after: isThere ? one : null };
          });
          now = holdingAfter(now, changes);
        }
        expect(now.size).toBe(standing.size);
        expect(inOrder(now)).toEqual(inOrder(standing.values()));
        expect(leavesOf(now).toSorted()).toEqual(leavesOf(holding(standing.values())).toSorted());
      }),
    );
  });

  it('shares all leaves but one or two with what was held a payment before', () => {
    let now = holding(many(2_000));
    for (const number of [2_001, 30, 999_999]) {
      const after = holdingAfter(now, [{ before: null, after: held(number, { paymentId: 'MORE', accountId: 'A' }) }]);
      const before = new Set([...now.places.values()].flatMap(({ leaves }) => leaves));
      const fresh = [...after.places.values()].flatMap(({ leaves }) => leaves).filter((leaf) => !before.has(leaf));
      expect(before.size).toBeGreaterThan(30);
      expect(fresh.length).toBeLessThanOrEqual(2);
      now = after;
    }
  });

  it('before a place in the line is what is served before it, one by one', () => {
    const decided = fc.record({
      number: fc.nat({ max: 300 }),
      decidedAtMs: fc.constantFrom(null, startMs, startMs + 1, startMs + 2),
      isApproved: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(decided, { maxLength: 120 }), decided, (line, { number, decidedAtMs }) => {
        const all = holding(new Map(line.map((one) => [one.number, held(one.number, one)])).values());
        const place = { runId: held(number).runId, decidedAtMs };
        const before = [...all].filter((one) => isServedBefore(one, place));
        expect(inOrder(heldBefore(all, place))).toEqual(inOrder(before));
        expect(heldBefore(all, place).size).toBe(before.length);
      }),
    );
  });

  it('before a place in the line keeps every leaf that is wholly before it, and looks into few others', () => {
    const all = holding(many(2_000).map((one, number) => ({ ...one, decidedAtMs: startMs + number })));
    const place = { runId: held(777).runId, decidedAtMs: startMs + 777 };
    const before = heldBefore(all, place);
    expect(before.size).toBe(777);
    const known = new Set([...all.places.values()].flatMap(({ leaves }) => leaves));
    const cut = [...before.places.values()].flatMap(({ leaves }) => leaves).filter((leaf) => !known.has(leaf));
    expect(cut.length).toBeLessThanOrEqual(all.places.size);
  });

  it('before a place in the line is the same leaf of what is approved, wherever in front of all else the place is', () => {
    const all = holding(
      many(2_000).map((one, number) => ({ ...one, isApproved: number % 3 === 0, decidedAtMs: startMs + 9 })),
    );
    const leavesBefore = (decidedAtMs: number) => {
      const before = heldBefore(all, { runId: 'WF-2', decidedAtMs });
      expect(before.size).toBe(667);
      return [...before.places.values()].flatMap(({ leaves }) => leaves);
    };
    const again = new Set(leavesBefore(startMs + 1));
    expect(leavesBefore(startMs + 2).filter((leaf) => !again.has(leaf))).toEqual([]);
  });
});

describe('a ledger that thousands of payments hold headroom on', () => {
  const figures = (of: ReturnType<typeof reserve>) =>
    (['account', 'entity'] as const).map((scope) => {
      const position =
        scope === 'account' ? of.accountPosition('A', 'USD', 'all')! : of.entityPosition('North', 'USD', 'all')!;
      const curve = position.curveWith([{ atMs: at('11:11'), minor: -100n }]);
      const moments = [0, 5, 11, 12, 15, 23].map((hour) => startMs + hour * 3_600_000);
      return {
        flows: position.flowCount,
        out: position.outflowMinor,
        lowest: curve.lowest().minor,
        at: moments.map((moment) => [curve.at(moment), position.lowestFrom(moment), curve.from(moment).lowest().minor]),
        below: curve.firstBelow(99_950_000n)?.atMs ?? null,
      };
    });
  /** As if each flow were asked about beside the curve: slow, and without anything that is kept. */
  const plain = (of: Iterable<Reservation>, except: string | null) => {
    const counted = [...of].filter(({ paymentId }) => paymentId !== except && !ledger.hasPayment(paymentId));
    const flows = (ids: readonly string[]) =>
      counted
        .filter(({ accountId }) => ids.includes(accountId))
        .map(({ amount, atMs }) => ({ atMs, minor: -BigInt(amount.times(100).toFixed()) }));
    const withFlows = (position: NonNullable<ReturnType<typeof ledger.accountPosition>>, ids: readonly string[]) => {
      const extra = flows(ids);
      return {
        ...position,
        flowCount: position.flowCount + extra.length,
        outflowMinor: extra.reduce((sum, { minor }) => sum - minor, position.outflowMinor),
        lowestFrom: (atMs: number) => position.curveWith(extra).from(atMs).lowest().minor,
        curveWith: (more: Parameters<typeof position.curveWith>[0]) => position.curveWith([...extra, ...more]),
      };
    };
    return {
      ...ledger,
      accountPosition: () => withFlows(ledger.accountPosition('A', 'USD', 'all')!, ['A']),
      entityPosition: () => withFlows(ledger.entityPosition('North', 'USD', 'all')!, ['A', 'B']),
    };
  };

  it('has the curve it would have were each of them put in by itself, while they come and go', () => {
    const reserveOn = createReserve();
    let now = holding(many(300));
    const standing = new Map([...now].map((one) => [one.runId, one]));
    for (let round = 0; round < 60; round += 1) {
      const changes = [0, 1, 2].map((step): HeldChange => {
        const one = held((round * 37 + step * 113) % 420);
        const before = standing.get(one.runId) ?? null;
        if (before) standing.delete(one.runId);
        else standing.set(one.runId, one);
        return { before, after: before ? null : one };
      });
      now = holdingAfter(now, changes);
      const except = round % 3 === 0 ? (inOrder(now)[round]?.paymentId ?? null) : null;
      const expected = figures(plain(now, except));
      expect(figures(reserveOn(ledger, now, except))).toEqual(expected);
      if (round % 10 === 0) expect(figures(reserve(ledger, [...now], except))).toEqual(expected);
    }
  });

  it('says how many hold how much on an account, and the first of them, without the one that is asked about', () => {
    const on = reserve(ledger, [...many(100), held(7_777, { paymentId: 'NOW' })], 'P-1').reservedOn('A', 'USD');
    // Every fifth is on the other account, the ledger has a row of one, and one is the payment itself.
    expect(on.count).toBe(79);
    const total = many(100).filter(({ accountId, paymentId }) => accountId === 'A' && paymentId !== 'P-1');
    expect(on.total.toFixed()).toBe(total.reduce((sum, { amount }) => sum.plus(amount), decimal(0)).toFixed());
    expect(on.first(3).map(({ paymentId }) => paymentId)).toEqual(['P-2', 'P-3', 'P-4']);
  });

  it('counts for a payment under the row of another what else is of that row', () => {
    const part = held(1, { paymentId: 'PART-1', ledgerId: 'NOW', accountId: 'A' });
    expect(reserve(ledger, [part], 'PART-2', null)).toBe(ledger);
    const on = reserve(ledger, [part], 'PART-2', 'NOW').reservedOn('A', 'USD');
    expect([on.count, on.total.toFixed(), on.beside]).toEqual([1, '2', [part]]);
    expect(reserve(ledger, [part], 'PART-1', 'NOW')).toBe(ledger);
  });
});

describe('what is kept of it', () => {
  const countLeaf = createCountLeaf();
  const counted = (of: Held): readonly CountedLeaf[] =>
    of.places.get('North\nA\nUSD')!.leaves.map((leaf) => countLeaf(ledger, leaf));

  it('is a few new pieces for each payment, however many wait, and gives all of them back', () => {
    const kept = new Map<string, string>();
    const keepHeld = createKeepHeld((hash) => kept.has(hash));
    const findPiece = (hash: string) => JSON.parse(kept.get(hash) ?? 'null') as HeldPayments | HeldIndex | null;
    let now = holding(many(4_000));
    let [most, mostBytes] = [0, 0];
    for (let number = 4_001; number < 4_300; number += 1) {
      now = holdingAfter(now, [{ before: null, after: held(number, { accountId: 'A' }) }]);
      const { pieces, contents } = keepHeld(counted(now));
      for (const { hash, text } of contents) kept.set(hash, text);
      if (number > 4_001) {
        most = Math.max(most, contents.length);
        mostBytes = Math.max(
          mostBytes,
          contents.reduce((sum, { text }) => sum + text.length, 0),
        );
      }
      if (number % 100 !== 0) continue;
      const all = [...now].filter(({ accountId }) => accountId === 'A');
      expect(heldIn(pieces, findPiece)).toEqual(all.map(heldText));
      expect(pieces.length).toBeLessThan(25);
    }
    expect(most).toBeLessThanOrEqual(4);
    expect(mostBytes).toBeLessThan(60_000);
  });

  it('is nothing where a piece is missing, and ends where pieces lead too deep', () => {
    const index = (pieces: readonly string[]): HeldIndex => ({ kind: 'held_index', format: 1, pieces });
    expect(heldIn(['a'], () => null)).toBeNull();
    expect(heldIn(['a'], () => index(['a', 'a']))).toBeNull();
    expect(heldIn([], () => null)).toEqual([]);
  });
});
