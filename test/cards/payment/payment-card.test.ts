import { verbs } from '../../../src/cards/verbs';
import { caseStatuses, takesCommand } from '../../../src/domain/case/machine/states';
import {
  internalCutoff,
  businessNow,
  clearResult,
  eventsOf,
  holdersOf,
  offersOf,
  paymentCase,
  person,
  states,
  viewOf,
} from './case-fixtures';
import type { Member } from '../../../src/domain/values/person';
import type { Card } from '../../../src/cards/templates';
import {
  bytesOf,
  cards,
  executesOf,
  objectsOf,
  openTextOf,
  textOf,
  turkishCards,
  validationEvents,
  type CardObject,
} from '../read-card';

function cardOf(state: string) {
  return cards.paymentCard(viewOf(states[state]!));
}

/** Of what a button does, all but what stands behind More in every state that takes it. */
function verbsOf(state: string): unknown[] {
  return allVerbsOf(state).filter((verb) => !behindMore.some((known) => known === verb));
}

const behindMore = [verbs.request_override, verbs.ask_question, verbs.attach_reference, verbs.correct] as const;

function allVerbsOf(state: string): unknown[] {
  return executesOf(cardOf(state)).map(({ verb }) => verb);
}

describe.each(Object.keys(states))('the card of a payment that is %s', (state) => {
  const card = cardOf(state);

  it('is a valid card without unbound expressions', () => {
    expect(validationEvents(card)).toEqual([]);
    expect(JSON.stringify(card)).not.toContain('${');
  });

  it('stays below 28 KB, with at most four buttons in a row', () => {
    expect(bytesOf(card)).toBeLessThan(28 * 1024);
    for (const { actions } of objectsOf(card).filter(({ type }) => type === 'ActionSet'))
      expect((actions as unknown[]).length).toBeLessThanOrEqual(4);
  });

  it('sends with every button only which case and which version was seen', () => {
    for (const { data } of executesOf(card))
      expect(data).toEqual({ run_id: states[state]!.runId, version: states[state]!.version });
  });

  it('names inputs uniquely and labels them', () => {
    const inputs = objectsOf(card).filter(({ type }) => String(type).startsWith('Input.'));
    expect(new Set(inputs.map(({ id }) => id)).size).toBe(inputs.length);
    for (const input of inputs) {
      // The client marks what is required itself: said in the label too, it would stand there twice.
      expect(input['label']).not.toMatch(/required/);
      expect(input['isRequired'] === true).toBe(!String(input['label']).endsWith('(optional)'));
      if (input['isRequired'] === true) expect(input['errorMessage']).toBeTruthy();
    }
  });
});

const emergency = states['awaiting one approval']!.payment;
const openText = (state: string, parts = {}) => openTextOf(cards.paymentCard(viewOf(states[state]!, parts)));
const firstLine = (text: string) => text.split('\n')[0];

it('leads with the state now, in icon and words, whatever was decided before', () => {
  const headers = Object.fromEntries(Object.keys(states).map((state) => [state, firstLine(openText(state))]));
  expect(headers).toEqual({
    expired: '⚠ Cutoff missed before it was approved',
    'just submitted': '◔ Under review',
    'sanctions done': '◔ Under review',
    'liquidity done': '◔ Under review',
    'held by a failed gate': '⚠ Could not be reviewed',
    'under compliance review': '◐ Under compliance review',
    'half reviewed by compliance': '◐ Under compliance review',
    'cleared by compliance': '○ Needs approval by Omar Okafor',
    // Nobody who may not know what was found can tell these apart.
    'stopped by compliance': '◐ Under compliance review',
    'blocked by screening': '◐ Under compliance review',
    'awaiting one approval': '○ Needs approval by Omar Okafor',
    'awaiting approvals after a breach': '○ Needs approval by Maya and Helen',
    'awaiting the override only': '○ Needs approval by Helen',
    approved: '✓ Approved by Maya and Helen',
    released: '✓ Released by Omar, Payments Operator',
    'sent in a file': '✓ Sent to the bank',
    'looked at by the bank': '◐ The bank is looking at it',
    'accepted by the bank': '✓ Accepted by the bank and on its way',
    'rejected by the bank': '✕ Rejected by the bank',
    short: '⚠ Booked short by the bank',
    settled: '✓ Settled',
    returned: '✕ Returned by the bank',
    withdrawn: '– Withdrawn by Dana',
    rejected: '✕ Rejected by Maya, Treasury Manager',
    'rejected by policy': '✕ Rejected by policy',
  });
});

