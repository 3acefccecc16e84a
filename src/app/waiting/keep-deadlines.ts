/** Comes back to every case whose time has come: people are reminded, the next role is asked, a missed cutoff is said. */
import { dueNow } from '../../domain/case/time/due-moments';
import { dueRulesOf } from '../../domain/case/machine/follow-up-transitions';
import { asFault, isOfDatabase } from '../../domain/values/errors';
import { parseUtc, utcDay } from '../../domain/values/time';
import { canonicalJson } from '../../domain/values/json';
import type { Clock, Log } from '../../ports/process';
import type { PolicySource } from '../../ports/sources';
import type { Store } from '../../ports/store';
import type { ChangeCase } from '../change-case';
import type { Knowledge } from '../know';
import { waitingStatuses } from '../../domain/case/machine/states';

/** One round. Throws only what the store throws. */
export type KeepDeadlines = () => Promise<void>;

export interface KeepDeadlinesDeps {
  readonly store: Pick<Store, 'listDue' | 'listRunIds' | 'findCase'>;
  readonly changeCase: ChangeCase;
  readonly knowledge: Knowledge;
  readonly policy: PolicySource;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Pick<Log, 'info' | 'error'>;
  /** Lets the process take what came in meanwhile. */
  readonly turn: () => Promise<void>;
}

/** One commit each and the rest of the process in between: a second of work. */
const casesPerRound = 200;
/** Missed cutoff, then the next role, then a reminder: no case is due for more at one time. */
const mostAtOnce = 3;

/** `not due`: stored as due all the same. `left`: nothing is due any more, or somebody else changed the case meanwhile; the next round looks again. */
type Looked = 'acted' | 'not due' | 'left';

export function createKeepDeadlines(deps: KeepDeadlinesDeps): KeepDeadlines {
  const { store, clock, turn } = deps;
  /** By which deadlines what is stored as due was worked out: at the start and after a change every case that waits is looked at once. */
  let keptBy = '';
  let toLookAt: string[] = [];
  /** How many the last round found stored as due, and not so by the deadlines in force: they keep no others from their turn. */
  let notDue = 0;

  return async () => {
    const deadlines = canonicalJson(deps.policy.current().deadlines);
    if (deadlines !== keptBy) {
      const unreleased = { statuses: ['approved'], holdsFrom: utcDay(clock.now()) } as const;
      toLookAt = [...(await store.listRunIds({ statuses: waitingStatuses })), ...(await store.listRunIds(unreleased))];
      keptBy = deadlines;
    }
    const due = await store.listDue({ nowMs: clock.now(), limit: casesPerRound + notDue });
    const others = toLookAt.splice(0, casesPerRound);
    let found = 0;
    for (const runId of new Set([...due, ...others])) {
      await turn();
      if ((await lookOrLog(runId)) === 'not due') found += 1;
    }
    notDue = found;
  };

  /** A case that cannot be looked at keeps no other from it. */
  async function lookOrLog(runId: string): Promise<Looked> {
    try {
      for (let done = 0; done < mostAtOnce; done += 1) {
        const looked = await actOnce(runId);
        if (looked !== 'acted') return looked;
      }
    } catch (error) {
      const fault = asFault(error);
      if (isOfDatabase(fault)) throw fault;
      deps.log.error({ runId, code: fault.code, err: fault }, 'a payment that was due could not be looked at');
    }
    return 'left';
  }

  async function actOnce(runId: string): Promise<Looked> {
    const current = await store.findCase(runId);
    if (!current) return 'left';
    const known = deps.knowledge.rules(current);
    const what = dueNow(current, dueRulesOf(known), known.nowMs);
    if (what === null)
      return current.dueAt !== undefined && (parseUtc(current.dueAt) ?? 0) <= known.nowMs ? 'not due' : 'left';
    const command = { type: what, basedOn: current.version } as const;
    const changed = await deps.changeCase(runId, command, (now) => deps.knowledge.known(now));
    if (changed.ok) deps.log.info({ runId, what, version: changed.case.version }, 'a payment was followed up');
    return changed.ok ? 'acted' : 'left';
  }
}
