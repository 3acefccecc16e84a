/** Before a part is released the card says whose press would leave a role with nobody who may approve. */
import { cards, textOf, turkishCards } from '../read-card';
import { person, states, viewOf } from '../payment/case-fixtures';

const breached = states['awaiting approvals after a breach']!;
const onlyHolders = [{ role: 'Treasury Manager', person: person('Maya') }];
const english = (viewer: ReturnType<typeof person> | null, only = onlyHolders) =>
  textOf(cards.paymentCard(viewOf(breached, { viewer, onlyHolders: only })));

it('the only holder reads that nobody else may, before what a part means', () => {
  expect(english(person('Maya'))).toMatch(
    /⚠ Nobody else may approve it as Treasury Manager: somebody else should press this\. The payment is reduced/,
  );
});

it('a card that several read names whoever it is', () => {
  expect(english(null)).toContain(
    '⚠ Nobody but Maya may approve it as Treasury Manager: somebody else should press this.',
  );
});

it('in Turkish it is said too', () => {
  const turkish = (viewer: ReturnType<typeof person> | null) =>
    textOf(turkishCards.paymentCard(viewOf(breached, { viewer, onlyHolders })));
  expect(turkish(person('Maya'))).toContain(
    'Sizden başka onaylayabilecek kimse yok (Treasury Manager): buna başka biri basmalı.',
  );
  expect(turkish(null)).toContain('Onaylayabilecek tek kişi Maya (Treasury Manager)');
});

it('where others may approve it nothing is said', () => {
  expect(english(person('Maya'), [])).not.toContain('somebody else should press this');
});
