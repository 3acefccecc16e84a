import { objectsOf, openTextOf } from '../cards/read-card';
import type { Card } from '../../src/cards/templates';
import { openChannel } from '../fakes/connector';
import { people, startDemoDesk, type DemoDesk } from '../fakes/demo-desk';

const { dana, omar, maya, helen, tariq, selin, stranger } = people;

let desk: DemoDesk;
beforeEach(async () => {
  desk = await startDemoDesk();
});
afterEach(() => desk.close());

/** Everybody talks to the desk in a chat of their own. */
const chatOf = (who: typeof dana) => openChannel(desk.connector, desk.url, { chat: `chat of ${who.name}` });

type Answer = Awaited<ReturnType<DemoDesk['channel']['press']>>;

/** The answer: other cards may come into the same chat at the same time. */
async function said(who: typeof dana, text: string): Promise<object> {
  const isAnswer = answers.find(([command]) => command === text)?.[1] ?? (() => true);
  const before = desk.connector.sent.length;
  await chatOf(who).say(who, text);
  const posted = desk.connector.sent
    .slice(before)
    .filter(({ kind, conversationId }) => kind === 'posted' && conversationId === `chat of ${who.name}`);
  return posted.map(({ activity }) => activity.attachments?.[0]?.content ?? {}).find((card) => isAnswer(card)) ?? {};
}

const answers: readonly (readonly [string, (card: object) => boolean])[] = [
  ['/delegate', (card) => textOf(card).includes('give_delegation') || textOf(card).includes('may be delegated')],
  ['/delegations', (card) => textOf(card).includes('/away')],
  ['/pending', (card) => textOf(card).includes('Waiting')],
];

const textOf = (card: unknown) => JSON.stringify(card);
const dataOf = (card: object, verb: string) =>
  objectsOf(card as never).find((one) => one['verb'] === verb)?.['data'] as Record<string, unknown>;
const inputOf = (card: object, id: string) => objectsOf(card as never).find((one) => one['id'] === id);
const cardIn = ({ body }: Answer): object => (body as { value?: object }).value ?? {};

const terms = {
  to: dana.aadObjectId,
  role: 'Treasury Manager',
  first_day: '2026-01-22',
  last_day: '2026-02-04',
  up_to_usd: '300,000',
  reason: 'at a conference',
};

async function give(who = maya, over: Record<string, unknown> = {}): Promise<Answer> {
  const form = await said(who, '/delegate');
  return chatOf(who).press(who, 'give_delegation', { ...dataOf(form, 'give_delegation'), ...terms, ...over });
}

async function accepted(
  who = maya,
  delegate: typeof dana = selin,
  over: Record<string, unknown> = {},
): Promise<string> {
  const sent = cardIn(await give(who, { to: delegate.aadObjectId, ...over }));
  const { delegation, version } = dataOf(sent, 'end_delegation');
  await chatOf(delegate).press(delegate, 'accept_delegation', { delegation, version });
  return String(delegation);
}

const houseEvents = async () => (await desk.store.readChain({ limit: 1_000, houseOnly: true })).map(({ type }) => type);
const ofDelegations = async () => (await houseEvents()).filter((type) => type.startsWith('delegation_'));

async function review(paymentId: string) {
  await chatOf(dana).say(dana, `/payment ${paymentId}`);
  return desk.caseWhere(paymentId, ({ status }) => status !== 'under_review');
}

it('delegates a role by the form, which the delegate accepts in their own chat, and both are told', async () => {
  await chatOf(selin).say(selin, '/help');
  await chatOf(maya).say(maya, '/help');
  const form = await said(maya, '/delegate');
  expect(textOf(form)).toContain('Treasury Manager (10)');
  expect(inputOf(form, 'first_day')).toMatchObject({ value: '2026-01-22' });
  for (const id of ['to', 'role', 'first_day', 'last_day', 'reason'])
    expect(inputOf(form, id)).toMatchObject({ isRequired: true, errorMessage: expect.stringMatching(/\.$/) as string });
  const sent = await give(maya, { to: selin.aadObjectId });
  expect(textOf(sent.body)).toContain('**Treasury Manager**: Selin Sahin for Maya Marchetti');
  expect(textOf(sent.body)).toContain('not accepted yet');
  const told = await desk.connector.cardWith('Selin Sahin, a role was delegated to you');
  const data = dataOf(told, 'accept_delegation');
  const list = await chatOf(selin).press(selin, 'accept_delegation', data);
  expect(textOf(list.body)).toContain('in force');
  await desk.connector.cardWith('Selin Sahin accepted the delegation');
  expect(await ofDelegations()).toEqual(['delegation_offered', 'delegation_accepted']);
  expect(await desk.store.verifyAudit()).toMatchObject({ unsealedKeys: 0 });
  expect(textOf(await said(helen, '/delegations'))).toContain('Selin Sahin for Maya Marchetti');
});

