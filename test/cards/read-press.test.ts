import { readForm, readPress } from '../../src/cards/read-press';
import { commentInputId, verbs } from '../../src/cards/verbs';

it('pins the wire names of the buttons', () => {
  expect(verbs).toEqual({
    approve: 'approve',
    reject: 'reject',
    clear_false_positive: 'clear_false_positive',
    confirm_true_match: 'confirm_true_match',
    show_screening: 'show_screening',
    show_payment: 'show_payment',
    restart_review: 'restart_review',
    submit_payment: 'submit_payment',
  });
  expect(commentInputId('reject')).toBe('comment_reject');
});

it('takes the ids, the version and the comment of a press, and nothing else', () => {
  const data = {
    run_id: 'WF-1',
    version: 3,
    comment_reject: '  too late ',
    comment_approve: 'other',
    amount: 1,
    role: 'CFO',
  };
  expect(readPress('reject', data)).toEqual({
    ok: true,
    press: { verb: 'reject', run_id: 'WF-1', version: 3, comment: 'too late' },
  });
});

it('takes the version as text, as Action.Submit sends it, and an empty comment as none', () => {
  expect(readPress('approve', { run_id: 'WF-1', version: '3', comment: ' ' })).toEqual({
    ok: true,
    press: { verb: 'approve', run_id: 'WF-1', version: 3, comment: null },
  });
});

it.each([
  ['an unknown verb', 'release_all', { run_id: 'WF-1', version: 1 }, 'unknown_verb'],
  ['the form posted as a press', 'submit_payment', { run_id: 'WF-1', version: 1 }, 'unknown_verb'],
  ['no data', 'approve', undefined, 'press_unreadable'],
  ['no version', 'approve', { run_id: 'WF-1' }, 'press_unreadable'],
  ['a version that is no number', 'approve', { run_id: 'WF-1', version: '3x' }, 'press_unreadable'],
  ['version zero', 'approve', { run_id: 'WF-1', version: 0 }, 'press_unreadable'],
  ['half a version', 'approve', { run_id: 'WF-1', version: 1.5 }, 'press_unreadable'],
  ['a comment without end', 'reject', { run_id: 'WF-1', version: 1, comment: 'x'.repeat(2_001) }, 'comment_too_long'],
])('refuses %s', (_name, verb, data, code) => {
  expect(readPress(verb, data)).toMatchObject({ ok: false, problems: [{ code }] });
});

it('takes the filled-in fields of a form and its id', () => {
  expect(
    readForm({ verb: 'submit_payment', form_id: 'f00df00df00d', amount: '5', purpose: '  ', channel: '' }),
  ).toEqual({
    ok: true,
    formId: 'f00df00df00d',
    fields: { amount: '5' },
  });
});

it('refuses a form without its id', () => {
  expect(readForm({ amount: '5' })).toMatchObject({ ok: false, problems: [{ code: 'form_unreadable' }] });
  expect(readForm(null)).toMatchObject({ ok: false });
});
