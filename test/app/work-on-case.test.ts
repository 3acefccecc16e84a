import { createWorkOnCase } from '../../src/app/review/work-on-case';
import type { PaymentCase } from '../../src/domain/case/payment-case';
import { sampleCase } from '../fakes/sample-case';

function workOn(...states: PaymentCase[]) {
  const shown: string[] = [];
  const later: (() => void)[] = [];
  const work = createWorkOnCase({
    advanceCase: () => Promise.resolve(states.shift() ?? null),
    delivery: { wake: ({ status }) => void shown.push(status) },
    store: { findCase: () => Promise.resolve(null) },
    openRests: () => Promise.resolve(),
    wakeups: { wake: () => undefined },
    after: (_ms, callback) => later.push(callback),
  });
  return { work, shown, later };
}

const underReview = sampleCase({ status: 'under_review' });
const decided = sampleCase({ status: 'awaiting_approval' });

describe('a woken case', () => {
  it('shows its decision at once, and no step before it', async () => {
    const { work, shown } = workOn(underReview, underReview, decided);
    expect([await work('run'), await work('run'), await work('run')]).toEqual([true, true, false]);
    expect(shown).toEqual(['awaiting_approval']);
  });

  it('shows how far it is where the next step keeps people waiting, once for each wait', async () => {
    const { work, shown, later } = workOn(underReview, underReview, underReview);
    await work('run');
    await work('run');
    expect(later).toHaveLength(1);
    later[0]?.();
    expect(shown).toEqual(['under_review']);
    await work('run');
    expect(later).toHaveLength(2);
  });

  it('of no case is done with', async () => {
    const { work, shown, later } = workOn();
    expect(await work('run')).toBe(false);
    expect([shown, later]).toEqual([[], []]);
  });
});
