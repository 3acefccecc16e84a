/** Who asks on a command line, and why, is said in words: by a blank originator nobody could be held to four eyes. */
import { RefusedInput } from '../../src/cli/answer';
import { stated } from '../../src/cli/stated';

it('is taken as it was said, trimmed', () => {
  expect(stated('by', ' Dana Demir ')).toBe('Dana Demir');
  expect(stated('by', 'دانا\u200cدمیر')).toBe('دانا\u200cدمیر');
  expect(stated('reason', 'x'.repeat(2_000))).toHaveLength(2_000);
});

it.each([
  ['nothing', ''],
  ['a space', ' '],
  ['what nobody sees', '\u200b\u3164\u2800'],
  ['two lines', 'Dana\nApproved by Omar'],
  ['a terminal command', 'Dana\u001b[2K'],
  ['a text without end', 'x'.repeat(141)],
])('is not %s', (_name, given) => {
  expect(() => stated('by', given)).toThrow(RefusedInput);
});
