/** A mail pasted into the chat of a served desk whose intake agent is hosted: the form opens, filled in, and nothing starts. */
import { openChannel, startConnector, type Connector } from '../fakes/connector';
import { people } from '../fakes/demo-desk';
import { describeHosted } from '../fakes/foundry/hosted-treasury';
import { gatewayUrl, openHostedProcess, type HostedProcess } from '../fakes/foundry/hosted-process';
import { runDesk, startServing, type ServingDesk } from './run-desk';

const intake = 'payment-intake-agent';
const mail = `Hi Dana,
all week Nordwind Logistik GmbH have chased us about 48,250.00 EUR (a deposit of 5,000.00 EUR was paid).
IBAN DE89 3704 0044 0532 0130 00, our account ACC-GRP-002.`;

describeHosted('with INTAKE=agent', () => {
  let hosted: HostedProcess;
  let connector: Connector;
  let desk: ServingDesk;
  beforeAll(async () => {
    hosted = await openHostedProcess();
    const environment = { PROFILE: 'local', ...hosted.environment, INTAKE: 'agent', DATA_DIR: hosted.folder };
    const deployed = await runDesk(['agents', 'deploy', '--gateway', gatewayUrl], { environment });
    expect(deployed).toMatchObject({ code: 0, stderr: '' });
    expect(deployed.stdout).toMatch(new RegExp(`^${intake}: a new version, content`, 'm'));
    connector = await startConnector();
    desk = await startServing(environment);
  });
  afterAll(async () => {
    await desk.stop();
    await connector.close();
    await hosted.close();
  });

  it('a pasted mail opens the form, with what the agent found and what it made up named, and starts nothing', async () => {
    hosted.standIn.models.set(intake, (turn) =>
      Promise.resolve([
        turn.say(
          JSON.stringify({
            is_request: true,
            beneficiary_name: 'Nordwind Logistik GmbH',
            amount: '48,250.00 EUR',
            currency: null,
            account_id: null,
            beneficiary_account: 'GB29NWBK60161331926819',
            beneficiary_bic: null,
            beneficiary_bank_code: null,
            payment_type: null,
            value_date: null,
            purpose: null,
          }),
        ),
      ]),
    );
    const channel = openChannel(connector, desk.url);
    await channel.say(people.dana, mail);
    const { card } = await connector.cardWith('Nordwind Logistik GmbH');
    const text = JSON.stringify(card);
    expect(text).toContain('Found in the text by the intake agent, please check: Payee.');
    expect(text).toContain('the intake agent took 48250');
    expect(text).toContain('it does not stand in the text');
    expect(text).toContain('Nothing is sent before you press Submit');
    expect(text).toContain('DE89370400440532013000');
    expect(hosted.standIn.accepted.map(({ agent }) => agent)).toEqual([intake]);
  });

  it('without the agent’s answer the form opens with what the reader found, and says so', async () => {
    hosted.standIn.trouble.responses.push({ status: 500 });
    const channel = openChannel(connector, desk.url, { chat: 'another' });
    await channel.say(people.dana, 'Please pay ACME Corp 75,000 USD\nfrom ACC-BAN-002\nthank you');
    const { card } = await connector.cardWith('The intake agent did not answer.');
    expect(JSON.stringify(card)).toContain('ACME Corp');
  });
});
