import path from 'node:path';
import { entryHash } from '../../src/domain/sanctions/lists/entry-hash';
import { explainScreening } from '../../src/domain/sanctions/explain-screening';
import type { FalsePositive } from '../../src/domain/sanctions/false-positive';
import { joinLists } from '../../src/domain/sanctions/lists/join-lists';
import { createScreener } from '../../src/domain/sanctions/screen-party';
import type { WatchList } from '../../src/domain/sanctions/lists/watch-list';
import { readOfacList } from '../../src/sources/watch-lists/ofac/ofac-list';
import { createScreenSanctions } from '../../src/tools/screen-sanctions';

const demoList = readOfacList(path.resolve(__dirname, '../../demo/watch-list'));
const demoDay = Date.parse('2026-01-22T10:25:00Z');

function toolOver(list: WatchList, maxListAgeDays: number | null = 7) {
  const screener = createScreener(list);
  return createScreenSanctions({ screener: { current: () => screener }, maxListAgeDays: () => maxListAgeDays });
}
const screen = (name: string, tool = toolOver(demoList), nowMs = demoDay) =>
  tool.run({ name }, { runId: 'WF-1', nowMs });

describe('screen_sanctions answers the known cases on the demo list', () => {
  test.each([
    ['BANK MASKAN', 'BLOCK', 'EXACT', 98, 'BANK MASKAN'],
    ['TANCHON COMMERCIAL BANK', 'BLOCK', 'EXACT', 98, 'TANCHON COMMERCIAL BANK'],
    ['AEROCARIBBEAN AIRLINES', 'BLOCK', 'EXACT', 98, 'AEROCARIBBEAN AIRLINES'],
    ['Housing Bank', 'BLOCK', 'EXACT', 98, 'BANK MASKAN'],
  ])('%s: %s %s %i', async (name, decision, match_type, confidence, matched_entity) => {
    expect(await screen(name)).toMatchObject({
      decision,
      match_type,
      confidence,
      match_details: { matched_entity },
      pass_to_next_agent: false,
    });
  });

  test.each(['BANKE MASKAN', 'BANK MASKAAN', 'BNKA MASKAN'])('%s: BLOCK FUZZY_HIGH of 90 or more', async (name) => {
    const answer = await screen(name);
    expect(answer).toMatchObject({ decision: 'BLOCK', match_type: 'FUZZY_HIGH', match_details: { uid: '4633' } });
    expect(answer.confidence).toBeGreaterThanOrEqual(90);
  });

  test('Maskan Trading FZE: ESCALATE', async () => {
    expect(await screen('Maskan Trading FZE')).toMatchObject({
      decision: 'ESCALATE',
      match_details: { uid: '4633', rule: 'distinctive_word' },
    });
  });

  test.each(['ACME Trading LLC', 'ACME Corp', 'Large Vendor Inc', 'Microsoft Corporation', 'Amazon Web Services'])(
    '%s: CLEAR 0',
    async (name) => {
      expect(await screen(name)).toMatchObject({
        decision: 'CLEAR',
        confidence: 0,
        match_type: 'NONE',
        match_details: { matched_entity: null, programs: [] },
        pass_to_next_agent: true,
      });
    },
  );
});

test('the answer is in the output schema and names the list, its date, hash and size', async () => {
  const tool = toolOver(demoList);
  const answer = await screen('BANK MASKAN', tool);
  expect(tool.outputSchema.safeParse(answer).success).toBe(true);
  expect(answer.match_details).toMatchObject({
    uid: '4633',
    programs: ['IRAN', 'IRAN-EO13902'],
    entity_type: 'entity',
    matched_name_kind: 'primary',
    scorer: 'name-v2',
    score: 1,
  });
  expect(answer.audit).toMatchObject({
    run_id: 'WF-1',
    timestamp_utc: '2026-01-22T10:25:00Z',
    list_date: '2026-01-21',
    list_is_demo: true,
    list_hash: demoList.hash,
    list_family: 'OFAC SDN',
  });
  expect(answer.audit.index_queried).toBe(
    `DEMO LIST of 2026-01-21, ${demoList.entries.length} entries, ${createScreener(demoList).nameCount} names`,
  );
});

test('the recommendation is a sentence made from the result', async () => {
  expect((await screen('BANK MASKAN')).recommendation).toMatch(
    /^Block the payment.*BANK MASKAN, IRAN, IRAN-EO13902 on DEMO LIST of 2026-01-21/,
  );
  expect((await screen('Housing Bank')).recommendation).toContain('BANK MASKAN as HOUSING BANK');
  expect((await screen('El Chapo')).recommendation).toMatch(/^Hold for compliance review.*weak alias/);
  expect((await screen('ACME Corp')).recommendation).toMatch(/^Continue/);
});

