/** A payment run that comes by chat: one card, the worst first, and what proceeds approved from it. */
import { objectsOf } from '../cards/read-card';
import { openChannel } from '../fakes/connector';
import { people, startDemoDesk, type DemoDesk } from '../fakes/demo-desk';

const { dana, omar, stranger } = people;

let desk: DemoDesk;
beforeEach(async () => {
  desk = await startDemoDesk();
});
afterEach(() => desk.close());

const header = 'payment_id,beneficiary_name,amount,currency,account_id,payment_type';
const row = (id: string, amount: number | string, payee = 'ACME Corp') =>
  `${id},${payee},${amount},USD,ACC-BAN-002,SWIFT`;
const table = [
  header,
  row('RUN-A', 1_000),
  row('RUN-B', 1_100),
  row('RUN-C', 'much'),
  row('RUN-D', 500, 'BANK MASKAN'),
  row('RUN-E', 2_000_000),
].join('\n');

const attached = (text: string, name = 'run.csv') => ({
  contentType: 'text/csv',
  name,
  contentUrl: `data:text/csv;base64,${Buffer.from(text).toString('base64')}`,
});

async function cardAfter(act: () => Promise<unknown>): Promise<object> {
  const before = desk.connector.sent.length;
  await act();
  const posted = desk.connector.sent.slice(before).filter(({ activity }) => activity.type === 'message');
  return posted.at(-1)?.activity.attachments?.[0]?.content ?? {};
}

const textOf = (card: object) => JSON.stringify(card);
const dataOf = (card: object, verb: string) =>
  objectsOf(card as never).find((one) => one['verb'] === verb)?.['data'] as object | undefined;

async function reviewed(): Promise<string> {
  const card = await cardAfter(() => desk.channel.attach(dana, [attached(table)]));
  const [id = ''] = /RUN-[0-9A-F]{12}/.exec(textOf(card)) ?? [];
  for (const paymentId of ['RUN-A', 'RUN-B', 'RUN-D', 'RUN-E'])
    await desk.caseWhere(paymentId, ({ status }) => status !== 'under_review');
  return id;
}

it('is one card with counts, the worst first, and what was not taken by its line; no card for each payment', async () => {
  const id = await reviewed();
  const before = desk.connector.sent.length;
  const card = textOf(await cardAfter(() => desk.channel.say(omar, `/run ${id}`)));
  expect(card).toContain('Payment run run.csv');
  expect(card).toContain('4 of 5 payments were taken in');
  expect(card).toContain('under compliance review: **1**');
  expect(card).toContain('waiting for approval: **3**');
  expect(card).toContain('Line 4: ');
  expect(card.indexOf('RUN-D')).toBeLessThan(card.indexOf('RUN-E'));
  expect(card).not.toContain('SDN');
  expect(card).toContain('Approve 2 that proceed');
  expect(card).toContain('**2,100 USD** in 2');
  expect(desk.connector.sent.length - before).toBe(1);
});

it('is approved in one press by whoever may, each payment with an event of its own, and not by whoever asked for it', async () => {
  const id = await reviewed();
  const card = await cardAfter(() => desk.channel.say(omar, `/run ${id}`));
  const pressed = await desk.channel.press(omar, 'approve_run', dataOf(card, 'approve_run') ?? {}, 'run-card');
  expect(textOf(pressed.body as object)).toContain('2 of your approvals count; 2 of these payments are approved.');
  for (const paymentId of ['RUN-A', 'RUN-B'])
    expect(await desk.caseOf(paymentId)).toMatchObject({
      status: 'approved',
      approvals: [{ by: { name: omar.name } }],
    });
  expect(await desk.caseOf('RUN-E')).toMatchObject({ status: 'awaiting_approval' });
  // The card that was pressed is of what stood there then.
  const again = await desk.channel.press(omar, 'approve_run', dataOf(card, 'approve_run') ?? {}, 'run-card');
  expect(textOf(again.body as object)).toContain('approved: **2**');
  // Nothing was done, and the card in its place says so.
  expect(textOf(again.body as object)).toContain('What waits for you in this run has changed');
  expect(textOf(again.body as object)).not.toContain('of your approvals count');
  const danas = await cardAfter(() => desk.channel.say(dana, `/run ${id}`));
  expect(dataOf(danas, 'approve_run')).toBeUndefined();
});

