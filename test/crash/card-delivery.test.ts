import { people } from '../fakes/demo-desk';
import { readEndState, shownCards } from './end-state';
import { onStage, pressData, unlessKilled, type Stage } from './stage';

describe('a desk killed after a card went out and before that was noted', () => {
  /** Asks for TXN-002 in a desk that dies with the card of this number on its way, and lets the next one finish the review. */
  async function reviewAcrossKill(stage: Stage, killPoint: string) {
    const killed = await stage.start(killPoint);
    await unlessKilled(killed, stage.channel(killed).say(people.dana, '/payment TXN-002'));
    expect(await killed.ended).toBe('SIGKILL');
    const next = await stage.start();
    const decided = await stage.connector.cardWith('"verb":"approve"', 60_000);
    return { next, decided };
  }

  it.concurrent(
    'posts the first card a second time; the one left behind can approve nothing, and is brought up to date once it is pressed',
    onStage(async (stage) => {
      const { next, decided } = await reviewAcrossKill(stage, 'card:1');
      const [orphan, followed, ...more] = shownCards(stage.connector, 'TXN-002');
      expect(more).toEqual([]);
      expect(followed?.activityId).toBe(decided.activityId);
      // A channel takes no idempotency key for a message: what was posted and not noted is posted again.
      expect(orphan?.text).toContain('Under review');

      const { run_id: runId, version } = pressData(decided.card);
      const answer = await stage
        .channel(next)
        .press(people.omar, 'approve', { run_id: runId, version: 1, copy: 1 }, orphan?.activityId);
      expect(JSON.stringify(answer.body)).toContain('Needs approval by');
      expect(JSON.stringify(answer.body)).toContain('The card has changed since it was shown');
      await stage.connector.cardOn(orphan?.activityId ?? '', '"verb":"approve"');
      await stage.channel(next).press(people.omar, 'approve', { run_id: runId, version });
      await stage.connector.cardOn(orphan?.activityId ?? '', 'pproved by Omar Okafor');
      await stage.connector.cardOn(decided.activityId, 'pproved by Omar Okafor');
      await next.stop();
      const end = await readEndState(stage.dataDir, 'TXN-002');
      expect(end.copies).toMatchObject([
        { number: 1, kind: 'found', activityId: orphan?.activityId, shownVersion: 5 },
        { number: 2, kind: 'home', activityId: decided.activityId, shownVersion: 5 },
      ]);
      expect(end).toMatchObject({
        chainFault: null,
        unfinished: [],
        card: { activityId: decided.activityId, shownVersion: 5 },
        comparable: { status: 'approved', version: 5, approvals: [{ role: 'Payments Operator' }] },
      });
    }),
  );

  it.concurrent(
    'only repeats an update of the same card',
    onStage(async (stage) => {
      const { next, decided } = await reviewAcrossKill(stage, 'card:2');
      await next.stop();
      expect(shownCards(stage.connector, 'TXN-002').map(({ activityId }) => activityId)).toEqual([decided.activityId]);
      expect(await readEndState(stage.dataDir, 'TXN-002')).toMatchObject({
        chainFault: null,
        unfinished: [],
        card: { activityId: decided.activityId, shownVersion: 4 },
        comparable: { status: 'awaiting_approval', version: 4 },
      });
    }),
  );
});