it('says of what the bank would not pay that nothing left, and of what came back that it is there again', () => {
  const refused = openText('rejected by the bank');
  expect(refused).toContain('Nothing has left the account. Put right what the bank names before you ask again');
  expect(refused).not.toContain('is back on the account');
  expect(openText('returned')).toContain('The money is back on the account.');
  const turkish = openTextOf(turkishCards.paymentCard(viewOf(states['rejected by the bank']!)));
  expect(turkish).toContain('Hesaptan para çıkmadı.');
});

it('says when it was approved or rejected, whatever was written to it since', () => {
  const later = '2026-01-22T13:33:00Z';
  const at = (state: string) =>
    openTextOf(cards.paymentCard(viewOf({ ...states[state]!, updatedAt: later }))).split('\n')[1];
  expect(at('approved')).toMatch(/^10:40 UTC\. /);
  expect(at('rejected by policy')).toBe('10:25 UTC');
});

it.each([
  ['returned', 'The money is back on the account. Dana has asked for it again, as **TXN-2**'],
  ['rejected by the bank', 'Nothing has left the account. Dana has asked for it again, as **TXN-2**'],
])('of a payment that was %s and is asked for again it says so, and tells nobody to ask', (state, said) => {
  const askedAgain = { paymentId: 'TXN-2', runId: 'WF-2', by: person('Dana'), at: '2026-01-23T09:00:00Z' };
  const text = openTextOf(cards.paymentCard(viewOf({ ...states[state]!, askedAgain })));
  expect(text).toContain(said);
  expect(text).not.toContain('before you ask again');
});

it('says how much of a rest is left out where a part of the rest is released', () => {
  const waiting = states['awaiting one approval']!;
  const payment = { ...waiting.payment, full_amount: 300_000 };
  const current = { ...waiting, payment, restOf: { paymentId: 'TXN-9', runId: 'WF-9' } } as typeof waiting;
  expect(openTextOf(cards.paymentCard(viewOf(current)))).toContain(
    'The rest of TXN-9  ·  Part of 300,000 USD; 50,000 USD left out',
  );
});

it('says in the history who was handed a payment, and that nobody was', () => {
  const waiting = states['awaiting one approval']!;
  const passed = (to: string | null) => ({ type: 'case_passed_on', payload: { to_person: to } }) as const;
  const events = eventsOf(waiting, [{ type: 'payment_submitted' }, passed('Helen'), passed(null)]);
  const text = textOf(cards.paymentCard(viewOf(waiting, { events })));
  expect(text).toContain('passed it on to Helen');
  expect(text).toContain('passed it on to nobody: it is free again');
});

it('has a colour that says what the words say', () => {
  const style = (state: string) => objectsOf(cardOf(state)).find(({ bleed }) => bleed === true)?.['style'];
  expect(style('just submitted')).toBe('accent');
  expect(style('awaiting approvals after a breach')).toBe('warning');
  expect(style('under compliance review')).toBe('warning');
  expect(style('approved')).toBe('good');
  for (const state of ['rejected', 'rejected by policy', 'short']) expect(style(state)).toBe('attention');
});

it('gives the decision one line, in the past tense once it is history, and never in the header', () => {
  expect(openText('awaiting one approval')).toContain(
    'Decision: **PROCEED**. Sanctions clear, buffer kept, before the cutoff',
  );
  expect(openText('approved')).toContain(
    'Decision was **HOLD**. Expected then: account •••001 **125,000 USD under its buffer** at 14:30 UTC',
  );
  expect(openText('rejected by policy')).toContain('Decision was **REJECT**. The cutoff was missed');
  for (const state of Object.keys(states)) expect(firstLine(openText(state))).not.toMatch(/PROCEED|HOLD|REJECT\b/);
  expect(openText('just submitted')).not.toContain('Decision');
});

it('says at once how much goes to whom, from where, when, and how long there is', () => {
  const text = openText('awaiting approvals after a breach', { cutoff: internalCutoff });
  for (const part of ['250,000 USD', 'to **ACME Trading LLC**', '•••001\nBankSubsidiary_TR', 'Leaves\nonce approved'])
    expect(text).toContain(part);
  expect(text).toContain('Cutoff\n**15:00 UTC**\n4 h 35 min left, as of 10:25');
  expect(text).not.toContain('ACC-BAN-001');
  const later = { ...emergency, timestamp_utc: '2026-01-22T14:30:00Z', value_date: '2026-01-23' };
  const shown = openTextOf(cards.paymentCard(viewOf({ ...states['awaiting one approval']!, payment: later })));
  expect(shown).toContain('Leaves\n14:30 UTC\nvalue 23 Jan 2026');
});

