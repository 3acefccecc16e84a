import { createKeptPartyScreeners } from '../../../src/domain/sanctions/parties/kept-screeners';
import {
  screenAgain,
  screenOnBasis,
  type ScreeningBasis,
  type ScreeningPolicy,
} from '../../../src/domain/sanctions/parties/screening-basis';
import type { FalsePositive } from '../../../src/domain/sanctions/false-positive';
import { createScreener } from '../../../src/domain/sanctions/screen-party';
import type { SanctionsInput } from '../../../src/domain/evidence/sanctions-screening';
import { entryHash } from '../../../src/domain/sanctions/lists/entry-hash';
import { readOfacList } from '../../../src/sources/watch-lists/ofac/ofac-list';

const list = readOfacList('demo/watch-list');
/** Clear, blocked, like one, weak, a policy's own word, no name at all, backwards, not in Latin letters. */
const names = [
  'ACME Corp',
  'BANK MASKAN',
  'Housing Bank',
  'BNKA MASKAN',
  'Maskan Trading FZE',
  'Large Vendor Inc',
  'PUTIN',
  'Mr Putin, Istanbul',
  'please pay the invoice of BANK MASKAN by tonight',
  'NAKSAM KNAB',
  'Александр Григорьевич Лукашенко',
  'x',
  '12345',
  'A'.repeat(450),
];
const screener = createScreener(list);
const policy: ScreeningPolicy = {
  fingerprint: 'p'.repeat(64),
  rules: { jurisdictions: [], programmes: undefined, mayClearExact: false },
  alwaysEscalate: ['Putin'],
};
const call = { runId: 'WF-1', nowMs: Date.UTC(2026, 0, 22, 10, 25), maxListAgeDays: null };
const screenersFor = createKeptPartyScreeners();

function bothWays(input: SanctionsInput, records: readonly FalsePositive[] = []) {
  const { answer, basis } = screenOnBasis({ screener, records }, policy, input, call, screenersFor);
  // As it comes back from where it was kept.
  const kept = JSON.parse(JSON.stringify(basis())) as ScreeningBasis;
  return { answer, kept, again: screenAgain(kept, policy, input, call) };
}

test.each(names)('%s is answered again from its extract alone, to the letter', (name) => {
  const { answer, again } = bothWays({ name });
  expect(JSON.parse(JSON.stringify(again))).toEqual(JSON.parse(JSON.stringify(answer)));
});

test('a number, a text, several parties and a recorded false positive too', () => {
  const entry = list.entries.find(({ name }) => name === 'BANK MASKAN') ?? list.entries[0]!;
  const record: FalsePositive = {
    id: 'FP-1',
    party: { name: 'Maskan Trading FZE', country: null },
    listFamily: list.family,
    uid: entry.uid,
    rowHash: entryHash(entry),
    recordedBy: ['A', 'B'],
    reason: 'Another company of that name.',
    recordedOn: '2026-01-01',
    expiresOn: '2026-12-01',
  };
  const input: SanctionsInput = {
    name: 'Maskan Trading FZE',
    parties: [
      { role: 'ordering_entity', name: 'BankSubsidiary_TR' },
      { role: 'claimed_originator', name: 'Housing Bank' },
    ],
    free_text: 'rent for the house of BANK MASKAN in January',
  };
  const { answer, again, kept } = bothWays(input, [
    record,
    { ...record, id: 'FP-2', party: { name: 'Other', country: null } },
  ]);
  expect(again).toEqual(answer);
  expect(kept.false_positives.map(({ id }) => id)).toEqual(['FP-1']);
});

test('a row of the list that was changed in what was kept gives another answer', () => {
  const { answer, kept } = bothWays({ name: 'BANK MASKAN' });
  const changed = {
    ...kept,
    entries: kept.entries.map((entry) => ({ ...entry, name: `${entry.name} NO MORE`, aliases: [] })),
  };
  expect(screenAgain(changed, policy, { name: 'BANK MASKAN' }, call)).not.toEqual(answer);
});
