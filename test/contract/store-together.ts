/** What every Store does with one decision over many cases. */
import { findChainFault } from '../../src/domain/case/audit-event';
import type { Store } from '../../src/ports/store';
import type { TogetherRequest } from '../../src/ports/commit';
import { commitOf, nextVersion, numberedCase } from '../fakes/sample-case';
import { delegationOf, subjectCommit } from './store-house';

export function describeTogether(opened: () => Store): void {
  describe('one decision over many cases', () => {
    const cases = [numberedCase(1), numberedCase(2), numberedCase(3)];
    beforeEach(async () => {
      for (const one of cases) await opened().commit(commitOf(one));
    });
    const together = (of = cases): TogetherRequest => ({
      subject: subjectCommit(delegationOf({ id: 'ALL' })),
      cases: of.map((one) => commitOf(nextVersion(one))),
    });

    it('is one event of the house and one of each case, in one whole chain', async () => {
      expect(await opened().commitTogether(together())).toMatchObject({ ok: true, cases: [{}, {}, {}] });
      const chain = await opened().readChain({ limit: 10 });
      expect(chain).toHaveLength(7);
      expect(chain[3]).toMatchObject({ subject_id: 'ALL' });
      expect(findChainFault(chain)).toBeNull();
      for (const { runId } of cases) expect(await opened().findCase(runId)).toMatchObject({ version: 2 });
      await opened().verifyAudit();
    });

    it.each([
      ['one has changed', () => opened().commit(commitOf(nextVersion(cases[2]!)))],
      ['its subject is there already', () => opened().commitSubject(subjectCommit(delegationOf({ id: 'ALL' })))],
    ])('is not kept at all where %s', async (_what, meanwhile) => {
      await meanwhile();
      const before = await opened().lastEvent();
      expect(await opened().commitTogether(together())).toMatchObject({ ok: false });
      expect(await opened().lastEvent()).toEqual(before);
      expect(await opened().findCase(cases[0]!.runId)).toMatchObject({ version: 1 });
      await opened().verifyAudit();
    });

    it('is a defect of the caller where it changes a case twice', async () => {
      await expect(opened().commitTogether(together([cases[0]!, cases[0]!]))).rejects.toMatchObject({
        code: 'internal',
      });
    });

    it('does not disturb what is committed in the same moment', async () => {
      const other = numberedCase(4);
      const [refused, kept] = await Promise.all([
        opened().commitTogether(together([...cases, numberedCase(9)])),
        opened().commit(commitOf(other)),
      ]);
      expect(refused).toMatchObject({ ok: false });
      expect(kept).toMatchObject({ ok: true });
      await opened().verifyAudit();
    });
  });
}