it('says where the money goes, or in a warning colour that nobody said', () => {
  const asked = states['awaiting one approval']!;
  const paid = (payment: object) => cards.paymentCard(viewOf({ ...asked, payment: { ...emergency, ...payment } }));
  const missing = objectsOf(paid({})).find(({ text }) => text === '⚠ No account of the payee was given');
  expect(missing?.['color']).toBe('attention');
  const given = { beneficiary_account: 'DE89370400440532013000', beneficiary_bic: 'COBADEFFXXX' };
  expect(openTextOf(paid(given))).toContain('DE89 •••• 3000  ·  COBADEFFXXX');
  expect(textOf(paid(given))).not.toContain('DE89370400440532013000');
});

it('never lets two accounts look alike: the mask grows until they differ', () => {
  const asked = states['awaiting one approval']!;
  const choices = ['ACC-BAN-001', 'ACC-GRP-001'].map((account_id) => ({ account_id, entity: 'E', currency: 'USD' }));
  const payment = { ...emergency, beneficiary_account: 'XX-N-001' };
  const text = openTextOf(cards.paymentCard(viewOf({ ...asked, payment }, { accountChoices: choices })));
  expect(text).toContain('•••BAN-001');
  expect(text).toContain('•••-N-001');
});

it('asks people by name for what each may do, and says who has spoken', () => {
  expect(openText('awaiting approvals after a breach')).toContain(
    '○ Next: **Maya** (Treasury Manager): weigh the options, then decide\n○ and **Helen** (Head of Treasury): approve despite the breach',
  );
  expect(openText('awaiting the override only')).toContain(
    '✓ **Maya** (Treasury Manager) approved, 10:40 UTC\n○ Next: **Helen** (Head of Treasury): approve despite the breach',
  );
  expect(openText('awaiting the override only')).toContain('1 of 2 approvals given');
  const half = states['half reviewed by compliance']!;
  const [lars] = holdersOf('MLRO');
  expect(openText('half reviewed by compliance', { viewer: lars, offers: offersOf(half, lars) })).toContain(
    '✓ **Carmen** (Compliance Manager) reviewed it, 10:40 UTC\n○ Next: **Lars** (you, MLRO): review it',
  );
});

it('calls whoever it is for by name, and offers what that person may do', () => {
  const shown = states['awaiting approvals after a breach']!;
  const [maya] = holdersOf('Treasury Manager');
  const offers = offersOf(shown, maya);
  const text = openTextOf(cards.paymentCard(viewOf(shown, { viewer: maya!, offers })));
  expect(text).toContain('○ Needs your approval, Maya\nHelen must approve too');
  expect(text).toContain('○ Next: **Maya** (you, Treasury Manager): weigh the options, then decide');
  expect(text).toContain('Approve 250,000 USD');
  expect(text).not.toContain('Override and approve');
});

it('says so where nobody who holds a role may act in it', () => {
  const shown = states['awaiting approvals after a breach']!;
  const asked = [
    { role: 'Treasury Manager', people: [] },
    { role: 'Head of Treasury', people: holdersOf('Head of Treasury') },
  ];
  const text = openTextOf(cards.paymentCard(viewOf(shown, { asked })));
  expect(text).toContain('Needs approval by Treasury Manager and Head of Treasury');
  expect(text).toContain('⚠ **Treasury Manager** (nobody who holds this role may)');
});

it('is drawn here in every state a payment can be in', () => {
  expect(new Set(Object.values(states).map(({ status }) => status))).toEqual(new Set(caseStatuses));
});

it('offers a payment that missed its cutoff for the next value date, and once that is over for the one that is next then', () => {
  const missed = states['expired']!;
  const onFriday = openTextOf(cards.paymentCard(viewOf(missed, { cutoff: internalCutoff })));
  expect(onFriday).toContain('Review for 23 Jan 2026');
  expect(onFriday).toContain('Next value date: 23 Jan 2026');
  const tooLate = { ...internalCutoff, before_cutoff: false, value_date: '2026-01-26' };
  const onMonday = openTextOf(cards.paymentCard(viewOf(missed, { cutoff: tooLate })));
  expect(onMonday).toContain('Review for 26 Jan 2026');
  expect(onMonday).toContain('Next value date: 26 Jan 2026');
  expect(onMonday).not.toContain('23 Jan 2026');
});

