import { checkDrop, countNames, diffLists } from '../../../src/domain/sanctions/lists/diff-lists';
import { entryHash } from '../../../src/domain/sanctions/lists/entry-hash';
import { joinLists } from '../../../src/domain/sanctions/lists/join-lists';
import { createScreener } from '../../../src/domain/sanctions/screen-party';
import { entry, listOf, testList } from './list-fixture';

describe('the difference of two states of a list', () => {
  test('names who was added, removed and changed, by entry number', () => {
    const after = listOf(
      ...testList.entries
        .filter(({ uid }) => uid !== '2')
        .map((one) => (one.uid === '1' ? { ...one, programs: ['NEW'] } : one)),
      entry('99', 'NEWLY LISTED'),
    );
    expect(diffLists(testList, after)).toEqual({
      added: [{ uid: '99', name: 'NEWLY LISTED' }],
      removed: [{ uid: '2', name: 'ZEVALLOS GONZALES, Lupe Maritza' }],
      changed: [{ uid: '1', name: 'BANK MASKAN' }],
    });
    expect(diffLists(testList, testList)).toEqual({ added: [], removed: [], changed: [] });
  });

  test('sees every published field, and no alias we derived ourselves', () => {
    const before = entry('1', 'X', { strong: ['Y'] });
    const same = {
      ...before,
      aliases: [...before.aliases, { name: 'Z', strength: 'strong', kind: 'qualifier_dropped' } as const],
    };
    expect(entryHash(same)).toBe(entryHash(before));
    const changes = [
      { name: 'X2' },
      { type: 'vessel' },
      { programs: [] },
      { aliases: [] },
      { title: 'T' },
      { remarks: 'R' },
      { countries: ['Iran'] },
    ] as const;
    for (const change of changes) expect(entryHash({ ...before, ...change })).not.toBe(entryHash(before));
  });
});

describe('a list with fewer entries', () => {
  const hundred = listOf(
    ...Array.from({ length: 100 }, (_, at) => entry(`${at}`, `PARTY ${at}`, { strong: [`P ${at}`] })),
  );
  const without = (count: number) => ({ ...hundred, entries: hundred.entries.slice(count) });

  test('is taken up to a twentieth, refused beyond, with the numbers', () => {
    expect(checkDrop(hundred, without(5))).toEqual({ ok: true });
    expect(checkDrop(hundred, without(6))).toEqual({
      ok: false,
      reason: expect.stringMatching(/94 entries where the last good list has 100, 6\.0 % fewer/) as string,
    });
    expect(checkDrop(without(50), hundred)).toEqual({ ok: true });
  });

  test('is refused too where the aliases are gone', () => {
    const bare = { ...hundred, entries: hundred.entries.map((one) => ({ ...one, aliases: [] })) };
    expect(countNames(hundred)).toBe(200);
    expect(checkDrop(hundred, bare)).toMatchObject({ ok: false });
  });
});

describe('several lists as one', () => {
  const other = {
    ...listOf(entry('1', 'NORDIC SHIPPING HOLDING')),
    name: 'OTHER',
    family: 'UN Consolidated',
    listDate: '2026-01-02',
    hash: '11',
  };

  test('are dated by the oldest, undated where one is, and demo where one is', () => {
    expect(joinLists([testList, other])).toMatchObject({
      name: 'TEST LIST + OTHER',
      listDate: '2026-01-02',
      isDemo: false,
    });
    expect(joinLists([testList, { ...other, listDate: null }]).listDate).toBeNull();
    expect(joinLists([testList, { ...other, isDemo: true }]).isDemo).toBe(true);
    expect(joinLists([testList])).toBe(testList);
  });

  test('have a hash of their own that changes with any of them', () => {
    const { hash } = joinLists([testList, other]);
    expect(joinLists([testList, { ...other, hash: '12' }]).hash).not.toBe(hash);
    expect([testList.hash, other.hash]).not.toContain(hash);
  });

  test('tell whose entry a match is, even where two authorities use one number', () => {
    const screener = createScreener(joinLists([testList, other]));
    expect(screener.screen({ name: 'Nordic Shipping Holding' }).match).toMatchObject({
      uid: '1',
      listedBy: 'UN Consolidated',
    });
    expect(screener.screen({ name: 'BANK MASKAN' }).match).toMatchObject({ uid: '1', listedBy: 'OFAC SDN' });
  });
});
