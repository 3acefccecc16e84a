/** The desk in the Bot Framework Emulator: its own Web Chat in a browser, over its own protocol. What it is, docs/emulator.md says. */
import { inEmulator, webChatAvailable, type EmulatorScene } from './emulator-page';

const describeWithWebChat = webChatAvailable() ? describe : describe.skip;
const justification = 'The supplier stops deliveries tonight and the inflow is confirmed for noon.';

/** Presses as this persona, on their own card. */
async function approveAs({ send, waitForCard, press }: EmulatorScene, name: string, title: string): Promise<void> {
  await send(`/as ${name}`);
  await waitForCard(`You now act as ${name}`);
  await press(title, await waitForCard(`For ${name}`));
}

describeWithWebChat('in the Emulator', () => {
  it(
    'a payment is asked for in words, in the form, and is approved on a card that stays one card',
    inEmulator(900, async (scene) => {
      const { desk, emulator, send, cards, waitForCard, press, picture } = scene;
      await picture('welcome');
      await send('pay ACME Corp 40,000 USD from ACC-BAN-002, SWIFT');
      const form = await waitForCard('New payment request');
      await picture('form');
      await press('Submit', form);
      await (await waitForCard('40,000 USD')).getByText('PROCEED').first().waitFor();
      const [, paymentId = ''] = /Payment (\S+) · as of/.exec(await cards('PROCEED').last().innerText()) ?? [];
      expect(await cards(`Payment ${paymentId}`).count()).toBe(1);
      await picture('waits');
      await approveAs(scene, 'Omar Okafor', 'Approve 40,000 USD');
      const approved = await desk.caseWhere(paymentId, ({ status }) => status === 'approved');
      expect(approved).toMatchObject({ isTest: true, payment: { amount: 40_000 } });
      // One in the chat, one for Omar alone: both say it now, and none still asks.
      for (const card of [cards(`Payment ${paymentId}`).first(), cards(`Payment ${paymentId}`).last()])
        await card.getByText('✓ Approved by Omar Okafor').first().waitFor();
      expect(await cards(`Payment ${paymentId}`).count()).toBe(2);
      expect(await cards('Approve 40,000 USD').count()).toBe(0);
      await picture('approved');
      expect(emulator.byBot.map(({ method }) => method)).not.toContain('PUT');
    }),
  );

  it(
    'everything unfolds, is typed and pressed at the width of a phone too',
    inEmulator(390, async (scene) => {
      const { desk, page, send, waitForCard, press, unfold, picture } = scene;
      await send('/payment TXN-EMRG-001');
      await (await waitForCard('Payment TXN-EMRG-001')).getByText('HOLD').first().waitFor();
      await picture('phone-hold');
      await press('Liquidity', await waitForCard('Payment TXN-EMRG-001'));
      await (await waitForCard('Payment TXN-EMRG-001')).getByText('14:30 first under the buffer').first().waitFor();
      await picture('phone-liquidity');
      await approveAs(scene, 'Maya Marchetti', 'Approve 250,000 USD');
      await desk.caseWhere('TXN-EMRG-001', ({ approvals }) => approvals.length === 1);
      await send('/as Helen Hoffmann');
      await waitForCard('You now act as Helen Hoffmann');
      const helens = await waitForCard('For Helen Hoffmann');
      await unfold(['Approve 250,000 USD', /Justification of the override/], helens);
      await helens.getByLabel(/Justification of the override/).fill(justification);
      await picture('phone-override');
      await press('Approve override', helens);
      await desk.caseWhere('TXN-EMRG-001', ({ status }) => status === 'approved');
      await waitForCard('✓ Approved by Maya Marchetti and Helen Hoffmann');
      await picture('phone-approved');
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    }),
  );

  it(
    'a press on Action.Execute never leaves the page, so the desk sends it none',
    inEmulator(900, async ({ emulator, page, waitForCard, press }) => {
      const content = {
        type: 'AdaptiveCard',
        version: '1.5',
        body: [{ type: 'TextBlock', text: 'Two buttons' }],
        actions: ['Action.Execute', 'Action.Submit'].map((type) => ({
          type,
          title: type,
          verb: 'v',
          data: { of: type },
        })),
      };
      await fetch(`${emulator.url}/v3/conversations/${encodeURIComponent(emulator.conversation)}/activities`, {
        method: 'POST',
        body: JSON.stringify({
          type: 'message',
          attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }],
        }),
      });
      const card = await waitForCard('Two buttons');
      await press('Action.Execute', card);
      const sent = page.waitForResponse((answered) => answered.request().method() === 'POST');
      await press('Action.Submit', card);
      await sent;
      expect(emulator.toBot.flatMap(({ value }) => value ?? [])).toEqual([{ of: 'Action.Submit' }]);
    }),
  );
});