it('asks nobody once the cutoff has passed, and says what is next', () => {
  const shown = states['awaiting one approval']!;
  const cutoff = { ...internalCutoff, before_cutoff: false, value_date: '2026-01-23' };
  const view = viewOf(shown, {
    cutoff,
    stoppedBy: 'cutoff_missed',
    offers: [],
    businessNow: businessNow + 6 * 3_600_000,
  });
  const text = openTextOf(cards.paymentCard(view));
  expect(text).toContain('⚠ Cutoff missed before it was approved');
  expect(text).toContain('Nobody can approve this decision any more. Next value date: 23 Jan 2026');
  expect(text).toContain('may restart the review. If nobody does, nothing is paid');
  expect(text).not.toContain('Needs approval');
});

it('says when the cutoff was, however late it was noted that it was missed', () => {
  const expiry = {
    at: '2026-01-22T16:00:30Z',
    cutoff: '2026-01-22T15:00:00Z',
    rule: null,
    nextValueDate: '2026-01-23',
  };
  const text = openTextOf(cards.paymentCard(viewOf({ ...states['expired']!, expiry })));
  expect(text).toMatch(/Cutoff missed before it was approved\n15:00 UTC\. /);
});

it('says what is really next once it has ended', () => {
  expect(openText('approved')).toContain('Next: **Omar Okafor**, **Maya** or **Helen** may release it at the bank');
  expect(openText('rejected')).toContain('Nothing is paid. Dana may ask again under a new payment id');
  const late = { ...internalCutoff, before_cutoff: false, value_date: '2026-01-23' };
  expect(openText('rejected', { cutoff: late })).toContain('under a new payment id, then for 23 Jan 2026');
  expect(openText('blocked by screening')).toContain('Nothing is paid. Compliance says what comes next');
  expect(openText('held by a failed gate')).toContain('Next: **Maya** or **Helen** may restart the review');
});

it('names a few who may release an approved payment, each of whom is offered it, and whose work it is where nobody may', () => {
  const approved = states['approved']!;
  const releasers = viewOf(approved).releasers();
  expect(releasers.length).toBeGreaterThan(0);
  for (const who of releasers) {
    expect(openText('approved')).toContain(`**${who.name}**`);
    expect(offersOf(approved, who as Member).map(({ act }) => act)).toContain('release');
  }
  expect(openText('approved', { releasers: () => [] })).toContain('Next: payment operations release it at the bank');
  const inTurkish = openTextOf(turkishCards.paymentCard(viewOf(approved)));
  expect(inTurkish).toContain('bankada çıkarabilir');
  for (const who of releasers) expect(inTurkish).toContain(`**${who.name}**`);
});

it('says who ended it, when and why', () => {
  expect(openText('approved')).toContain(
    '10:40 UTC. Breach of 125,000 USD overridden: “The supplier stops the plant tonight; funding of 125,000 arrives at 15:10 from the parent.”',
  );
  expect(openText('rejected')).toContain('10:40 UTC: “Delay until the inflow”');
  expect(openText('held by a failed gate')).toContain('A screening service did not answer.');
});

it('says of an approval that was made void whose it was', () => {
  const returned = {
    by: person('Dana'),
    at: '2026-01-22T10:50:00Z',
    reason: 'The invoice was corrected',
    voided: [{ role: 'Treasury Manager', by: person('Maya') }],
  };
  const text = openTextOf(cards.paymentCard(viewOf({ ...states['sanctions done']!, returned })));
  expect(text).toContain('– **Maya** (Treasury Manager): void since Dana had it reviewed anew');
});

