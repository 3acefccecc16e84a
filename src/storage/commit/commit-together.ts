/** One decision over many cases: a subject's version and every case's change, each with its event, in one transaction. */
import { Fault } from '../../domain/values/errors';
import type { PaymentCase } from '../../domain/case/payment-case';
import type { TogetherRequest, TogetherResult } from '../../ports/commit';
import { takeChain } from './chain-end';
import { appendAll, contentsOf, findConflict, look, makeVersions, refuseInconsistent, type CommitsTo } from './commit';
import { findNewestSubject, findSubjectByKey, type ChainEnd } from './commit-queries';
import { appendSubject, refuseInconsistent as refuseInconsistentSubject } from './commit-subject';
import type { Write } from './group-commit';
import { insertContents, packContents } from '../kept-contents';

/** Everything is looked at before anything is written: what others write in the same transaction is not undone for a conflict. Throws as `commitChange`. */
export async function commitTogether(
  write: Write,
  { place, known, remembered }: CommitsTo,
  { subject, cases }: TogetherRequest,
  recordedAt: string,
): Promise<TogetherResult> {
  refuseInconsistentSubject(subject);
  for (const one of cases) refuseInconsistent(one);
  if (new Set(cases.map(({ case: { runId } }) => runId)).size < cases.length)
    throw new Fault('internal', `${subject.subject.kind} ${subject.subject.id} changes a case twice`);
  const contents = await packContents(cases.flatMap(contentsOf), known);
  const made = cases.map((one) => makeVersions(one, remembered));
  const result = await write('synced', async (held): Promise<TogetherResult> => {
    const chainEnd = await takeChain(held, place);
    if ((await findSubjectByKey(held, subject)).length > 0) return { ok: false, reason: 'key_reused' };
    const [newest] = await findNewestSubject(held, subject.subject);
    if ((newest?.version ?? 0) !== subject.expectedVersion) return { ok: false, reason: 'stale_version' };
    for (const one of cases) {
      const found = await look(held, place, one);
      if (found.done_seq !== null) return { ok: false, reason: 'key_reused' };
      if (one.expectedVersion === 0 || (await findConflict(held, place, one, found)))
        return { ok: false, reason: 'stale_version' };
    }
    await insertContents(held, contents);
    let end: ChainEnd = await appendSubject(held, chainEnd, subject, recordedAt);
    const changed: PaymentCase[] = [];
    for (const one of made) {
      const done = await appendAll(held, end, one, recordedAt);
      changed.push(done.case);
      end = done.event;
    }
    return { ok: true, cases: changed };
  });
  if (!result.ok) return result;
  known.note(contents);
  result.cases.forEach((changed, at) => {
    const one = made[at];
    if (one) remembered.keep(changed, one.whole);
  });
  return result;
}
