import {
  blockResult,
  escalateDecision,
  escalateResult,
  holdDecision,
  paymentCase,
  person,
  runId,
  states,
  viewOf,
  offersOf,
  eventsOf,
} from './case-fixtures';
import { actionOf } from '../../../src/domain/policy/outcome';
import { cards, textOf } from '../read-card';

/** Anything of the match: names, programmes, list entry, kind and score of the match, and the words of screening reasons. */
const secrets = [
  'bank maskan',
  'housing bank',
  'iran',
  '4633',
  'exact',
  'fuzzy',
  'partial match',
  '77.13',
  'direct match',
  'ofac',
  'sdn',
  'similar to',
  'sanc',
  'likely',
];

const restricted = [
  'under compliance review',
  'half reviewed by compliance',
  'stopped by compliance',
  'blocked by screening',
];

function leaks(card: object): string[] {
  const json = JSON.stringify(card).toLowerCase().replaceAll('sanctions screening', '');
  return secrets.filter((secret) => json.includes(secret));
}

it.each(restricted)('the shared card of a payment %s tells nothing of the match', (state) => {
  const card = cards.paymentCard(viewOf(states[state]!));
  expect(leaks(card)).toEqual([]);
  expect(textOf(card)).toContain(`Under compliance review, reference ${runId}`);
});

it('nobody can tell a match that is looked at from one that was confirmed, or from a blocked payment', () => {
  const drawn = restricted.map((state) => {
    const shown = states[state]!;
    const payment = states['under compliance review']!.payment;
    const at = '2026-01-22T10:31:00Z';
    const decision = { ...shown.decision!, decidedAt: at };
    const events = eventsOf(shown, [
      { type: 'payment_submitted', payload: { payment_request: { amount: 250_000 } } },
      {
        type: 'decision_made',
        payload: { decision: { action: actionOf(decision.outcome), outcome: decision.outcome } },
      },
      ...shown.dispositions.map(() => ({ type: 'compliance_disposition' as const, payload: { role: 'MLRO' } })),
    ]);
    const current = { ...shown, payment, decision, version: 4, updatedAt: at };
    return JSON.stringify(cards.paymentCard(viewOf(current, { events, offers: offersOf(current) })));
  });
  expect(drawn[0]).toContain('Under compliance review');
  expect(drawn[0]).not.toMatch(/reject/i);
  expect(new Set(drawn).size).toBe(1);
});

it('a payment cleared by compliance shows neither the match nor what compliance wrote', () => {
  const card = cards.paymentCard(viewOf(states['cleared by compliance']!));
  expect(leaks({ ...card, body: JSON.parse(JSON.stringify(card['body']).replaceAll(/Sanctions CLEAR/g, '')) })).toEqual(
    [],
  );
  expect(textOf(card)).toContain('Cleared by compliance');
  expect(textOf(card)).not.toContain('other country');
});

it('withholds an approver comment that names the match, even after clearance', () => {
  const cleared = states['cleared by compliance']!;
  const chatty = {
    ...cleared,
    approvals: [
      { role: 'Payments Operator', by: person('Omar'), at: cleared.updatedAt, comment: 'not  Bank-Maskan then' },
    ],
  };
  const text = textOf(cards.paymentCard(viewOf(chatty)));
  expect(text).toContain('Withheld, see compliance');
  expect(text.toLowerCase()).not.toContain('bank-maskan');
});

it('keeps showing compliance what was found after it was cleared', () => {
  const text = textOf(cards.screeningCard(states['cleared by compliance']!, []));
  for (const part of ['⚠ ESCALATE', 'BANK MASKAN', 'Agreed, uid 4633 is a bank']) expect(text).toContain(part);
});

it('believes the tool where an agent answers CLEAR to a match', () => {
  const cleared = states['cleared by compliance']!;
  const card = cards.paymentCard(viewOf({ ...cleared, dispositions: [] }));
  expect(leaks(card)).toEqual([]);
  expect(textOf(card)).toContain('Under compliance review');
});

