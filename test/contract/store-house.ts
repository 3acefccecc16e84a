/** What every Store does with what belongs to no payment: the same chain, in the same way. */
import { findChainFault, isHouseEvent, type HouseEventType } from '../../src/domain/case/audit-event';
import { deskActor } from '../../src/domain/case/audit-event';
import type { Store } from '../../src/ports/store';
import type { Subject, SubjectCommitRequest } from '../../src/ports/house';
import { commitOf, nextVersion, numberedCase, sampleCase } from '../fakes/sample-case';

export function delegationOf(over: Partial<Subject> = {}): Subject {
  return { kind: 'delegation', id: 'DLG-1', version: 1, body: { status: 'offered' }, ...over };
}

export function subjectCommit(subject: Subject, over: Partial<SubjectCommitRequest> = {}): SubjectCommitRequest {
  const types = { delegation: 'delegation_offered', policy: 'policy_taken_in' } as const;
  const type: HouseEventType = subject.kind === 'policy' ? types.policy : types.delegation;
  return {
    subject,
    expectedVersion: subject.version - 1,
    event: {
      type,
      subject: subject.kind,
      subject_id: subject.id,
      actor: deskActor,
      at: '2026-01-22T10:25:00Z',
      payload: subject.body,
    },
    idempotencyKey: `${subject.kind}/${subject.id}/${subject.version}`,
    input: { ...subject.body },
    ...over,
  };
}

export function describeHouse(opened: () => Store, reopen: () => Promise<void>): void {
  describe('what belongs to no payment', () => {
    it('is sealed in the one chain, between the events of payments', async () => {
      await opened().commit(commitOf(numberedCase(1)));
      const done = await opened().commitSubject(subjectCommit(delegationOf()));
      await opened().commit(commitOf(numberedCase(2)));
      expect(done).toMatchObject({ ok: true, repeated: false, event: { seq: 2, subject_version: 1 } });
      const chain = await opened().readChain({ limit: 10 });
      expect(chain.map(({ seq, type }) => [seq, type])).toEqual([
        [1, 'payment_submitted'],
        [2, 'delegation_offered'],
        [3, 'payment_submitted'],
      ]);
      expect(findChainFault(chain)).toBeNull();
      expect(await opened().verifyAudit()).toMatchObject({ count: 3, head: chain[2]!.hash });
      expect((await opened().readEvents({ limit: 10 })).map(({ seq }) => seq)).toEqual([1, 3]);
      const ofHouse = await opened().readChain({ limit: 10, houseOnly: true });
      expect(ofHouse.map(isHouseEvent)).toEqual([true]);
      expect(await opened().readChain({ afterSeq: 2, limit: 1 })).toEqual([chain[2]]);
    });

    it('is the last event where it came last, and stands after the store was opened again', async () => {
      await opened().commit(commitOf(numberedCase(1)));
      await opened().commitSubject(subjectCommit(delegationOf()));
      await reopen();
      expect(await opened().lastEvent()).toMatchObject({ seq: 2, subject: 'delegation', subject_id: 'DLG-1' });
      expect(await opened().findSubject('delegation', 'DLG-1')).toEqual(delegationOf());
      expect(await opened().findSubject('policy', 'DLG-1')).toBeNull();
      expect(await opened().findSubject('delegation', 'DLG-9')).toBeNull();
    });

    it('keeps the newest version of each, the first made first', async () => {
      for (const id of ['DLG-2', 'DLG-1']) await opened().commitSubject(subjectCommit(delegationOf({ id })));
      const accepted = delegationOf({ id: 'DLG-2', version: 2, body: { status: 'accepted' } });
      await opened().commitSubject(subjectCommit(accepted));
      await opened().commitSubject(subjectCommit({ kind: 'policy', id: 'policy', version: 1, body: {} }));
      expect(await opened().listSubjects('delegation')).toEqual([accepted, delegationOf({ id: 'DLG-1' })]);
      expect(await opened().listSubjects('ledger')).toEqual([]);
    });

    it('answers a repeated key with the first result, whatever came after it', async () => {
      const first = await opened().commitSubject(subjectCommit(delegationOf()));
      await opened().commitSubject(subjectCommit(delegationOf({ version: 2 })));
      expect(await opened().commitSubject(subjectCommit(delegationOf()))).toStrictEqual({ ...first, repeated: true });
      expect(await opened().readChain({ limit: 10 })).toHaveLength(2);
    });

    it.each([
      ['the same key with another input', 'key_reused', { input: { other: true } }],
      ['a version that is no longer current', 'stale_version', { idempotencyKey: 'other' }],
    ] as const)('refuses %s and writes nothing', async (_what, reason, over) => {
      await opened().commitSubject(subjectCommit(delegationOf()));
      expect(await opened().commitSubject(subjectCommit(delegationOf(), over))).toEqual({ ok: false, reason });
      expect(await opened().readChain({ limit: 10 })).toHaveLength(1);
    });

    it('of many that race for one version takes one', async () => {
      const racing = Array.from({ length: 20 }, (_, at) =>
        opened().commitSubject(subjectCommit(delegationOf(), { idempotencyKey: `race ${at}` })),
      );
      const results = await Promise.all(racing);
      expect(results.filter(({ ok }) => ok)).toHaveLength(1);
      expect(await opened().readChain({ limit: 50 })).toHaveLength(1);
    });

    it('takes a change of a payment only on the version it rests on', async () => {
      await opened().commit(commitOf(sampleCase()));
      await opened().commitSubject(subjectCommit(delegationOf()));
      await opened().commitSubject(subjectCommit(delegationOf({ version: 2, body: { status: 'ended' } })));
      const changed = (version: number) =>
        commitOf(nextVersion(sampleCase()), { restsOn: [{ kind: 'delegation', id: 'DLG-1', version }] });
      expect(await opened().commit(changed(1))).toEqual({ ok: false, reason: 'rests_on_changed', moved: 'delegation' });
      expect(await opened().findCase(sampleCase().runId)).toEqual(sampleCase());
      expect(await opened().commit(changed(2))).toMatchObject({ ok: true });
    });

    it('is gone along in stretches like everything else', async () => {
      for (const id of ['DLG-1', 'DLG-2', 'DLG-3']) await opened().commitSubject(subjectCommit(delegationOf({ id })));
      const first = await opened().verifyStretch({ after: { seq: 0, hash: '0'.repeat(64) }, limit: 2 });
      expect(first.map(({ seq }) => seq)).toEqual([1, 2]);
      expect(await opened().verifyStretch({ after: first[1]!, limit: 2 })).toHaveLength(1);
    });
  });
}
