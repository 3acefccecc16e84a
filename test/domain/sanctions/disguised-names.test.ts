/** Names somebody disguised, and places in other languages: what a reader sees is what is screened. */
import { createJurisdictionFinder } from '../../../src/domain/sanctions/countries/find-jurisdictions';
import { createScreener } from '../../../src/domain/sanctions/screen-party';
import { shippedPolicy } from '../policy/shipped-policy';
import { entry, listOf } from './list-fixture';

const screener = createScreener(
  listOf(
    entry('1', 'BANK MASKAN'),
    entry('2', 'KADYROV, Ramzan Akhmatovich', { type: 'individual' }),
    entry('3', 'HIZBALLAH'),
    ...Array.from({ length: 60 }, (_, at) =>
      entry(`${at + 10}`, `ZEPHYRINE ${'ABCDEFGHIJ'.charAt(at % 10)}ORDAL ${at}`),
    ),
  ),
);
const decisionOn = (name: string, always: readonly string[] = []) =>
  screener.screen({ name }, new Set(), always).decision;

test.each([
  'NAKSAM KNAB',
  '\u202eNAKSAM KNAB',
  'B4NK M4SKAN',
  'BANK M@SKAN',
  'BANK MASKAN123',
  'BΛNK MΛSKΛN',
  'BAИK MASKAИ',
  'ᏴᎪΝΚ ΜᎪЅΚᎪΝ',
  'ßank Maskan',
  'BANK%20MASKAN',
  'BANK&nbsp;MASKAN',
  'BankMaskan',
  'B\u200bA\u200bN\u200bK M\u200bASKAN',
  'RamzanKadyrov',
  'Kadyrov R.A.',
  'R.A. Kadyrov',
  'Hizbullah Turkey',
  'Hizballah movement',
])('%s is not cleared', (name) => expect(decisionOn(name)).not.toBe('CLEAR'));

test('an initial does not clear a single name that policy never clears', () => {
  for (const name of ['Kadyrov', 'Kadyrov, R.', 'R Kadyrov', 'Mr R. Kadyrov']) {
    expect(decisionOn(name, ['Kadyrov'])).toBe('ESCALATE');
  }
});

test.each([
  'John Smith',
  'ACME Trading LLC',
  '3M Company',
  'Schneider Electric',
  'Jürgen Groß',
  'AT&T Inc',
  'Studio 54',
  'McDonald',
  '7-Eleven',
  'Иванов Иван',
  'Ελλάδα',
])('%s is nobody disguised', (name) => expect(decisionOn(name)).toBe('CLEAR'));

describe('a sanctioned place', () => {
  const finder = createJurisdictionFinder(shippedPolicy.sanctions.jurisdictions ?? []);
  const found = (text: string) => finder.find({ texts: [text] }, {}).map(({ rule }) => rule.id);

  test.each([
    ['goods for Тегеран', 'jur-iran'],
    ['goods for Иране', 'jur-iran'],
    ['to طهران by ship', 'jur-iran'],
    ['运往德黑兰', 'jur-iran'],
    ['I r a n project', 'jur-iran'],
    ['Ir\u200ban', 'jur-iran'],
    ['Ιran', 'jur-iran'],
    ['via BKMNIRTH', 'jur-iran'],
    ['pay ir580540105180021273113007', 'jur-iran'],
    ['IR58-0540-1051-8002-1273-1130-07', 'jur-iran'],
    ['Северной Кореи', 'jur-north-korea'],
    ['DPR Korea', 'jur-north-korea'],
    ['hotel on Krim', 'jur-crimea'],
    ['Kırım', 'jur-crimea'],
    ['в Крыму', 'jur-crimea'],
    ['ДНР', 'jur-donetsk'],
  ])('in "%s" is seen', (text, id) => expect(found(text)).toContain(id));

  test.each(['invoice 4711', 'souvenirs for the office', 'CIRCUITS AND MEMOIRES', 'a i o u e', 'crimping tools'])(
    'is not in "%s"',
    (text) => expect(found(text)).toEqual([]),
  );

  test('behind the word IBAN or BIC decides as without it', () => {
    const decided = finder.find({ account: 'IBAN IR580540105180021273113007', bic: 'BIC: BKMNIRTH' }, {});
    expect(decided.map(({ where, consequence }) => [where, consequence])).toEqual([
      ['IBAN', 'REJECT'],
      ['BIC', 'REJECT'],
    ]);
  });
});
