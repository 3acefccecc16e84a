import fc from 'fast-check';
import { createScreener } from '../../../src/domain/sanctions/screen-party';
import { testList } from './list-fixture';
import { anyLetter } from '../../fakes/any-letter';

const screener = createScreener(testList);
/** What a hostile text may cost. The quickest of a few runs counts: what another process takes away is not the text's doing. */
const limitMs = 50;
const runs = 5;

const hostile: readonly (readonly [string, string])[] = [
  ['one letter ten thousand times', 'a'.repeat(10_000)],
  ['a listed name nine hundred times', 'BANK MASKAN '.repeat(900)],
  ['two thousand different words', Array.from({ length: 2_000 }, (_, at) => `w${(at * 7919).toString(36)}`).join(' ')],
  ['ten thousand dots', '.'.repeat(10_000)],
  ['ten thousand open brackets', '('.repeat(10_000)],
  ['three thousand bracketed letters', '(a)'.repeat(3_000)],
  ['five thousand separators', 'a;'.repeat(5_000)],
  ['initials without end', 'x.'.repeat(5_000)],
  ['ten thousand ideographs', '杰'.repeat(10_000)],
  ['Arabic without end', 'محمد '.repeat(2_000)],
  ['a word of mixed scripts', 'aа'.repeat(5_000)],
  ['pictures', '😀'.repeat(5_000)],
  ['only lone surrogates', '\ud800'.repeat(10_000)],
  ['spaces', ' '.repeat(10_000)],
  ['vowel signs without a letter', '\u093f'.repeat(10_000)],
  ['letters that stand for whole phrases', '\ufdfa'.repeat(5_000)],
  ['syllables taken apart', '각'.normalize('NFD').repeat(3_000)],
];

describe('a hostile text', () => {
  test.each(hostile)('%s is answered at once and never cleared', (_, name) => {
    const tookMs = Array.from({ length: runs }, () => {
      const start = performance.now();
      expect(screener.screen({ name }).decision).not.toBe('CLEAR');
      return performance.now() - start;
    });
    expect(Math.min(...tookMs)).toBeLessThan(limitMs);
  });

  test.each([
    ['ten thousand combining marks', `B${'\u0301'.repeat(9_990)}ANK MASKAN`],
    ['ten thousand zero-width spaces', `BANK${'\u200b'.repeat(9_990)} MASKAN`],
    ['direction overrides', '\u202eBANK MASKAN\u202c'],
    ['a lone surrogate', 'BANK\ud800 MASKAN'],
    ['a picture', 'BANK 😀 MASKAN'],
  ])('%s hides nothing', (_, name) =>
    expect(screener.screen({ name })).toMatchObject({ decision: 'BLOCK', match: { uid: '1' } }),
  );

  test('beyond what is compared says so', () => {
    expect(screener.screen({ name: 'w '.repeat(300) }).rule).toBe('text_too_long');
    expect(screener.screen({ name: '😀' }).rule).toBe('unreadable_name');
  });

  test('of any kind never throws and keeps decision and match type together', () => {
    const pairs = { EXACT: 'BLOCK', FUZZY_HIGH: 'BLOCK', FUZZY_MEDIUM: 'ESCALATE', PARTIAL: 'ESCALATE' } as const;
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: anyLetter, maxLength: 300 }), fc.string({ unit: 'grapheme', maxLength: 100 })),
        (name) => {
          const { matchType, decision, confidence } = screener.screen({ name });
          expect(confidence).toBeGreaterThanOrEqual(0);
          expect(confidence).toBeLessThanOrEqual(98);
          if (matchType === 'NONE') expect(decision).not.toBe('BLOCK');
          else expect(decision).toBe(pairs[matchType]);
        },
      ),
      { numRuns: 400 },
    );
  });
});
