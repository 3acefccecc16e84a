import fc from 'fast-check';
import { canonicalJson, fingerprint, isSameJson, withoutUndefined, type Json } from '../../../src/domain/values/json';
import { anyLetter } from '../../fakes/any-letter';

describe('the canonical text of a JSON value', () => {
  it('is JSON that reads back as the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: anyLetter }), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('is one text whatever the order of the keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(turned)).toBe(canonicalJson(value));
        expect(fingerprint(turned)).toBe(fingerprint(value));
      }),
    );
  });

  it('sorts keys at every level and leaves out what is undefined', () => {
    const value = { b: [{ z: 1, a: 'x"y' }, undefined], a: { '10': 1, '9': null }, gone: undefined };
    expect(canonicalJson(value)).toBe('{"a":{"10":1,"9":null},"b":[{"a":"x\\"y","z":1},null]}');
  });

  it('writes a date as JSON does', () => {
    expect(canonicalJson({ at: new Date(0) })).toBe('{"at":"1970-01-01T00:00:00.000Z"}');
  });
});

describe('two values', () => {
  const small = fc.jsonValue({ maxDepth: 3, stringUnit: anyLetter }) as fc.Arbitrary<Json>;

  it('are the same JSON where their canonical texts are', () => {
    fc.assert(
      fc.property(small, small, (one, other) => {
        expect(isSameJson(one, other)).toBe(canonicalJson(one) === canonicalJson(other));
        const turned = JSON.parse(canonicalJson(one)) as Json;
        expect(isSameJson({ a: one, left: undefined }, { a: turned })).toBe(true);
        expect(isSameJson({ a: one }, { a: turned, more: other })).toBe(false);
      }),
    );
  });

  it('differ where one lacks what the other inherits', () => {
    expect(isSameJson({ toString: 'x' }, {})).toBe(false);
    expect(isSameJson([1, 2], { 0: 1, 1: 2 })).toBe(false);
    expect(isSameJson([], {})).toBe(false);
  });
});

describe('a value without what is undefined', () => {
  it('reads as its JSON does, and is the same object where nothing is left out', () => {
    const leaf = fc.oneof(fc.constant(undefined), fc.constant(null), fc.integer(), fc.string());
    const { node } = fc.letrec((tie) => ({
      node: fc.oneof(
        { depthSize: 'small' },
        leaf,
        fc.array(tie('defined'), { maxLength: 3 }),
        fc.dictionary(fc.string(), tie('node'), { maxKeys: 3, noNullPrototype: true }),
      ),
      defined: fc.oneof(
        { depthSize: 'small' },
        fc.integer(),
        fc.dictionary(fc.string(), tie('node'), { maxKeys: 3, noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(fc.string(), node, { noNullPrototype: true }), (value) => {
        const read: unknown = JSON.parse(JSON.stringify(value));
        expect(withoutUndefined(value)).toStrictEqual(read);
        expect(withoutUndefined(read)).toBe(read);
      }),
    );
  });
});