it('comes pasted too, adds nothing the second time, and is found again', async () => {
  const pasted = textOf(await cardAfter(() => desk.channel.say(dana, table)));
  expect(pasted).toContain('4 of 5 payments were taken in');
  const events = await desk.store.lastEvent();
  for (const paymentId of ['RUN-A', 'RUN-B', 'RUN-D', 'RUN-E'])
    await desk.caseWhere(paymentId, ({ status }) => status !== 'under_review');
  const settled = await desk.store.listRunIds({ statuses: ['under_review'], limit: 10 });
  expect(settled).toEqual([]);
  await desk.channel.say(dana, table);
  expect(await desk.store.listSubjects('payment_run')).toHaveLength(1);
  expect((await desk.store.readChain({ afterSeq: events?.seq ?? 0, limit: 100, houseOnly: true })).length).toBe(0);
  const list = textOf(await cardAfter(() => desk.channel.say(omar, '/runs')));
  expect(list).toMatch(/RUN-[0-9A-F]{12}: pasted\.csv, 10:\d\d UTC, 4 of 5 payments/);
});

it('is refused whole where its file is broken, and from where files are not taken', async () => {
  const broken = textOf(
    await cardAfter(() => desk.channel.attach(dana, [attached(`${header},favourite\n1,2,3,4,5,6,7`)])),
  );
  expect(broken).toContain('Not taken');
  expect(broken).toContain('favourite');
  const away = { contentType: 'text/csv', name: 'run.csv', contentUrl: 'https://evil.example/run.csv' };
  expect(textOf(await cardAfter(() => desk.channel.attach(dana, [away])))).toContain('not taken from');
  expect(await desk.store.listSubjects('payment_run')).toEqual([]);
});

it('names its payments as its file does, and a sentence about one of them is understood of whoever may read it', async () => {
  await desk.channel.say(dana, [header, row('INV-101', 1_000), row('R-2', 1_100)].join('\n'));
  for (const paymentId of ['INV-101', 'R-2'])
    await desk.caseWhere(paymentId, ({ status }) => status === 'awaiting_approval');
  const said = async (who: typeof dana, text: string) => textOf(await cardAfter(() => desk.channel.say(who, text)));
  expect(await said(dana, 'withdraw inv-101, paid already')).toContain('Withdraw: payment INV-101');
  expect(await said(dana, 'R-2’yi geri çek')).toContain('Withdraw: payment R-2');
  expect(await said(omar, 'why is R-2 waiting')).toContain('R-2');
  // Nobody finds out by asking which payments there are.
  const toStranger = async (id: string) =>
    (await said(stranger, `why is ${id} waiting`)).replaceAll(id, 'ID').replace(/Reference [0-9a-f]+/, '');
  expect(await toStranger('INV-101')).toBe(await toStranger('INV-999'));
});

it('is nothing to strangers, neither to bring nor to read', async () => {
  const id = await reviewed();
  expect(textOf(await cardAfter(() => desk.channel.say(stranger, `/run ${id}`)))).toContain(`No payment run ${id}`);
  expect(textOf(await cardAfter(() => desk.channel.say(stranger, '/runs')))).toContain('No payment run has come in');
  const pressed = await desk.channel.press(stranger, 'approve_run', { run: id, shown: '0'.repeat(16) });
  expect(textOf(pressed.body as object)).not.toContain('RUN-A');
});

it('reads in Turkish where the chat does', async () => {
  const id = await reviewed();
  const chat = openChannel(desk.connector, desk.url, { chat: 'chat-turkish' });
  await chat.say(omar, '/language tr');
  const card = textOf(await cardAfter(() => chat.say(omar, `/run ${id}`)));
  expect(card).toContain('5 ödemeden 4 tanesi alındı');
  expect(card).toContain('Devam eden 2 ödemeyi onayla');
});

it('is one of ten files that a message may bring, and those beyond are told of', async () => {
  const before = desk.connector.sent.length;
  const broken = Array.from({ length: 13 }, (_, at) => attached(`${header},favourite${at}\n1,2,3,4,5,6,7`));
  await desk.channel.attach(dana, broken);
  const cards = desk.connector.sent.slice(before).map(({ activity }) => JSON.stringify(activity.attachments ?? ''));
  expect(cards.filter((card) => card.includes('favourite'))).toHaveLength(10);
  expect(cards.filter((card) => card.includes('the last 3 were left'))).toHaveLength(1);
});
