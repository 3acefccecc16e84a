import fc from 'fast-check';
import { maxJsonDepth, parseJson } from '../../../src/domain/values/parse-json';

const nested = (depth: number, open = '[', close = ']') => open.repeat(depth) + close.repeat(depth);

describe('JSON from outside', () => {
  it('is read as JSON.parse reads it', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 8 }), (text) => {
        expect(parseJson(text)).toEqual({ ok: true, value: JSON.parse(text) as unknown });
      }),
    );
  });

  it('may start with a byte order mark, as Windows writes it', () => {
    expect(parseJson('\uFEFF{"payment_id":"TXN-002"}')).toEqual({ ok: true, value: { payment_id: 'TXN-002' } });
    expect(parseJson('\uFEFF\uFEFF{}')).toMatchObject({ ok: false, problems: [{ code: 'not_json' }] });
  });

  it('is refused one level under the limit, and not at it', () => {
    expect(parseJson(nested(maxJsonDepth))).toMatchObject({ ok: true });
    expect(parseJson(nested(maxJsonDepth + 1))).toMatchObject({ ok: false, problems: [{ code: 'json_too_deep' }] });
  });

  it.each([
    ['lists', nested(5_000)],
    ['objects', `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`],
    ['both', `${'[{"a":'.repeat(5_000)}1${'}]'.repeat(5_000)}`],
    ['lists that never close', '['.repeat(1_000_000)],
    ['lists behind a string with brackets', `["]]]]",${nested(5_000)}]`],
  ])('nested 5,000 deep as %s is refused by name', (_kind, text) => {
    expect(parseJson(text)).toMatchObject({ ok: false, problems: [{ code: 'json_too_deep' }] });
  });

  it('brackets within strings are no depth', () => {
    const text = JSON.stringify({ text: `${'['.repeat(5_000)}"\\` });
    expect(parseJson(text)).toEqual({ ok: true, value: JSON.parse(text) as unknown });
  });

  it.each(['', ' ', '{', '{"a":}', 'NaN', "{'a':1}", '[1,]', '\uFEFF'])('%j is refused as no JSON', (text) => {
    expect(parseJson(text)).toMatchObject({ ok: false, problems: [{ code: 'not_json' }] });
  });
});
