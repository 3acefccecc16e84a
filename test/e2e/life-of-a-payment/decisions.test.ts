/** What people decide about a payment, in the real Playground, by clicks: each scene by itself. */
import { describeWithChromium } from '../describe-with-chromium';
import { cardFor, onScene } from '../scene';

const justification = 'The supplier stops deliveries tonight and the inflow is confirmed for noon.';

describeWithChromium('in the Playground, decisions, by clicks', () => {
  it(
    'an escalated payment is cleared by compliance, passes liquidity, and two people approve it',
    onScene(async (scene) => {
      const { chat, desk, picture, review } = scene;
      await review('TXN-004', 'HOLD', 'Under compliance review, reference WF-20260122');
      for (const name of ['Carmen Cordero', 'Lars Lindqvist']) {
        const card = await cardFor(scene, name);
        await chat.press('Details', card);
        const details = await chat.waitForCard('Screening of payment TXN-004');
        await details.getByText('List entry', { exact: false }).first().waitFor();
        await picture(`side-by-side-${name}`);
        const { version } = await desk.caseOf('TXN-004');
        await chat.unfold(['False positive', /different party/], details);
        await chat.fill(/different party/, 'Another company: other owners, other country.', details);
        await chat.fill(/Evidence/, 'Registry extract, file 12', details);
        await picture(`evidence-${name}`);
        await chat.press('Record false positive', details);
        await desk.caseWhere('TXN-004', (now) => now.version > version);
      }
      await desk.caseWhere('TXN-004', ({ status }) => status === 'awaiting_approval');
      for (const name of ['Selin Sahin', 'Tariq Tamimi']) {
        const { version } = await desk.caseOf('TXN-004');
        await chat.press('Approve 175,000 USD', await cardFor(scene, name));
        await desk.caseWhere('TXN-004', (now) => now.version > version);
      }
      expect(await desk.caseOf('TXN-004')).toMatchObject({
        status: 'approved',
        dispositions: [{ evidence: 'Registry extract, file 12' }, { evidence: 'Registry extract, file 12' }],
        isTest: true,
      });
      await chat.send('/as me');
      await (await chat.waitForCard('Approved by')).getByText('Tariq Tamimi', { exact: false }).first().waitFor();
      await picture('escalated-approved');
    }),
  );

  it(
    'a true match and a block read alike to whoever asked, and compliance reads by when each is reported',
    onScene(async (scene) => {
      const { chat, desk, picture, review } = scene;
      const asked = 'Under compliance review';
      await review('TXN-004', 'HOLD', asked);
      await review('TXN-001', 'HOLD', asked);
      await chat.press('Details', await cardFor(scene, 'Carmen Cordero'));
      const match = await chat.waitForCard('Screening of payment TXN-004');
      await chat.unfold(['True match', /listed party/], match);
      await chat.fill(/listed party/, 'The same owners and address.', match);
      await chat.fill(/Evidence/, 'Registry extract, file 44', match);
      await chat.press('Record true match', match);
      await desk.caseWhere('TXN-004', ({ status }) => status === 'rejected');
      await picture('true-match', await chat.waitForCard('Next: report it to OFAC by 5 Feb 2026'));
      const olgas = await cardFor(scene, 'Olga Orlova');
      await olgas.getByText('acknowledge it under Details', { exact: false }).waitFor();
      await chat.press('Details', olgas);
      const block = await chat.waitForCard('Screening of payment TXN-001');
      await chat.unfold(['Acknowledge', /What compliance does/], block);
      await picture('block', block);
      await chat.press('Acknowledge the block', block);
      await chat.waitForCard(/Acknowledged by Olga Orlova[^]*report it to OFAC by 5 Feb 2026/);
      await chat.send('/as me');
      await chat.waitForCard('You act as yourself again');
      for (const paymentId of ['TXN-004', 'TXN-001']) {
        await chat.send(`/status ${paymentId}`);
        const card = chat.page.locator('.ac-adaptiveCard', { hasText: `Payment ${paymentId}` }).last();
        await card.getByText('Compliance says what comes next', { exact: false }).waitFor();
        expect(await card.innerText()).toContain(asked);
        expect(await card.innerText()).not.toMatch(/Rejected|OFAC|cknowledge/);
      }
    }),
  );

  it(
    'an override is asked for by one person and granted by another',
    onScene(async (scene) => {
      const { chat, desk, picture, review } = scene;
      await review('TXN-003', 'HOLD', '500,000 USD under its buffer');
      const mayas = await cardFor(scene, 'Maya Marchetti');
      await chat.unfold(['More', 'Ask for the override', /Justification/], mayas);
      await chat.fill(/Justification/, justification, mayas);
      await picture('override-asked');
      await chat.press('Ask for it', mayas);
      const asked = await desk.caseWhere('TXN-003', ({ overrideRequest }) => overrideRequest !== undefined);
      await chat.press('Approve 2,500,000 USD', await chat.waitForCard('For Maya Marchetti'));
      await desk.caseWhere('TXN-003', ({ version }) => version > asked.version);
      const helens = await cardFor(scene, 'Helen Hoffmann');
      await helens.getByText('asks for the override', { exact: false }).first().waitFor();
      await chat.unfold(['Approve 2,500,000 USD', /Justification of the override/], helens);
      await chat.fill(/Justification of the override/, justification, helens);
      await picture('override-granted');
      await chat.press('Approve override', helens);
      const done = await desk.caseWhere('TXN-003', ({ status }) => status === 'approved');
      expect(done).toMatchObject({
        overrideRequest: { by: { name: 'Maya Marchetti' } },
        approvals: [{ by: { name: 'Maya Marchetti' } }, { by: { name: 'Helen Hoffmann' } }],
      });
    }),
  );

  it(
    'a role is delegated and accepted, and whoever stands in approves by it',
    onScene(async (scene) => {
      const { chat, desk, picture, review } = scene;
      await review('TXN-EMRG-001', 'HOLD');
      await chat.send('/as Maya');
      await chat.waitForCard('You now act as Maya Marchetti');
      await chat.send('/delegate');
      const form = await chat.waitForCard('Delegate a role');
      await chat.choose(/To whom/, 'Selin Sahin', form);
      await chat.fill(/Last day/, '2026-01-23', form);
      await chat.fill(/Up to which amount/, '300,000', form);
      await chat.fill(/^Why/, 'At a conference', form);
      await picture('delegation-form');
      await chat.press('Send for acceptance', form);
      await chat.waitForCard('Sent for acceptance');
      await chat.send('/as Selin');
      await chat.waitForCard('You now act as Selin Sahin');
      await chat.send('/delegations');
      await chat.press('Accept', await chat.waitForCard('Delegations: 1'));
      await (await chat.waitForCard('Delegations: 1')).getByText('in force').first().waitFor();
      await picture('delegation-accepted');
      const selins = await chat.waitForCard('For Selin Sahin');
      await chat.press('Approve 250,000 USD', selins);
      const given = await desk.caseWhere('TXN-EMRG-001', ({ approvals }) => approvals.length > 0);
      const [approval] = given.approvals;
      expect(approval).toMatchObject({
        role: 'Treasury Manager',
        by: { name: 'Selin Sahin' },
        delegation: { for: { name: 'Maya Marchetti' } },
      });
      const helens = await cardFor(scene, 'Helen Hoffmann');
      await chat.unfold(['Approve 250,000 USD', /Justification of the override/], helens);
      await chat.fill(/Justification of the override/, justification, helens);
      await chat.press('Approve override', helens);
      await desk.caseWhere('TXN-EMRG-001', ({ status }) => status === 'approved');
      await chat.send('/as me');
      await chat.send('/status TXN-EMRG-001');
      const card = await chat.waitForCard('Approved by Selin Sahin');
      await chat.press('History', card);
      await card
        .getByText(approval?.delegation?.reference ?? 'no reference', { exact: false })
        .first()
        .waitFor();
      await picture('delegate-approved', card);
    }),
  );
});
