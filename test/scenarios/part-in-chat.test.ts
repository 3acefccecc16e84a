import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { PaymentCase } from '../../src/domain/case/payment-case';
import { openChannel } from '../fakes/connector';
import { people, startDemoDesk, type DemoDesk } from '../fakes/demo-desk';

const { dana, maya, helen, stranger } = people;

let folder: string;
let desk: DemoDesk;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'treasury-desk-part-'));
  desk = await startDemoDesk({ DATA_DIR: folder });
});
afterEach(async () => {
  await desk.close();
  rmSync(folder, { recursive: true });
});

const caseOf = (paymentId: string) => desk.caseOf(paymentId);

async function review(paymentId: string, until = '"verb":"approve"'): Promise<PaymentCase> {
  await desk.channel.say(dana, `/payment ${paymentId}`);
  await desk.connector.cardWith(until);
  return caseOf(paymentId);
}

async function press(who: typeof dana, verb: string, on: PaymentCase, more: object = {}) {
  const { status, body } = await desk.channel.press(who, verb, { run_id: on.runId, version: on.version, ...more });
  expect(status).toBe(200);
  return JSON.stringify(body);
}

/** Which version the card's buttons answer; 0 where it is no card of that run. */
function versionOn(text: string, runId: string): number {
  const versions = [...text.matchAll(new RegExp(`"run_id":"${runId}","version":(\\d+)`, 'g'))];
  return Math.max(0, ...versions.map(([, version]) => Number(version)));
}

const reviewed = () => desk.caseWhere('TXN-EMRG-001', ({ status }) => status === 'awaiting_approval');

const question = { what_if_amount: '125,000', what_if_at: '10:55', what_if_account: 'ACC-BAN-001' };

