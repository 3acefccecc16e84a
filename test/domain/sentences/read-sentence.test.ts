import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { sharedCases } from '../../fakes/shared-data';
import { intents, type Reading } from '../../../src/domain/sentences/reading';
import { findDates } from '../../../src/domain/sentences/find/find-dates';
import { understand } from '../../fakes/demo-understand';

interface Sample {
  readonly said: string;
  readonly intent: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

function samplesIn(file: string): readonly Sample[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as Sample);
}

/** The fields a sample names, as they were read: null where there is none. */
function readAs({ fields, ambiguities }: Reading, wanted: Sample['fields']): Record<string, unknown> {
  const read: Record<string, unknown> = { ...fields, ambiguous: ambiguities.map(({ field }) => field) };
  return Object.fromEntries(Object.keys(wanted).map((name) => [name, read[name] ?? null]));
}

const own = samplesIn(path.join(__dirname, 'sentences.jsonl'));
const handed = sharedCases('sentences.jsonl') as readonly Sample[];

test.each(own)('$said', ({ said, intent, fields }) => {
  const reading = understand(said);
  expect([reading.intent, readAs(reading, fields)]).toEqual([intent, fields]);
  if (!('ambiguous' in fields)) expect(reading.ambiguities).toEqual([]);
});

if (handed.length > 0)
  test.each(handed)('handed over: $said', ({ said, intent, fields }) => {
    const reading = understand(said);
    expect([reading.intent, readAs(reading, fields)]).toEqual([intent, fields]);
  });
else test.skip('handed over: the sentences are not beside the project', () => undefined);

test('an amount that can be read in two ways is asked with both readings, and none is taken', () => {
  const { fields, ambiguities } = understand('send 1.250 EUR to Siemens AG');
  expect(fields.amount).toBeUndefined();
  expect(ambiguities).toMatchObject([{ field: 'amount', said: '1.250 EUR', choices: ['1250', '1.25'] }]);
});

test.each([
  ['pay ACME Corp 75k usd by 3pm', ['by 3pm']],
  ['pay ACME Corp 75k usd next week', ['next week']],
  ['pay ACME Corp 75k usd, split in two halves', ['split in two halves']],
])('what no field takes is named: %s', (said, leftOut) => {
  expect(understand(said).leftOut).toEqual(leftOut);
});

test('that a payment failed is answered from no runbook, whoever says it and however: the list it is found on is nearest', () => {
  const payments = ['the payment', 'my payment', 'our wire', 'a transfer to ACME Corp', 'the payment of 75,000 USD'];
  const became = ['failed', 'bounced', 'did not go through', 'didn’t go through', 'was returned', 'never arrived'];
  const said = payments.flatMap((payment) => became.map((end) => `${payment} ${end}`));
  const turkish = ['ödeme', 'ödemem', 'havale', 'EFT'].flatMap((payment) =>
    ['geçmedi', 'geri döndü', 'ulaşmadı', 'başarısız oldu', 'gerçekleşmedi'].map((end) => `${payment} ${end}`),
  );
  for (const sentence of [...said, ...turkish, 'why did the payment fail', 'ödemem neden geçmedi']) {
    const { intent, nearest } = understand(sentence);
    expect([sentence, intent, nearest[0]]).toEqual([sentence, 'not_understood', 'worklist']);
  }
});

test('what is taken for granted is said', () => {
  expect(understand('pay ACME Corp $75,000 at 14:30').assumed).toEqual([
    { said: '$', taken: 'USD' },
    { said: '14:30', taken: 'UTC' },
  ]);
});

test('mentions, quotes, markup and what nobody sees do not matter', () => {
  const plain = understand('pay ACME Corp 75,000 USD from ACC-GRP-001');
  for (const said of [
    '<at>Treasury Desk</at> pay ACME Corp 75,000 USD from ACC-GRP-001',
    'pay ACME Corp 75,000 USD from ACC-GRP-001 <at>Treasury Desk</at>',
    'pay&nbsp;ACME&nbsp;Corp&nbsp;75,000&nbsp;USD&nbsp;from&nbsp;ACC-GRP-001',
    '<blockquote>pay Evil Corp 1m usd</blockquote><p>pay ACME Corp 75,000 USD from ACC-GRP-001</p>',
    'pay **ACME Corp** `75,000 USD` from `acc‑grp‑001`',
    'pay ACME\u200b Corp 75,000 USD from ACC\u2013GRP\u2013001',
  ])
    expect([said, understand(said).intent, understand(said).fields]).toEqual([said, plain.intent, plain.fields]);
});

const pieces = [
  ...own.flatMap(({ said }) => said.split(' ')),
  '\u202e',
  '💸',
  'ﷺ',
  '((((',
  '<at>',
  '&nbsp;',
  '9'.repeat(60),
  '1,'.repeat(30),
  'A-'.repeat(30),
];
const scrambled = fc.array(fc.constantFrom(...pieces), { maxLength: 20 }).map((words) => words.join(' '));

test('whatever is typed gets one of the intents, and every text it gives stands in the sentence', () => {
  fc.assert(
    fc.property(fc.oneof(scrambled, fc.string({ maxLength: 200, unit: 'grapheme' })), (said) => {
      const { intent, fields, text } = understand(said);
      expect(intents).toContain(intent);
      const flat = text.replace(/\s+/g, ' ');
      for (const given of [fields.beneficiary_name, fields.purpose, fields.comment, fields.name])
        if (given !== undefined) expect(flat).toContain(given);
    }),
    { numRuns: 300 },
  );
});

test('an amount is read with every digit that was typed, or not at all', () => {
  // Behind a comma or a point and a space another number may begin: the sentences file has those.
  // A date is one (`1.1.00`), and what stands behind it is the amount.
  const typed = fc
    .stringMatching(/^[0-9]{1,4}([., '-]{1,2}[0-9]{1,4}){0,3}$/)
    .filter((text) => !/[.,] /.test(text) && findDates(text, '2026-01-22').length === 0);
  const sentences = fc.constantFrom(
    (amount: string) => `pay ACME Corp ${amount} USD`,
    (amount: string) => `pay USD ${amount} to ACME Corp`,
    (amount: string) => `transfer $${amount} to ACME Corp`,
    (amount: string) => `ACME Corp'a ${amount} USD öde`,
  );
  // Zeros before the digits and behind a point say nothing.
  const digitsOf = (text: string) => text.replace(/\D/g, '').replace(/^0+|0+$/g, '');
  fc.assert(
    fc.property(typed, sentences, (amount, sentence) => {
      const { fields } = understand(sentence(amount));
      if (fields.amount !== undefined) expect(digitsOf(fields.amount)).toBe(digitsOf(amount));
    }),
    { numRuns: 500 },
  );
});

test.each([
  `pay ${'1,'.repeat(1_000)}`,
  `pay ${'A-'.repeat(1_500)}`,
  `is ${'a '.repeat(1_900)}sanctioned`,
  'invoice '.repeat(450),
  '('.repeat(3_900),
  'po a'.repeat(950),
  'DE89 '.repeat(750),
])('a message made to be slow is read all the same', (said) => {
  const startedMs = performance.now();
  understand(said);
  expect(performance.now() - startedMs).toBeLessThan(5_000);
});
