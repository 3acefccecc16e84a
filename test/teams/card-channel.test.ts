import { channelPackages } from '../../src/composition/config/config';
import { openChat } from '../../src/composition/serve/parts/open-chat';
import { chatOf, createCardChannel } from '../../src/teams/cards/card-channel';
import type { CardSending } from '../../src/ports/delivery';
import { startScriptedConnector, type ScriptedConnector } from '../fakes/scripted-connector';
import { handlersWith } from '../fakes/turn-handlers';
import type { ChatPackage } from '../../src/teams/channel';
import { createManualClock, type ManualClock } from '../fakes/manual-clock';
import { sampleCase } from '../fakes/sample-case';

describe.each(channelPackages)('a card on its way to a connector, carried by %s,', (name) => {
  let connector: ScriptedConnector;
  let clock: ManualClock;
  const turnErrors: unknown[] = [];
  let chat: ChatPackage;
  beforeAll(async () => {
    chat = await openChat(name, null);
    // What lands here is answered in the chat with a card of its own.
    chat.serve(handlersWith({ failed: (_turn, error) => Promise.resolve(void turnErrors.push(error)) }));
  });

  beforeEach(async () => {
    connector = await startScriptedConnector();
    clock = createManualClock({ sleep: 'when_advanced' });
    turnErrors.length = 0;
  });
  afterEach(() => connector.close());

  const channel = (asksOnSight = false) =>
    createCardChannel({
      connect: chat.connect,
      clock,
      renderCase: ({ runId, version }) =>
        Promise.resolve({
          type: 'AdaptiveCard',
          actions: [{ type: 'Action.Execute', data: { run_id: runId, version } }],
        }),
      renderBrief: () => ({ type: 'AdaptiveCard', body: [{ type: 'TextBlock', text: 'brief' }] }),
      asksOnSight,
    });

  const sending = (over: Partial<CardSending> = {}): CardSending => ({
    case: sampleCase({ version: 3 }),
    conversation: {
      channelId: 'msteams',
      serviceUrl: connector.url,
      bot: { id: 'bot', name: 'Treasury Desk' },
      conversation: { id: 'chat', isGroup: false, conversationType: 'personal', name: '' },
    },
    copy: 7,
    activityId: 'card',
    isBrief: false,
    ...over,
  });

  it('is posted, named by the connector, and carries its number in every button', async () => {
    expect(await channel().send(sending({ activityId: null }))).toMatchObject({
      kind: 'taken',
      activityId: 'activity-1',
    });
    expect(connector.requests).toMatchObject([{ method: 'POST' }]);
    expect(connector.requests[0]!.body).toContain('"version":3,"copy":7');
  });

  it('is updated, and is a few words where it has to be', async () => {
    expect(await channel().send(sending({ isBrief: true }))).toMatchObject({ kind: 'taken', activityId: 'card' });
    expect(connector.requests).toMatchObject([{ method: 'PUT', url: expect.stringContaining('/activities/card') }]);
    expect(connector.requests[0]!.body).toContain('brief');
  });

  it('asks for the newest by itself where it is posted and the client can, and never once it was updated', async () => {
    for (const activityId of [null, 'card']) await channel(true).send(sending({ activityId }));
    await channel(false).send(sending({ activityId: null }));
    const asks = connector.requests.map(({ body }) => {
      const [{ content }] = (JSON.parse(body) as { attachments: [{ content: { refresh?: { action: object } } }] })
        .attachments;
      return content.refresh?.action ?? null;
    });
    const data = { run_id: sampleCase().runId, version: 3, copy: 7, unasked: true };
    expect(asks).toEqual([expect.objectContaining({ type: 'Action.Execute', verb: 'show_payment', data }), null, null]);
  });

  it.each([400, 401, 403, 404, 409, 410, 412, 413, 418, 429, 500, 501, 502, 503, 504])(
    'that is answered with %i is refused with it, after one request, and nobody is told "This did not work"',
    async (status) => {
      for (const activityId of ['card', null]) {
        connector.script({ status });
        expect(await channel().send(sending({ activityId }))).toEqual({ kind: 'refused', status, retryAfterMs: null });
      }
      expect(connector.requests).toHaveLength(2);
      expect(turnErrors).toEqual([]);
    },
  );

  it.each([
    ['30', 30_000],
    ['0', 0],
    ['Wed, 21 Oct 2026 07:28:00 GMT', null],
    ['-5', null],
    ['1e9', null],
  ])('is asked to wait with Retry-After "%s"', async (retryAfter, retryAfterMs) => {
    connector.script({ status: 429, headers: { 'retry-after': retryAfter } });
    expect(await channel().send(sending())).toEqual({ kind: 'refused', status: 429, retryAfterMs });
    expect(connector.requests).toHaveLength(1);
  });

  it.each([
    ['an update', 'card', 8_000],
    ['a post', null, 15_000],
  ])('that is not answered is cut off at its deadline: %s', async (_what, activityId, deadlineMs) => {
    connector.script({ hang: true });
    const answer = channel().send(sending({ activityId }));
    await connector.requested();
    await clock.advance(deadlineMs - 1);
    expect(connector.requests[0]!.isCutOff()).toBe(false);
    await clock.advance(1);
    expect(await answer).toMatchObject({ kind: 'silence' });
    await connector.cutOff();
    expect(turnErrors).toEqual([]);
  });

  it('whose connection breaks may have arrived', async () => {
    connector.script({ breakOff: true });
    expect(await channel().send(sending())).toMatchObject({ kind: 'silence' });
  });

  it('to where nobody listens never left', async () => {
    await connector.close();
    expect(await channel().send(sending())).toMatchObject({ kind: 'fault' });
    connector = await startScriptedConnector();
  });

  it('that cannot be drawn never left', async () => {
    const broken = createCardChannel({
      connect: chat.connect,
      clock,
      renderCase: () => {
        throw new Error('no template');
      },
      renderBrief: () => ({}),
      asksOnSight: false,
    });
    expect(await broken.send(sending())).toMatchObject({ kind: 'fault', reason: 'no template' });
    expect(connector.requests).toEqual([]);
    expect(turnErrors).toEqual([]);
  });

  it.each([
    [200, '<html>thank you</html>', null],
    [200, '{"id":', null],
    [200, 'null', null],
    [202, 'ok', null],
    [204, '', null],
    [299, '{}', null],
    [200, '{"id":""}', null],
    [200, '{"id":{"of":"nothing"}}', null],
    [200, '{"id":["x"]}', null],
    [200, '{"id":12345}', '12345'],
  ])('answered with %i and %j was taken: it is not sent again, whatever it is called', async (status, body, name) => {
    connector.script({ status, body });
    expect(await channel().send(sending({ activityId: null }))).toMatchObject({ kind: 'taken', activityId: name });
    connector.script({ status, body });
    expect(await channel().send(sending())).toMatchObject({ kind: 'taken', activityId: 'card' });
    expect(connector.requests).toHaveLength(2);
  });

  it.each([300, 301, 302, 303, 304, 307, 308, 405, 422, 451, 507, 520, 599])(
    'answered with %i, of which no table tells, was not',
    async (status) => {
      connector.script({ status });
      expect(await channel().send(sending())).toMatchObject({ kind: 'refused', status });
    },
  );

  it('taken without a name is taken', async () => {
    connector.script({ status: 202, body: '' });
    expect(await channel().send(sending({ activityId: null }))).toMatchObject({ kind: 'taken', activityId: null });
  });

  it('goes to one chat whatever else is known of the conversation', () => {
    const { conversation } = sending();
    expect(chatOf({ ...conversation, locale: 'de' })).toBe(chatOf(conversation));
    expect(chatOf({ ...conversation, conversation: { id: 'another' } })).not.toBe(chatOf(conversation));
  });
});
