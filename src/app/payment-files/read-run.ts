/** A payment run as it stands now, for one person: how many payments are where, which to look at first, and what waits for them. */
import { runDigest, severityOf, type RunDigest } from '../../domain/case/people/run-digest';
import type { CaseStatus } from '../../domain/case/machine/states';
import { readRunRecord } from '../../domain/payment-file/run-record';
import { canonicalJson, sha256 } from '../../domain/values/json';
import { decimal, zero } from '../../domain/values/money';
import type { Member } from '../../domain/values/person';
import type { Store } from '../../ports/store';
import type { CurrencySum, RunStanding } from '../../ports/payment-files';

/** Null where there is no such run. */
export type ReadRun = (id: string, who: Member) => Promise<RunStanding | null>;

export interface ReadRunDeps {
  readonly store: Pick<Store, 'findSubject' | 'listStanding' | 'findCase'>;
  /** Lets the process take what came in meanwhile. */
  readonly turn: () => Promise<void>;
}

/** What was read of a case stands until the case changes; of more runs than people look at in a day it is read again. */
const mostKept = 100_000;
/** Cases read before the process takes what came in. */
const readBetweenTurns = 20;

export function createReadRun({ store, turn }: ReadRunDeps): ReadRun {
  let kept = new Map<string, RunDigest>();

  return async (id, who) => {
    const subject = await store.findSubject('payment_run', id);
    if (!subject) return null;
    const record = readRunRecord(subject);
    const digests = await read(record.taken.map(({ run_id: runId }) => runId));
    const roles = [
      ...who.roles,
      ...(who.standsIn ?? []).filter(({ stopped }) => stopped === null).map(({ role }) => role),
    ];
    const waiting = digests.filter(({ waitsFor }) => waitsFor.some((role) => roles.includes(role)));
    const theirs = waiting.filter(({ isDecidedAlone }) => !isDecidedAlone);
    return {
      id,
      record,
      counts: countBy(digests),
      sums: sumsOf(digests),
      duplicates: digests.filter(({ isDuplicate }) => isDuplicate).length,
      unusual: digests.filter(({ isDecidedAlone }) => isDecidedAlone).length,
      // The order of the file among equals.
      worstFirst: [...digests].sort((a, b) => severityOf(a) - severityOf(b)).map(({ runId }) => runId),
      theirs: {
        runIds: theirs.map(({ runId }) => runId),
        sums: sumsOf(theirs),
        oneByOne: waiting.length - theirs.length,
      },
      shown: sha256(canonicalJson(theirs.map(({ runId, shownSince }) => [runId, shownSince]))).slice(0, 16),
    };
  };

  async function read(runIds: readonly string[]): Promise<readonly RunDigest[]> {
    const standing = new Map((await store.listStanding(runIds)).map((one) => [one.runId, one]));
    if (kept.size > mostKept) kept = new Map();
    const digests: RunDigest[] = [];
    let readAnew = 0;
    for (const runId of runIds) {
      const known = kept.get(runId);
      if (known && known.version === standing.get(runId)?.version) {
        digests.push(known);
        continue;
      }
      if ((readAnew += 1) % readBetweenTurns === 0) await turn();
      const current = await store.findCase(runId);
      if (!current) continue;
      const digest = runDigest(current);
      kept.set(runId, digest);
      digests.push(digest);
    }
    return digests;
  }
}

function countBy(digests: readonly RunDigest[]): ReadonlyMap<CaseStatus, number> {
  const counts = new Map<CaseStatus, number>();
  for (const { status } of digests) counts.set(status, (counts.get(status) ?? 0) + 1);
  return counts;
}

/** Money of one currency is never added to another's. */
function sumsOf(digests: readonly RunDigest[]): readonly CurrencySum[] {
  const sums = new Map<string, CurrencySum>();
  for (const { amount, currency } of digests) {
    const { count, sum } = sums.get(currency) ?? { count: 0, sum: zero };
    sums.set(currency, { currency, count: count + 1, sum: sum.plus(decimal(amount)) });
  }
  return [...sums.values()].sort((one, other) => other.count - one.count);
}
