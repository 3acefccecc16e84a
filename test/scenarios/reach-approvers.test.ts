import { objectsOf } from '../cards/read-card';
import { openChannel, startConnector } from '../fakes/connector';
import { people, startDemoDesk, type DemoDesk } from '../fakes/demo-desk';

const { dana, omar, maya, helen, carmen, lars, olga } = people;

let desk: DemoDesk;
afterEach(() => desk.close());

/** Everybody talks to the desk in a chat of their own. */
const chatOf = (who: typeof dana) => openChannel(desk.connector, desk.url, { chat: `chat of ${who.name}` });

/** The newest card of each message in that chat, in the order they were posted. */
function cardsIn(chat: string): string[] {
  const newest = new Map<string, string>();
  for (const { conversationId, activityId, activity } of desk.connector.sent)
    if (conversationId === chat && activity.attachments)
      newest.set(activityId, JSON.stringify(activity.attachments[0]?.content));
  return [...newest.values()];
}
const cardsOf = (who: typeof dana) => cardsIn(`chat of ${who.name}`);

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`it did not come to be so: ${JSON.stringify(desk.connector.sent.slice(-4)).slice(0, 3_000)}`);
}
const shows = (who: typeof dana, text: string) => until(() => cardsOf(who).some((card) => card.includes(text)));

/** The number of the card that is theirs alone. */
async function copyOf(who: typeof dana, runId: string): Promise<number> {
  const copies = await desk.store.listCopies(runId);
  const theirs = copies.find(({ viewer }) => viewer?.objectId === who.aadObjectId);
  if (!theirs) throw new Error(`${who.name} has no card of their own`);
  return theirs.number;
}

