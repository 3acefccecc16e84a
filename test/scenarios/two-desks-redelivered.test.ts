/** What a channel delivers twice, once to each of two desks over one database, may be answered twice and is done once. */
import { describePostgres } from '../fakes/describe-postgres';
import { demoTenant } from '../fakes/connector';
import { people } from '../fakes/demo-desk';
import { openForSuite, type TwoDemoDesks } from '../fakes/two-demo-desks';

const { dana, maya, omar, selin } = people;

describePostgres('what is delivered to two desks', () => {
  let desks: TwoDemoDesks;
  let delivered = 0;
  openForSuite((opened) => {
    desks = opened;
  });

  /** The same activity, by its id too, to both at the same moment. */
  async function deliver(from: typeof dana, what: object): Promise<void> {
    const body = JSON.stringify({
      id: `again-${(delivered += 1)}`,
      channelId: 'msteams',
      serviceUrl: desks.connector.url,
      from,
      recipient: { id: 'bot', name: 'Treasury Desk' },
      conversation: { id: 'chat-personal', conversationType: 'personal', tenantId: demoTenant },
      channelData: { tenant: { id: demoTenant } },
      ...what,
    });
    const answers = await Promise.all([desks.first, desks.second].map((desk) => desks.through(desk).post(body)));
    expect(answers.every((status) => status < 300)).toBe(true);
  }
  const say = (from: typeof dana, text: string) => deliver(from, { type: 'message', text });
  const press = (from: typeof dana, verb: string, data: object) =>
    deliver(from, {
      type: 'invoke',
      name: 'adaptiveCard/action',
      value: { action: { type: 'Action.Execute', verb, data } },
    });

  const eventsOf = async (type: string) =>
    (await desks.first.store.readChain({ limit: 1_000 })).filter((event) => event.type === type).length;

  it('asks for one payment, which is approved once', async () => {
    await say(dana, '/payment TXN-002');
    const { runId, version } = await desks.caseWhere('TXN-002', ({ status }) => status === 'awaiting_approval');
    await press(omar, 'approve', { run_id: runId, version });
    expect((await desks.second.caseOf('TXN-002')).approvals).toHaveLength(1);
    expect([await eventsOf('payment_submitted'), await eventsOf('approval_given')]).toEqual([1, 1]);
  });

  it('takes one payment from one form', async () => {
    await press(dana, 'submit_payment', {
      form_id: 'aaaaaaaaaaaa',
      beneficiary_name: 'ACME Corp',
      amount: '1234',
      currency: 'USD',
      account_id: 'ACC-BAN-002',
      payment_type: 'SWIFT',
    });
    expect(await eventsOf('payment_submitted')).toBe(2);
  });

  it('takes one run from one table', async () => {
    const header = 'payment_id,beneficiary_name,amount,currency,account_id,payment_type';
    await say(dana, [header, ...['A', 'B'].map((id) => `RUN-${id},ACME Corp,1000,USD,ACC-BAN-002,SWIFT`)].join('\n'));
    await desks.caseWhere('RUN-B', ({ status }) => status !== 'under_review');
    expect([await eventsOf('payment_run_begun'), await eventsOf('payment_run_taken')]).toEqual([1, 1]);
    expect(await eventsOf('payment_submitted')).toBe(4);
  });

  it('gives one delegation by one form', async () => {
    await press(maya, 'give_delegation', {
      form_id: 'bbbbbbbbbbbb',
      kind: 'delegation',
      to: selin.aadObjectId,
      role: 'Treasury Manager',
      first_day: '2026-01-22',
      last_day: '2026-01-30',
      up_to_usd: '',
      reason: 'away',
    });
    expect(await eventsOf('delegation_offered')).toBe(1);
  });
});