it('treats a screening result it cannot read like a match', () => {
  const odd = paymentCase({
    status: 'awaiting_approval',
    results: { sanctions_result: { ...escalateResult, decision: 'MAYBE' } },
    decision: holdDecision,
  });
  const card = cards.paymentCard(viewOf(odd));
  expect(leaks(card)).toEqual([]);
  expect(textOf(card)).not.toContain(holdDecision.reason);
});

it('reveals nothing when the decision already speaks of screening but the result is missing', () => {
  const odd = paymentCase({ status: 'rejected', decision: { ...escalateDecision, outcome: 'compliance_rejected' } });
  expect(leaks(cards.paymentCard(viewOf(odd)))).toEqual([]);
});

it('tells compliance whose word a match waits for, and nothing of the kind once it is over', () => {
  const text = (state: string) => textOf(cards.screeningCard(states[state]!, offersOf(states[state]!)));
  expect(text('under compliance review')).toContain('Waits for Compliance Manager and MLRO');
  expect(text('half reviewed by compliance')).toContain('Waits for MLRO');
  for (const over of ['cleared by compliance', 'blocked by screening']) expect(text(over)).not.toContain('Waits for');
});

it('shows compliance the match in full, with the disposition buttons while they are due', () => {
  const text = textOf(
    cards.screeningCard(states['half reviewed by compliance']!, offersOf(states['half reviewed by compliance']!)),
  );
  for (const part of [
    'BANK MASKAN',
    'FUZZY_MEDIUM',
    '77.13 of 100',
    'IRAN, IRAN-EO13902',
    '4633',
    'HOUSING BANK',
    'Not BANK MASKAN: other country',
  ]) {
    expect(text).toContain(part);
  }
  expect(text).toContain('Record false positive');
  expect(
    textOf(cards.screeningCard(states['blocked by screening']!, offersOf(states['blocked by screening']!))),
  ).not.toContain('Record false positive');
});

it('answers /screen in full to compliance only', () => {
  expect(textOf(cards.screeningResultCard(blockResult, 'compliance'))).toContain('BANK MASKAN');
  expect(leaks(cards.screeningResultCard(blockResult, 'others'))).toEqual([]);
  expect(leaks(cards.screeningResultCard(escalateResult, 'others'))).toEqual([]);
});

it('tells a history of which nothing names a match, while compliance looks at it', () => {
  for (const state of restricted) {
    const shown = states[state]!;
    const chatty = eventsOf(shown, [
      { type: 'payment_submitted', payload: { payment_request: { amount: 250_000 } } },
      { type: 'decision_made', payload: { decision: { action: 'HOLD', outcome: shown.decision!.outcome } } },
      { type: 'review_restarted', payload: { reason: 'it is not Bank Maskan', voided: [] } },
      {
        type: 'compliance_disposition',
        actor: { kind: 'person', name: 'Carmen' },
        payload: { role: 'Compliance Manager', comment: 'Owned by BANK MASKAN' },
      },
    ]);
    const card = cards.paymentCard(viewOf(shown, { events: chatty }));
    expect(leaks(card)).toEqual([]);
    expect(textOf(card)).not.toContain('Carmen');
  }
});

it('shows nobody’s words of an earlier run that was compliance’s matter, whatever the run now shows', () => {
  const shown = states['awaiting one approval']!;
  const approver = { kind: 'person', name: 'Omar' } as const;
  const events = eventsOf(shown, [
    { type: 'payment_submitted' },
    { type: 'decision_made', payload: { decision: { action: 'HOLD', outcome: 'compliance_hold' } } },
    { type: 'approval_given', actor: approver, payload: { role: 'Payments Operator', comment: 'not Housing Bank' } },
    { type: 'review_restarted', actor: approver, payload: { reason: 'other list: Housing Bank is off', voided: [] } },
    { type: 'approval_given', actor: approver, payload: { role: 'Payments Operator', comment: 'invoice seen' } },
  ]);
  const text = textOf(cards.paymentCard(viewOf(shown, { events })));
  expect(text).not.toContain('Housing');
  expect(text).toContain('“invoice seen”');
  // Where the first events are not at hand, nobody knows what they were about.
  const cutOff = textOf(cards.paymentCard(viewOf(shown, { events: events.slice(2) })));
  expect(cutOff).not.toContain('Housing');
  expect(cutOff).toContain('What came before is in the audit.');
});
