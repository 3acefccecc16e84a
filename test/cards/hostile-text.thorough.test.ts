import fc from 'fast-check';
import { escapeMarkdown, shown } from '../../src/cards/words/escape-markdown';
import { cut } from '../../src/domain/values/text/cut';
import { states, viewOf } from './payment/case-fixtures';
import { bytesOf, cards, textOf, validationEvents } from './read-card';
import { anyLetter } from '../fakes/any-letter';

const nasty = fc.oneof(
  fc.string({ unit: anyLetter, maxLength: 200 }),
  fc
    .array(
      fc.constantFrom(
        '*',
        '_',
        '[',
        '](http://x)',
        '`',
        '#',
        '- ',
        '1. ',
        '\n',
        '\\',
        '<b>',
        '{{DATE(2026-01-22T00:00:00Z)}}',
        '${amount}',
        '${$root.run_id}',
        '\u202e',
        '\u200b',
        '\ud800',
        '|',
        '~~',
        'a',
        ' ',
      ),
    )
    .map((parts) => parts.join('')),
);

/** Reads Markdown the way CommonMark does: a backslash makes the punctuation after it literal; anything else of these is markup. */
function readLiteral(markdown: string): { text: string; markup: string[] } {
  let text = '';
  const markup: string[] = [];
  for (let at = 0; at < markdown.length; at += 1) {
    const char = markdown.charAt(at);
    if (char === '\\' && /[!-/:-@[-`{-~]/.test(markdown.charAt(at + 1))) {
      text += markdown.charAt(at + 1);
      at += 1;
      continue;
    }
    const rest = markdown.slice(at);
    if (/^([\\`*_[\]<~\n]|\{\{|\$\{|&#?\w+;)/.test(rest)) markup.push(char);
    text += char;
  }
  return { text, markup };
}

it('leaves no character that could be Markdown, and every character it can show as it was', () => {
  fc.assert(
    fc.property(nasty, (text) => {
      const escaped = readLiteral(escapeMarkdown(text));
      expect(escaped.markup).toEqual([]);
      expect(/^\s*([-+=#>]|\d+[.)])/.test(escapeMarkdown(text))).toBe(false);
      const visible = (whole: string) => whole.replace(/[^\x20-\x7e]/gu, '');
      expect(visible(escaped.text)).toBe(visible(text.replace(/\r\n|[\n\r\u2028\u2029]/g, ' ⏎ ')));
    }),
  );
});

it('shows hidden and direction-changing characters instead of dropping them', () => {
  expect(escapeMarkdown('pay\u202eeno\u200b\u0007')).toBe('pay\ufffdeno\ufffd\ufffd');
  expect(escapeMarkdown('one\r\ntwo\nthree')).toBe('one ⏎ two ⏎ three');
  expect(escapeMarkdown('\ud83d\ude00 \ud83d')).toBe('😀 \ufffd');
});

it.each([
  ['a direction', '\u061c'],
  ['a soft hyphen', '\u00ad'],
  ['a joiner of graphemes', '\u034f'],
  ['a Mongolian vowel separator', '\u180e'],
  ['a Hangul filler', '\u3164'],
  ['a half-width Hangul filler', '\uffa0'],
  ['a Khmer inherent vowel', '\u17b4'],
  ['an annotation', '\ufff9'],
  ['a tag', '\u{e0041}'],
  ['a variation of a letter', '\ufe0f'],
  ['a variation from the supplement', '\u{e0100}'],
])('shows %s within a name', (_name, hidden) => {
  expect(escapeMarkdown(`AC${hidden}ME`)).toBe('AC\ufffdME');
});

it('leaves an emoji and a keycap as they are drawn', () => {
  for (const drawn of ['⚠️ late', '1️⃣ first', 'ok 👍🏽']) expect(escapeMarkdown(drawn)).toBe(drawn);
});

it('cuts long text visibly and never inside a character', () => {
  expect(shown('x'.repeat(500), 10)).toBe('xxxxxxxxx…');
  expect(cut('The supplier stops deliveries', 22)).toBe('The supplier stops…');
  expect(cut('The supplier stops deliveries', 19)).toBe('The supplier stops…');
  expect(cut(' xxxxxxxxxxxxxxxxxxxxxxxxxxx', 9)).toBe(' xxxxxxx…');
  expect(cut('ab😀cd', 4)).toBe('ab…');
  fc.assert(fc.property(nasty, fc.integer({ min: 2, max: 50 }), (text, max) => cut(text, max).length <= max));
});

it('shows requester text literally on the payment card, whatever it is', () => {
  const state = states['awaiting approvals after a breach']!;
  fc.assert(
    fc.property(nasty, nasty, (name, purpose) => {
      const card = cards.paymentCard(
        viewOf({ ...state, payment: { ...state.payment, beneficiary_name: name, purpose, urgency: name } }),
      );
      expect(validationEvents(card)).toEqual([]);
      expect(JSON.stringify(card)).not.toContain('${');
      expect(bytesOf(card)).toBeLessThan(28 * 1024);
    }),
    { numRuns: 60 },
  );
});

it('does not evaluate an expression in data', () => {
  const state = states['awaiting one approval']!;
  const payment = {
    ...state.payment,
    beneficiary_name: '${amount} ${$root.run_id} {{DATE(2026-01-22T00:00:00Z, LONG)}}',
  };
  const card = cards.paymentCard(viewOf({ ...state, payment }));
  expect(textOf(card)).toContain('to **${amount} ${$root.run_id} {{DATE(2026-01-22T00:00:00Z, LONG)}}**');
  expect(JSON.stringify(card)).not.toContain('{{DATE');
});
