/** Another account than the payee was last paid on is shown beside it in the form, before anybody submits it. */
import { people, startDemoDesk, type DemoDesk } from '../fakes/demo-desk';

const before = 'DE89370400440532013000';
const other = 'GB29NWBK60161331926819';

let desk: DemoDesk;
beforeAll(async () => {
  // Without hosted agents the switch changes nothing.
  desk = await startDemoDesk({ INTAKE: 'agent' });
});
afterAll(() => desk.close());

const formOf = async (said: string, shown: string) => {
  await desk.channel.say(people.dana, said);
  return JSON.stringify((await desk.connector.cardWith(shown)).card);
};

it('is named with the one last paid, both masked; the same account is not, nor one of somebody never paid', async () => {
  await desk.channel.press(people.dana, 'submit_payment', {
    form_id: 'c0ffeec0ffee',
    beneficiary_name: 'ACME Corp',
    beneficiary_account: before,
    amount: '1000',
    currency: 'USD',
    account_id: 'ACC-BAN-002',
    payment_type: 'SWIFT',
  });
  const asked = await desk.caseWhere('PAY-C0FFEEC0FFEE', ({ status }) => status === 'awaiting_approval');
  expect(await formOf(`pay ACME Corp 1,001 USD from ACC-BAN-002, iban ${other}`, '1,001')).not.toContain('last paid');
  const { runId: run_id, version } = asked;
  await desk.channel.press(people.omar, 'approve', { run_id, version });
  await desk.caseWhere('PAY-C0FFEEC0FFEE', ({ status }) => status === 'approved');
  const differing = await formOf(`pay acme corp 1,002 USD from ACC-BAN-002, iban ${other}`, '1,002');
  expect(differing).toContain('was last paid on DE89 •••• 3000; here it is GB29 •••• 6819');
  expect(await formOf(`pay ACME Corp 1,003 USD from ACC-BAN-002, iban ${before}`, '1,003')).not.toContain('last paid');
  const stranger = `pay Nordwind GmbH 1,004 USD from ACC-BAN-002, iban ${other}`;
  expect(await formOf(stranger, '1,004')).not.toContain('last paid');
});
