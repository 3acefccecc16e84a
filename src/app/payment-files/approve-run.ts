/** Approves what proceeds in a payment run, for one person: each payment by an act of its own, checked as if it were pressed alone. */
import { offer } from '../../domain/case/machine/permitted-actions';
import { plainApproval } from '../../domain/case/people/worklist';
import { refuse, type Problem, type Refusal } from '../../domain/values/errors';
import type { Member } from '../../domain/values/person';
import type { Store } from '../../ports/store';
import type { RunApproved } from '../../ports/payment-files';
import type { ActOnCase } from '../act-on-case';
import type { Knowledge } from '../know';
import type { ReadRun } from './read-run';

/** `shown`: of the standing that was looked at. */
export type ApproveRun = (id: string, shown: string, actor: Member) => Promise<RunApproved | Refusal>;

export interface ApproveRunDeps {
  readonly store: Pick<Store, 'findCase'>;
  readonly readRun: ReadRun;
  readonly actOnCase: ActOnCase;
  readonly knowledge: Pick<Knowledge, 'inForce'>;
  readonly turn: () => Promise<void>;
}

/** A press is answered within seconds: each approval looks at liquidity once more and is written down. */
const approvedAPress = 250;
const maxTold = 20;

export function createApproveRun({ store, readRun, actOnCase, knowledge, turn }: ApproveRunDeps): ApproveRun {
  return async (id, shown, actor) => {
    const standing = await readRun(id, actor);
    if (!standing) return refuseUnknownRun(id);
    if (standing.shown !== shown)
      return refuse('stale_card', 'Not approved. What waits for you in this run has changed since the card was shown.');
    const { runIds } = standing.theirs;
    const refused: RunApproved['refused'][number][] = [];
    let [approved, complete, come] = [0, 0, 0];
    for (const runId of runIds) {
      if (approved === approvedAPress) break;
      come += 1;
      await turn();
      const done = await approve(runId, actor);
      if (done === null) continue;
      if (done.problem) refused.push({ paymentId: done.paymentId, problem: done.problem });
      else {
        approved += 1;
        if (done.isComplete) complete += 1;
      }
    }
    return { ok: true, approved, complete, refused: refused.slice(0, maxTold), left: runIds.length - come };
  };

  /** Null where nothing is asked of this person any more. */
  async function approve(runId: string, actor: Member) {
    const current = await store.findCase(runId);
    if (!current) return null;
    const { payment, version: shownVersion } = current;
    const paymentId = payment.payment_id;
    const offered = offer('approve', current, actor, await knowledge.inForce(current));
    if (!offered.ok) return { paymentId, problem: offered.problems[0] ?? null, isComplete: false };
    // What asks for words is approved on its own card.
    if (!plainApproval(offered)) return { paymentId, problem: asksForWords(paymentId), isComplete: false };
    const changed = await actOnCase(runId, { type: 'approve', shownVersion, comment: null, actor });
    const problem = changed.ok ? null : (changed.problems[0] ?? null);
    return { paymentId, problem, isComplete: changed.ok && changed.case.status === 'approved' };
  }
}

function asksForWords(paymentId: string): Problem | null {
  const [problem] = refuse(
    'justification_too_short',
    `Not approved. ${paymentId} asks for a word of yours: open it.`,
  ).problems;
  return problem ?? null;
}

function refuseUnknownRun(id: string): Refusal {
  return refuse('unknown_run', `No payment run ${id} is known here.`, 'run', { id });
}
