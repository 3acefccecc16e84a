/** What comes from a chat: activities, presses of cards, what people type. */
import { readDelegationForm, readDelegationPress } from '../../../src/cards/delegation/read-delegation-press';
import { readForm, readPress, readSaid, readSeveral, readSweep, readWhatIf } from '../../../src/cards/read-press';
import { verbs } from '../../../src/cards/verbs';
import { createKnownThings } from '../../../src/app/requests/understand';
import { judgeQuotes } from '../../../src/domain/sentences/judge-quotes';
import { quotesSchema } from '../../../src/domain/sentences/quotes';
import { parseJson } from '../../../src/domain/values/parse-json';
import { parseAmount } from '../../../src/domain/values/amounts/parse-amount';
import { refuse } from '../../../src/domain/values/errors';
import { parseCommand } from '../../../src/teams/commands';
import { readActivity } from '../../../src/teams/http/receive-activity';
import { demoKnown, understand } from '../../fakes/demo-understand';
import { startDemoDesk } from '../../fakes/demo-desk';
import type { FuzzReader } from '../fuzz-reader';
import { seedsOf } from '../inputs';
import { judgeRefusal, value } from '../judge';

const activityWords = [
  'message',
  'invoke',
  'adaptiveCard/action',
  'conversationUpdate',
  'approve',
  '/payment TXN-002',
  '/screen BANK MASKAN',
  'pay ACME 5 USD',
  ...Object.values(verbs),
];

const activity: FuzzReader = {
  name: 'activity',
  covers: ['src/teams/http/receive-activity.ts', 'src/domain/values/parse-json.ts'],
  shape: 'json',
  words: activityWords,
  open: () => ({
    read({ bytes }) {
      const read = readActivity(bytes.toString('utf8'), null);
      if (read.ok) return value;
      if (read.refused.code === '') throw new Error('refused without a code');
      return read.refused.code;
    },
  }),
};

/** The whole desk, over HTTP as Teams comes: whatever is sent, it answers, and nothing breaks inside. */
const desk: FuzzReader = {
  name: 'desk',
  covers: [
    'src/teams/answer-message.ts',
    'src/teams/answer-press.ts',
    'src/teams/presses/look-at-case.ts',
    'src/teams/presses/submit-form.ts',
    'src/teams/turns/answer-turns.ts',
    'src/teams/server.ts',
  ],
  made: () => seedsOf(activity),
  shape: 'json',
  words: activityWords,
  taken: '200',
  cost: 40,
  async open() {
    const running = await startDemoDesk();
    const named = { serviceUrl: running.connector.url };
    return {
      async read({ bytes }) {
        const text = bytes.toString('utf8').replaceAll('https://smba.example/', named.serviceUrl);
        const before = running.log.lines.length;
        const answer = await fetch(`${running.url}/api/messages`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: text,
        });
        await answer.text();
        if (answer.status >= 500) throw new Error(`answered ${answer.status}`);
        const broken = running.log.lines.slice(before).find((line) => JSON.stringify(line).includes('"internal"'));
        if (broken) throw new Error(`broke inside: ${JSON.stringify(broken).slice(0, 2_000)}`);
        return `${answer.status}`;
      },
      close: () => running.close(),
    };
  },
};

/** `{verb, data}`, given to everything that reads the data of a press. */
const press: FuzzReader = {
  name: 'press',
  covers: ['src/cards/read-press.ts', 'src/cards/delegation/read-delegation-press.ts'],
  shape: 'json',
  words: Object.values(verbs),
  open: () => {
    const members = demoKnown.directory.members();
    return {
      read({ bytes }) {
        const parsed = parseJson(bytes.toString('utf8'));
        if (!parsed.ok) return judgeRefusal(parsed);
        const { verb, data } = (parsed.value ?? {}) as { readonly verb?: unknown; readonly data?: unknown };
        readSweep(data);
        const outcomes = [
          readPress(String(verb), data),
          readForm(data, '2026-01-22'),
          readSaid(data),
          readSeveral(data),
          readWhatIf(data),
          readDelegationForm(data, members),
          readDelegationPress('confirm' as never, data),
        ].map(judgeRefusal);
        return outcomes[0]!;
      },
    };
  },
};

const sentence: FuzzReader = {
  name: 'sentence',
  covers: [
    'src/domain/sentences/read-sentence.ts',
    'src/teams/commands.ts',
    'src/domain/values/amounts/parse-amount.ts',
  ],
  words: [
    'pay ',
    'öde ',
    '250,000 USD',
    '1.250.000,50 TL',
    '$5m',
    'yarın',
    'tomorrow',
    'by 3pm',
    'TR330006100519786457841326',
    'ACC-BAN-001',
    'why',
    'onayla',
    '@bot',
    '/liquidity 5 USD',
  ],
  taken: 'request_payment',
  cost: 2,
  open: () => ({
    read({ bytes }) {
      const said = bytes.toString('utf8');
      parseAmount(said.slice(0, 200), 'USD');
      const command = parseCommand(said);
      const { intent } = understand(command.kind === 'sentence' ? command.text : said);
      return command.kind === 'sentence' ? intent : command.kind;
    },
  }),
};

/** `{text, quotes}`: a pasted mail, and what an agent says stands in it. */
const quotes: FuzzReader = {
  name: 'quotes',
  covers: ['src/domain/sentences/judge-quotes.ts'],
  shape: 'json',
  words: ['250,000', 'USD', 'ACME', 'tomorrow', 'TR330006100519786457841326'],
  cost: 2,
  open: () => {
    const known = createKnownThings(demoKnown);
    return {
      read({ bytes }) {
        const parsed = parseJson(bytes.toString('utf8'));
        if (!parsed.ok) return judgeRefusal(parsed);
        const given = (parsed.value ?? {}) as { readonly text?: unknown; readonly quotes?: unknown };
        const checked = quotesSchema.safeParse(given.quotes);
        if (!checked.success) return judgeRefusal(refuse('invalid_input', 'no quotes'));
        return judgeQuotes(understand(String(given.text)), checked.data, known()) === null ? 'none' : value;
      },
    };
  },
};

export const chatReaders: readonly FuzzReader[] = [activity, desk, press, sentence, quotes];
