import { readForm, readPress, readSeveral, readWhatIf } from '../../src/cards/read-press';
import { commentInputId, verbs } from '../../src/cards/verbs';

it('pins the wire names of the buttons', () => {
  expect(verbs).toEqual({
    approve: 'approve',
    reject: 'reject',
    clear_false_positive: 'clear_false_positive',
    confirm_true_match: 'confirm_true_match',
    show_screening: 'show_screening',
    export_bundle: 'export_bundle',
    show_payment: 'show_payment',
    restart_review: 'restart_review',
    what_if: 'what_if',
    release_part: 'release_part',
    propose_false_positive: 'propose_false_positive',
    confirm_false_positive: 'confirm_false_positive',
    acknowledge_block: 'acknowledge_block',
    claim: 'claim',
    pass_on: 'pass_on',
    approve_several: 'approve_several',
    approve_run: 'approve_run',
    show_run: 'show_run',
    withdraw: 'withdraw',
    take_back_approval: 'take_back_approval',
    release: 'release',
    ask_again: 'ask_again',
    correct: 'correct',
    request_override: 'request_override',
    ask_question: 'ask_question',
    answer_question: 'answer_question',
    attach_reference: 'attach_reference',
    submit_payment: 'submit_payment',
    cancel_form: 'cancel_form',
    give_delegation: 'give_delegation',
    accept_delegation: 'accept_delegation',
    decline_delegation: 'decline_delegation',
    delay: 'delay',
    sweep: 'sweep',
    end_delegation: 'end_delegation',
    say: 'say',
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
    press: { verb: 'reject', run_id: 'WF-1', version: 3, comment: 'too late', copy: null },
  });
});

it('takes the version as text, as Action.Submit sends it, and an empty comment as none', () => {
  expect(readPress('approve', { run_id: 'WF-1', version: '3', comment: ' ' })).toEqual({
    ok: true,
    press: { verb: 'approve', run_id: 'WF-1', version: 3, comment: null, copy: null },
  });
});

it.each([
  ['an unknown verb', 'release_all', { run_id: 'WF-1', version: 1 }, 'unknown_verb'],
  ['the form posted as a press', 'submit_payment', { run_id: 'WF-1', version: 1 }, 'unknown_verb'],
  ['a form given up as a press', 'cancel_form', { run_id: 'WF-1', version: 1 }, 'unknown_verb'],
  ['no data', 'approve', undefined, 'press_unreadable'],
  ['no version', 'approve', { run_id: 'WF-1' }, 'press_unreadable'],
  ['a version that is no number', 'approve', { run_id: 'WF-1', version: '3x' }, 'press_unreadable'],
  ['version zero', 'approve', { run_id: 'WF-1', version: 0 }, 'press_unreadable'],
  ['half a version', 'approve', { run_id: 'WF-1', version: 1.5 }, 'press_unreadable'],
  ['a comment without end', 'reject', { run_id: 'WF-1', version: 1, comment: 'x'.repeat(2_001) }, 'comment_too_long'],
])('refuses %s', (_name, verb, data, code) => {
  expect(readPress(verb, data)).toMatchObject({ ok: false, problems: [{ code }] });
});

const today = '2026-01-22';

it('takes the filled-in fields of a form and its id', () => {
  expect(
    readForm({ verb: 'submit_payment', form_id: 'f00df00df00d', amount: '5', purpose: '  ', channel: '' }, today),
  ).toEqual({
    ok: true,
    formId: 'f00df00df00d',
    fields: { amount: '5' },
  });
});

it('makes one instant of the day and the time that were picked, the day being today where none was', () => {
  const instantOf = (picked: object) => {
    const form = readForm({ form_id: 'f00df00df00d', ...picked }, today);
    return form.ok ? form.fields['timestamp_utc'] : null;
  };
  expect(instantOf({ leaves_on: '2026-01-23', leaves_at: '14:30' })).toBe('2026-01-23T14:30:00Z');
  expect(instantOf({ leaves_at: '14:30' })).toBe('2026-01-22T14:30:00Z');
  expect(instantOf({ leaves_on: '', leaves_at: ' ' })).toBeUndefined();
  // A day without a time is no instant, and is refused as one.
  expect(instantOf({ leaves_on: '2026-01-23' })).toBe('2026-01-23T:00Z');
  expect(instantOf({ timestamp_utc: 'half past two' })).toBe('half past two');
});

it('refuses a form without its id', () => {
  expect(readForm({ amount: '5' }, today)).toMatchObject({ ok: false, problems: [{ code: 'form_unreadable' }] });
  expect(readForm(null, today)).toMatchObject({ ok: false });
});

