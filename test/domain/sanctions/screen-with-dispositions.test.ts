import { entryHash } from '../../../src/domain/sanctions/lists/entry-hash';
import type { FalsePositive } from '../../../src/domain/sanctions/false-positive';
import { createScreener } from '../../../src/domain/sanctions/screen-party';
import { screenWithDispositions } from '../../../src/domain/sanctions/screen-with-dispositions';
import { entry, listOf } from './list-fixture';

const maskan = entry('1', 'BANK MASKAN', { countries: ['Iran'] });
const list = listOf(
  maskan,
  entry('2', 'MASKAN BROTHERS TRADING'),
  entry('3', 'GUZMAN LOERA, Joaquin', { type: 'individual', weak: ['EL CHAPO'] }),
);
const screener = createScreener(list);
const today = '2026-01-22';
const party = 'Maskan Trading FZE';

function record(more: Partial<FalsePositive> = {}): FalsePositive {
  return {
    id: 'FP-1',
    party: { name: party, country: null },
    listFamily: 'OFAC SDN',
    uid: '1',
    rowHash: entryHash(maskan),
    recordedBy: ['Compliance Manager', 'MLRO'],
    reason: 'Another company, registered in Sharjah since 1998.',
    recordedOn: '2026-01-10',
    expiresOn: '2026-06-30',
    ...more,
  };
}
const only = createScreener(listOf(maskan));
const screen = (records: readonly FalsePositive[], name = party, over = only, country?: string) =>
  screenWithDispositions(over, { name, country }, records, {
    today,
    mayClearExact: false,
    statesSanctionedPlace: false,
  });

describe('a recorded false positive', () => {
  test('clears exactly its party against exactly its entry, and says so', () => {
    expect(screen([]).result.decision).toBe('ESCALATE');
    const { result, applied } = screen([record()]);
    expect(result).toMatchObject({ decision: 'CLEAR', matchType: 'NONE', confidence: 0, match: null });
    expect(applied).toMatchObject([{ state: 'cleared', record: { id: 'FP-1' }, found: { match: { uid: '1' } } }]);
  });

  test('knows its party in other letter case and with another way to write the legal form, and no other party', () => {
    expect(screen([record()], 'maskan trading, F.Z.E.').result.decision).toBe('CLEAR');
    for (const name of ['Maskan Trading LLC', 'Maskan General Trading FZE', 'Maskan Holding FZE'])
      expect(screen([record()], name).applied).toEqual([]);
  });

  test('with a country counts only for that country', () => {
    const inEmirates = record({ party: { name: party, country: 'AE' } });
    expect(screen([inEmirates], party, only, 'United Arab Emirates').result.decision).toBe('CLEAR');
    expect(screen([inEmirates], party, only, 'IR').result.decision).toBe('ESCALATE');
    expect(screen([inEmirates], party, only).result.decision).toBe('ESCALATE');
  });

  test('leaves every other entry the party is like', () => {
    const { result, applied } = screen([record()], party, screener);
    expect(result.decision).not.toBe('CLEAR');
    expect(result.match?.uid).toBe('2');
    expect(applied.filter(({ state }) => state === 'cleared').length).toBeLessThanOrEqual(1);
  });

  test('is void once anything about the entry has changed, and says so', () => {
    const changed = createScreener(listOf({ ...maskan, programs: ['IRAN', 'SDGT'] }));
    const { result, applied } = screen([record()], party, changed);
    expect(result.decision).toBe('ESCALATE');
    expect(applied).toMatchObject([{ state: 'void_row_changed' }]);
  });

  test('is void after its last day', () => {
    expect(screen([record({ expiresOn: today })]).result.decision).toBe('CLEAR');
    const { result, applied } = screen([record({ expiresOn: '2026-01-21' })]);
    expect(result.decision).toBe('ESCALATE');
    expect(applied).toMatchObject([{ state: 'void_expired' }]);
  });

  test('never releases a BLOCK', () => {
    for (const name of ['BANK MASKAN', 'BANK MASKAAN']) {
      const { result, applied } = screen([record({ party: { name, country: null } })], name);
      expect(result.decision).toBe('BLOCK');
      expect(applied).toEqual([]);
    }
  });

  test("of another authority's entry with the same number does nothing", () =>
    expect(screen([record({ listFamily: 'UN Consolidated' })]).result.decision).toBe('ESCALATE'));

  test('names the row a new record would have to state', () => expect(screen([]).rowHash).toBe(entryHash(maskan)));
});
