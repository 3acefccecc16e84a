import path from 'node:path';
import type { SanctionsInput } from '../../src/domain/evidence/sanctions-screening';
import type { FalsePositive } from '../../src/domain/sanctions/false-positive';
import { entryHash } from '../../src/domain/sanctions/lists/entry-hash';
import { joinLists } from '../../src/domain/sanctions/lists/join-lists';
import type { WatchList, WatchListEntry } from '../../src/domain/sanctions/lists/watch-list';
import { newHits } from '../../src/domain/sanctions/parties/new-hits';
import { createScreener } from '../../src/domain/sanctions/screen-party';
import { readOfacList } from '../../src/sources/watch-lists/ofac/ofac-list';
import { createScreenSanctions } from '../../src/tools/screen-sanctions';
import { shippedPolicy } from '../domain/policy/shipped-policy';

const demoList = readOfacList(path.resolve(__dirname, '../../demo/watch-list'));
const { jurisdictions = [], programmes } = shippedPolicy.sanctions;
const demoDay = Date.parse('2026-01-22T10:25:00Z');

const entry = (uid: string, name: string, more: Partial<WatchListEntry> = {}): WatchListEntry => ({
  uid,
  name,
  type: 'entity',
  programs: ['TEST'],
  aliases: [],
  title: null,
  remarks: null,
  countries: [],
  ...more,
});
const listOf = (family: string, entries: readonly WatchListEntry[]): WatchList => ({
  ...demoList,
  name: family,
  family,
  hash: family,
  entries,
});
const identified: WatchListEntry[] = [
  entry('1', 'OSTROVAN MARITIME', {
    type: 'vessel',
    identity: {
      identifiers: [{ kind: 'imo', value: '9187629' }],
      birthDates: [],
      nationalities: [],
      isFromRemarks: true,
    },
  }),
  entry('2', 'VELIKOV, Ondar', {
    type: 'individual',
    identity: {
      identifiers: [
        { kind: 'passport', value: 'P4455667', country: 'Iraq' },
        { kind: 'tax_id', value: '7734 202 860', country: 'Russia' },
        { kind: 'wallet', value: '12QtD5BFwRsdNsAZY76UVE1xyCGNTojH9h' },
      ],
      birthDates: ['1962-03-04'],
      nationalities: ['Iraq'],
      isFromRemarks: true,
    },
  }),
  entry('3', 'QUARRELWOOD BANK', {
    identity: {
      identifiers: [
        { kind: 'bic', value: 'QUARDEFF' },
        { kind: 'bic', value: 'QUARATWWABC' },
      ],
      birthDates: [],
      nationalities: [],
      isFromRemarks: true,
    },
  }),
];

function toolOver(list: WatchList, more: { records?: readonly FalsePositive[]; mayClearExact?: boolean } = {}) {
  const screener = createScreener(list);
  return createScreenSanctions({
    screener: { current: () => screener },
    falsePositives: { current: () => more.records ?? [] },
    maxListAgeDays: () => 7,
    policy: () => ({
      fingerprint: '',
      rules: { jurisdictions, programmes, mayClearExact: more.mayClearExact ?? false },
      alwaysEscalate: [],
    }),
  });
}
const demo = toolOver(demoList);
const numbers = toolOver(listOf('OFAC SDN', [...demoList.entries, ...identified]));
const screen = (input: Omit<SanctionsInput, 'name'> & { name?: string }, tool = demo) =>
  tool.run({ name: 'ACME Corp', ...input }, { runId: 'WF-1', nowMs: demoDay });

