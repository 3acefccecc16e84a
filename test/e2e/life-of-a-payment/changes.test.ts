/** How a payment is changed or taken back after it was asked for, in the real Playground, by clicks: each scene by itself. */
import { describeWithChromium } from '../describe-with-chromium';
import { cardFor, onScene } from '../scene';

describeWithChromium('in the Playground, changes, by clicks', () => {
  it(
    'a part is released, and its rest is a request of its own',
    onScene(async ({ chat, desk, picture, review }) => {
      await review('TXN-EMRG-001', 'HOLD');
      const card = await chat.waitForCard('Payment TXN-EMRG-001');
      const part125 = 'Release a part: 125,000 USD';
      await chat.unfold(['Liquidity', part125], card);
      await picture('liquidity-acts');
      await chat.unfold(['Liquidity', part125, 'Reduce to 125,000 USD'], card);
      await chat.press('Reduce to 125,000 USD');
      const part = await chat.waitForCard('asked for as TXN-EMRG-001-REST');
      await part.getByText('PROCEED').first().waitFor();
      const rest = await chat.waitForCard('The rest of TXN-EMRG-001');
      await rest.getByText('HOLD').first().waitFor();
      await picture('part-and-rest');
      expect(await desk.caseOf('TXN-EMRG-001-REST')).toMatchObject({
        payment: { amount: 125_000 },
        restOf: { paymentId: 'TXN-EMRG-001' },
      });
    }),
  );

  it(
    'the form of a sweep comes filled in',
    onScene(async ({ chat, desk, picture, review }) => {
      await review('TXN-EMRG-001', 'HOLD');
      const card = await chat.waitForCard('Payment TXN-EMRG-001');
      await chat.unfold(['Liquidity', 'Sweep: fill in the transfer', 'Open the form'], card);
      await chat.press('Open the form', card);
      const form = await chat.waitForCard('Payment request');
      await picture('sweep-form');
      const before = (await desk.store.readEvents({ limit: 1_000 })).length;
      await chat.press('Submit', form);
      await chat.waitForCard('Submitted');
      expect((await desk.store.readEvents({ limit: 1_000 })).length).toBeGreaterThan(before);
    }),
  );

  it(
    'a sentence opens the act it names, and the button withdraws the payment',
    onScene(async ({ chat, desk, picture, review }) => {
      await review('TXN-002', 'PROCEED');
      await chat.send('withdraw TXN-002, the invoice was paid already');
      const act = await chat.waitForCard('Withdraw: payment TXN-002');
      await picture('withdraw-by-sentence');
      expect(await desk.caseOf('TXN-002')).toMatchObject({ status: 'awaiting_approval' });
      await chat.press('Withdraw the payment', act);
      await (await chat.waitForCard('Withdrawn by Dana Demir')).waitFor();
      expect(await desk.caseOf('TXN-002')).toMatchObject({
        status: 'withdrawn',
        withdrawal: { comment: 'the invoice was paid already' },
      });
      await picture('withdrawn');
    }),
  );

  it(
    'a payment is corrected by whoever asked for it, and approved as it is then',
    onScene(async (scene) => {
      const { chat, desk, picture, review } = scene;
      await review('TXN-002', 'PROCEED');
      const card = await chat.waitForCard('Payment TXN-002');
      await chat.unfold(['More', 'Correct', /Payee’s bank/], card);
      await chat.fill(/Payee’s bank/, 'DEUTDEFF', card);
      await chat.fill(/^Why/, 'The bank was missing', card);
      await picture('correct');
      await chat.press('Correct the payment', card);
      await desk.caseWhere('TXN-002', (now) => now.corrections !== undefined && now.status === 'awaiting_approval');
      await chat.press('Approve 50,000 USD', await cardFor(scene, 'Omar Okafor'));
      expect(await desk.caseWhere('TXN-002', ({ status }) => status === 'approved')).toMatchObject({
        payment: { beneficiary_bic: 'DEUTDEFF' },
      });
      await chat.waitForCard('✓ Approved by Omar Okafor');
      await picture('corrected-approved');
    }),
  );
});
