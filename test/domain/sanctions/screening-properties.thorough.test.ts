import fc from 'fast-check';
import { createScreener } from '../../../src/domain/sanctions/screen-party';
import { compareWords } from '../../../src/domain/sanctions/matching/similarity';
import { wordForms } from '../../../src/domain/sanctions/names/vocabulary';
import { testList } from './list-fixture';

const word = fc.string({ unit: fc.constantFrom(...Array.from('abcdehiklmnorstuvyz')), minLength: 1, maxLength: 14 });

describe('the likeness of two words', () => {
  test('is the same from both sides and between 0 and 1', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        const there = compareWords(wordForms(a, false), wordForms(b, false)).similarity;
        expect(there).toBe(compareWords(wordForms(b, false), wordForms(a, false)).similarity);
        expect(there).toBeGreaterThanOrEqual(0);
        expect(there).toBeLessThanOrEqual(1);
        expect(there === 1).toBe(a === b);
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    ['hussein', 'husayn', 0.95],
    ['mehmet', 'muhammad', 0.95],
    ['sergey', 'serhiy', 0.95],
    ['maskan', 'maskaan', 0.85],
    ['bnka', 'bank', 0.77],
    ['yuri', 'iouri', 0.95],
  ])('%s and %s are near', (a, b, least) =>
    expect(compareWords(wordForms(a, false), wordForms(b, false)).similarity).toBeGreaterThanOrEqual(least),
  );

  test.each([
    ['carton', 'barter'],
    ['li', 'lo'],
    ['gate7', 'gate8'],
  ])('%s and %s are strangers', (a, b) =>
    expect(compareWords(wordForms(a, false), wordForms(b, false)).similarity).toBe(0),
  );
});

describe('a listed name', () => {
  const screener = createScreener(testList);
  const listed = testList.entries
    .filter(({ type }) => type === 'entity' || type === 'individual')
    .map(({ name }) => name);
  /** `Hussein Ali` is thousands of people: it escalates. */
  const rare = listed.filter((name) => !['ALI, Hussein', 'HOSSEIN, Mohammad'].includes(name));
  const forms = ['LLC', 'Ltd', 'Co., Ltd.', 'JSC', 'GmbH', 'S.A.', 'FZE', 'Inc.', 'A.S.', 'Pte Ltd', 'OOO'];

  test('never becomes clear by a legal form added in front or behind', () => {
    fc.assert(
      fc.property(fc.constantFrom(...listed), fc.constantFrom(...forms), fc.boolean(), (name, form, inFront) => {
        expect(screener.screen({ name: inFront ? `${form} ${name}` : `${name} ${form}` }).decision).not.toBe('CLEAR');
      }),
    );
  });

  test('blocks in any letter case, with any spaces and punctuation around its words', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...rare),
        fc.constantFrom('  ', ' - ', ', ', ' . '),
        fc.boolean(),
        (name, gap, isLower) => {
          const spaced = name.split(/[\s,]+/).join(gap);
          expect(screener.screen({ name: isLower ? spaced.toLowerCase() : spaced }).decision).toBe('BLOCK');
        },
      ),
    );
  });
});
