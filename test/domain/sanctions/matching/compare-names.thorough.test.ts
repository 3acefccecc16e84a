import fc from 'fast-check';
import { compareNames } from '../../../../src/domain/sanctions/matching/compare-names';
import { testList } from '../list-fixture';

const match = 0.7;
const schemas = [undefined, 'Person', 'Company', 'Vessel', 'Thing', 'nonsense'];
const anyName = fc.oneof(
  fc.constantFrom(...testList.entries.flatMap(({ name, aliases }) => [name, ...aliases.map((alias) => alias.name)])),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc
    .array(
      fc.constantFrom('BANK', 'Gulf', 'Trading', 'LLC', 'Mohammed', 'Ali', 'V.', '2', 'II', 'Петров', 'محمد', 'Maskan'),
      {
        minLength: 1,
        maxLength: 6,
      },
    )
    .map((words) => words.join(' ')),
);

describe('the score of two names', () => {
  test('is the same from both sides, between 0 and 1, and 1 for a name and itself', () => {
    fc.assert(
      fc.property(anyName, anyName, fc.constantFrom(...schemas), (a, b, schema) => {
        const { score } = compareNames(a, b, schema);
        expect(score).toBe(compareNames(b, a, schema).score);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        if (a.trim() !== '') expect(compareNames(a, a, schema).score).toBe(1);
      }),
      { numRuns: 1_000 },
    );
  });

  test.each([
    ['Vladimir Putin', 'Владимир Путин', 'Person'],
    ['PUTIN, Vladimir Vladimirovich', 'Vladimir Putin', 'Person'],
    ['Qasem Soleimani', 'Qasim Sulaimani', 'Person'],
    ['Raed M Hijazi', 'Raed Muhammad Hijazi', 'Person'],
    ['BANK MASKAN', 'BANQUE MASKAN', 'Company'],
    ['Sberbank Rossii PJSC', 'SBERBANK ROSSII', 'Company'],
    ['OOO Veles Kapital', 'Limited Liability Company Veles Capital', 'Company'],
    ['AeroCaribbean Airlines', 'AERO CARIBBEAN AIRLINES', 'Company'],
    ['Mahan Air', 'MAHAN AIR CO., LTD.', undefined],
    // Given names left out.
    ['Jose Antonio Martinez Perez', 'Jose Martinez', 'Person'],
    ['Ali Akbar Hashemi Rafsanjani', 'Akbar Rafsanjani', 'Person'],
    // Numbers in words, in digits, in order.
    ['Second Academy of Sciences', '2nd Academy of Sciences', 'Company'],
    ['Plant Number Five', 'Plant No. 5', 'Company'],
    ['Twenty-First Century Holdings', '21st Century Holdings', 'Company'],
    ['Unit III Development LLC', 'Unit 3 Development LLC', 'Company'],
    // Words written together, with a slip.
    ['Petro Energy', 'Petroenergi', 'Company'],
    ['Jaish e Mohammed', 'Jaishemohamed', 'Company'],
    ['Transneftegaz', 'Trans Nefte Gas', 'Company'],
    // As Czechs, Swedes and Belarusians write them.
    ['Sergej Šojgu', 'Sergei Shoigu', 'Person'],
    ['Jevgenij Prigožin', 'Yevgeny Prigozhin', 'Person'],
    ['Nikita Chrusjtjov', 'Nikita Khrushchev', 'Person'],
    ['Siarhei Hurulou', 'Sergei Gurulev', 'Person'],
    ['Aliaksandr Rahoŭ', 'Alexander Ragov', 'Person'],
    // One ending, written or inflected otherwise.
    ['Anna Petrova', 'Anna Petroff', 'Person'],
    ['Yusuf bin Ishaq', 'Yousef ibn Ishaq', 'Person'],
    ['Usama bin Laden', 'bin Laden, Osama', 'Person'],
    ['中國石油', '中国石油', 'Company'],
  ])('%s and %s are rather one', (a, b, schema) =>
    expect(compareNames(a, b, schema).score).toBeGreaterThanOrEqual(match),
  );

  test.each([
    ['Vladimir Putin', 'Vladimir Potanin', 'Person'],
    ['Bashar al-Assad', 'Maher al-Assad', 'Person'],
    ['Daniel White', 'Daniel', 'Person'],
    ['Bank Maskan', 'Bank Melli', 'Company'],
    ['First National Bank', 'Second National Bank', 'Company'],
    ['41st Research Institute', '42nd Research Institute', 'Company'],
    ['Dena Airways', 'Dena', 'Company'],
    ['ACME Corp', 'Large Vendor Inc', undefined],
    // Another surname of the same stem.
    ['Ivan Petrov', 'Ivan Petrovsky', 'Person'],
    ['Anna Kovalenko', 'Anna Kovalchuk', 'Person'],
    // One character.
    ['王小明', '王小红', 'Person'],
    ['中国石油', '中国石化', 'Company'],
    ['山田太郎', '山田次郎', 'Person'],
    // Father and son.
    ['Ahmed bin Khalid', 'Khalid bin Ahmed', 'Person'],
    ['Mohammed ibn Saud', 'Saud ibn Mohammed', 'Person'],
    // A brand with another number.
    ['Boeing 737', 'Boeing 747', 'Company'],
    ['Channel Four', 'Channel 5', 'Company'],
    ['Jose Martinez', 'Antonio Jose Martinez Perez Garcia', 'Person'],
  ])('%s and %s are rather two', (a, b, schema) => expect(compareNames(a, b, schema).score).toBeLessThan(match));

  test('says what it was made of and what lowered it', () => {
    const { features } = compareNames('RIM Group Properties II LLC', 'RIM Group Properties 3 JSC', 'Company');
    expect(features).toMatchObject({ scorer: 'name-v2-pair', compared_as: 'organisation', legal_forms: 'differ' });
    expect(features.lowered_by).toEqual(expect.arrayContaining(['other_number', 'other_legal_form']));
  });

  test('is 0 for two texts that cannot be read, unless they are the same', () => {
    expect(compareNames('😀', 'BANK').score).toBe(0);
    expect(compareNames('', '').score).toBe(0);
    expect(compareNames('😀', '😀').score).toBe(1);
  });

  test.each([
    ['one letter ten thousand times', 'a'.repeat(10_000)],
    ['two thousand words', 'BANK MASKAN '.repeat(1_000)],
    ['lone surrogates', '\ud800'.repeat(10_000)],
    ['combining marks', `B${'\u0301'.repeat(9_990)}ANK`],
  ])('answers a hostile text of %s at once', (_, text) => {
    const startedMs = performance.now();
    for (const other of ['BANK MASKAN', text]) expect(compareNames(text, other).score).toBeLessThanOrEqual(1);
    expect(performance.now() - startedMs).toBeLessThan(2_000);
  });
});
