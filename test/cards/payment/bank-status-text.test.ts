/** What a bank writes as a code is shown as it is, whatever word it is. */
import { bankReasonsText, bankStatusText } from '../../../src/cards/payment/texts/bank-status-text';
import { english } from '../../../src/cards/words/english/english';

const context = { words: english, redaction: { share: (text: string) => text } } as never;

it.each(['constructor', 'toString', '__proto__', 'valueOf'])('of %s', (code) => {
  expect(bankReasonsText([{ code, text: null }], context)).not.toContain('native code');
  expect(bankReasonsText([{ code, text: null }], context).replaceAll('\\', '')).toBe(code);
  expect(bankStatusText(code, english)).not.toContain('native code');
});

it('and one that is known in words', () => {
  expect(bankReasonsText([{ code: 'AC04', text: null }], context)).toBe('the payee’s account is closed (AC04)');
});
