/** A delegation whose delegate has left the people file is not told as in force. */
import { english } from '../../src/cards/words/english/english';
import { turkish } from '../../src/cards/words/turkish/turkish';
import type { Delegation } from '../../src/domain/delegation/delegation';
import { listDelegations } from '../../src/teams/answers/delegations';
import { cards, textOf, turkishCards } from '../cards/read-card';
import { holdersOf, person, businessNow } from '../cards/payment/case-fixtures';
import { shippedPolicy } from '../domain/policy/shipped-policy';

const maya = holdersOf('Treasury Manager')[0]!;
const zed = { ...person('Zed'), roles: [] };
const given: Delegation = {
  reference: 'DLG-20260122102500-a1b2c3',
  version: 2,
  kind: 'delegation',
  status: 'accepted',
  role: 'Treasury Manager',
  from: maya,
  to: zed,
  firstDay: '2026-01-22',
  lastDay: '2026-01-23',
  upToUsd: null,
  reason: 'On a journey',
  givenAt: '2026-01-22T10:00:00Z',
  formId: 'a'.repeat(12),
};

const listed = (members: readonly object[], speech: object = { cards, words: english }) =>
  textOf(
    listDelegations(
      {
        ...speech,
        policy: { current: () => shippedPolicy },
        personas: null,
        clock: { now: () => businessNow },
        delegations: { all: () => [given] },
        people: { members: () => members },
      } as never,
      maya,
    ),
  );

it('counts while both are there, and no more once the delegate is not', () => {
  expect(listed([maya, zed])).toContain('in force');
  const gone = listed([maya]);
  expect(gone).not.toContain('in force');
  expect(gone).toContain('counts no more: whoever was to stand in is not in the people file');
  expect(listed([maya], { cards: turkishCards, words: turkish })).toContain('vekil kişiler dosyasında yok');
});