describe('whoever can decide', () => {
  beforeEach(async () => {
    desk = await startDemoDesk();
  });

  it('gets a card of their own in the chat they talk in, decides there, and every card shows it', async () => {
    await chatOf(omar).say(omar, '/help');
    await chatOf(dana).say(dana, '/payment TXN-002');
    await shows(omar, 'Needs your approval, Omar Okafor');
    await shows(omar, '"verb":"approve"');
    const { runId, version } = await desk.caseOf('TXN-002');
    await chatOf(omar).press(omar, 'approve', { run_id: runId, version });
    await shows(dana, 'Approved by Omar Okafor');
    await shows(omar, 'Approved by Omar Okafor');
    // The help, and one card of the payment.
    expect(cardsOf(omar)).toHaveLength(2);
    expect(cardsOf(omar).join()).not.toContain('"verb":"approve"');
  });

  it('is brought what waits for them already as soon as they talk for the first time, and nobody gets it twice', async () => {
    await chatOf(dana).say(dana, '/payment TXN-EMRG-001');
    await desk.caseWhere('TXN-EMRG-001', ({ status }) => status === 'awaiting_approval');
    await chatOf(helen).say(helen, '/help');
    await shows(helen, 'Payment TXN-EMRG-001');
    await chatOf(helen).say(helen, '/help');
    await chatOf(omar).say(omar, '/help');
    const { runId, version } = await desk.caseOf('TXN-EMRG-001');
    await chatOf(dana).press(dana, 'restart_review', { run_id: runId, version });
    await desk.caseWhere('TXN-EMRG-001', (now) => now.version > version && now.status === 'awaiting_approval');
    await until(() => cardsOf(helen).some((card) => card.includes('"version":') && card.includes('"verb":"approve"')));
    expect(cardsOf(helen).filter((card) => card.includes('Payment TXN-EMRG-001'))).toHaveLength(1);
    expect(cardsOf(omar).filter((card) => card.includes('TXN-EMRG-001'))).toHaveLength(0);
  });

  it('is told once that a payment was passed on to them, in their own chat', async () => {
    for (const who of [maya, helen]) await chatOf(who).say(who, '/help');
    await chatOf(dana).say(dana, '/payment TXN-EMRG-001');
    await shows(helen, '"verb":"approve"');
    const { runId, version } = await desk.caseOf('TXN-EMRG-001');
    await chatOf(maya).press(maya, 'claim', { run_id: runId, version });
    const claimed = await desk.caseOf('TXN-EMRG-001');
    await chatOf(maya).press(maya, 'pass_on', { run_id: runId, version: claimed.version, pass_to: helen.aadObjectId });
    await shows(helen, 'Maya Marchetti passed it to you, Helen Hoffmann.');
    const passed = await desk.caseOf('TXN-EMRG-001');
    await chatOf(maya).press(maya, 'approve', { run_id: runId, version: passed.version });
    await shows(helen, `"version":${passed.version + 1}`);
    expect(cardsOf(helen).filter((card) => card.includes('passed it to you'))).toHaveLength(1);
    for (const who of [dana, maya]) expect(cardsOf(who).join()).not.toContain('passed it to you');
  });

  it('sees on their own card what came of their press, with what they may do then and no more', async () => {
    await chatOf(maya).say(maya, '/help');
    await chatOf(dana).say(dana, '/payment TXN-EMRG-001');
    await shows(maya, '"verb":"approve"');
    const { runId, version } = await desk.caseOf('TXN-EMRG-001');
    const on = { run_id: runId, version, copy: await copyOf(maya, runId) };
    const { body } = await chatOf(maya).press(maya, 'approve', on);
    // Everybody's card still offers that, to Helen Hoffmann.
    expect(JSON.stringify(body)).not.toContain('"verb":"approve"');
    expect(JSON.stringify(body)).toContain('"verb":"take_back_approval"');
    const again = await chatOf(maya).press(maya, 'approve', { ...on, version: version + 1 });
    const said = JSON.stringify(again.body);
    expect(said).toContain('this was not done');
    expect(said).not.toContain('"verb":"approve"');
    // The card in its place is that copy still.
    expect(said).toContain(`"copy":${on.copy}`);
  });

  it('is drawn nobody else’s card, whatever copy the button names', async () => {
    for (const who of [carmen, dana]) await chatOf(who).say(who, '/help');
    await chatOf(dana).say(dana, '/payment TXN-004');
    await shows(carmen, 'BANK MASKAN');
    const { runId, version } = await desk.caseOf('TXN-004');
    const named = { run_id: runId, version, copy: await copyOf(carmen, runId) };
    for (const verb of ['attach_reference', 'show_payment', 'withdraw']) {
      const { body } = await chatOf(dana).press(dana, verb, { ...named, comment: 'https://example.org/1' });
      expect(JSON.stringify(body)).not.toContain('BANK MASKAN');
    }
  });

  it('of compliance is brought a block that nobody has acknowledged, as soon as they talk for the first time', async () => {
    await chatOf(dana).say(dana, '/payment TXN-001');
    await desk.caseWhere('TXN-001', ({ status }) => status === 'rejected');
    await chatOf(olga).say(olga, '/help');
    await shows(olga, '"verb":"acknowledge_block"');
    expect(cardsOf(dana).join()).not.toContain('acknowledge_block');
  });

  it('of compliance reads the match in their own chat, and nobody else does anywhere', async () => {
    await chatOf(carmen).say(carmen, '/help');
    await chatOf(maya).say(maya, '/help');
    await chatOf(dana).say(dana, '/payment TXN-004');
    await shows(carmen, 'BANK MASKAN');
    await shows(carmen, '"verb":"clear_false_positive"');
    await shows(dana, 'Under compliance review');
    for (const who of [dana, maya]) expect(cardsOf(who).join()).not.toMatch(/BANK MASKAN|IRAN/);
    const { runId, version } = await desk.caseOf('TXN-004');
    await chatOf(carmen).press(carmen, 'clear_false_positive', {
      run_id: runId,
      version,
      comment: 'another company',
      evidence_note_clear_false_positive: 'Registry extract, file 12',
    });
    const now = await desk.caseWhere('TXN-004', ({ dispositions }) => dispositions.length === 1);
    await chatOf(lars).press(lars, 'clear_false_positive', {
      run_id: runId,
      version: now.version,
      comment: 'agreed',
      evidence_note_clear_false_positive: 'Registry extract, file 12',
    });
    await desk.caseWhere('TXN-004', ({ status }) => status === 'awaiting_approval');
    await until(() => cardsOf(carmen).every((card) => !card.includes('BANK MASKAN')));
  });

  it('is not reached in a group, where others read', async () => {
    const group = openChannel(desk.connector, desk.url, { chat: 'a group', conversationType: 'groupChat' });
    await group.say(omar, '/help');
    await chatOf(dana).say(dana, '/payment TXN-002');
    await shows(dana, '"verb":"approve"');
    expect(cardsIn('a group')).toHaveLength(1);
  });
});

