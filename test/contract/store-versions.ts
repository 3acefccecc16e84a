/** What each adapter of the store must do with a case's versions, which repeat one another: each is read as it was sealed, and kept once. */
import type { PaymentCase } from '../../src/domain/case/payment-case';
import { sha256 } from '../../src/domain/values/json';
import type { Store } from '../../src/ports/store';
import { commitOf, nextVersion, sampleCase, sampleDecision, sampleRunId } from '../fakes/sample-case';

/** As long as a real case after its three steps. */
const text = Array.from({ length: 300 }, (_, at) => `finding ${at} of "somebody", über ₺`).join('; ');

const opened = sampleCase();
const screened = nextVersion(opened, { submitter: { ...opened.submitter, name: text } });
const decided = nextVersion(screened, { status: 'awaiting_approval', decision: sampleDecision });
const approval = { role: 'Treasury Manager', by: opened.submitter, at: opened.openedAt, comment: 'as agreed' };
const approved = nextVersion(decided, { status: 'approved', approvals: [{ ...approval, boundTo: 'b' }] });
const lives: readonly PaymentCase[] = [opened, screened, decided, approved];

export function describeVersions(current: () => Store, reopen: () => Promise<void>): void {
  /** Submitted, two versions at once, and one more. */
  async function live(): Promise<void> {
    const store = current();
    await store.commit(commitOf(opened));
    await store.commit({ ...commitOf(screened), following: [commitOf(decided)] });
    await store.commit(commitOf(approved));
  }

  async function expectAsSealed(): Promise<void> {
    const store = current();
    const texts = await store.readVersionTexts(sampleRunId);
    const events = await store.readEvents({ limit: 10 });
    expect(texts.map((kept) => sha256(kept.text))).toEqual(events.map(({ case_hash: sealed }) => sealed));
    for (const one of lives) expect(await store.findVersion(sampleRunId, one.version)).toEqual(one);
    expect(await store.findCase(sampleRunId)).toEqual(approved);
    expect(await store.listCases({ statuses: ['approved'], limit: 5 })).toEqual([approved]);
    expect(await store.verifyAudit()).toMatchObject({ count: events.length });
  }

  describe('keeping versions that repeat one another', () => {
    it('gives each as its event sealed it, then and after it was opened again', async () => {
      await live();
      await expectAsSealed();
      await reopen();
      await expectAsSealed();
    });

    it('answers a repeated key with the version it left, however that is kept', async () => {
      await live();
      await reopen();
      const again = await current().commit(commitOf(approved));
      expect(again).toMatchObject({ ok: true, repeated: true, case: approved });
    });

    it('goes on from a version it has read as from one it has written', async () => {
      await live();
      await reopen();
      const store = current();
      const read = await store.findCase(sampleRunId);
      if (!read) throw new Error('not found');
      const released = nextVersion(read, { status: 'released' });
      expect(await store.commit(commitOf(released))).toMatchObject({ ok: true });
      await reopen();
      expect(await current().findCase(sampleRunId)).toEqual(released);
    });
  });
}
