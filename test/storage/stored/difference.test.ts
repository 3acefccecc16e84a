import fc from 'fast-check';
import { applyDifference, differenceOf } from '../../../src/storage/stored/difference';

const base = JSON.stringify({
  version: 1,
  trace: Array.from({ length: 40 }, (_, step) => ({ step, found: `finding ${step}` })),
});

/** The base with something in the middle taken out and something else put in, several times. */
const changed = fc
  .array(fc.tuple(fc.nat(base.length), fc.nat(60), fc.string({ unit: 'grapheme', maxLength: 80 })), { maxLength: 6 })
  .map((edits) => edits.reduce((text, [at, length, put]) => text.slice(0, at) + put + text.slice(at + length), base));

describe('a text as what it says otherwise than another', () => {
  it('is read again as it was, whatever was changed in it', () => {
    fc.assert(
      fc.property(changed, (text) => {
        const difference = differenceOf(text, base, text.length);
        expect(applyDifference(JSON.parse(difference ?? 'null'), base)).toBe(text);
      }),
    );
  });

  it('is short where little was changed', () => {
    const text = base.replace('"version":1', '"version":2').replace('finding 7"', 'finding 7, dismissed"');
    expect(differenceOf(text, base, text.length)?.length).toBeLessThan(80);
  });

  it('is none where it says more of its own than it may', () => {
    const text = `${base}${'x'.repeat(101)}`;
    expect(differenceOf(text, base, 100)).toBeNull();
    expect(differenceOf(text, base, 101)).not.toBeNull();
    expect(differenceOf('something else altogether, and all of its own', base, 10)).toBeNull();
  });

  it.each([
    ['no list', { from: 0 }],
    ['a piece behind the end', [[base.length - 1, 2]]],
    ['a piece of nothing', [[0, 0]]],
    ['a piece before the beginning', [[-1, 5]]],
    ['half a piece', [[3]]],
  ])('is not made up from %s', (_what, difference) => {
    expect(applyDifference(difference, base)).toBeNull();
  });
});
