/** What nobody sees is no word: neither a reason nor a name. */
import { readPress } from '../../../../src/cards/read-press';
import { evidenceInput, refuseWithoutEvidence } from '../../../../src/domain/case/acts/dispose';
import { readDraft } from '../../../../src/domain/payment/complete-request';
import { isBlank, visibleLength } from '../../../../src/domain/values/text/visible';

const nothing = [
  ['zero-width spaces', '\u200b'],
  ['joiners', '\u200d'],
  ['soft hyphens', '\u00ad'],
  ['Hangul fillers', '\u3164'],
  ['half-width fillers', '\uffa0'],
  ['directions', '\u061c'],
  ['blanks of Braille', '\u2800'],
  ['tags', '\u{e0041}'],
  ['no-break spaces', '\u00a0'],
  ['joined graphemes', '\u034f'],
] as const;

describe.each(nothing)('%s', (_name, one) => {
  const text = ` ${one.repeat(60)} `;

  it('are blank, and of no length', () => {
    expect(isBlank(text)).toBe(true);
    expect(visibleLength(text)).toBe(0);
    expect(visibleLength(`a${text}b${one}`)).toBe(3);
  });

  it('are no comment and no evidence', () => {
    const data = { run_id: 'WF-1', version: 1, comment_reject: text };
    expect(readPress('reject', data)).toMatchObject({ ok: true, press: { comment: null } });
    const press = { type: 'confirm_true_match', inputs: { [evidenceInput]: text } } as never;
    expect(refuseWithoutEvidence(press)).toMatchObject({ problems: [{ code: 'evidence_missing' }] });
  });

  it('are nobody who is paid', () => {
    expect(readDraft({ beneficiary_name: text })).toMatchObject({
      ok: false,
      problems: [{ field: 'beneficiary_name' }],
    });
    expect(readDraft({ beneficiary_name: `AC${one}ME` })).toMatchObject({ ok: true });
  });
});

it('counts what can be read, and a run of spaces as one', () => {
  expect(visibleLength('  pay it today ')).toBe(12);
  expect(visibleLength(`yes${' '.repeat(60)}no`)).toBe(6);
  expect(isBlank('.')).toBe(false);
});