it('says since when an agent is being asked and how far it is, in each language, and nothing of that once the review is over', () => {
  const underWay = [
    { result: 'sanctions_screening', sinceMs: businessNow - 12_000, stage: 'asking_its_tool' },
    { result: 'liquidity_screening', sinceMs: businessNow, stage: null },
  ] as const;
  const rows = (in_: typeof cards, state: string) =>
    openTextOf(in_.paymentCard(viewOf(states[state]!, { underWay })))
      .split('\n')
      .filter((line) => /^. (Sanctions|Liquidity|Yaptırım|Likidite)/.test(line))
      .slice(0, 2);
  expect(rows(cards, 'just submitted')).toEqual([
    expect.stringMatching(/^◔ Sanctions screening: running since \d\d:\d\d(:\d\d)? UTC, asks its tool$/),
    expect.stringMatching(/^◔ Liquidity screening: running since \d\d:\d\d(:\d\d)? UTC$/),
  ]);
  expect(rows(turkishCards, 'just submitted')[0]).toMatch(
    /: çalışıyor, başlangıç \d\d:\d\d(:\d\d)? UTC, aracına soruyor$/,
  );
  for (const over of ['held by a failed gate', 'approved']) expect(rows(cards, over).join()).not.toContain('since');
});

it('gives each agent one line with its verdict in words, and no tick beside a breach', () => {
  const rows = (state: string) =>
    openText(state)
      .split('\n')
      .filter((line) => /(Sanctions|Liquidity) screening:|Operational procedures:/.test(line));
  expect(rows('just submitted')).toEqual([
    '◔ Sanctions screening: running',
    '○ Liquidity screening: waiting',
    '○ Operational procedures: waiting',
  ]);
  expect(rows('liquidity done')).toEqual([
    '✓ Sanctions screening: CLEAR',
    '⚠ Liquidity screening: BREACH, recommends HOLD',
    '◔ Operational procedures: running',
  ]);
  expect(rows('held by a failed gate')).toEqual([
    '✓ Sanctions screening: CLEAR',
    '⚠ Liquidity screening: stopped',
    '○ Operational procedures: waiting',
  ]);
  expect(rows('approved')[1]).toBe('⚠ Liquidity screening: BREACH, overridden');
  expect(rows('blocked by screening')).toEqual([
    '◐ Sanctions screening: under compliance review',
    '○ Liquidity screening: waiting',
    '○ Operational procedures: waiting',
  ]);
});

it('says a thing once: reference, cutoff and rules are not in the first part', () => {
  const text = openText('awaiting approvals after a breach', { cutoff: internalCutoff });
  for (const buried of ['WF-2026', 'DM-CLEAR', 'sha256', 'version', 'HOLD_LIQ_BREACH', 'internal'])
    expect(text).not.toContain(buried);
  expect(text.match(/15:00 UTC/g)).toHaveLength(1);
  expect(text.match(/TXN-EMRG-001/g)).toHaveLength(1);
  expect(text.match(/125,000 USD/g)).toHaveLength(1);
});

it('opens reason, code and rules, the agents’ evidence and the request with one press', () => {
  const card = cards.paymentCard(viewOf(states['awaiting approvals after a breach']!, { cutoff: internalCutoff }));
  const more = objectsOf(card).find(({ id }) => id === 'more')!;
  const text = openTextOf({ ...more, isVisible: true });
  for (const part of [
    'Reason\nSanctions CLEAR but payment would breach buffer by $125,000',
    'Reason code\nHOLD_LIQ_BREACH',
    'Rules\nDM-CLEAR-BREACH-OPEN, AM-EMERGENCY',
    'Policy\ndecision-matrix',
    'Steps\n1. HOLD payment  ·  2. Notify Treasury Manager',
    'Treasury Manager, evaluate options, within 2 h; Head of Treasury, override approval, within 2 h',
    'Sanctions screening\nCLEAR against DEMO LIST',
    'Liquidity screening\nBREACH: 125,000 USD short of the buffer; recommends HOLD',
    'Requested by\nDana',
    'Pays at\n22 Jan 2026 10:25 UTC',
    '22 Jan 2026 15:00 UTC, 10:00 New York (internal cutoff)',
    'Reference WF-20260122102500-a1b2c3',
  ])
    expect(text).toContain(part);
});

it('tells its history behind one press, the newest first, with who really pressed', () => {
  const card = cards.paymentCard(viewOf(states['awaiting the override only']!));
  const history = objectsOf(card).find(({ id }) => id === 'history')!;
  expect(history['isVisible']).toBe(false);
  expect(textOf(history as Card).split('\n')).toEqual([
    'History, newest first',
    '10:40 UTC: **Maya (test identity of Dana Demir)** (Treasury Manager) approved: “Options evaluated”',
    '10:25 UTC: **Treasury Desk** decided HOLD',
    '10:25 UTC: **Dana** asked for 250,000 USD',
  ]);
});

