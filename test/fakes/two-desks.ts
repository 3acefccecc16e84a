/** Two desks over one database, each with its own store, its own ledger in memory and its own line of approvals: as two processes have them. */
import { openPostgresStore } from '../../src/storage/postgres/postgres-store';
import type { Store } from '../../src/ports/store';
import type { PostgresServer } from './postgres';
import { openTreasury, type Treasury } from './treasury';
import { pendingRoles, type PaymentCase } from '../../src/domain/case/payment-case';

export interface Round {
  /** Payments approved at its end. */
  readonly approved: number;
  readonly refused: readonly string[];
  /** The payment whose look said that it fits was approved although the other one had been before. */
  readonly wasUntold: boolean;
}

export interface TwoDesks {
  /** Two payments that fit one by one and not together, reviewed side by side, each approved at the same moment by another desk. */
  sideBySide(): Promise<Round>;
  /** The second was reviewed after the first, so its approvers override a breach they are told of; nobody tells those of the first. */
  overridden(): Promise<Round>;
  readonly store: Store;
  close(): Promise<void>;
}

/** Both have looked before either writes: once armed, the first commit of each waits until the other one is at its own. */
function createMeeting(): { arm(): void; in(store: Store): Store } {
  let missing = 0;
  let met: Promise<void> = Promise.resolve();
  let meet: () => void = () => undefined;
  return {
    arm() {
      missing = 2;
      met = new Promise((resolve) => {
        meet = resolve;
      });
    },
    in: (store) => ({
      ...store,
      commit: async (request) => {
        if (missing > 0) {
          missing -= 1;
          if (missing === 0) meet();
          // Whoever is refused has nothing to write.
          await Promise.race([met, new Promise((resolve) => setTimeout(resolve, 100))]);
        }
        return store.commit(request);
      },
    }),
  };
}

/** Of 1,500,000 USD headroom on the account. */
const amount = 1_000_000;

export async function openTwoDesks(server: PostgresServer): Promise<TwoDesks> {
  const place = await server.database();
  const options = { place, recordedNow: () => Date.now(), refusesSkew: false };
  const stores = [await openPostgresStore(options), await openPostgresStore(options)] as const;
  const meeting = createMeeting();
  const desks: readonly Treasury[] = [
    await openTreasury({ sharedStore: meeting.in(stores[0]) }),
    await openTreasury({ sharedStore: meeting.in(stores[1]) }),
  ];
  const [first, second] = desks as readonly [Treasury, Treasury];
  let rounds = 0;

  /** Now by this desk, now by that one. */
  async function race(fits: PaymentCase, other: PaymentCase): Promise<Round> {
    rounds += 1;
    for (const waiting of [fits, other]) await untilLast(waiting);
    const [one, two] = rounds % 2 === 0 ? [first, second] : [second, first];
    meeting.arm();
    const acts = await Promise.all([one.approveOnce(fits.runId), two.approveOnce(other.runId)]);
    const now = await Promise.all([fits, other].map(({ runId }) => first.find(runId)));
    const [approvedAt = 0, otherAt = 0] = await Promise.all(now.map(approvalOf));
    // What is approved leaves room for the next round.
    for (const left of now) await first.rewrite({ ...left, status: 'rejected' });
    return {
      approved: now.filter(({ status }) => status === 'approved').length,
      refused: acts.flatMap((act) => (act.ok ? [] : act.problems.map(({ code }) => code))),
      wasUntold: approvedAt > 0 && otherAt > 0 && otherAt < approvedAt,
    };
  }

  /** Everybody but the last has approved, or is refused already. */
  async function untilLast({ runId }: PaymentCase): Promise<void> {
    while (pendingRoles(await first.find(runId)).length > 1) if (!(await first.approveOnce(runId)).ok) return;
  }

  /** Seq of the event that made it approved; 0 where it is not. */
  async function approvalOf({ runId, status }: PaymentCase): Promise<number> {
    const events = await first.store.readEvents({ runId, limit: 10, which: 'newest' });
    return status === 'approved' ? (events.findLast(({ type }) => type === 'approval_given')?.seq ?? 0) : 0;
  }

  return {
    store: stores[0],
    async sideBySide() {
      const [fits, other] = await first.askTogether([amount, amount]);
      if (!fits || !other) throw new Error('two were asked for');
      return race(fits, other);
    },
    async overridden() {
      const fits = await first.ask(amount);
      return race(fits, await first.ask(amount));
    },
    async close() {
      for (const desk of desks) await desk.close();
      for (const store of stores) await store.close();
      await server.drop(place);
    },
  };
}
