/** Nothing of the treasury reaches somebody the people file does not name, whatever sentence they write. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { english } from '../../src/cards/words/english/english';
import { createCards } from '../../src/cards/create-cards';
import { loadTemplates } from '../../src/cards/templates';
import { cleanMessage } from '../../src/domain/sentences/clean-message';
import { intents, type Intent } from '../../src/domain/sentences/reading';
import { readLedgerFolder } from '../../src/sources/ledger/folder';
import type { Reading } from '../../src/domain/sentences/reading';
import { createAnswerMessage } from '../../src/teams/answer-message';
import { intentActs } from '../../src/teams/answers/intent-acts';
import { parseCommand } from '../../src/teams/commands';
import type { Desk } from '../../src/teams/desk';
import { shippedPolicy } from '../domain/policy/shipped-policy';
import { understand } from '../fakes/demo-understand';
import { sampleCase } from '../fakes/sample-case';

const root = path.resolve(__dirname, '../..');
const ledger = readLedgerFolder(path.join(root, 'demo/ledger'), null);
const asked: string[] = [];
const asks = (what: string) => () => {
  asked.push(what);
  throw new Error(`${what} was asked for a stranger`);
};
const waiting = sampleCase();

const desk = {
  requestPayment: asks('a payment'),
  actOnCase: asks('an act'),
  offersFor: asks('offers'),
  // Whatever the reader found, of others too, the access rules keep.
  readWorklist: () => Promise.resolve({ items: [{ case: waiting }], isCut: false }),
  renderCase: asks('a card'),
  openCard: asks('a card'),
  screenName: asks('a screening'),
  assessLiquidity: asks('liquidity'),
  answerQuestion: asks('policy'),
  readService: asks('what is in force'),
  people: { members: asks('people'), withRole: asks('people of a role') },
  store: {
    findCase: () => Promise.resolve(waiting),
    findCaseByPayment: () => Promise.resolve(waiting),
    listCases: () => Promise.resolve([waiting]),
  },
  ledger: { current: () => ledger },
  policy: { current: () => shippedPolicy },
  clock: { now: () => Date.parse('2026-01-22T10:25:00Z') },
  randomHex: (length: number) => 'a'.repeat(length),
  noteRefusal: () => 'aaaaaaaa',
  words: english,
  cards: createCards({ words: english, templates: loadTemplates(path.join(root, 'cards')) }),
  understand,
  readPastedText: (reading: Reading) => Promise.resolve(reading),
  findLastPaidAccount: () => Promise.resolve(null),
  personas: null,
} as unknown as Desk;

const answer = createAnswerMessage(desk);
const stranger = {
  tenantId: 't',
  objectId: 'stranger',
  name: 'A Stranger (not in the people file)',
  email: null,
  roles: [],
  unlisted: true,
} as const;

async function answerTo(text: string): Promise<string> {
  const turn = {
    actor: stranger,
    real: stranger,
    conversation: {},
    isPersonal: true,
    chooseLanguage: () => Promise.resolve(desk),
    messageId: 'm',
  };
  return JSON.stringify(await answer({ ...turn, text }));
}

const sentences: Readonly<Record<Intent, string>> = {
  request_payment: 'pay ACME Trading LLC 250,000 USD from ACC-BAN-001, emergency',
  several_payments: 'pay 10k USD to ACME Corp and 20k EUR to Beta GmbH',
  transfer: 'move 100k USD from ACC-BAN-001 to ACC-BAN-002',
  open_payment: 'TXN-003',
  decide: 'approve TXN-003',
  explain_payment: 'why is TXN-003 on hold?',
  worklist: 'what is waiting for me?',
  balance: 'how much usd do we have today',
  affordability: 'can we afford 250k USD from ACC-BAN-001?',
  screen: 'screen BANK MASKAN',
  cutoff: 'what is the cutoff for EUR SEPA',
  calendar: 'is the fed open on 25 may 2026?',
  who_approves: 'who approves 300k EMERGENCY?',
  delegate: 'Helen covers for me next week',
  who_is: 'who is the head of treasury?',
  policy_question: 'what happens after a buffer breach?',
  thanks: 'thanks!',
  greeting: 'hello',
  help: 'help me',
  not_understood: 'sing a song',
};
/** What reads in a card only where something of the treasury was told. */
const secrets = [
  'Large Vendor',
  'ACC-BAN-002',
  'ACC-GRP',
  'WF-2026',
  'Head of Treasury:',
  'Helen',
  '14:00 UTC',
  'Memorial Day',
  'form_id',
];

describe('a stranger', () => {
  it.each(intents)('gets nothing by the intent %s but the rule that refuses it', async (intent) => {
    const text = sentences[intent];
    expect(understand(text).intent).toBe(intent);
    const said = await answerTo(text);
    const act = intentActs[intent];
    const rule = shippedPolicy.access.acts.find((row) => row.act === act);
    if (act !== null) expect(said).toContain(rule?.id ?? 'no rule');
    for (const secret of secrets) expect(said).not.toContain(secret);
    expect(asked).toEqual([]);
  });

  it.each(['can we afford TXN-003?', 'who approves TXN-003', 'what is the cutoff of TXN-003', 'is TXN-003 ok'])(
    'reads no payment by asking something else of it: %s',
    async (text) => {
      const said = await answerTo(text);
      expect(said).toContain('access-');
      for (const secret of secrets) expect(said).not.toContain(secret);
      expect(asked).toEqual([]);
    },
  );

  const corpus = readFileSync(path.join(root, 'test/domain/sentences/sentences.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as { said: string }).said)
    .filter((text) => parseCommand(cleanMessage(text)).kind === 'sentence');

  it('is refused by a rule whatever is written, but for a greeting, a thank you and help', async () => {
    expect(corpus.length).toBeGreaterThan(100);
    for (const text of corpus) {
      const said = await answerTo(text);
      if (intentActs[understand(text).intent] !== null) expect(said).toContain('(access-');
      expect(asked).toEqual([]);
    }
  });

  it('reads the same of a payment that is there and of one that is not', async () => {
    const plain = (text: string) => text.replace(/TXN-\d+/g, '#');
    for (const words of ['#', 'approve #', 'why is # on hold?', 'can we afford #?', 'cutoff of #'])
      expect(plain(await answerTo(words.replace('#', 'TXN-003')))).toBe(
        plain(await answerTo(words.replace('#', 'TXN-404'))),
      );
  });
});
