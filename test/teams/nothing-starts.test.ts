/** Nothing a sentence should not start is ever started by one. */
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { cashPosition } from '../../src/domain/liquidity/cash-position';
import { english } from '../../src/cards/words/english/english';
import { createCards } from '../../src/cards/create-cards';
import { loadTemplates } from '../../src/cards/templates';
import { readLedgerFolder } from '../../src/sources/ledger/folder';
import type { Reading } from '../../src/domain/sentences/reading';
import { createAnswerMessage } from '../../src/teams/answer-message';
import type { Desk } from '../../src/teams/desk';
import { shippedPolicy } from '../domain/policy/shipped-policy';
import { understand } from '../fakes/demo-understand';

const root = path.resolve(__dirname, '../..');
const ledger = readLedgerFolder(path.join(root, 'demo/ledger'), null);
const started: string[] = [];
const starts = (what: string) => () => {
  started.push(what);
  return Promise.reject(new Error(`${what} was started`));
};

/** Everything that only looks, and everything that would start or decide something, told apart. */
const desk = {
  requestPayment: starts('a payment'),
  actOnCase: starts('an act'),
  offersFor: () => [],
  readWorklist: () => Promise.resolve({ items: [], isCut: false }),
  showOrLog: starts('a card'),
  store: {
    findCase: () => Promise.resolve(null),
    findCaseByPayment: () => Promise.resolve(null),
    listCases: () => Promise.resolve([]),
  },
  ledger: { current: () => ledger },
  policy: { current: () => shippedPolicy },
  clock: { now: () => Date.parse('2026-01-22T10:25:00Z') },
  randomHex: (length: number) => 'a'.repeat(length),
  words: english,
  cards: createCards({ words: english, templates: loadTemplates(path.join(root, 'cards')) }),
  screenName: () => Promise.reject(new Error('screening is not needed here')),
  cashPosition: () => ({
    position: cashPosition(ledger, {
      nowMs: Date.parse('2026-01-22T10:25:00Z'),
      baseCurrency: 'USD',
      rate: () => null,
    }),
    ratesAsOf: '2026-01-22T00:00:00Z',
  }),
  assessLiquidity: () => Promise.resolve({ ok: false, problems: [] }),
  understand,
  noteRefusal: () => 'aaaaaaaa',
  readPastedText: (reading: Reading) => Promise.resolve(reading),
  findLastPaidAccount: () => Promise.resolve(null),
  people: { members: () => [], withRole: () => [] },
  answerQuestion: () => Promise.resolve({ answered: false, why: 'no_answer', text: 'none' }),
  personas: null,
} as unknown as Desk;

const answer = createAnswerMessage(desk);
const person = { tenantId: 't', objectId: 'o', name: 'Dana Demir', email: null, roles: [] };

const said = readFileSync(path.join(root, 'test/domain/sentences/sentences.jsonl'), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => (JSON.parse(line) as { said: string }).said);
const words = [...new Set(said.flatMap((sentence) => sentence.split(/\s+/)))].filter((word) => !word.startsWith('/'));
const generated = fc.array(fc.constantFrom(...words, 'pay', 'approve', 'TXN-002', '250k', 'USD', 'öde', 'now'), {
  minLength: 1,
  maxLength: 12,
});

async function cardsFor(text: string): Promise<number> {
  // A name to screen goes to the gate of screening, which starts nothing.
  if (understand(text).intent === 'screen') return 1;
  const turn = {
    actor: person,
    real: person,
    conversation: {},
    isPersonal: true,
    chooseLanguage: () => Promise.resolve(desk),
  };
  return (await answer({ ...turn, text, messageId: 'm' })).length;
}

test('no generated sentence submits, decides or restarts anything, and each is answered', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        generated.map((list) => list.join(' ')),
        fc.constantFrom(...said),
      ),
      async (text) => {
        expect(await cardsFor(text)).toBeGreaterThan(0);
        expect(started).toEqual([]);
      },
    ),
    { numRuns: 300 },
  );
});
