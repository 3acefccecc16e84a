/** What time does to a payment and to a card that stays open, in the real Playground, by clicks: each scene by itself. */
import { createMovableClock } from '../../fakes/movable-clock';
import { describeWithChromium } from '../describe-with-chromium';
import { cardFor, onScene } from '../scene';

describeWithChromium('in the Playground, time, by clicks', () => {
  it(
    'a payment that fits later waits until then, and is reviewed anew for that time',
    onScene(async (scene) => {
      const { chat, desk, picture, review } = scene;
      await review('TXN-003', 'HOLD', '500,000 USD under its buffer');
      const mayas = await cardFor(scene, 'Maya Marchetti');
      await chat.unfold(['Liquidity', 'Delay until 15:10 UTC', 'Set it to 15:10 UTC'], mayas);
      await picture('delay');
      await chat.press('Set it to 15:10 UTC', mayas);
      const later = await desk.caseWhere(
        'TXN-003',
        ({ payment, decision }) => payment.delayed_until !== undefined && decision?.outcome === 'proceed',
      );
      expect(later).toMatchObject({ status: 'awaiting_approval', payment: { delayed_until: '2026-01-22T15:10:00Z' } });
      await (await chat.waitForCard('Payment TXN-003')).getByText('PROCEED').first().waitFor();
      await picture('delayed');
    }),
  );

  it('people are reminded before the cutoff', async () => {
    const clock = createMovableClock('2026-01-22T13:30:00Z');
    const scene = onScene(
      async ({ chat, desk, picture, review }) => {
        await review('TXN-002', 'PROCEED');
        // An hour before the cutoff of USD by SWIFT.
        clock.moveTo('2026-01-22T14:00:00Z');
        await desk.caseWhere('TXN-002', ({ followUp }) => (followUp?.reminded.length ?? 0) > 0, 60_000);
        const reminder = await chat.waitForCard('Reminder: TXN-002 waits');
        await reminder.getByText('Omar Okafor', { exact: false }).first().waitFor();
        await picture('reminder');
      },
      'personal',
      clock,
    );
    await scene();
  });

  it(
    'a press on a card that shows what is not in force any more is refused in words, and nothing is written',
    onScene(async ({ chat, desk, playground }) => {
      await chat.send('/payment TXN-1048');
      await (await chat.waitForCard('Payment TXN-1048')).getByText('HOLD').first().waitFor();
      const old = await desk.caseOf('TXN-1048');
      const message = await chat.waitForMessage('Payment TXN-1048');
      const data = { run_id: old.runId, version: old.version };
      await playground.actAs('Maya Marchetti', { verb: 'release_part', data, message });
      const now = await desk.caseWhere(
        'TXN-1048',
        ({ version, status }) => version > old.version && status !== 'under_review',
      );
      // The page keeps its card current, so the old press is sent as a client sends it that was away.
      const answer = await playground.actAs('Helen Hoffmann', { verb: 'approve', data, message });
      expect(JSON.stringify(answer)).toContain('The card has changed since it was shown');
      expect(await desk.caseOf('TXN-1048')).toEqual(now);
    }, 'group'),
  );
});
