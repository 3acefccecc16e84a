import { createCards } from '../../src/cards/create-cards';
import { loadTemplates } from '../../src/cards/templates';
import { languages } from '../../src/cards/words/languages';
import { openChat } from '../../src/composition/serve/parts/open-chat';
import type { Activity } from '../../src/teams/activity';
import { createTurnHandlers } from '../../src/teams/turns/answer-turns';
import type { Edge } from '../../src/teams/edge';
import { createChosenLanguages } from '../../src/teams/people/chosen-languages';
import { createIdentifyActor } from '../../src/teams/people/identify-actor';
import { startServer, type RunningServer } from '../../src/teams/server';
import { openChannel, startConnector, type Connector } from '../fakes/connector';
import { people } from '../fakes/demo-desk';
import { createManualClock } from '../fakes/manual-clock';
import { createRecordingLog, type RecordingLog } from '../fakes/recording-log';

const served = '99999999-2222-3333-4444-555555555555';
let log: RecordingLog;
let connector: Connector;
let server: RunningServer;
let asked: string[];

beforeEach(async () => {
  log = createRecordingLog();
  connector = await startConnector();
  asked = [];
  const clock = createManualClock({ sleep: 'when_advanced' });
  const chat = await openChat('bot-framework', null);
  const edgeIn = (language: 'en' | 'tr'): Edge => ({
    cards: createCards({ templates: loadTemplates('cards'), words: languages[language] }),
    words: languages[language],
    answerMessage: ({ text }) => {
      asked.push(text);
      return Promise.resolve([]);
    },
    answerPress: ({ verb }) => {
      asked.push(verb);
      return Promise.resolve({ card: null, message: null, place: 'pressed' });
    },
    answerConsent: () => Promise.reject(new Error('nobody was offered a file')),
  });
  const handlers = createTurnHandlers({
    edges: { en: edgeIn('en'), tr: edgeIn('tr') },
    clock,
    randomHex: (length) => 'a'.repeat(length),
    log,
    noteChat: (who) => {
      asked.push(who.name);
      return Promise.resolve();
    },
    paceOf: () => null,
    identifyActor: createIdentifyActor({
      directory: { find: () => null, withRole: () => [], members: () => [] },
      tenantId: served,
      personas: null,
    }),
    chosen: createChosenLanguages({
      chooseLanguage: () => Promise.reject(new Error('nothing is chosen')),
      listChosenLanguages: () => Promise.resolve([]),
    }),
    cardChannelThrough: () => {
      throw new Error('nothing is posted for them');
    },
  });
  chat.serve(handlers);
  const receive = (activity: Activity) => chat.receive(activity);
  const health = () => Promise.resolve({ isAlive: true, isReady: true, checks: [] });
  server = await startServer(
    { receive, health, checkToken: null, clock, mounted: {}, trustedProxies: [], log },
    { host: '127.0.0.1', port: 0 },
  );
});
afterEach(async () => {
  await server.drain();
  server.cut();
  await connector.close();
});

it.each<[string, (channel: ReturnType<typeof openChannel>) => Promise<unknown>]>([
  ['says something', (channel) => channel.say(people.dana, '/payment TXN-002')],
  [
    'presses a button',
    (channel) => channel.press(people.dana, 'approve', { run_id: 'WF-1', version: 1, comment: 'typed' }),
  ],
  ['posts a form', (channel) => channel.submit(people.dana, { verb: 'submit_payment', amount: '1' }, 'activity-1')],
])(
  'whoever %s in another tenant is refused in words, logged under its reference, and nothing is asked of the desk',
  async (_what, act) => {
    const answer = await act(openChannel(connector, server.url));
    const { card } = await connector.cardWith('does not serve your organisation');
    expect(JSON.stringify(card)).toContain('Reference aaaaaaaa');
    // The card that was pressed stays as it is, with what was typed.
    expect(JSON.stringify(answer)).not.toContain('card.adaptive');
    expect(log.lines).toEqual([
      { level: 'info', message: 'refused', fields: { referenceId: 'aaaaaaaa', refused: ['tenant_not_served'] } },
    ]);
    expect(asked).toEqual([]);
  },
);
