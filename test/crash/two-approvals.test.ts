import { people } from '../fakes/demo-desk';
import { play } from './play';

const why = 'The supplier stops deliveries tonight and the inflow is confirmed for noon.';

describe('TXN-EMRG-001, held for a breach and approved by two people', () => {
  it('ends the same when every single commit, also each approval, is the last thing its process does', async () => {
    const played = (killPoints: readonly string[]) =>
      play({
        paymentId: 'TXN-EMRG-001',
        approvers: [
          { who: people.maya, until: '1 of 2 approvals given' },
          { who: people.helen, comment: why, until: 'Approved by Maya Marchetti and Helen Hoffmann' },
        ],
        killPoints,
      });
    const [undisturbed, killed] = await Promise.all([played([]), played(Array.from({ length: 6 }, () => 'commit:1'))]);
    expect(undisturbed.end.comparable).toMatchObject({
      status: 'approved',
      version: 6,
      decision: { outcome: 'liquidity_hold' },
      approvals: [{ by: { name: 'Maya Marchetti' } }, { by: { name: 'Helen Hoffmann' }, comment: why }],
    });

    expect(killed.kills).toBe(6);
    expect(killed.end.comparable).toEqual(undisturbed.end.comparable);
    expect(killed.end).toMatchObject({ chainFault: null, unfinished: [], card: { shownVersion: 6 } });
    // Killed between a posting and its note, the desk cannot know whether the card is there: it posts a fresh one, which is the one kept current.
    // The demo's clock goes on, and a slow machine takes more than its first minute.
    const shownLast = ({ cards }: typeof killed) =>
      cards
        .at(-1)
        ?.text.replace(/"copy":\d+/g, '"copy":0')
        .replace(/\b10:(2[5-9]|3\d)\b/g, '10:25')
        .replace(/\b\d+ min old/g, '5 min old');
    expect(shownLast(killed)).toEqual(shownLast(undisturbed));
    expect(killed.posts).toBeLessThanOrEqual(1 + killed.kills);
    expect(undisturbed.posts).toBe(1);
  });
});
