import type { PaymentCase } from '../../src/domain/case/payment-case';
import { people, startDemoDesk, type DemoDesk } from '../fakes/demo-desk';
import { demoTenant, openChannel } from '../fakes/connector';

const { dana, omar, selin, tariq, maya, helen, carmen, lars, olga, stranger } = people;
const why = 'The supplier stops deliveries tonight and the inflow is confirmed for noon.';

let desk: DemoDesk;
beforeEach(async () => {
  desk = await startDemoDesk();
});
afterEach(() => desk.close());

const caseOf = (paymentId: string) => desk.caseOf(paymentId);

/** Submits a demo payment and waits until its card shows what is expected of it. */
async function review(paymentId: string, until: string) {
  expect(await desk.channel.say(dana, `/payment ${paymentId}`)).toBe(200);
  const { activityId } = await desk.connector.cardWith(until);
  return { activityId, opened: await caseOf(paymentId) };
}

async function press(
  who: typeof dana,
  verb: string,
  on: PaymentCase,
  comment: string | null = null,
  version = on.version,
) {
  // What compliance must say besides; nobody else's act takes it.
  const evidence_note = 'Registry extract';
  const data = { run_id: on.runId, version, ...(comment === null ? {} : { comment, evidence_note }) };
  return desk.channel.press(who, verb, data);
}

describe('a payment asked for in chat', () => {
  it('gets one card, posted at once and updated in place until it shows the decision', async () => {
    const { activityId } = await review('TXN-EMRG-001', '"verb":"approve"');
    const ofTheCard = desk.connector.sent.filter((sent) => sent.activityId === activityId);
    expect(ofTheCard[0]?.kind).toBe('posted');
    // Within the turn: a card the desk posts later answers no message.
    expect(ofTheCard[0]?.activity).toMatchObject({ replyToId: expect.stringMatching(/^in-/) });
    expect(ofTheCard.slice(1).map(({ kind }) => kind)).toEqual(ofTheCard.slice(1).map(() => 'updated'));
    expect(desk.connector.cards().size).toBe(1);
    expect(JSON.stringify(ofTheCard[0]?.activity)).not.toContain('HOLD');
  });

  it('is approved by the people it waits for, on that same card', async () => {
    const { activityId } = await review('TXN-EMRG-001', '"verb":"approve"');
    await press(maya, 'approve', await caseOf('TXN-EMRG-001'));
    await press(helen, 'approve', await caseOf('TXN-EMRG-001'), why);
    const final = await desk.connector.cardWith('pproved');
    expect(final.activityId).toBe(activityId);
    expect(await caseOf('TXN-EMRG-001')).toMatchObject({
      status: 'approved',
      approvals: [{ by: { name: 'Maya Marchetti' } }, { by: { name: 'Helen Hoffmann' }, comment: why }],
    });
  });

  it('gives whoever presses the very card that everybody reads from then on', async () => {
    const { activityId, opened } = await review('TXN-002', '"verb":"approve"');
    const { body } = await press(omar, 'approve', opened);
    expect(body).toMatchObject({ value: desk.connector.cards().get(activityId) });
  });

  it('gives whoever presses their own language where the chat reads another', async () => {
    const group = openChannel(desk.connector, desk.url, { conversationType: 'groupChat' });
    await group.say(dana, '/payment TXN-002');
    const { activityId } = await desk.connector.cardWith('"verb":"approve"');
    await desk.channel.say(omar, '/language tr');
    const { runId, version } = await caseOf('TXN-002');
    const { body } = await group.press(omar, 'approve', { run_id: runId, version });
    expect(JSON.stringify(body)).toContain('Onaylayan: Omar Okafor');
    expect(JSON.stringify(desk.connector.cards().get(activityId))).toContain('Approved by Omar Okafor');
  });

  it('is rejected by one of them, with a reason', async () => {
    const { opened } = await review('TXN-002', '"verb":"approve"');
    const refused = await press(omar, 'reject', opened);
    expect(await caseOf('TXN-002')).toMatchObject({ status: 'awaiting_approval' });
    expect(JSON.stringify(refused.body)).toContain('A reason is needed');
    await press(omar, 'reject', opened, 'wrong invoice');
    expect(await caseOf('TXN-002')).toMatchObject({ status: 'rejected', rejection: { comment: 'wrong invoice' } });
  });

  it('gets its card at the connector even where the turn takes all answers back with it, so that it can be updated', async () => {
    const asked = {
      type: 'message',
      text: '/payment TXN-002',
      deliveryMode: 'expectReplies',
      channelId: 'msteams',
      serviceUrl: desk.connector.url,
      from: dana,
      recipient: { id: 'bot', name: 'Treasury Desk' },
      conversation: { id: 'chat-personal', conversationType: 'personal', tenantId: demoTenant },
      channelData: { tenant: { id: demoTenant } },
    };
    expect(await desk.channel.post(JSON.stringify(asked))).toBe(200);
    await desk.connector.cardWith('"verb":"approve"');
    expect(desk.connector.cards().size).toBe(1);
    expect(desk.log.lines.filter(({ level }) => level !== 'info')).toEqual([]);
  });

  it('submitted twice stays one case with one card', async () => {
    await review('TXN-002', '"verb":"approve"');
    await desk.channel.say(dana, '/payment TXN-002');
    await desk.connector.cardWith('Already submitted');
    expect(
      (await desk.store.readEvents({ limit: 100 })).filter(({ type }) => type === 'payment_submitted'),
    ).toHaveLength(1);
  });

  it('with an id nobody knows is a named problem, and nothing is written', async () => {
    await desk.channel.say(dana, '/payment TXN-404');
    await desk.connector.cardWith('No payment TXN-404');
    expect(await desk.store.readEvents({ limit: 1 })).toEqual([]);
  });
});