it('whoever delegated reads why it was declined, where its delegate said so, and the audit has it', async () => {
  for (const who of [selin, maya]) await chatOf(who).say(who, '/help');
  const declining = async (why: Record<string, string>) => {
    await give(maya, { to: selin.aadObjectId });
    const list = await said(selin, '/delegations');
    const data = dataOf(list, 'decline_delegation');
    const reason = objectsOf(list as never).find(({ id }) => String(id).startsWith('why_not_'));
    expect(reason).toMatchObject({ type: 'Input.Text', label: 'Why (optional)' });
    const typed = Object.fromEntries(Object.values(why).map((text) => [String(reason?.['id']), text]));
    return textOf((await chatOf(selin).press(selin, 'decline_delegation', { ...data, ...typed })).body);
  };
  expect(await declining({ why: 'x'.repeat(2_001) })).toContain('longer than 2000 characters');
  await desk.connector.cardWith('not accepted yet');
  const offered = await said(maya, '/delegations');
  await chatOf(maya).press(maya, 'end_delegation', dataOf(offered, 'end_delegation'));
  await declining({ why: '  I am away *too* ' });
  const told = textOf((await desk.connector.cardWith('Selin Sahin declined the delegation')).card);
  expect(told).toContain('declined (Selin Sahin): “I am away');
  const declined = (await desk.store.readChain({ limit: 1_000, houseOnly: true })).filter(
    ({ type }) => type === 'delegation_declined',
  );
  expect(declined).toMatchObject([{ payload: { reason: 'I am away *too*', from_person: 'Maya Marchetti' } }]);
  expect(await declining({})).toContain('declined (Selin Sahin)');
});

it('the delegate approves, in their own card and list, and card and audit say for whom and by which delegation', async () => {
  await chatOf(selin).say(selin, '/help');
  const opened = await review('TXN-EMRG-001');
  const reference = await accepted();
  // What waits already is brought to the new delegate.
  await desk.connector.cardWith('Selin Sahin for Maya Marchetti');
  expect(textOf(await said(selin, '/pending'))).toContain('Waits for you: 1');
  expect(textOf(await said(selin, '/pending'))).toContain('Selin Sahin for Maya Marchetti');
  const own = (await desk.store.listCopies(opened.runId)).filter(({ kind }) => kind === 'own');
  expect(own.map(({ viewer }) => viewer?.objectId)).toContain(selin.aadObjectId);
  const pressed = await chatOf(selin).press(selin, 'approve', { run_id: opened.runId, version: opened.version });
  const read = openTextOf(cardIn(pressed) as Card);
  expect(read).toContain('✓ **Selin Sahin for Maya Marchetti** (Treasury Manager) approved');
  // The history names the delegation, the first part of the card nobody's id.
  expect(textOf(pressed.body)).toContain(`Selin Sahin for Maya Marchetti, delegation ${reference}`);
  expect(read).not.toContain(reference);
  expect(await desk.caseOf('TXN-EMRG-001')).toMatchObject({
    approvals: [{ role: 'Treasury Manager', by: { name: 'Selin Sahin' }, delegation: { reference } }],
  });
  const events = await desk.store.readEvents({ runId: opened.runId, limit: 100 });
  expect(events.at(-1)).toMatchObject({
    type: 'approval_given',
    payload: { delegation: reference, on_behalf_of: 'Maya Marchetti' },
  });
  const again = await chatOf(maya).press(maya, 'approve', { run_id: opened.runId, version: opened.version + 1 });
  expect(textOf(again.body)).toContain('Two approvals need two people');
  expect((await desk.caseOf('TXN-EMRG-001')).approvals).toHaveLength(1);
});

