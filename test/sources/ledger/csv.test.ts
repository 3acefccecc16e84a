import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { splitFields } from '../../../src/sources/ledger/csv';
import { readMinor } from '../../../src/sources/ledger/flows';
import { createInstantReader } from '../../../src/sources/ledger/instants';
import { decimal } from '../../../src/domain/values/money';
import { parseUtc } from '../../../src/domain/values/time';

function split(line: string): string[] {
  const fields: string[] = [];
  // Looked at inside a longer text, as the file reader does.
  splitFields(`before,"x"\n${line}\nafter,"y"`, 11, 11 + line.length, fields);
  return fields;
}

describe('a line of a CSV file', () => {
  test('is split as the CSV package splits it, quoted or not', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'B', '7', ' ', ',', '"', 'é', '.', '-'), maxLength: 8 });
    const written = (field: string, quoted: boolean) =>
      quoted || /[",]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
    fc.assert(
      fc.property(fc.array(fc.tuple(letters, fc.boolean()), { minLength: 1, maxLength: 6 }), (cells) => {
        const line = cells.map(([field, quoted]) => written(field, quoted)).join(',');
        fc.pre(line !== '');
        expect(split(line)).toEqual(cells.map(([field]) => field));
        expect([split(line)]).toEqual(parse(line));
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['a quote inside an unquoted field', 'a,b"c,d'],
    ['a quoted field that does not end', 'a,"b,c'],
    ['text after a closing quote', 'a,"b"c,d'],
  ])('with %s is refused, as the package refuses it', (reason, line) => {
    expect(() => split(line)).toThrow(reason.replace(' does not end', ' that does not end on its line').slice(0, 12));
    expect(() => parse(line)).toThrow();
  });
});

describe('an amount on the short path', () => {
  test('is what the decimal library makes of it, or left to the full check', () => {
    const digits = (max: number) =>
      fc.string({ unit: fc.constantFrom('0', '1', '5', '9'), minLength: 1, maxLength: max });
    fc.assert(
      fc.property(digits(14), fc.option(digits(5)), fc.constantFrom(0, 2, 3), (whole, fraction, exponent) => {
        const text = fraction === null ? whole : `${whole}.${fraction}`;
        const minor = readMinor(text, exponent);
        if (minor === null) {
          const scaled = decimal(text).times(10 ** exponent);
          expect((fraction?.length ?? 0) > exponent || text.length > 15 || scaled.gte(1e15)).toBe(true);
        } else expect(decimal(minor).eq(decimal(text).times(10 ** exponent))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    '',
    '.',
    '1.',
    '.5',
    '-1',
    '+1',
    '1e5',
    '1,000',
    ' 1',
    '1.2.3',
    '1.234',
    '9999999999999.999',
    '99999999999999',
  ])('"%s" is not taken', (text) => {
    expect(readMinor(text, 2)).toBeNull();
  });
});

describe('a time on the short path', () => {
  test('is what the full reader makes of it, in any order and form', () => {
    const number = (max: number) => fc.integer({ min: 0, max }).map((value) => String(value).padStart(2, '0'));
    const text = fc
      .tuple(
        fc.constantFrom('2026-01-22', '2026-01-23', '2026-02-31', '0226-1-022'),
        fc.constantFrom(' ', 'T', 't'),
        number(25),
        number(61),
        number(61),
        fc.constantFrom('', 'Z', '+03:00', '.5', 'X'),
      )
      .map(([date, separator, h, m, s, zone]) => `${date}${separator}${h}:${m}:${s}${zone}`);
    fc.assert(
      fc.property(fc.array(text, { maxLength: 12 }), (texts) => {
        const read = createInstantReader();
        expect(texts.map(read)).toEqual(texts.map(parseUtc));
      }),
      { numRuns: 1000 },
    );
  });
});
