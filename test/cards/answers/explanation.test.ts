import { holdersOf, person, states, viewOf } from '../payment/case-fixtures';
import { cards, textOf, turkishCards } from '../read-card';
import type { PaymentCase } from '../../../src/domain/case/payment-case';

const waiting = states['awaiting approvals after a breach']!;
const stopped = states['held by a failed gate']!;

function explained(current: PaymentCase, waitsFor = viewOf(current), drawn = cards): readonly string[] {
  return textOf(drawn.explanationCard(current, waitsFor)).split('\n');
}

it('names those alone from whom an answer would be taken now', () => {
  const askedByMaya = { ...waiting, submitter: person('Maya') };
  expect(explained(askedByMaya)).toContain(
    'Waits for Treasury Manager (nobody who holds this role may) and Head of Treasury (Helen).',
  );
  expect(explained(askedByMaya, viewOf(askedByMaya), turkishCards)).toContain(
    'Beklenen: Treasury Manager (bu roldeki kimse yapamaz) ve Head of Treasury (Helen).',
  );
});

it('names whoever stands in for somebody, and the roles that may answer too', () => {
  const [maya] = holdersOf('Treasury Manager');
  const asked = [
    {
      role: 'Treasury Manager',
      people: [{ ...person('Omar'), roles: [], actsFor: maya! }],
      alternatives: ['Head of Treasury'],
    },
  ];
  expect(explained(waiting, viewOf(waiting, { asked }))).toContain(
    'Waits for Treasury Manager, not answered in time; Head of Treasury may too (Omar for Maya).',
  );
});

it.each([
  ['cutoff_missed', 'Cutoff missed before it was approved.'],
  ['already_left', 'Has left already, before it was approved.'],
  ['policy_not_kept', 'The policy it was decided under is not kept any more.'],
  ['liquidity_changed', 'Nobody can approve this decision any more.'],
] as const)('where %s stops every approval it asks nobody', (stoppedBy, said) => {
  const lines = explained(waiting, viewOf(waiting, { stoppedBy }));
  expect(lines).toContain(said);
  expect(lines.join(' ')).not.toContain('Waits for');
});

it('speaks of a restart only while the payment is held', () => {
  const restart = 'Nothing is released until the review is restarted.';
  expect(explained(stopped).join(' ')).toContain(restart);
  const withdrawn = { ...stopped, status: 'withdrawn' } as const;
  expect(explained(withdrawn).join(' ')).not.toContain(restart);
  const rejection = { role: 'Treasury Manager', by: person('Maya'), at: stopped.updatedAt, comment: 'Not today' };
  const rejected = { ...stopped, status: 'rejected', rejection } as const;
  expect(explained(rejected)).toContain('Rejected by Maya, Treasury Manager: Not today.');
});

it('tells what the bank would not pay from what came back', () => {
  expect(explained(states['rejected by the bank']!)[0]).toBe('TXN-EMRG-001 was rejected by the bank');
  expect(explained(states['returned']!)[0]).toBe('TXN-EMRG-001 was returned by the bank');
});