it('the card says why a delegation counts no more: ended, or for less than this', async () => {
  const opened = await review('TXN-EMRG-001');
  const small = await accepted(maya, selin, { up_to_usd: '1,000' });
  const pressOf = () => chatOf(selin).press(selin, 'approve', { run_id: opened.runId, version: opened.version });
  expect(textOf((await pressOf()).body)).toContain(
    'The delegation of Treasury Manager by Maya Marchetti is for at most 1000 USD',
  );
  await chatOf(maya).press(maya, 'end_delegation', { delegation: small, version: 2 });
  expect(textOf((await pressOf()).body)).toContain('The delegation of Treasury Manager by Maya Marchetti was ended');
  const large = await accepted(maya, selin, { up_to_usd: '' });
  expect(textOf((await pressOf()).body)).toContain(`delegation ${large}`);
});

it('the delegate may end it too, and somebody else may do nothing with it', async () => {
  const reference = await accepted();
  for (const [who, act] of [
    [helen, 'end_delegation'],
    [maya, 'accept_delegation'],
    [stranger, 'end_delegation'],
  ] as const)
    await chatOf(who).press(who, act, { delegation: reference, version: 2 });
  expect(await ofDelegations()).toEqual(['delegation_offered', 'delegation_accepted']);
  await chatOf(selin).press(selin, 'end_delegation', { delegation: reference, version: 2 });
  expect(await ofDelegations()).toEqual(['delegation_offered', 'delegation_accepted', 'delegation_ended']);
});

it('an absence names a substitute: the same form, and a delegation like any other', async () => {
  const form = await said(maya, '/away');
  expect(textOf(form)).toContain('Out of office: name a substitute');
  const data = dataOf(form, 'give_delegation');
  expect(inputOf(form, 'reason')).toMatchObject({ value: 'Out of office' });
  const sent = await chatOf(maya).press(maya, 'give_delegation', { ...data, ...terms, reason: 'Out of office' });
  expect(textOf(sent.body)).toContain('out of office');
  expect(await desk.store.listSubjects('delegation')).toMatchObject([{ body: { kind: 'absence', status: 'offered' } }]);
});

it('the same form sent twice is one delegation, and the same press one event', async () => {
  const form = await said(maya, '/delegate');
  const data = { ...dataOf(form, 'give_delegation'), ...terms };
  const both = await Promise.all([1, 2].map(() => chatOf(maya).press(maya, 'give_delegation', data)));
  const [first, second] = both.map((answer) => dataOf(cardIn(answer), 'end_delegation')['delegation']);
  expect(second).toBe(first);
  const press = () => chatOf(dana).press(dana, 'accept_delegation', { delegation: first, version: 1 });
  await Promise.all([press(), press()]);
  expect(await ofDelegations()).toEqual(['delegation_offered', 'delegation_accepted']);
});

it('of an acceptance and an end that race one wins, and the loser reads that it was too late', async () => {
  const sent = cardIn(await give(maya, { to: selin.aadObjectId }));
  const data = dataOf(sent, 'end_delegation');
  const answers = await Promise.all([
    chatOf(selin).press(selin, 'accept_delegation', data),
    chatOf(maya).press(maya, 'end_delegation', data),
  ]);
  expect((await ofDelegations()).slice(1)).toHaveLength(1);
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  const [left] = await desk.store.listSubjects('delegation');
  expect(['accepted', 'ended']).toContain(left?.body['status']);
  for (const who of [selin, maya])
    expect(textOf(await said(who, '/delegations'))).toContain(left?.body['status'] === 'ended' ? 'ended' : 'in force');
});

it('of an approval by a delegation and its end that race, the approval counts only where it came first', async () => {
  const opened = await review('TXN-EMRG-001');
  const reference = await accepted();
  await Promise.all([
    chatOf(maya).press(maya, 'end_delegation', { delegation: reference, version: 2 }),
    chatOf(selin).press(selin, 'approve', { run_id: opened.runId, version: opened.version }),
  ]);
  const chain = await desk.store.readChain({ limit: 1_000 });
  const ended = chain.find(({ type }) => type === 'delegation_ended')?.seq ?? Infinity;
  const given = chain.find(({ type }) => type === 'approval_given')?.seq ?? 0;
  expect(ended).toBeLessThan(Infinity);
  expect(given).toBeLessThan(ended);
});