describe('a payment to ACME Corp is not clear because of', () => {
  test.each<[string, Omit<SanctionsInput, 'name'>, string, string]>([
    ['its country', { country: 'IR' }, 'BLOCK', 'Iran'],
    ['its country by name', { country: 'Korea, North' }, 'BLOCK', 'North Korea'],
    ['a region', { country: 'Crimea' }, 'BLOCK', 'Crimea'],
    [
      'an Iranian account',
      { parties: [{ role: 'beneficiary', account: 'IR58 0540 1051 8002 1273 1130 07' }] },
      'BLOCK',
      'Iran',
    ],
    ['a listed bank', { parties: [{ role: 'beneficiary_bank', bic: 'MELIIRTHXXX' }] }, 'BLOCK', 'BANK MELLI IRAN'],
    ['a Cuban bank nobody lists', { parties: [{ role: 'beneficiary_bank', bic: 'ABCDCUHH' }] }, 'BLOCK', 'Cuba'],
    ["the ordering bank's country", { parties: [{ role: 'ordering_bank', bic: 'ABCDKPPY' }] }, 'BLOCK', 'North Korea'],
    [
      'a listed bank named in the purpose',
      { free_text: 'invoice 12 for BANK MELLI IRAN' },
      'ESCALATE',
      'BANK MELLI IRAN',
    ],
    ['a country named in the purpose', { free_text: 'machine parts, delivery to Iran' }, 'ESCALATE', 'Iran'],
    ['a town of an occupied region', { free_text: 'crane for the port of Kerch' }, 'ESCALATE', 'Crimea'],
    ['the same in another script', { free_text: 'поставка в Севастополь' }, 'ESCALATE', 'Sevastopol'],
    ['an Iranian account in the purpose', { free_text: 'onward to IR580540105180021273113007' }, 'BLOCK', 'Iran'],
    ['another party', { parties: [{ role: 'claimed_originator', name: 'BANK MASKAN' }] }, 'BLOCK', 'BANK MASKAN'],
  ])('%s', async (_, input, decision, matched_entity) => {
    const answer = await screen(input);
    expect(demo.outputSchema.safeParse(answer).success).toBe(true);
    expect(answer).toMatchObject({ decision, match_details: { matched_entity }, pass_to_next_agent: false });
    expect(answer.beneficiary_screened).toBe('ACME Corp');
  });

  test('none of them: then it is, and every party says so', async () => {
    const answer = await screen({
      country: 'DE',
      parties: [
        { role: 'beneficiary', name: 'ACME Corp', account: 'DE89370400440532013000' },
        { role: 'beneficiary_bank', bic: 'DEUTDEFF' },
        { role: 'ordering_entity', name: 'BankSubsidiary_TR' },
        { role: 'claimed_originator', name: 'treasury-ops@bank.local' },
        { role: 'beneficiary_bank' },
      ],
      free_text: 'salaries January, invoice 4711',
    });
    expect(answer).toMatchObject({ decision: 'CLEAR', match_type: 'NONE', confidence: 0, pass_to_next_agent: true });
    expect(answer.parties?.map(({ role, decision }) => `${role} ${decision}`)).toEqual([
      'beneficiary CLEAR',
      'beneficiary_bank CLEAR',
      'ordering_entity CLEAR',
      'claimed_originator CLEAR',
      'free_text CLEAR',
    ]);
  });
});

