/** What policy's tables answer, as a reader of Turkish and one of English read it. */
import { english } from '../../../src/cards/words/english/english';
import { turkish } from '../../../src/cards/words/turkish/turkish';
import { reasonCodes } from '../../../src/domain/policy/outcome';
import { answerPolicyQuestion } from '../../../src/domain/policy/questions/answer-question';
import { shippedPolicy } from '../../domain/policy/shipped-policy';
import { understand } from '../../fakes/demo-understand';

const demoDay = Date.parse('2026-01-22T10:25:00Z');

function answered(question: string, nowMs = demoDay) {
  const answer = answerPolicyQuestion(shippedPolicy, null, understand(question), nowMs);
  if (!answer.answered) throw new Error(`no answer to "${question}"`);
  return answer;
}

const inTurkish = (question: string, nowMs = demoDay) => turkish.policyAnswer(answered(question, nowMs)).join('\n');

it.each([
  ['EUR SEPA için son saat nedir?', 'Bugün, 22 Oca 2026. Şimdi 10:25 UTC.'],
  [
    'EUR SEPA için son saat nedir?',
    'BankSubsidiary_TR, EUR: SEPA 14:00 UTC (15:00 Berlin, belirleyen: iç kural), kalan 3 sa 35 dk',
  ],
  ['25 Mayıs 2026 Fed açık mı?', 'kapalı (Memorial Day); sonraki iş günü 26 Mayıs 2026 Salı.'],
  ['25 Mayıs 2026 Fed açık mı?', '25 Mayıs 2026 Pazartesi'],
  ['banka tatilleri neler?', '16 Şubat 2026 Pazartesi'],
  ['300 bin USD ödemeyi kim onaylar?', '300.000 USD SWIFT, yaptırım temiz, son saatten önce: DEVAM. Onaylayan: '],
  ['300 bin USD ödemeyi kim onaylar?', 'yanıt süresi '],
  ['kayıtlar ne kadar süre saklanır?', 'Kayıtlar 7 yıl saklanır'],
  ['kayıtlar ne kadar süre saklanır?', 'durdurduğu ödemelerin kayıtları 10 yıl saklanır (31 CFR 501.601)'],
  ['yaptırım kayıtları kaç yıl saklanıyor', '10 yıl'],
  ['hazine müdürü yetkisini en fazla kaç gün devredebilir?', 'Treasury Manager: yetkisini en fazla 10 iş günü'],
  ['CFO vekalet verebilir mi, ne kadar?', 'CFO: yetkisini devredemez.'],
  ['hazine başkanı kaç saatte yanıt vermeli?', 'Head of Treasury: yanıt süresi 2 saat, sonra sorulan: CFO.'],
  ['uyum kaç saat içinde cevap verir', 'MLRO: yanıt süresi 4 saat.'],
  ['BankSubsidiary_TR USD tamponu ne kadar?', 'BankSubsidiary_TR: her hesapta en az 2.000.000 USD'],
  ['kritik eşik yüzde kaç?', '%110 altında UYARI, %100 altında İHLAL, %80 altında KRİTİK'],
  ['HOLD_LIQ_BREACH ne demek?', 'HOLD_LIQ_BREACH: Ödeme hesabı tamponunun altına indirir.'],
])('"%s" is answered with "%s"', (question, expected) => {
  expect(inTurkish(question)).toContain(expected);
});

it.each([
  ['EUR SEPA için son saat nedir?', '2026-01-22T16:30:00Z', 'belirleyen: iç kural), geçti, valör 23 Oca 2026'],
  ['USD SWIFT için son saat nedir?', '2026-01-19T10:00:00Z', 'bugün banka günü değil (us-fed), valör 20 Oca 2026'],
])('"%s" at %s is answered with "%s"', (question, now, expected) => {
  expect(inTurkish(question, Date.parse(now))).toContain(expected);
});

it('no sentence of the English answer is in the Turkish one', () => {
  for (const question of [
    'cutoff for EUR SEPA?',
    'next bank holidays',
    'who approves 300k USD with a breach?',
    'what is the buffer of GroupTreasuryCo?',
    'how long are records kept',
    'how long may a Treasury Analyst delegate?',
    'how long does the MLRO have to answer',
    'what are the severity limits',
    ...reasonCodes,
  ]) {
    const told = inTurkish(question);
    expect(told).not.toMatch(
      /\b(?:the|still|cutoff|value date|approved by|to answer|January|and|days|below|at least)\b/i,
    );
  }
});

it('English is said in the sentences of the desk, and a runbook as it is kept', () => {
  const answer = answered('next bank holidays');
  expect(english.policyAnswer(answer).join('\n')).toBe(answer.text);
  expect(turkish.policyAnswer({ text: 'Callbacks\nCall the number on file.' })).toEqual([
    'Callbacks',
    'Call the number on file.',
  ]);
});

describe('cutoffs are said as a person reads them', () => {
  const inEnglish = (question: string, now = '2026-01-22T10:25:00Z') =>
    english.policyAnswer(answered(question, Date.parse(now)));

  it('one line for each payer and currency, what ends first on top, with the time left', () => {
    const lines = inEnglish('what is the cutoff');
    expect(lines.slice(0, 2)).toEqual([
      'Today, 22 Jan 2026. It is 10:25 UTC.',
      'BankSubsidiary_TR, TRY: SWIFT 11:00 UTC, 35 min left; INTERNAL 11:30 UTC, 1 h 5 min left; SEPA 14:30 UTC, 4 h 5 min left',
    ]);
    expect(lines).toHaveLength(9);
  });

  it('of one currency, where it is and which rule sets it; passed ones say for when a payment counts', () => {
    expect(inEnglish('cutoff for USD SWIFT?')).toContain(
      'BankSubsidiary_TR, USD: SWIFT 15:00 UTC (10:00 New York, internal cutoff), 4 h 35 min left',
    );
    expect(inEnglish('cutoff for EUR SEPA?', '2026-01-22T16:30:00Z')).toContain(
      'BankSubsidiary_TR, EUR: SEPA 14:00 UTC (15:00 Berlin, internal cutoff), passed, value date 23 Jan 2026',
    );
    expect(inEnglish('cutoff for USD SWIFT?', '2026-01-19T10:00:00Z').join('\n')).toMatch(
      /not today: 19 Jan 2026 is a holiday .*, value date 20 Jan 2026/,
    );
  });

  it('in no language with the name of a zone or a day as machines write them', () => {
    for (const question of ['what is the cutoff', 'cutoff for EUR', 'cutoff for USD SWIFT?'])
      for (const told of [inEnglish(question).join(' '), inTurkish(question)])
        expect(told).not.toMatch(/[A-Z]\w+\/[A-Z]|\d{4}-\d{2}-\d{2}/);
  });
});