describe('is refused in words, with what was typed kept, and nothing written', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['to oneself', { to: maya.aadObjectId }, 'Nobody delegates to themselves'],
    ['from a day in the past', { first_day: '2026-01-21' }, 'is in the past'],
    ['to a day before the first', { last_day: '2026-01-21', first_day: '2026-01-22' }, 'is before the first day'],
    [
      'past the role’s maximum',
      { last_day: '2026-02-05' },
      'at most 10 business days (delegation_max_business_days): until 4 Feb 2026',
    ],
    ['to somebody unknown', { to: 'Nobody Known' }, 'Nobody of that name is known here'],
    ['of a role not held', { role: 'Head of Treasury' }, 'does not hold Head of Treasury'],
    ['of a role there is none of', { role: 'Emperor' }, 'does not hold this role'],
    ['with a comment of 20,000 characters', { reason: 'x'.repeat(20_000) }, 'is longer than 2000 characters'],
    ['without a reason', { reason: '  ' }, 'A reason is needed'],
    ['up to what is no amount', { up_to_usd: 'a lot' }, 'Up to'],
    ['up to what can be read in two ways', { up_to_usd: '250.000' }, '250.000'],
    ['on what is no day', { first_day: '31/31/2026' }, 'is not a day'],
  ])('a delegation %s', async (_what, over, why) => {
    const answer = await give(maya, over);
    expect(answer.status).toBe(200);
    const card = cardIn(answer);
    expect(textOf(card).replaceAll('\\\\', '')).toContain(why);
    const typed = { ...terms, ...over };
    expect(inputOf(card, 'last_day')).toMatchObject({ value: typed.last_day });
    const reason = (inputOf(card, 'reason')?.['value'] ?? '') as string;
    expect(typed.reason.startsWith(reason.replace(/…$/, '')) || reason === '').toBe(true);
    if (typed.reason.length < 2_000) expect(reason).toBe(typed.reason);
    else expect(reason.length).toBeGreaterThan(1_900);
    expect(await ofDelegations()).toEqual([]);
  });

  it('a role that may not be delegated, and one that was delegated to them', async () => {
    expect(textOf(await said(omar, '/delegate'))).toContain('None of your roles may be delegated');
    await accepted(maya, tariq);
    const answer = await give(tariq, { to: selin.aadObjectId });
    expect(textOf(answer.body)).toContain(
      'Tariq Tamimi does not hold Treasury Manager; a delegation cannot be passed on',
    );
    expect(await ofDelegations()).toHaveLength(2);
  });

  it('a second one of the role on the same days', async () => {
    await accepted();
    expect(textOf((await give(maya, { to: helen.aadObjectId })).body)).toContain(
      'Selin Sahin has this role by a delegation from',
    );
    expect(await ofDelegations()).toHaveLength(2);
  });

  it.each([
    ['accept_delegation', { delegation: 'DLG-20260122102500-ffffff', version: 1 }],
    ['end_delegation', { delegation: 'DLG-20260122102500-ffffff', version: 1 }],
    ['end_delegation', { delegation: 'x'.repeat(20_000), version: 1 }],
    ['accept_delegation', 'everything'],
  ])('a forged %s', async (verb, data) => {
    const answer = await chatOf(maya).press(maya, verb, data as object);
    expect(answer.status).toBe(200);
    expect(textOf(answer.body)).toMatch(/No such delegation is known|cannot read/);
    expect(await ofDelegations()).toEqual([]);
  });
});

it('a forged form is refused in words, and nothing is written', async () => {
  await chatOf(maya).press(maya, 'give_delegation', { ...terms, form_id: 'not ours' });
  await desk.connector.cardWith('Open a new one with /delegate');
  expect(await ofDelegations()).toEqual([]);
});

it('speaks Turkish where the chat does', async () => {
  await chatOf(maya).say(maya, '/language tr');
  const form = await said(maya, '/delegate');
  expect(textOf(form)).toContain('parantezde en çok iş günü');
  const refused = await chatOf(maya).press(maya, 'give_delegation', {
    ...dataOf(form, 'give_delegation'),
    ...terms,
    to: maya.aadObjectId,
    last_day: '2026-03-01',
  });
  expect(textOf(refused.body)).toContain('**Kime**: Kimse kendine vekâlet veremez');
  expect(textOf(refused.body)).toContain('**Son gün**: Bu rol en çok 10 iş günü için devredilir');
  expect(textOf(await said(maya, '/delegations'))).toContain('Vekâlet yok');
});

it.each([
  ['selin covers for me next week', 'delegation'],
  ['yarın yokum, yerime Selin baksın', 'absence'],
])('is filled in from a sentence, and given by nothing but its form: %s', async (text, kind) => {
  const form = await said(maya, text);
  expect(inputOf(form, 'to')).toMatchObject({ value: selin.aadObjectId });
  expect(dataOf(form, 'give_delegation')).toMatchObject({ kind });
  expect((await desk.store.listSubjects('delegation')).length).toBe(0);
});