describe('a press', () => {
  it('by the originator, by a role not asked for, or by a stranger is refused by name and changes nothing', async () => {
    const { opened } = await review('TXN-003', '"verb":"approve"');
    const byDana = JSON.stringify((await press(dana, 'approve', opened, why)).body);
    expect(byDana).toContain('Dana Demir, this was not done');
    const byOmar = JSON.stringify((await press(omar, 'approve', opened, why)).body);
    expect(byOmar).toContain(
      'Omar Okafor holds Payments Operator; this payment waits for Treasury Manager, Head of Treasury',
    );
    // Said on the cards of those who pressed, and not to the chat again.
    expect(JSON.stringify(desk.connector.sent)).not.toMatch(/this was not done|holds Payments Operator/);
    // Whoever may not read the payment gets no card of it.
    await press(stranger, 'approve', opened, why);
    await desk.connector.cardWith('A Stranger (not in the people file): A payment is read by those it concerns');
    expect(await caseOf('TXN-003')).toEqual(opened);
  });

  it('fifty times at once is one approval and one event', async () => {
    const { opened } = await review('TXN-002', '"verb":"approve"');
    const answers = await Promise.all(Array.from({ length: 50 }, () => press(omar, 'approve', opened)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const after = await caseOf('TXN-002');
    expect(after).toMatchObject({ status: 'approved', version: opened.version + 1 });
    expect(after.approvals).toHaveLength(1);
    const events = await desk.store.readEvents({ runId: after.runId, limit: 100 });
    expect(events.filter(({ type }) => type === 'approval_given')).toHaveLength(1);
    expect(JSON.stringify([...desk.connector.cards().values()])).not.toContain('this was not done');
  });

  it('too short for an override comes back to its presser alone, with what was typed', async () => {
    const { opened } = await review('TXN-003', '"verb":"approve"');
    const answer = await press(helen, 'approve', opened, 'because of the supplier');
    expect(JSON.stringify(answer.body)).toContain('"value":"because of the supplier"');
    expect(JSON.stringify(desk.connector.sent)).not.toContain('because of the supplier');
    expect((await caseOf('TXN-003')).approvals).toEqual([]);
  });

  it('from a card that only another role has answered meanwhile counts', async () => {
    const { opened } = await review('TXN-003', '"verb":"approve"');
    await press(maya, 'approve', opened);
    await press(helen, 'approve', opened, why);
    expect(await caseOf('TXN-003')).toMatchObject({ status: 'approved', approvals: [{}, {}] });
  });

  it('from a card that shows what is not in force any more is refused, and the card is shown anew', async () => {
    const { opened } = await review('TXN-003', '"verb":"approve"');
    await press(dana, 'restart_review', opened);
    const answer = await press(maya, 'approve', opened);
    expect(JSON.stringify(answer.body)).toMatch(/The card has changed.*TXN-003/);
    expect((await caseOf('TXN-003')).approvals).toEqual([]);
  });

  it('on a case nobody knows, a decided one, or with data that is none, is a named problem', async () => {
    await desk.channel.press(maya, 'approve', { run_id: 'WF-20260122000000-ffffff', version: 1 });
    await desk.connector.cardWith('This payment is not known here');
    const { opened } = await review('TXN-001', 'Under compliance review, reference');
    const late = await press(maya, 'approve', opened);
    expect(JSON.stringify(late.body)).toContain('under compliance review, reference');
    await desk.channel.press(helen, 'approve', { run_id: 5, version: 'x' });
    await desk.connector.cardWith('cannot read');
  });

  it('with a verb that is none of ours is answered, not dropped', async () => {
    const answer = await desk.channel.press(maya, 'transfer_everything', {});
    expect(answer.status).toBe(200);
    await desk.connector.cardWith('not one of ours');
  });
});

describe('what the originator reads', () => {
  it('of a match is only that compliance looks at it, in every card of the conversation', async () => {
    await desk.channel.say(dana, '/payment TXN-001');
    await desk.connector.cardWith('Under compliance review, reference');
    await desk.channel.say(dana, '/status TXN-001');
    await desk.channel.say(dana, '/pending');
    const refused = JSON.stringify((await press(dana, 'show_screening', await caseOf('TXN-001'))).body);
    expect(refused).toContain('Screening details are for compliance');
    const everything = JSON.stringify(desk.connector.sent) + refused;
    expect(everything).toContain('Under compliance review, reference WF-20260122');
    for (const secret of ['IRAN', 'EXACT', 'OFAC SDN entity', '4633']) expect(everything).not.toContain(secret);
  });

  it('is not what compliance reads when it asks for the details', async () => {
    await desk.channel.say(dana, '/payment TXN-001');
    await desk.connector.cardWith('Under compliance review, reference');
    const answer = await press(carmen, 'show_screening', await caseOf('TXN-001'));
    expect(JSON.stringify(answer.body)).toContain('IRAN');
  });
});

describe('a client without cards for one person', () => {
  it('shows compliance a match in a private chat only, and never on the shared card', async () => {
    const webchat = openChannel(desk.connector, desk.url, { channelId: 'webchat', conversationType: 'groupChat' });
    const emulator = openChannel(desk.connector, desk.url, { channelId: 'emulator' });
    await webchat.say(dana, '/payment TXN-001');
    const { activityId } = await desk.connector.cardWith('Under compliance review, reference');
    const { runId, version } = await caseOf('TXN-001');
    const data = { verb: 'show_screening', run_id: runId, version: String(version) };
    await webchat.submit(carmen, data, activityId);
    await desk.connector.cardWith('alone');
    expect(JSON.stringify(desk.connector.sent)).not.toContain('IRAN');
    await emulator.submit(carmen, data, activityId);
    const shown = await desk.connector.cardWith('IRAN');
    expect(shown.activityId).not.toBe(activityId);
  });
});

describe('an escalated payment', () => {
  it('goes on once compliance calls it a false positive, and is then approved as any other', async () => {
    await review('TXN-004', 'Under compliance review, reference');
    const escalated = await caseOf('TXN-004');
    expect(escalated).toMatchObject({
      status: 'compliance_review',
      decision: { outcome: 'compliance_hold' },
    });
    await press(carmen, 'clear_false_positive', escalated, 'another company, other owners');
    await press(lars, 'clear_false_positive', await caseOf('TXN-004'), 'agreed, registry extract seen');
    await desk.connector.cardWith('"verb":"approve"');
    await press(tariq, 'approve', await caseOf('TXN-004'));
    await press(selin, 'approve', await caseOf('TXN-004'));
    const done = await caseOf('TXN-004');
    expect(done).toMatchObject({ status: 'approved', decision: { outcome: 'proceed' } });
    expect(done.run.trace.map(({ result }) => result)).toEqual([
      'sanctions_screening',
      'liquidity_screening',
      'operational_procedures',
    ]);
  });

  it('ends with a true match', async () => {
    await review('TXN-004', 'Under compliance review, reference');
    await press(carmen, 'confirm_true_match', await caseOf('TXN-004'), 'same registration number');
    expect(await caseOf('TXN-004')).toMatchObject({
      status: 'rejected',
      dispositions: [{ outcome: 'true_match', comment: 'same registration number', evidence: 'Registry extract' }],
    });
    const shown = desk.connector.sent.map(({ activity }) => JSON.stringify(activity));
    expect(shown.filter((card) => /rejected/i.test(card))).toEqual([]);
  });
});

describe('the form', () => {
  const fields = {
    beneficiary_name: 'ACME Trading LLC',
    amount: '1,000.50',
    currency: 'USD',
    account_id: 'ACC-BAN-001',
    payment_type: 'SWIFT',
  };

  it('comes filled in from a sentence, names what is missing, and starts nothing by itself', async () => {
    await desk.channel.say(dana, 'pay ACME Trading LLC 250,000 USD, emergency');
    const { card } = await desk.connector.cardWith('**Pay from** is missing');
    expect(JSON.stringify(card)).toContain('ACME Trading LLC');
    expect(await desk.store.readEvents({ limit: 1 })).toEqual([]);
  });

  it('needs no currency where the account has one, takes the picked time, and gives bank details without IBAN', async () => {
    const { currency: _ofTheAccount, ...rest } = fields;
    await desk.channel.press(dana, 'submit_payment', {
      form_id: 'c0ffeec0ffee',
      ...rest,
      leaves_at: '14:30',
      beneficiary_account: '021000021-7',
      beneficiary_bank_code: '021000021',
      beneficiary_country: 'US',
    });
    expect(await caseOf('PAY-C0FFEEC0FFEE')).toMatchObject({
      payment: { currency: 'USD', timestamp_utc: '2026-01-22T14:30:00Z', beneficiary_bank_code: '021000021' },
    });
  });

  it('given up is nothing', async () => {
    const answer = await desk.channel.press(dana, 'cancel_form', { form_id: 'c0ffeec0ffee' });
    expect(JSON.stringify(answer.body)).toContain('Nothing was requested.');
    expect(await desk.store.readEvents({ limit: 1 })).toEqual([]);
  });

  it('posted twice is one payment', async () => {
    const form = { form_id: 'f00df00df00d', ...fields };
    const answers = await Promise.all([
      desk.channel.press(dana, 'submit_payment', form),
      desk.channel.press(dana, 'submit_payment', form),
    ]);
    expect(JSON.stringify(answers)).toContain('is with us as WF-');
    await desk.channel.press(dana, 'submit_payment', form);
    expect(
      (await desk.store.readEvents({ limit: 100 })).filter(({ type }) => type === 'payment_submitted'),
    ).toHaveLength(1);
  });

  it('comes back with its problems by field and what was typed', async () => {
    const answer = await desk.channel.press(dana, 'submit_payment', {
      form_id: 'abcabcabcabc',
      ...fields,
      amount: '-1',
      currency: 'ZZZ',
    });
    const text = JSON.stringify(answer.body);
    expect(text).toContain('is not a currency code');
    expect(text).toContain('"-1"');
    expect(await desk.store.readEvents({ limit: 1 })).toEqual([]);
  });
});

describe('payments that fit one by one but not together', () => {
  it('are not both approved: the second is held while the first waits, and approved over it leaves none for the first', async () => {
    const fields = {
      beneficiary_name: 'ACME Corp',
      amount: '900,000',
      currency: 'USD',
      account_id: 'ACC-BAN-002',
      payment_type: 'SWIFT',
    };
    for (const [form_id, id] of [
      ['aaaaaaaaaaaa', 'PAY-AAAAAAAAAAAA'],
      ['bbbbbbbbbbbb', 'PAY-BBBBBBBBBBBB'],
    ] as const) {
      await desk.channel.press(dana, 'submit_payment', { form_id, ...fields });
      await desk.connector.cardWith(id);
      await desk.caseWhere(id, ({ status }) => status === 'awaiting_approval');
    }
    expect(await caseOf('PAY-AAAAAAAAAAAA')).toMatchObject({ decision: { outcome: 'proceed' } });
    expect(await caseOf('PAY-BBBBBBBBBBBB')).toMatchObject({ decision: { outcome: 'liquidity_hold' } });
    await press(maya, 'approve', await caseOf('PAY-BBBBBBBBBBBB'), why);
    await press(helen, 'approve', await caseOf('PAY-BBBBBBBBBBBB'), why);
    const late = await press(maya, 'approve', await caseOf('PAY-AAAAAAAAAAAA'), why);
    expect((await caseOf('PAY-BBBBBBBBBBBB')).status).toBe('approved');
    expect((await caseOf('PAY-AAAAAAAAAAAA')).approvals).toEqual([]);
    expect(JSON.stringify(late.body)).toContain('Liquidity got worse since the decision');
    await desk.channel.say(dana, '/liquidity 900,000 USD ACC-BAN-002');
    await desk.connector.cardWith('under its buffer of');
    await press(maya, 'restart_review', await caseOf('PAY-AAAAAAAAAAAA'));
    await desk.caseWhere('PAY-AAAAAAAAAAAA', ({ status }) => status === 'awaiting_approval');
    expect(await caseOf('PAY-AAAAAAAAAAAA')).toMatchObject({
      approvals: [],
      decision: { outcome: 'liquidity_hold' },
    });
  });
});

describe('personas', () => {
  it('let one person try four eyes, marked on the card and in the audit as a test', async () => {
    await review('TXN-002', '"verb":"approve"');
    await desk.channel.say(dana, '/as Omar');
    await desk.connector.cardWith('You now act as Omar Okafor');
    await press(dana, 'approve', await caseOf('TXN-002'));
    expect(await caseOf('TXN-002')).toMatchObject({
      status: 'approved',
      approvals: [{ by: { name: 'Omar Okafor', personaOf: 'Dana Demir' } }],
    });
    await desk.connector.cardWith('TEST IDENTITY');
    const events = await desk.store.readEvents({ limit: 100 });
    expect(events.at(-1)?.actor).toMatchObject({ name: 'Omar Okafor', persona_of: 'Dana Demir' });
  });

  it('keep a card that is for one of them alone where a press on it is refused', async () => {
    const { opened } = await review('TXN-003', '"verb":"approve"');
    await desk.channel.say(dana, '/as Maya');
    const copy = 2;
    const { card } = await desk.connector.cardWith(`"copy":${copy}`);
    expect(JSON.stringify(card)).toContain('For Maya Marchetti');
    const data = { run_id: opened.runId, version: opened.version, copy, comment: 'too short' };
    const onHers = JSON.stringify((await desk.channel.press(dana, 'request_override', data)).body);
    expect(onHers).toContain('Maya Marchetti, this was not done');
    expect(onHers).toContain('For Maya Marchetti');
    expect(onHers).not.toContain('Override as Head of Treasury');
    // A whole sentence: the name of the field on the wire says nothing more.
    expect(onHers).toContain('⚠ Not asked for. An override needs a justification');
    const onEverybodys = JSON.stringify((await press(dana, 'request_override', opened, 'too short')).body);
    expect(onEverybodys).not.toContain('For Maya Marchetti');
  });

  it('change from one to another, and back to oneself', async () => {
    await review('TXN-003', '"verb":"approve"');
    for (const [name, comment] of [
      ['Maya', null],
      ['Helen', why],
    ] as const) {
      await desk.channel.say(dana, `/as ${name}`);
      await press(dana, 'approve', await caseOf('TXN-003'), comment);
    }
    expect(await caseOf('TXN-003')).toMatchObject({
      status: 'approved',
      approvals: [{ by: { personaOf: 'Dana Demir' } }, { by: { personaOf: 'Dana Demir' } }],
    });
    await desk.channel.say(dana, '/as me');
    await desk.connector.cardWith('You act as yourself again, Dana Demir');
  });
});

describe('other messages', () => {
  it.each([
    ['/help', '/payment'],
    ['', '/payment'],
    ['/what', 'There is no /what'],
    ['/payment', 'Write it as /payment ID'],
    ['sing a song', 'I did not understand'],
    ['cutoff for EUR SEPA?', 'EUR: SEPA 14:00 UTC'],
    ['why is it held', 'No payment is waiting'],
    ['can I still pay 2 million today', 'Name the currency: '],
    ['can I still pay 2 million usd today', '⚠ ACC-BAN-001 (BankSubsidiary\\\\_TR): it would take the account'],
    ['who is the head of treasury?', 'Head of Treasury: Helen Hoffmann'],
    ['how much usd do we have today', '2,925,000 USD now'],
    ['thanks!', 'You are welcome'],
    ['txn-003', 'Start the review'],
    ['is the fed open on 25 may 2026?', 'closed (Memorial Day)'],
    ['who approves 300k EMERGENCY?', 'Head of Treasury'],
    ['/status', 'Watch list'],
    ['/status NOPE', 'No payment NOPE that you may read is under review'],
    ['/liquidity 1000 USD ACC-BAN-001', 'Liquidity for 1,000 USD'],
    ['/balance', 'USD available now'],
    ['/balance eur', 'EUR available now'],
    ['/balance ZZZ', 'ZZZ is not a currency code we know'],
    ['/balance EUR USD', 'Write it as /balance'],
    ['what is our cash position', 'Cash position, 22 Jan 2026'],
    ['/liquidity -1 USD ACC-BAN-001', 'cannot be computed'],
    ['/liquidity 1000 USD', 'Name the account'],
    ['/screen ACME Corp', 'CLEAR'],
    ['/as Nobody', 'No persona is called Nobody'],
    [`/screen ${'x'.repeat(200)}`, 'too long'],
  ])('%p is answered with a card', async (text, expected) => {
    expect(await desk.channel.say(dana, text)).toBe(200);
    await desk.connector.cardWith(expected);
  });
});

describe('the Emulator', () => {
  it('gets Action.Submit in place of Action.Execute, and the card anew, by its name in the page, where others get an update', async () => {
    const emulator = openChannel(desk.connector, desk.url, { channelId: 'emulator' });
    await emulator.say(dana, '/payment TXN-002');
    const { card } = await desk.connector.cardWith('Payments Operator');
    expect(JSON.stringify(card)).not.toContain('Action.Execute');
    const waiting = await caseOf('TXN-002');
    await emulator.submit(omar, { verb: 'approve', run_id: waiting.runId, version: String(waiting.version) });
    expect(await caseOf('TXN-002')).toMatchObject({ status: 'approved' });
    await desk.connector.cardWith('Approved by');
    expect(desk.connector.sent.map(({ kind }) => kind)).not.toContain('updated');
    const ofHome = desk.connector.sent.filter((sent) => JSON.stringify(sent.activity).includes(`"${waiting.runId}/1"`));
    expect(ofHome.length).toBeGreaterThan(1);
    expect(JSON.stringify(ofHome.at(-1))).toContain('Omar Okafor');
  });
});

describe('hostile HTTP', () => {
  it.each([
    ['not json', '{"type":'],
    ['an empty body', ''],
    ['a list', '[]'],
    [
      'no sender',
      '{"type":"message","channelId":"msteams","serviceUrl":"http://127.0.0.1:1","conversation":{"id":"c"}}',
    ],
    ['over 1 MB', JSON.stringify({ type: 'message', text: 'x'.repeat(1_100_000) })],
    [
      'half a character',
      '{"type":"message","text":"\\ud800","channelId":"msteams","serviceUrl":"http://127.0.0.1:1","from":{"id":"a"},"conversation":{"id":"c"}}',
    ],
  ])('%s is a 4xx, and the bot goes on', async (_name, body) => {
    const status = await desk.channel.post(body);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect((await fetch(`${desk.url}/healthz`)).status).toBe(200);
  });
});

describe('hostile uploads', () => {
  it.each(['multipart/form-data; boundary=x', 'text/plain', 'application/octet-stream'])(
    'as %s are refused before they are read',
    async (contentType) => {
      expect(await desk.channel.post('--x', contentType)).toBe(415);
    },
  );
});

describe('a press while the channel is down', () => {
  it('counts, and its presser is told so at once', async () => {
    const { opened } = await review('TXN-002', '"verb":"approve"');
    desk.connector.failWith(429);
    const answer = await press(omar, 'approve', opened);
    desk.connector.failWith(null);
    expect(JSON.stringify(answer.body)).toContain('Approved');
    expect(await caseOf('TXN-002')).toMatchObject({ status: 'approved' });
  });
});

describe('a channel that fails', () => {
  it('stops no review, and the card is shown when it answers again', async () => {
    desk.connector.failWith(500);
    await desk.channel.say(dana, '/payment TXN-002');
    desk.connector.failWith(null);
    const { card } = await desk.connector.cardWith('Payments Operator', 20_000);
    expect(JSON.stringify(card)).toContain('PROCEED');
  });
});

describe('a blocked payment in chat', () => {
  const waitingFor = async (who: typeof dana) => {
    const before = desk.connector.sent.length;
    await desk.channel.say(who, '/pending');
    return JSON.stringify(desk.connector.sent.slice(before).map(({ activity }) => activity));
  };

  it('stands in the worklist of compliance until it is acknowledged, and in nobody else’s', async () => {
    const { opened } = await review('TXN-001', 'Under compliance review, reference');
    expect(await waitingFor(olga)).toMatch(
      /To acknowledge: 1.*TXN-001.*not acknowledged, report to OFAC by 5 Feb 2026/,
    );
    expect(await waitingFor(maya)).not.toContain('TXN-001');
    // Where others read the answer too, nobody is told what was blocked.
    const group = openChannel(desk.connector, desk.url, { conversationType: 'groupChat' });
    const before = desk.connector.sent.length;
    await group.say(olga, '/pending');
    expect(JSON.stringify(desk.connector.sent.slice(before))).not.toContain('TXN-001');
    await press(maya, 'acknowledge_block', await caseOf('TXN-001'));
    expect((await caseOf('TXN-001')).acknowledgement).toBeUndefined();
    await press(olga, 'acknowledge_block', opened, 'case 7 opened');
    expect(await caseOf('TXN-001')).toMatchObject({ acknowledgement: { by: { name: 'Olga Orlova' } } });
    expect(await waitingFor(olga)).not.toContain('TXN-001');
  });
});
