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
  ['EUR SEPA için son saat nedir?', 'BankSubsidiary_TR EUR SEPA: 14:00 UTC (22 Oca 2026 15:00 Europe/'],
  ['EUR SEPA için son saat nedir?', 'belirleyen: iç kural, hâlâ açık, valör 22 Oca 2026'],
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
  ['EUR SEPA için son saat nedir?', '2026-01-22T16:30:00Z', 'geçti (şimdi 16:30 UTC), valör 23 Oca 2026'],
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
  const answer = answered('cutoff for EUR SEPA?');
  expect(english.policyAnswer(answer).join('\n')).toBe(answer.text);
  expect(turkish.policyAnswer({ text: 'Callbacks\nCall the number on file.' })).toEqual([
    'Callbacks',
    'Call the number on file.',
  ]);
});