describe('no data is not clear', () => {
  test('a list older than policy escalates what would be clear, and says why', async () => {
    const answer = await screen('ACME Corp', toolOver(demoList, 7), Date.parse('2026-01-30T00:00:00Z'));
    expect(answer).toMatchObject({ decision: 'ESCALATE', match_type: 'NONE', pass_to_next_agent: false });
    expect(answer.recommendation).toMatch(/no data is not clear.*9 days old; policy allows 7/);
  });
  test('a list exactly as old as policy allows is still in force', async () => {
    expect((await screen('ACME Corp', toolOver(demoList, 7), Date.parse('2026-01-28T23:59:59Z'))).decision).toBe(
      'CLEAR',
    );
  });
  test('a match on an old list stays a match', async () => {
    expect((await screen('BANK MASKAN', toolOver(demoList, 7), Date.parse('2026-03-01T00:00:00Z'))).decision).toBe(
      'BLOCK',
    );
  });
  test('a list without a date escalates where age counts', async () => {
    const undated = { ...demoList, listDate: null };
    expect((await screen('ACME Corp', toolOver(undated, 7))).decision).toBe('ESCALATE');
    expect((await screen('ACME Corp', toolOver(undated, null))).decision).toBe('CLEAR');
  });
  test('an empty list escalates in any case', async () => {
    expect((await screen('ACME Corp', toolOver({ ...demoList, entries: [] }, null))).decision).toBe('ESCALATE');
  });
  test('a text that cannot be read as a name escalates', async () => {
    expect(await screen('😀😀')).toMatchObject({
      decision: 'ESCALATE',
      match_details: { matched_entity: null, rule: 'unreadable_name' },
    });
  });
});

describe('a recorded false positive', () => {
  const maskan = demoList.entries.find(({ uid }) => uid === '4633')!;
  const falsePositive: FalsePositive = {
    id: 'FP-7',
    party: { name: 'Maskan Trading FZE', country: null },
    listFamily: 'OFAC SDN',
    uid: '4633',
    rowHash: entryHash(maskan),
    recordedBy: ['Derya Acar', 'Jonas Weil'],
    reason: 'Another company, registered in Sharjah since 1998.',
    recordedOn: '2026-01-10',
    expiresOn: '2026-07-10',
  };
  const screener = createScreener(demoList);
  const withRecord = (record: FalsePositive) =>
    createScreenSanctions({
      screener: { current: () => screener },
      falsePositives: { current: () => [record] },
      maxListAgeDays: () => null,
    });

  test('clears the party and stands in the evidence and in the recommendation', async () => {
    const tool = withRecord(falsePositive);
    const answer = await screen('Maskan Trading FZE', tool);
    expect(tool.outputSchema.safeParse(answer).success).toBe(true);
    expect(answer).toMatchObject({ decision: 'CLEAR', confidence: 0, match_type: 'NONE', pass_to_next_agent: true });
    expect(answer.match_details.false_positives).toMatchObject([
      { id: 'FP-7', state: 'cleared', uid: '4633', matched_entity: 'BANK MASKAN', match_type: 'PARTIAL' },
    ]);
    expect(answer.recommendation).toMatch(
      /BANK MASKAN a false positive \(FP-7, Derya Acar and Jonas Weil, until 2026-07-10\)/,
    );
    expect(explainScreening(answer).join('\n')).toMatch(/FP-7 +cleared.*BANK MASKAN/);
  });

  test('that is void stands in the evidence and clears nothing', async () => {
    const answer = await screen('Maskan Trading FZE', withRecord({ ...falsePositive, rowHash: '00' }));
    expect(answer).toMatchObject({ decision: 'ESCALATE', match_details: { uid: '4633' } });
    expect(answer.match_details.false_positives).toMatchObject([{ id: 'FP-7', state: 'void_row_changed' }]);
    expect(answer.match_details.row_hash).toBe(entryHash(maskan));
  });
});

test('a match on another list says whose it is, and the evidence names every list', async () => {
  const other = {
    ...demoList,
    name: 'OTHER',
    family: 'OFAC Consolidated',
    entries: [{ ...demoList.entries[0]!, uid: '99001', name: 'QUILLFEATHER HOLDING', aliases: [] }],
  };
  const answer = await screen('Quillfeather Holding', toolOver(joinLists([demoList, other])));
  expect(answer).toMatchObject({ decision: 'BLOCK', audit: { list_family: 'OFAC Consolidated' } });
  expect(answer.recommendation).toMatch(/QUILLFEATHER HOLDING.* on OTHER of/);
  expect(answer.audit.lists).toMatchObject([{ name: 'DEMO LIST' }, { name: 'OTHER', entries: 1 }]);
});

describe('the explanation for a terminal', () => {
  test('shows rule, words, what is left over, list and scorer', async () => {
    const text = explainScreening(await screen('Maskan Trading FZE')).join('\n');
    expect(text).toMatch(/decision +ESCALATE, PARTIAL/);
    expect(text).toMatch(/because +carries the one word/);
    expect(text).toMatch(/entry +4633 BANK MASKAN, entity \(IRAN, IRAN-EO13902\)/);
    expect(text).toMatch(/maskan +maskan +same word, rare on the list/);
    expect(text).toMatch(/differs +only in the payment: trading fze/);
    expect(text).toMatch(/differs +only on the list: bank/);
    expect(text).toMatch(/list +DEMO LIST of 2026-01-21.*sha256 [0-9a-f]{16}/);
  });
  test('passes no control or direction characters on to the terminal', async () => {
    const lines = explainScreening(await screen('BANK\u001b[31m \u202eMASKAN\n'));
    expect(lines.join('')).not.toMatch(/[\u0000-\u001f\u202e]/); // eslint-disable-line no-control-regex -- exactly these must not appear
  });
});