it('a card asked for with /status is kept current like the first', async () => {
  desk = await startDemoDesk();
  await chatOf(dana).say(dana, '/payment TXN-EMRG-001');
  await desk.caseWhere('TXN-EMRG-001', ({ status }) => status === 'awaiting_approval');
  await chatOf(helen).say(helen, '/status TXN-EMRG-001');
  await shows(helen, '250,000 USD');
  const { runId, version } = await desk.caseOf('TXN-EMRG-001');
  await chatOf(dana).press(dana, 'release_part', { run_id: runId, version });
  await desk.caseWhere(
    'TXN-EMRG-001',
    ({ payment, status }) => payment.amount === 125_000 && status !== 'under_review',
  );
  await until(() =>
    cardsOf(helen)
      // Not that of its rest, which is a payment of its own.
      .filter((card) => card.includes('Payment TXN-EMRG-001 '))
      .every((card) => card.includes('Part of 250,000 USD') && !card.includes('Approve 250,000 USD')),
  );
});

it('who has no chat of their own is asked in the approvals channel, and nobody who has one is asked twice', async () => {
  const connector = await startConnector();
  desk = await startDemoDesk({ APPROVALS_CHANNEL: '19:approvals', APPROVALS_CHANNEL_SERVICE_URL: connector.url });
  await chatOf(omar).say(omar, '/help');
  await chatOf(dana).say(dana, '/payment TXN-002');
  await chatOf(dana).say(dana, '/payment TXN-EMRG-001');
  await connector.cardWith('Payment TXN-EMRG-001');
  await connector.cardWith('"verb":"approve"');
  await shows(omar, 'Payment TXN-002');
  expect(JSON.stringify(connector.sent)).not.toContain('TXN-002');
  expect(new Set(connector.sent.map(({ conversationId }) => conversationId))).toEqual(new Set(['19:approvals']));
  await connector.close();
});

it('a persona’s card stands in the tester’s own chat, headed for the persona', async () => {
  desk = await startDemoDesk();
  await chatOf(dana).say(dana, '/payment TXN-002');
  await desk.caseWhere('TXN-002', ({ status }) => status === 'awaiting_approval');
  await chatOf(dana).say(dana, '/as Omar');
  await shows(dana, 'For Omar Okafor');
  await until(() =>
    cardsOf(dana).some((card) => card.includes('For Omar Okafor') && card.includes('"verb":"approve"')),
  );
  const { runId, version } = await desk.caseOf('TXN-002');
  await chatOf(dana).press(dana, 'approve', { run_id: runId, version });
  await until(() => cardsOf(dana).filter((card) => card.includes('Approved by Omar Okafor')).length === 2);
});

it('what is posted first can decide nothing, so that a desk killed before it noted the card leaves none that can', async () => {
  desk = await startDemoDesk();
  await chatOf(omar).say(omar, '/help');
  await chatOf(dana).say(dana, '/payment TXN-002');
  await shows(omar, '"verb":"approve"');
  const posted = desk.connector.sent.filter(
    ({ kind, conversationId, activity }) =>
      kind === 'posted' &&
      conversationId === `chat of ${omar.name}` &&
      JSON.stringify(activity).includes('Payment TXN-002'),
  );
  expect(posted).toHaveLength(1);
  const acts = objectsOf(posted[0]?.activity.attachments?.[0]?.content as never).filter(
    ({ type }) => type === 'Action.Execute' || type === 'Action.ShowCard',
  );
  expect(acts).toEqual([]);
});