describe('an exact number of a listed party blocks', () => {
  test.each<[string, Omit<SanctionsInput, 'name'>, string]>([
    ['a ship', { parties: [{ role: 'vessel', identifiers: [{ type: 'imo', value: 'IMO 9187629' }] }] }, '1'],
    ['a ship named in the purpose', { free_text: 'freight MV NOBODY, IMO: 9187629' }, '1'],
    ['a wallet', { parties: [{ role: 'beneficiary', account: '12QtD5BFwRsdNsAZY76UVE1xyCGNTojH9h' }] }, '2'],
    [
      'a passport',
      { parties: [{ role: 'beneficiary', identifiers: [{ type: 'passport', value: 'p 445-5667' }] }] },
      '2',
    ],
    ['a passport said to be one in the purpose', { free_text: 'for the holder of passport no. P4455667' }, '2'],
    [
      'a tax number written apart',
      { parties: [{ role: 'payer', identifiers: [{ type: 'INN', value: '7734202860', country: 'RU' }] }] },
      '2',
    ],
    ['a long number of no stated kind', { free_text: 'contract 7734202860' }, '2'],
    ['a bank by its head office', { parties: [{ role: 'beneficiary_bank', bic: 'QUARDEFFXXX' }] }, '3'],
    ['a bank by any of its branches', { parties: [{ role: 'beneficiary_bank', bic: 'quardeff500' }] }, '3'],
    ['a listed branch', { parties: [{ role: 'beneficiary_bank', bic: 'QUARATWWABC' }] }, '3'],
  ])('%s', async (_, input, uid) => {
    const answer = await screen(input, numbers);
    expect(answer).toMatchObject({
      decision: 'BLOCK',
      match_type: 'EXACT',
      match_details: { uid, rule: 'listed_identifier' },
    });
  });

  test.each<[string, Omit<SanctionsInput, 'name'>]>([
    ['another branch than the listed one', { parties: [{ role: 'beneficiary_bank', bic: 'QUARATWWXYZ' }] }],
    ['the bank elsewhere in its country', { parties: [{ role: 'beneficiary_bank', bic: 'QUARDE33' }] }],
    [
      'the number issued by another country',
      { parties: [{ role: 'x', identifiers: [{ type: 'passport', value: 'P4455667', country: 'Chile' }] }] },
    ],
    [
      'the number as another kind',
      { parties: [{ role: 'x', identifiers: [{ type: 'tax number', value: 'P4455667' }] }] },
    ],
    ['a short number in a text', { free_text: 'order P4455667' }],
  ])('%s only escalates', async (_, input) => {
    expect(await screen(input, numbers)).toMatchObject({
      decision: 'ESCALATE',
      match_type: 'FUZZY_MEDIUM',
      match_details: { rule: 'likely_identifier' },
    });
  });

  test.each(['invoice 9187628', 'order 4711 of 2026-01-20, customer 100200', 'QUARRELS AND OTHER WORDS IN CAPITALS'])(
    'and nothing else does: %s',
    async (free_text) => {
      expect((await screen({ free_text }, numbers)).decision).toBe('CLEAR');
    },
  );
});

describe('what a match means is for its programme to say', () => {
  const cmic = entry('77', 'NORTHWIND OFFSHORE OIL', { programs: ['CMIC-EO13959'] });
  const restricted = toolOver(joinLists([demoList, listOf('OFAC Consolidated', [cmic])]));

  test('a restricted party escalates with the instruction of its programme', async () => {
    const answer = await screen({ name: 'Northwind Offshore Oil' }, restricted);
    expect(answer).toMatchObject({
      decision: 'ESCALATE',
      match_type: 'EXACT',
      match_details: { uid: '77', programme: { effect: 'restrict', rule_ids: ['prog-cmic'], unknown: [] } },
    });
    expect(answer.recommendation).toMatch(/^Hold for compliance review.*publicly traded securities/);
  });

  test('who stands on a blocking list too is blocked', async () => {
    const both = toolOver(
      joinLists([
        listOf('OFAC SDN', [...demoList.entries, { ...cmic, uid: '78', programs: ['CUBA'] }]),
        listOf('OFAC Consolidated', [cmic]),
      ]),
    );
    expect(await screen({ name: 'Northwind Offshore Oil' }, both)).toMatchObject({
      decision: 'BLOCK',
      match_details: { uid: '78' },
    });
  });

  test('a programme policy does not know escalates, and is named', async () => {
    const unknown = toolOver(
      joinLists([demoList, listOf('OFAC Consolidated', [{ ...cmic, programs: ['NEW-EO99999'] }])]),
    );
    const answer = await screen({ name: 'Northwind Offshore Oil' }, unknown);
    expect(answer).toMatchObject({
      decision: 'ESCALATE',
      match_details: { programme: { effect: 'unknown', unknown: ['NEW-EO99999'] } },
    });
    expect(answer.recommendation).toContain('NEW-EO99999');
  });

  test('a British listing without an asset freeze is no block, one with it is', async () => {
    const british = (measures: readonly string[]) =>
      toolOver(joinLists([demoList, listOf('UK Sanctions List', [{ ...cmic, programs: ['Russia'], measures }])]));
    const name = 'Northwind Offshore Oil';
    expect((await screen({ name }, british(['Trust Services Sanctions']))).decision).toBe('ESCALATE');
    expect((await screen({ name }, british(['Travel Ban', 'Asset freeze']))).decision).toBe('BLOCK');
  });
});