describe('a what-if', () => {
  const typed = { what_if_amount: ' 250,000.00 ', what_if_at: '14:30', what_if_account: 'ACC-BAN-001' };

  it('is what was typed, trimmed, and nothing else of what came with it', () => {
    expect(readWhatIf({ ...typed, run_id: 'WF-1', version: 1, currency: 'EUR' })).toEqual({
      ok: true,
      whatIf: { amount: '250,000.00', at: '14:30', accountId: 'ACC-BAN-001' },
    });
    expect(readWhatIf({ ...typed, what_if_amount: 5, what_if_at: '2026-01-22T14:30:00Z' })).toMatchObject({
      whatIf: { amount: '5', at: '2026-01-22T14:30:00Z' },
    });
  });

  it.each([
    ['amount', { what_if_amount: '' }],
    ['amount', { what_if_amount: '9'.repeat(41) }],
    ['amount', { what_if_amount: { $gt: 0 } }],
    ['at', { what_if_at: '25:00' }],
    ['at', { what_if_at: '2:30 pm' }],
    ['at', { what_if_at: '2026-02-31T14:30:00Z' }],
    ['account_id', { what_if_account: '' }],
    ['account_id', { what_if_account: 'x'.repeat(65) }],
    ['account_id', { what_if_account: 'ACC\u202e001' }],
  ])('is refused by its %s: %p', (field, wrong) => {
    expect(readWhatIf({ ...typed, ...wrong })).toMatchObject({
      ok: false,
      problems: [{ code: 'what_if_unreadable', field }],
    });
  });

  it('names every field that is wrong at once', () => {
    expect(readWhatIf({ what_if_at: '2:30 pm' })).toMatchObject({
      ok: false,
      problems: [{ field: 'amount' }, { field: 'at' }, { field: 'account_id' }],
    });
  });
});

it('takes a comment with the release of a part', () => {
  expect(readPress('release_part', { run_id: 'WF-1', version: 2, comment_release_part: ' rest tomorrow ' })).toEqual({
    ok: true,
    press: { verb: 'release_part', run_id: 'WF-1', version: 2, comment: 'rest tomorrow', copy: null },
  });
});

it.each([
  ['a number', 2, 2],
  ['text, as Action.Submit sends it', '2', 2],
  ['what names no copy', 'all', null],
  ['a number no copy has', 0, null],
])('takes the copy that was pressed: %s', (_what, copy, read) => {
  expect(readPress('approve', { run_id: 'WF-1', version: 3, copy })).toMatchObject({ ok: true, press: { copy: read } });
});

it('takes the day a record shall hold until, and no other answer for one', () => {
  const data = { run_id: 'WF-1', version: 2, comment_propose_false_positive: 'another party' };
  const press = { verb: 'propose_false_positive', run_id: 'WF-1', version: 2, comment: 'another party', copy: null };
  expect(readPress('propose_false_positive', { ...data, expires_on: ' 2026-06-01 ' })).toEqual({
    ok: true,
    press: { ...press, expiresOn: '2026-06-01' },
  });
  for (const expires_on of [7, {}, '', 'x'.repeat(50)])
    expect(readPress('propose_false_positive', { ...data, expires_on })).toEqual({ ok: true, press });
});

describe('several approvals of a list', () => {
  const items = [
    { run_id: 'WF-1', version: 3 },
    { run_id: 'WF-2', version: 7 },
  ];

  it('are those that are ticked, each once', () => {
    expect(readSeveral({ items, pick_0: 'true', pick_1: 'false' })).toEqual({ ok: true, picked: [items[0]] });
    expect(readSeveral({ items: [...items, items[0]], pick_0: true })).toEqual({ ok: true, picked: items });
  });

  it('of none, of too many, or of something else are refused', () => {
    expect(readSeveral({ items, pick_0: 'false', pick_1: 'false' })).toMatchObject({
      problems: [{ code: 'nothing_picked' }],
    });
    for (const sent of [{ items: Array(41).fill(items[0]) }, { items: 'all' }, { items: [{ run_id: 5 }] }, {}, null])
      expect(readSeveral(sent)).toMatchObject({ problems: [{ code: 'press_unreadable' }] });
  });
});

test.each([
  ['clear_false_positive', 'evidence_note'],
  ['confirm_true_match', 'evidence_note'],
  ['release', 'bank_reference'],
  ['correct', 'beneficiary_name'],
])('%s takes its %s whole or not at all', (verb, field) => {
  const press = (typed: string) => readPress(verb, { run_id: 'WF-1', version: 1, [field]: typed });
  const whole = `${'x'.repeat(1_998)}😀`;
  expect(press(whole)).toMatchObject({ ok: true, press: { inputs: { [field]: whole } } });
  expect(press(`x${whole}`)).toMatchObject({ ok: false, problems: [{ code: 'comment_too_long', field }] });
});
