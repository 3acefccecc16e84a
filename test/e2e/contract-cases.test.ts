import path from 'node:path';
import { describeWithChromium } from './describe-with-chromium';
import { onScene, pictures, type Scene } from './scene';

const justification = 'The supplier stops deliveries tonight and the inflow is confirmed for noon.';

describeWithChromium('in the Playground, in a browser', () => {
  const reviewEmergency = ({ review }: Scene) =>
    review('TXN-EMRG-001', 'HOLD', '125,000 USD under its buffer', '14:30', 'Maya Marchetti', 'Head of Treasury');

  it(
    'TXN-001 is rejected, and the originator is told neither of the match nor of the end',
    onScene(async ({ chat, desk, picture, review }) => {
      await review('TXN-001', 'HOLD', 'Under compliance review, reference WF-20260122', 'Nothing is paid');
      const text = await (await chat.waitForCard('Payment TXN-001')).innerText();
      // A run's id is drawn and may have any digits in it.
      expect(text.replaceAll(/WF-\d{14}-[0-9a-f]{6}/g, '')).not.toMatch(/IRAN|EXACT|OFAC|98|reject/i);
      expect(await desk.caseOf('TXN-001')).toMatchObject({ status: 'rejected', decision: { outcome: 'blocked' } });
      await picture('txn-001');
    }),
  );

  it(
    'TXN-002 proceeds, and a second person’s approval shows on the same card',
    onScene(async ({ chat, picture, review, pressAs }) => {
      const message = await review(
        'TXN-002',
        'PROCEED',
        'Sanctions clear, buffer kept, before the cutoff',
        'Payments Operator',
      );
      await picture('txn-002');
      const shown = await chat.waitForCard('Payment TXN-002');
      await chat.press('More', shown);
      await shown.getByText('Sanctions CLEAR, no liquidity breach, before cutoff').waitFor();
      await picture('txn-002-more');
      await pressAs('Omar Okafor', 'approve', 'TXN-002');
      const card = await chat.waitForCard('Payment TXN-002');
      await card.getByText('✓ Approved by Omar Okafor').first().waitFor();
      expect((await chat.waitForMessage('Payment TXN-002')).id).toBe(message.id);
      await picture('txn-002-approved');
    }),
  );

  it(
    'TXN-003 is held, and two people override the breach together',
    onScene(async ({ chat, picture, review, pressAs }) => {
      await review(
        'TXN-003',
        'HOLD',
        '500,000 USD under its buffer',
        'weigh the options',
        'approve despite the breach',
      );
      await picture('txn-003');
      await pressAs('Maya Marchetti', 'approve', 'TXN-003');
      await pressAs('Helen Hoffmann', 'approve', 'TXN-003', justification);
      const card = await chat.waitForCard('Payment TXN-003');
      await card.getByText('✓ Approved by Maya Marchetti and Helen Hoffmann').first().waitFor();
      await card.getByText('Breach of 500,000 USD overridden', { exact: false }).first().waitFor();
      await chat.press('History', card);
      await card.getByText('Maya Marchetti', { exact: false }).nth(1).waitFor();
      await picture('txn-003-history');
    }),
  );

  it(
    'TXN-EMRG-001 is held with the gap of the demo ledger',
    onScene(async (scene) => {
      const { chat, desk, picture } = scene;
      await reviewEmergency(scene);
      await picture('txn-emrg-001');
      const card = await chat.waitForCard('Payment TXN-EMRG-001');
      if (pictures !== undefined) {
        const size = chat.page.viewportSize() ?? { width: 1500, height: 1400 };
        // The page cuts off what does not fit into it.
        await card.screenshot({ path: path.join(pictures, 'card.png') });
        await chat.page.setViewportSize({ ...size, height: 3_600 });
        for (const opened of ['More', 'Liquidity', 'History']) {
          await chat.press(opened, card);
          await card.screenshot({ path: path.join(pictures, `card-${opened.toLowerCase()}.png`) });
          await chat.press(opened, card);
        }
        await chat.page.setViewportSize(size);
      }
      expect(await desk.caseOf('TXN-EMRG-001')).toMatchObject({ status: 'awaiting_approval' });
    }),
  );

  it(
    'TXN-EMRG-001 is asked about with another amount and time, then lowered to the part that fits, and the part proceeds',
    onScene(async (scene) => {
      const { chat, desk, picture } = scene;
      await reviewEmergency(scene);
      const card = await chat.waitForCard('Payment TXN-EMRG-001');
      await chat.unfold(['Liquidity', 'What if'], card);
      await card.getByText('first under the buffer', { exact: false }).first().waitFor();
      await chat.unfold(['Liquidity', 'What if', /Amount/], card);
      await chat.fill(/Amount/, '100,000', card);
      await chat.fill(/Leaves at/, '15:10', card);
      await picture('what-if-form');
      await chat.press('Ask', card);
      const answer = await chat.waitForCard('What if: payment TXN-EMRG-001');
      await answer.getByText('stays 25,000 USD above its buffer', { exact: false }).first().waitFor();
      await picture('what-if');
      await chat.press('Back to the payment', answer);
      const again = await chat.waitForCard('Payment TXN-EMRG-001');
      await chat.unfold(['Liquidity', 'Release a part: 125,000 USD', 'Reduce to 125,000 USD'], again);
      await picture('release-a-part');
      await chat.press('Reduce to 125,000 USD');
      const part = await chat.waitForCard('Part of 250,000 USD; 125,000 USD asked for as TXN-EMRG-001-REST');
      await part.getByText('PROCEED').first().waitFor();
      await picture('part');
      expect(await desk.caseOf('TXN-EMRG-001')).toMatchObject({
        status: 'awaiting_approval',
        payment: { amount: 125_000, full_amount: 250_000 },
        decision: { outcome: 'proceed' },
      });
    }),
  );

  it(
    'TXN-004 goes on once compliance, by persona and by the buttons, calls it a false positive',
    onScene(async ({ chat, desk, picture, review }) => {
      await review('TXN-004', 'HOLD', 'Under compliance review, reference WF-20260122');
      await picture('txn-004');
      for (const name of ['Carmen', 'Lars']) {
        await chat.send(`/as ${name}`);
        await chat.waitForCard(`You now act as ${name}`);
        const card = await chat.waitForCard('Payment TXN-004');
        const before = (await desk.caseOf('TXN-004')).version;
        await chat.press('Details', card);
        const details = await chat.waitForCard('Screening of payment TXN-004');
        await details.getByText('same word', { exact: false }).first().waitFor();
        await picture(`details-${name}`);
        await chat.press('Back to the payment', details);
        await card.getByText('Under compliance review').first().waitFor();
        await chat.unfold(['False positive', /different party/], card);
        await chat.fill(/different party/, 'Another company: other owners, other country.', card);
        await chat.fill(/Evidence/, 'Registry extract, file 12', card);
        await picture(`compliance-${name}`);
        await chat.press('Record false positive', card);
        await desk.caseWhere('TXN-004', ({ version }) => version > before);
      }
      await (await chat.waitForCard('Payment TXN-004')).getByText('PROCEED').first().waitFor();
      await chat.send('/as me');
      await picture('txn-004-cleared');
      expect(await desk.caseOf('TXN-004')).toMatchObject({
        status: 'awaiting_approval',
        decision: { outcome: 'proceed' },
      });
    }),
  );

  it(
    'a sentence opens the form filled in, and nothing starts before it is submitted',
    onScene(async ({ chat, desk, picture }) => {
      await chat.send('pay ACME Trading LLC 1,500 USD from ACC-BAN-001');
      const form = await chat.waitForCard(/payment type is missing/i);
      await picture('form');
      const before = (await desk.store.readEvents({ limit: 1_000 })).length;
      await form.getByPlaceholder('Choose a type').click();
      await chat.page.getByRole('option', { name: 'SWIFT' }).click();
      await chat.press('Submit', form);
      await chat.waitForCard('Submitted');
      await chat.waitForCard(/Payment PAY-/);
      expect((await desk.store.readEvents({ limit: 1_000 })).length).toBeGreaterThan(before);
      await picture('form-submitted');
    }),
  );

  it(
    'one welcome greets who opens the chat, and help and problems leave no dead end',
    onScene(async ({ chat, picture }) => {
      await chat.waitForMessage('DEMO DAY, business time');
      expect(
        chat.messages().filter(({ card }) => JSON.stringify(card).includes('DEMO DAY, business time')),
      ).toHaveLength(1);
      await chat.send('/help');
      await chat.waitForCard('/liquidity');
      await picture('help');
      await chat.send('/payment TXN-404');
      await chat.waitForCard('No payment TXN-404');
      await chat.send('/screen Maskan Trading FZE');
      await chat.waitForCard('Maskan Trading FZE');
      await chat.send('/liquidity 500000 USD ACC-BAN-001');
      await chat.waitForCard(/projected/i);
      await picture('other-cards');
    }),
  );

  it(
    'in a group chat, another member’s press is answered and updates the card for everybody',
    onScene(async ({ chat, desk, playground }) => {
      await chat.send('/payment TXN-1048');
      await (await chat.waitForCard('Payment TXN-1048')).getByText('HOLD').first().waitFor();
      for (const [name, comment] of [
        ['Maya Marchetti', ''],
        ['Helen Hoffmann', justification],
      ] as const) {
        const { runId, version } = await desk.caseOf('TXN-1048');
        const message = await chat.waitForMessage('Payment TXN-1048');
        await playground.actAs(name, { verb: 'approve', data: { run_id: runId, version, comment }, message });
      }
      const card = await chat.waitForCard('Payment TXN-1048');
      await card.getByText('✓ Approved by Maya Marchetti and Helen Hoffmann').first().waitFor();
      expect(await desk.caseOf('TXN-1048')).toMatchObject({ status: 'approved' });
    }, 'group'),
  );
});
