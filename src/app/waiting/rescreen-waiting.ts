/** Screens every payment that waits, or is approved and has not left, against the lists in force, so that a new hit stops it before it leaves. */
import { listsOfLastScreening } from '../../domain/case/acts/rescreen';
import type { PaymentCase } from '../../domain/case/payment-case';
import { whatHasLeft } from '../../domain/case/acts/bank/has-left';
import type { WatchList } from '../../domain/sanctions/lists/watch-list';
import { asFault, Fault, isOfDatabase } from '../../domain/values/errors';
import type { JsonObject } from '../../domain/values/json';
import { formatUtc, utcDay } from '../../domain/values/time';
import { toolNames } from '../../domain/evidence/wire-names';
import type { Clock, Log } from '../../ports/process';
import type { Current, LedgerSource } from '../../ports/sources';
import type { Store } from '../../ports/store';
import type { ChangeCase } from '../change-case';
import type { Knowledge } from '../know';
import type { RescreenPayment } from './rescreen-payment';
import { waitingStatuses } from '../../domain/case/machine/states';

/** One round. Throws what the store throws, and `tool_failed` where a payment could not be screened: the others were. */
export type RescreenWaiting = () => Promise<void>;

export interface RescreenWaitingDeps {
  readonly store: Pick<Store, 'listRunIds' | 'findCase'>;
  readonly changeCase: ChangeCase;
  readonly knowledge: Pick<Knowledge, 'known'>;
  readonly rescreenPayment: RescreenPayment;
  /** The lists in force, as one. */
  readonly lists: Current<Pick<WatchList, 'hash' | 'name' | 'listDate'>>;
  readonly ledger: LedgerSource;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Pick<Log, 'info' | 'error'>;
  /** Lets the process take what came in meanwhile. */
  readonly turn: () => Promise<void>;
}

/** A payment of a dozen parties takes some ms: one round is a second of work at most, with the rest of the process in between. */
const casesPerRound = 200;

/** `unchanged`: screened with these lists already, or not to be. `again`: somebody changed the case meanwhile, so it is looked at in the next round. */
type Looked = 'unchanged' | 'nothing_new' | 'sent_back' | 'again';

export function createRescreenWaiting(deps: RescreenWaitingDeps): RescreenWaiting {
  const { store, lists, log, turn } = deps;
  /** What each run was screened with: where nothing is new nothing is committed, and the case cannot tell. */
  let screenedWith = new Map<string, string>();
  /** Those that failed wait behind all others, and are told of once for each state of the lists. */
  const failed = new Map<string, string>();

  return async () => {
    const { hash, name, listDate } = lists.current();
    const outcomes: Looked[] = [];
    let last: Fault | null = null;
    for (const runId of await listDue(hash)) {
      await turn();
      try {
        const looked = await look(runId, hash);
        outcomes.push(looked);
        if (looked === 'again') continue;
        failed.delete(runId);
        screenedWith.set(runId, hash);
      } catch (error) {
        last = asFault(error);
        if (isOfDatabase(last)) throw last;
        note(runId, hash, last);
      }
    }
    const screened = outcomes.filter((looked) => looked !== 'unchanged').length;
    const stopped = outcomes.filter((looked) => looked === 'sent_back').length;
    if (screened > 0) log.info({ list: name, date: listDate, screened, stopped }, 'waiting payments screened again');
    if (last)
      throw new Fault('tool_failed', `${failed.size} payments could not be screened against ${name}`, { cause: last });
  };

  async function listDue(hash: string): Promise<readonly string[]> {
    const today = utcDay(deps.clock.now());
    const waiting = [
      ...(await store.listRunIds({ statuses: ['approved'], holdsFrom: today })),
      ...(await store.listRunIds({ statuses: waitingStatuses })),
    ];
    const still = new Set(waiting);
    screenedWith = new Map([...screenedWith].filter(([runId]) => still.has(runId)));
    for (const runId of failed.keys()) if (!still.has(runId)) failed.delete(runId);
    const open = waiting.filter((runId) => screenedWith.get(runId) !== hash);
    const isFailed = (runId: string) => failed.get(runId) === hash;
    return [...open.filter((runId) => !isFailed(runId)), ...open.filter(isFailed)].slice(0, casesPerRound);
  }

  async function look(runId: string, hash: string): Promise<Looked> {
    const current = await store.findCase(runId);
    if (!current || !isToBeScreened(current, hash)) return 'unchanged';
    const { input, screening, hits, contents } = await deps.rescreenPayment(current);
    if (hits.length === 0) return 'nothing_new';
    // Plain data; the types of read-only lists are all that keep them from being JSON.
    const asJson = (value: object) => value as JsonObject;
    const call = { tool: toolNames.sanctions, input: asJson(input), output: asJson(screening) };
    const screenedAt = formatUtc(deps.clock.now());
    const command = { type: 'rescreen', basedOn: current.version, call, screenedAt, contents } as const;
    const changed = await deps.changeCase(runId, command, (now) => deps.knowledge.known(now));
    return changed.ok ? 'sent_back' : 'again';
  }

  function isToBeScreened(current: PaymentCase, hash: string): boolean {
    const { status, run } = current;
    const last = listsOfLastScreening(run);
    // A review that never got to its screening does so when it goes on.
    if (last === hash || (status === 'held' && last === null)) return false;
    if (status !== 'approved') return waitingStatuses.some((waiting) => waiting === status);
    // It holds its headroom until its day is over; the ledger may know earlier that it has left.
    return whatHasLeft(current, deps.ledger.current())?.what !== 'all';
  }

  function note(runId: string, hash: string, fault: Fault): void {
    if (failed.get(runId) !== hash)
      log.error({ runId, code: fault.code, err: fault }, 'a waiting payment could not be screened again');
    failed.set(runId, hash);
  }
}
