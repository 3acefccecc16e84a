/** Who sees and asks what in chat, by the shipped policy. */
import { people, startDemoDesk, type DemoDesk } from '../fakes/demo-desk';

const { dana, omar, maya, stranger } = people;

let desk: DemoDesk;
beforeAll(async () => {
  desk = await startDemoDesk();
  await desk.channel.say(dana, '/payment TXN-003');
  await desk.connector.cardWith('"verb":"approve"');
});
afterAll(() => desk.close());

/** The card a message is answered with. */
async function answerTo(who: typeof dana, text: string): Promise<string> {
  const before = desk.connector.sent.length;
  await desk.channel.say(who, text);
  return JSON.stringify(desk.connector.sent.slice(before));
}

const caseOf = async () => {
  const found = await desk.store.findCaseByPayment('TXN-003');
  if (!found) throw new Error('TXN-003 is not there');
  return found;
};

describe('a stranger of the organisation', () => {
  it.each([
    ['/payment TXN-002', 'access-submit-payment'],
    ['/payment TXN-003', 'access-submit-payment'],
    ['/new', 'access-submit-payment'],
    ['pay ACME Trading LLC 250,000 USD from ACC-BAN-001, emergency', 'access-submit-payment'],
    ['/pending', 'access-read-worklist'],
    ['/status TXN-003', 'access-read-payment'],
    ['/status TXN-404', 'access-read-payment'],
    ['/status', 'access-read-service'],
    ['/liquidity 1000 USD ACC-BAN-001', 'access-read-liquidity'],
    ['/balance', 'access-read-liquidity'],
    ['what is our cash position', 'access-read-liquidity'],
    ['/screen BANK MASKAN', 'access-screen-name'],
    ['who approves 300k EMERGENCY?', 'access-ask-question'],
    ['what is the cutoff for EUR SEPA', 'access-ask-question'],
  ])('is refused %s by its rule, and learns nothing', async (text, rule) => {
    const answer = await answerTo(stranger, text);
    expect(answer).toContain(rule);
    expect(answer).toContain('A Stranger (not in the people file)');
    for (const secret of ['Large Vendor', '2,500,000', 'WF-2026', 'ACC-GRP', 'DEMO LIST', 'IRAN', 'Head of Treasury'])
      expect(answer).not.toContain(secret);
    expect(await desk.store.findCaseByPayment('TXN-002')).toBeNull();
  });

  it('reads the same of a payment that is there and of one that is not', async () => {
    const there = await answerTo(stranger, '/status TXN-003');
    const missing = await answerTo(stranger, '/status TXN-404');
    const plain = (text: string) => text.replace(/TXN-\d+|reference[^"]*|[0-9a-f]{8,}|in-\d+|activity-\d+/gi, '#');
    expect(plain(there)).toBe(plain(missing));
  });

  it.each(['show_payment', 'what_if', 'approve', 'reject', 'restart_review', 'release_part', 'show_screening'])(
    'gets no card by pressing %s on ids that were passed on',
    async (verb) => {
      const before = await caseOf();
      const data = { run_id: before.runId, version: before.version, comment: 'x'.repeat(60), amount: '1' };
      const answer = await desk.channel.press(stranger, verb, data);
      expect(JSON.stringify(answer.body)).not.toContain('Large Vendor');
      expect(await caseOf()).toEqual(before);
    },
  );

  it('submits no form', async () => {
    await desk.channel.press(stranger, 'submit_payment', {
      form_id: 'f00df00df00d',
      beneficiary_name: 'ACME Corp',
      amount: '10',
      currency: 'USD',
      account_id: 'ACC-BAN-002',
      payment_type: 'SWIFT',
    });
    expect(await desk.store.findCaseByPayment('PAY-F00DF00DF00D')).toBeNull();
  });

  it('is helped all the same, and told of /as in the demo', async () => {
    expect(await answerTo(stranger, '/help')).toContain('/payment');
    expect(await answerTo(stranger, '/new')).toContain('/as NAME');
  });
});

describe('somebody without a role', () => {
  it('sees what they asked for, in the list and by its id', async () => {
    expect(await answerTo(dana, '/pending')).toContain('TXN-003');
    expect(await answerTo(dana, '/status TXN-003')).toContain('Large Vendor');
  });
});

describe('people with a role', () => {
  it('see every payment that waits', async () => {
    for (const who of [omar, maya]) {
      expect(await answerTo(who, '/pending')).toContain('TXN-003');
      expect(await answerTo(who, '/status TXN-003')).toContain('Large Vendor');
    }
  });
});
