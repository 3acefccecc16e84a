/** What every Store does with what evidence rests on: it is kept with what names it, or not at all. */
import { contentOf } from '../../src/domain/values/kept-content';
import type { Store } from '../../src/ports/store';
import type { RestsOn } from '../../src/ports/commit';
import { commitOf, naming, nextVersion, sampleCase, sampleRunId } from '../fakes/sample-case';

export function describeContents(opened: () => Store, reopen: () => Promise<void>): void {
  describe('keeping what evidence rests on', () => {
    const [one, long] = [contentOf({ of: 'one' }), contentOf({ text: 'ş'.repeat(100_000) })];
    const basis = contentOf({ accounts: [one.hash, long.hash] });
    const all = [basis, one, long];
    const hashes = all.map(({ hash }) => hash);
    const found = async (...of: string[]) =>
      (await opened().findContents(of.length > 0 ? of : hashes)).toSorted((a, b) => a.text.length - b.text.length);

    it('gives back the same text under its hash, however often it is kept', async () => {
      await opened().commit(commitOf(naming(sampleCase(), basis), { contents: all }));
      await opened().commit(commitOf(nextVersion(naming(sampleCase(), basis)), { contents: all }));
      expect(await found(...hashes, 'f'.repeat(64))).toEqual([one, basis, long]);
      expect(await opened().findContents([])).toEqual([]);
      expect(hashes.map((hash) => opened().isKept(hash))).toEqual([true, true, true]);
      await reopen();
      expect(await found()).toEqual([one, basis, long]);
      // What another process kept nobody knows of before it is kept again, which does no harm.
      await opened().commit(commitOf(nextVersion(nextVersion(naming(sampleCase(), basis))), { contents: [basis] }));
      expect(opened().isKept(basis.hash)).toBe(true);
      await opened().verifyAudit();
    });

    it('keeps what each of the changes of one commit names', async () => {
      const first = naming(sampleCase(), one);
      const second = naming(nextVersion(first), long);
      const following = [commitOf(second, { contents: [long] })];
      expect(await opened().commit(commitOf(first, { contents: [one], following }))).toMatchObject({ ok: true });
      expect(await found()).toEqual([one, long]);
    });

    it.each([
      ['is stale', () => opened().commit(commitOf(nextVersion(sampleCase()))), { ok: false }],
      [
        'was made before under its key',
        () => opened().commit(commitOf(nextVersion(sampleCase()), { idempotencyKey: 'key' })),
        { ok: true, repeated: true },
      ],
      [
        'rests on what has changed',
        () => Promise.resolve(),
        { ok: false, reason: 'rests_on_changed' },
        [{ kind: 'delegation', id: 'DEL-1', version: 7 }] as readonly RestsOn[],
      ],
    ])('keeps none of it where the commit that names it %s', async (_why, meanwhile, outcome, restsOn = []) => {
      await opened().commit(commitOf(sampleCase()));
      await meanwhile();
      const late = naming(nextVersion(sampleCase()), basis);
      const request = commitOf(late, { idempotencyKey: 'key', contents: all, restsOn });
      expect(await opened().commit(request)).toMatchObject(outcome);
      expect(await found()).toEqual([]);
      expect(hashes.map((hash) => opened().isKept(hash))).toEqual([false, false, false]);
    });

    it('keeps nothing that the case does not name', async () => {
      await opened().commit(commitOf(naming(sampleCase(), one), { contents: [one, long, basis] }));
      expect(await found()).toEqual([one]);
      expect(opened().isKept(basis.hash)).toBe(false);
    });

    it('keeps what the answer to a recorded call rests on with the record', async () => {
      const call = {
        runId: sampleRunId,
        tool: 'screen_sanctions',
        input: {},
        problem: null,
        calledAt: '2026-01-22T10:25:00Z',
      };
      await opened().recordToolCall({ ...call, output: { audit: { basis: basis.hash } } }, [basis, one, long]);
      expect(await found()).toEqual([one, basis, long]);
      await opened().recordToolCall({ ...call, output: {} });
      expect(await opened().lastToolCall()).toBeGreaterThan(0);
    });
  });
}
