import fc from 'fast-check';
import { query, type JsonValue } from 'jsonpath-rfc9535';
import type { JsonObject } from '../../src/domain/values/json';
import { findValue, holds } from '../../src/workflow/json-path';
import { resolveTemplate } from '../../src/workflow/resolve-template';

const context = {
  payment_request: { amount: 50000, beneficiary_name: 'ACME Corp', purpose: null, tags: ['a', 'b'] },
  sanctions_result: { decision: 'CLEAR' },
};

describe('a path into the run context', () => {
  it.each([
    ['$.payment_request.amount', 50000],
    ['$.payment_request.purpose', null],
    ['$.payment_request.tags', ['a', 'b']],
    ['$.payment_request.tags[0]', 'a'],
    ["$.payment_request['beneficiary_name']", 'ACME Corp'],
    ['$.payment_request.tags[*]', ['a', 'b']],
    ['$.payment_request.tags[:1]', ['a']],
    ['$..decision', ['CLEAR']],
    ['$.payment_request.tags[?@ == "z"]', undefined],
    ['$.payment_request.country', undefined],
    ['$.payment_request.amount.value', undefined],
    ['$.payment_request.tags.length', undefined],
    ['$.constructor', undefined],
    ['$.payment_request.__proto__', undefined],
  ])('%s finds %j', (path, expected) => {
    expect(findValue(context, path)).toEqual(expected);
  });

  it('finds what RFC 9535 says for plain names in any document', () => {
    const names = ['a', 'b', 'constructor', 'length', '__proto__'];
    const document = fc.letrec((tie) => ({
      node: fc.oneof(
        { depthSize: 'small' },
        fc.integer(),
        fc.constant(null),
        fc.string(),
        fc.array(tie('node'), { maxLength: 2 }),
        fc.dictionary(fc.constantFrom(...names), tie('node')),
      ),
    })).node;
    const path = fc
      .array(fc.constantFrom(...names), { minLength: 1, maxLength: 3 })
      .map((parts) => `$.${parts.join('.')}`);
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), document), path, (root, text) => {
        const [expected] = query(root as JsonValue, text);
        expect(findValue(root as JsonObject, text)).toEqual(expected);
      }),
    );
  });
});

describe('a condition on the run context', () => {
  it.each([
    ["$.sanctions_result.decision == 'CLEAR'", true],
    ["$.sanctions_result.decision == 'BLOCK'", false],
    ["$.sanctions_result.decision != 'BLOCK'", true],
    ['$.payment_request.amount > 10000', true],
    ["$.payment_request.amount == '50000'", false],
    ["$.sanctions_result.decision == 'CLEAR' && $.payment_request.amount <= 50000", true],
    ["$.sanctions_result.decision == 'BLOCK' || $.payment_request.amount == 1", false],
    ["!($.sanctions_result.decision == 'CLEAR')", false],
    ['$.liquidity_result', false],
    ["$.liquidity_result.decision == 'CLEAR'", false],
    ['$.payment_request.tags[?@ == "b"]', true],
  ])('%s is %s', (condition, expected) => {
    expect(holds(context, condition)).toBe(expected);
  });

  it('says what RFC 9535 says where a plain path is compared with a text', () => {
    const value = fc.oneof(fc.constantFrom('CLEAR', 'BLOCK', '', 'é'), fc.integer(), fc.constant(null), fc.boolean());
    const root = fc.dictionary(
      fc.constantFrom('a', 'b'),
      fc.oneof(value, fc.array(value, { maxLength: 2 }), fc.dictionary(fc.constantFrom('a', 'b'), value)),
      { minKeys: 1 },
    );
    const condition = fc
      .record({
        path: fc.constantFrom('$.a', '$.b', '$.a.b', '$.b.a', '$.c'),
        sign: fc.constantFrom(' == ', ' != ', '==', '!='),
        text: fc.constantFrom('CLEAR', 'BLOCK', '', 'é', '1', 'null'),
      })
      .map(({ path, sign, text }) => `${path}${sign}'${text}'`);
    fc.assert(
      fc.property(root, condition, (given, text) => {
        const expected = query(given, `$[?${text}]`).length > 0;
        expect(holds(given as JsonObject, text)).toBe(expected);
      }),
    );
  });
});

describe('a template', () => {
  it('is filled at every depth, keeps literals, and leaves out what is not there', () => {
    const template = {
      name: '$.payment_request.beneficiary_name',
      note: 'costs $5',
      limit: 3,
      nothing: null,
      nested: { amount: '$.payment_request.amount', country: '$.payment_request.country' },
      list: ['$.sanctions_result.decision', '$.missing', 'text'],
    };
    expect(resolveTemplate(template, context)).toEqual({
      name: 'ACME Corp',
      note: 'costs $5',
      limit: 3,
      nothing: null,
      nested: { amount: 50000 },
      list: ['CLEAR', 'text'],
    });
  });
});