describe('a recorded false positive', () => {
  const maskan = demoList.entries.find(({ uid }) => uid === '4633')!;
  const record = (name: string, country: string | null): FalsePositive => ({
    id: 'FP-7',
    party: { name, country },
    listFamily: 'OFAC SDN',
    uid: '4633',
    rowHash: entryHash(maskan),
    recordedBy: ['Derya Acar', 'Jonas Weil'],
    reason: 'Another company, registered in Sharjah since 1998.',
    recordedOn: '2026-01-10',
    expiresOn: '2026-07-10',
  });

  test("counts with the payment's own country", async () => {
    const tool = toolOver(demoList, { records: [record('Maskan Trading FZE', 'AE')] });
    expect((await screen({ name: 'Maskan Trading FZE', country: 'AE' }, tool)).decision).toBe('CLEAR');
    expect((await screen({ name: 'Maskan Trading FZE' }, tool)).decision).toBe('ESCALATE');
  });

  test.each<[string, Omit<SanctionsInput, 'name'>]>([
    ['its country', { country: 'IR' }],
    ["its bank's country", { parties: [{ role: 'beneficiary_bank', bic: 'ABCDIRTH' }] }],
    ['a place in its purpose', { free_text: 'delivery to Tehran' }],
  ])('for any country clears nobody where the payment states a sanctioned place: %s', async (_, input) => {
    const tool = toolOver(demoList, { records: [record('Maskan Trading FZE', null)] });
    expect((await screen({ name: 'Maskan Trading FZE' }, tool)).decision).toBe('CLEAR');
    const answer = await screen({ name: 'Maskan Trading FZE', ...input }, tool);
    const payee = answer.parties?.[0];
    const found = [payee, ...(payee?.also_found ?? [])].find((one) => one?.match_details.uid === '4633');
    expect(found?.match_details.false_positives).toMatchObject([{ id: 'FP-7', state: 'void_sanctioned_place' }]);
  });

  test('clears an exact match only where policy says so', async () => {
    const records = [record('Bank Maskan', null)];
    const name = 'Bank Maskan';
    expect((await screen({ name }, toolOver(demoList, { records }))).decision).toBe('BLOCK');
    expect((await screen({ name }, toolOver(demoList, { records, mayClearExact: true }))).decision).toBe('CLEAR');
  });

  test('never clears a number', async () => {
    const melli = demoList.entries.find(({ name }) => name === 'BANK MELLI IRAN')!;
    const records = [{ ...record('ACME Corp', null), uid: melli.uid, rowHash: entryHash(melli) }];
    const tool = toolOver(demoList, { records, mayClearExact: true });
    expect((await screen({ parties: [{ role: 'beneficiary_bank', bic: 'MELIIRTH' }] }, tool)).decision).toBe('BLOCK');
  });
});

describe('what nobody can screen is refused by its name', () => {
  const problem = (input: object) => demo.inputSchema.safeParse({ name: 'ACME Corp', ...input }).error?.issues[0];
  test('more parties than a payment has', () => {
    const parties = Array.from({ length: 200 }, () => ({ role: 'beneficiary', name: 'X' }));
    expect(problem({ parties })).toMatchObject({ path: ['parties'], message: 'has more than 20 parties' });
  });
  test('a text longer than is searched', () => {
    expect(problem({ free_text: 'a'.repeat(10_001) })).toMatchObject({ path: ['free_text'] });
  });
  test('a field nobody knows', () => {
    expect(problem({ parties: [{ role: 'beneficiary', nmae: 'X' }] })?.path).toEqual(['parties', 0]);
  });
});

test('a later screening tells only what is new', async () => {
  const before = await screen({ name: 'Maskan Trading FZE' });
  expect(newHits([before], await screen({ name: 'Maskan Trading FZE' }))).toEqual([]);
  const grown = toolOver(listOf('OFAC SDN', [...demoList.entries, entry('9', 'ACME CORP')]));
  expect(newHits([await screen({})], await screen({}, grown))).toMatchObject([
    { role: 'beneficiary', name: 'ACME Corp', decision: 'BLOCK', uid: '9', matched_entity: 'ACME CORP' },
  ]);
  // Evidence from before parties were screened knows the beneficiary's finding alone.
  const { parties: _none, ...old } = before;
  expect(newHits([old], before)).toEqual([]);
});