it('tells who had it reviewed anew or reduced, why, and whose words that made void', () => {
  const shown = states['sanctions done']!;
  const by = { kind: 'person', name: 'Maya' } as const;
  const voided = [{ role: 'Treasury Manager', by: 'Helen', object_id: 'x' }];
  const events = eventsOf(shown, [
    { type: 'payment_submitted', payload: { payment_request: { amount: 250_000 } } },
    { type: 'payment_reduced', actor: by, payload: { from: 250_000, to: 125_000, reason: 'Inflow is late', voided } },
    { type: 'review_restarted', actor: by, payload: { reason: 'Ledger changed', voided: [] } },
    { type: 'approval_given', actor: by, payload: { role: 'CFO', comment: 'not yet' }, case_version: 99 },
  ]);
  const text = textOf(cards.paymentCard(viewOf(shown, { events })));
  expect(text).toContain(
    '**Maya** reduced it from 250,000 USD to 125,000 USD, void: Helen (Treasury Manager): “Inflow is late”',
  );
  expect(text).toContain('**Maya** had it reviewed anew: “Ledger changed”');
  // What came after the version that is shown belongs to the next card.
  expect(text).not.toContain('not yet');
});

it('marks the demo day, the demo list and test identities, each only where it applies', () => {
  expect(openText('awaiting the override only')).toContain('⚑ DEMO DAY  ·  DEMO LIST  ·  TEST IDENTITY');
  const real = paymentCase({
    results: { sanctions_result: { ...clearResult, audit: { ...clearResult.audit, list_is_demo: false } } },
  });
  expect(textOf(cards.paymentCard(viewOf(real, { isDemoDay: false, listName: 'OFAC SDN' })))).not.toContain('⚑');
});

it('names the channel only where the type does not, and the policy only where the rules do not', () => {
  const decided = states['awaiting one approval']!;
  const swift = {
    ...decided,
    payment: { ...decided.payment, payment_type: 'SWIFT' as const, channel: 'SWIFT' as const },
  };
  const decision = { ...decided.decision!, policyReference: 'approval matrix: AM-EMERGENCY' };
  expect(textOf(cards.paymentCard(viewOf({ ...swift, decision })))).not.toMatch(/SWIFT by SWIFT|approval matrix/);
  const byChannel = { ...decided, payment: { ...decided.payment, channel: 'SWIFT' as const } };
  expect(textOf(cards.paymentCard(viewOf(byChannel)))).toContain('EMERGENCY by SWIFT');
});

it('offers the buttons its state allows and no others, what is next in the first rows', () => {
  expect(verbsOf('just submitted')).toEqual([verbs.show_payment, verbs.withdraw]);
  expect(verbsOf('held by a failed gate')).toEqual([verbs.restart_review, verbs.reject, verbs.claim, verbs.withdraw]);
  for (const theirs of ['under compliance review', 'stopped by compliance', 'blocked by screening'])
    expect(verbsOf(theirs)).toEqual([verbs.show_screening]);
  expect(verbsOf('awaiting one approval')).toEqual([
    verbs.approve,
    verbs.reject,
    verbs.restart_review,
    verbs.claim,
    verbs.withdraw,
    verbs.what_if,
  ]);
  expect(verbsOf('awaiting approvals after a breach')).toEqual([
    verbs.approve,
    verbs.reject,
    verbs.approve,
    verbs.restart_review,
    verbs.claim,
    verbs.withdraw,
    verbs.sweep,
    verbs.release_part,
    verbs.what_if,
  ]);
  expect(verbsOf('awaiting the override only')).toEqual([
    verbs.approve,
    verbs.reject,
    verbs.restart_review,
    verbs.claim,
    verbs.take_back_approval,
    verbs.withdraw,
    verbs.sweep,
    verbs.release_part,
    verbs.what_if,
  ]);
  expect(verbsOf('approved')).toEqual([verbs.release, verbs.take_back_approval, verbs.withdraw]);
  for (const over of ['released', 'short', 'settled']) expect(verbsOf(over)).toEqual([]);
  for (const over of ['returned', 'withdrawn', 'rejected']) expect(verbsOf(over)).toEqual([verbs.ask_again]);
});

/** The titles of each row of buttons that is there without a press. */
function rowsOfButtons(card: Card): unknown[][] {
  return (card['body'] as CardObject[])
    .filter(({ type }) => type === 'ActionSet')
    .map(({ actions }) => (actions as CardObject[]).map(({ title }) => title));
}

