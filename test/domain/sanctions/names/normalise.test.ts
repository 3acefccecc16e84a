import { normaliseName } from '../../../../src/domain/sanctions/names/normalise';
import { readNames } from '../../../../src/domain/sanctions/names/read-names';
import { isSameCountry } from '../../../../src/domain/sanctions/same-country';

describe('a name is normalised to the words it is compared by', () => {
  test.each([
    ['BANK MASKAN', 'bank maskan'],
    ["Sa'd Abd-al-Majid", 'sad abd al majid'],
    ['Abdulmajid Khan', 'abdul majid khan'],
    ['Abdullah', 'abdullah'],
    ['Contoso S.A. DE C.V.', 'contoso sacv'],
    ['S.A. DE C.V.', 'sa de cv'],
    ['Texel F.C.G. Technology', 'texel fcg technology'],
    ['A.I. Shokin', 'ai shokin'],
    ['CO.,LTD.', 'co ltd'],
    ['VYATKA LIMITED LIABILITY COMPANY', 'vyatka llc'],
    ['OOO VYATKA', 'llc vyatka'],
    ['Общество с ограниченной ответственностью Вятка', 'llc vyatka'],
    ['YILMAZ İNŞAAT LTD ŞTİ', 'yilmaz insaat ltdsti'],
    ['Ilıca Işık', 'ilica isik'],
    ['Müller & Söhne', 'muller and sohne'],
    ['Щукин', 'shchukin'],
    ['Iгор Антипов', 'igor antipov'],
    ['ANGLO GRP TRDG INTL', 'anglo group trading international'],
    ['61st Repair', '61 repair'],
    ['', ''],
  ])('%s', (name, words) => expect(normaliseName(name).words.join(' ')).toBe(words));

  test('words of Arabic script are marked, since their vowels are unwritten', () => {
    expect(normaliseName('قاسم Qasim').abjad).toEqual([true, false]);
  });
});

describe('one field may hold several names', () => {
  test.each([
    ['BANK MASKAN', ['BANK MASKAN']],
    ['A Corp; B Corp', ['A Corp; B Corp', 'A Corp', 'B Corp']],
    ['Tahrir (HTS)', ['Tahrir (HTS)', 'Tahrir', 'HTS']],
    ['ACME trading as MASKAN', ['ACME trading as MASKAN', 'ACME', 'MASKAN']],
  ])('%s', (text, names) => expect(readNames(text).map((reading) => reading.text)).toEqual(names));
});

test.each([
  ['IR', 'Iran', true],
  ['KP', 'Korea, North', true],
  ['Russian Federation', 'Russia', true],
  ['TR', 'Türkiye', true],
  ['Iran', 'Iraq', false],
  ['', '', false],
])('%s and %s: same country is %s', (a, b, same) => expect(isSameCountry(a, b)).toBe(same));