describe('the button that releases a part', () => {
  it('leads from HOLD over a new review to PROCEED, its own approvals, and a released part on the same card', async () => {
    const whole = await review('TXN-EMRG-001');
    expect(whole.decision).toMatchObject({ outcome: 'liquidity_hold' });
    await press(maya, 'approve', whole);
    const half = await caseOf('TXN-EMRG-001');
    expect(half.approvals).toHaveLength(1);
    const answered = await press(dana, 'release_part', half, { comment: 'half will do' });
    // A review may be through before the press is answered: the answer replaces the card, and is not older than it.
    const shown = desk.connector.sent.map((sent) => versionOn(JSON.stringify(sent), whole.runId));
    expect(versionOn(answered, whole.runId)).toBeGreaterThanOrEqual(Math.max(...shown));
    const part = await reviewed();
    expect(part).toMatchObject({
      runId: whole.runId,
      payment: { amount: 125_000, full_amount: 250_000 },
      decision: { outcome: 'proceed' },
      approvals: [],
    });
    await press(maya, 'approve', part);
    await press(helen, 'approve', await caseOf('TXN-EMRG-001'));
    expect(await caseOf('TXN-EMRG-001')).toMatchObject({ status: 'approved', payment: { amount: 125_000 } });
    const { card } = await desk.connector.cardWith('pproved');
    expect(JSON.stringify(card)).toContain('125,000');
    // The part's, and that of what it left out.
    expect(desk.connector.cards().size).toBe(2);
  });

  it('pressed twice, or by somebody without a role, is a message by name and changes nothing more', async () => {
    const whole = await review('TXN-EMRG-001');
    await press(stranger, 'release_part', whole);
    await desk.connector.cardWith('A Stranger (not in the people file): A payment is read by those it concerns');
    await press(maya, 'release_part', whole);
    // The same press again is answered by what it did; somebody else's is told that the card is old.
    await press(maya, 'release_part', whole);
    expect(await press(helen, 'release_part', whole)).toContain('The card has changed');
    await reviewed();
    const events = await desk.store.readEvents({ runId: whole.runId, limit: 100 });
    expect(events.filter(({ type }) => type === 'payment_reduced')).toHaveLength(1);
  });

  it('takes the approval from whoever pressed it: neither their list offers it, nor does their press count', async () => {
    await press(maya, 'release_part', await review('TXN-EMRG-001'));
    const part = await reviewed();
    await desk.channel.say(maya, '/pending');
    const { card: list } = await desk.connector.cardWith('Waiting: 2');
    expect(JSON.stringify(list)).not.toMatch(/you may [^"]*approve/);
    expect(await press(maya, 'approve', part)).toContain('Whoever changed what is paid cannot approve it');
    expect((await caseOf('TXN-EMRG-001')).approvals).toEqual([]);
    await press(helen, 'approve', part);
    expect((await caseOf('TXN-EMRG-001')).approvals).toMatchObject([{ by: { name: 'Helen Hoffmann' } }]);
  });

  it('says before the press whose it must not be, since nobody else holds their role', async () => {
    const mayas = openChannel(desk.connector, desk.url, { chat: 'chat of Maya' });
    await mayas.say(maya, '/help');
    await review('TXN-EMRG-001');
    await desk.connector.cardWith('Nobody but Maya Marchetti may approve it as Treasury Manager');
    await desk.connector.cardWith('Nobody else may approve it as Treasury Manager: somebody else should press this');
  });

  it('is kept where the desk starts again', async () => {
    await press(maya, 'release_part', await review('TXN-EMRG-001'));
    const before = await reviewed();
    await desk.close();
    desk = await startDemoDesk({ DATA_DIR: folder });
    expect(await caseOf('TXN-EMRG-001')).toEqual(before);
    await desk.channel.say(dana, '/payment TXN-EMRG-001');
    await desk.connector.cardWith('Already submitted');
  });
});

describe('the what-if of a payment', () => {
  it('shows its presser other figures with a way back, and writes nothing', async () => {
    const waiting = await review('TXN-EMRG-001');
    const events = await desk.store.readEvents({ limit: 100 });
    const shown = desk.connector.sent.length;
    const answer = await press(dana, 'what_if', waiting, question);
    expect(answer).toContain('2,000,000');
    expect(answer).toContain('"verb":"show_payment"');
    expect(await caseOf('TXN-EMRG-001')).toEqual(waiting);
    expect(await desk.store.readEvents({ limit: 100 })).toEqual(events);
    expect(desk.connector.sent).toHaveLength(shown);
    expect(await press(dana, 'show_payment', waiting)).toContain('"verb":"approve"');
  });

  it('takes the place of the pressed card where a client has no card for one person', async () => {
    const webChat = openChannel(desk.connector, desk.url, { channelId: 'webchat' });
    await webChat.say(dana, '/payment TXN-EMRG-001');
    const { activityId } = await desk.connector.cardWith('"verb":"approve"');
    const { runId, version } = await caseOf('TXN-EMRG-001');
    await webChat.submit(dana, { verb: 'what_if', run_id: runId, version: String(version), ...question }, activityId);
    expect((await desk.connector.cardWith('"verb":"show_payment"')).activityId).toBe(activityId);
  });

  it.each([
    ['an amount that is none', { what_if_amount: 'a lot' }, 'not an amount'],
    ['more decimals than the currency has', { what_if_amount: '1.0005' }, 'decimals'],
    ['an amount that can be read in two ways', { what_if_amount: '1.005' }, 'can be read as'],
    ['an amount with a minus', { what_if_amount: '-5' }, 'more than zero'],
    ['a time that is none', { what_if_at: 'noon' }, 'not a time'],
    ['a time that has passed', { what_if_at: '09:00' }, '09:00 UTC has passed'],
    [
      'a time after the cutoff',
      { what_if_at: '15:31' },
      'At 15:31 UTC it may not leave any more: the cutoff is at 15:00 UTC. Type an earlier time.',
    ],
    ['an account nobody knows', { what_if_account: 'ACC-404' }, 'No account ACC-404'],
  ])('with %s says so on the card of whoever asked, and to nobody else', async (_what, over, expected) => {
    const answer = await press(dana, 'what_if', await review('TXN-EMRG-001'), { ...question, ...over });
    expect(answer).toContain('Dana Demir, this was not done');
    expect(answer).toContain(expected);
    // What was typed comes back to whoever typed it.
    for (const typed of Object.values({ ...question, ...over })) expect(answer).toContain(`"value":"${typed}"`);
    expect(JSON.stringify(desk.connector.sent)).not.toContain('this was not done');
  });

  it('is not answered while compliance looks at the payment, and says nothing of why', async () => {
    const escalated = await review('TXN-004', 'Under compliance review, reference');
    const answer = await press(dana, 'what_if', escalated, question);
    expect(answer).toContain('Its liquidity is looked at after that');
    expect(answer).not.toMatch(/\bmatch/i);
  });
});

describe('/liquidity with a time', () => {
  it.each([
    ['/liquidity 1000 USD ACC-BAN-001 14:35', '14:35 UTC'],
    ['/liquidity 1000 USD ACC-BAN-001 9:05', '09:05 UTC'],
    ['/liquidity 1000 USD 14:35', 'Name the account'],
    ['/liquidity 1000 USD ACC-BAN-001 25:00', 'cannot be computed'],
    ['/liquidity 1.500 USD ACC-BAN-001 14:35', '"said":"/liquidity 1500 USD ACC-BAN-001 14:35"'],
    ['/liquidity 1.500 USD ACC-BAN-001', '"said":"/liquidity 1.50 USD ACC-BAN-001'],
    ['/liquidity 1000 USD ACC-BAN-001 14:35 more', 'HH:MM'],
  ])('%p is answered with a card', async (text, expected) => {
    expect(await desk.channel.say(dana, text)).toBe(200);
    await desk.connector.cardWith(expected);
  });
});