it('puts what it does with how much on the first button', () => {
  expect(rowsOfButtons(cardOf('awaiting one approval'))).toEqual([
    ['Approve 250,000 USD', 'Reject'],
    ['More', 'Liquidity', 'History'],
  ]);
  expect(rowsOfButtons(cardOf('awaiting the override only'))[0]).toEqual(['Approve 250,000 USD', 'Reject']);
  expect(rowsOfButtons(cardOf('awaiting approvals after a breach')).slice(0, 2)).toEqual([
    ['Approve 250,000 USD', 'Reject'],
    ['Override as Head of Treasury'],
  ]);
  expect(rowsOfButtons(cardOf('rejected'))).toEqual([['Ask again'], ['More', 'Liquidity', 'History']]);
});

it('gives a sum that is long a row of its own', () => {
  const asked = states['awaiting one approval']!;
  const payment = { ...emergency, amount: 1_234_567_890.12 };
  expect(rowsOfButtons(cards.paymentCard(viewOf({ ...asked, payment }))).slice(0, 2)).toEqual([
    ['Approve 1,234,567,890.12 USD'],
    ['Reject'],
  ]);
});

it('asks for a justification of 50 characters where an override is awaited', () => {
  expect(textOf(cardOf('awaiting the override only'))).toContain(
    'Override by Head of Treasury: a justification of at least 50 characters is needed.',
  );
  const input = objectsOf(cardOf('awaiting the override only')).find(({ id }) => id === 'comment_approve');
  const pattern = new RegExp(String(input?.['regex']));
  expect(pattern.test('x'.repeat(49))).toBe(false);
  expect(pattern.test(`${'x'.repeat(49)}\n`)).toBe(true);
  expect(textOf(cardOf('awaiting one approval'))).not.toContain('justification');
});

it('gives back what a refused press had been given, in its own input and nowhere else', () => {
  const card = cards.paymentCard(
    viewOf(states['awaiting the override only']!, { typed: { act: 'approve', comment: 'Too *short*' } }),
  );
  const inputs = objectsOf(card).filter(({ type }) => type === 'Input.Text');
  const typed = inputs.filter(({ value }) => value === 'Too *short*').map(({ id }) => id);
  expect(typed).toEqual(['comment_approve']);
});

it('always has room to restart a waiting review and for compliance’s details, behind one press', () => {
  const more = objectsOf(cardOf('cleared by compliance')).find(({ id }) => id === 'more');
  expect(executesOf(more as Card).map(({ title }) => title)).toEqual([
    'Details for compliance',
    'Restart and void',
    'I am looking at it',
    'Ask',
    'Attach',
    'Correct the payment',
    'Withdraw the payment',
  ]);
});

it.each(Object.keys(states))('has behind More exactly what else may be done to a payment that is %s', (state) => {
  const more = objectsOf(cardOf(state)).find(({ id }) => id === 'more');
  const drawn = executesOf(more as Card).map(({ verb }) => verb);
  const offered = offersOf(states[state]!).map(({ act }) => act);
  for (const act of behindMore) expect(drawn.includes(act)).toBe(offered.includes(act));
});

it.each(Object.keys(states))('offers to restart a payment that is %s exactly where that is possible', (state) => {
  const { status } = states[state]!;
  expect(verbsOf(state).includes(verbs.restart_review)).toBe(takesCommand(status, 'restart_review'));
});

it('an approved payment names those whose approval counts, not one that was given for something else', () => {
  const approved = states['approved']!;
  const fallen = {
    role: 'Treasury Manager',
    by: person('Omar'),
    at: '2026-01-22T10:30:00Z',
    comment: null,
    boundTo: 'x',
  };
  const card = textOf(cards.paymentCard(viewOf({ ...approved, approvals: [fallen, ...approved.approvals] })));
  expect(card).toContain('Approved by Maya and Helen');
  expect(card).not.toContain('Approved by Omar');
});

it('an approved payment that nobody released in time leads with that, in each language', () => {
  const late = viewOf(states['approved']!, { cutoff: { ...internalCutoff, before_cutoff: false } });
  expect(textOf(cards.paymentCard(late))).toContain('⚠ Approved, but its cutoff has passed');
  expect(textOf(cards.paymentCard(late))).toContain('Approved by Maya and Helen');
  expect(textOf(turkishCards.paymentCard(late))).toContain('Onaylandı, ama son saati geçti');
});
