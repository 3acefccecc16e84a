import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { listFiles, parties, putList } from '../sources/watch-lists/list-fixture';
import { inFolder, runDesk } from './run-desk';

const local = { PROFILE: 'local' };
const lines = (text: string): unknown[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);

describe('screen --batch', () => {
  test('answers every row in order, with what was matched and how long it took', async () => {
    const input =
      '\uFEFFid,Query,country\n1,BANK MASKAN,\n2,"ACME, Corp ""A""",US\n3,,\n4,Maskan Trading FZE,IR\n5,Владимир Путин,\n';
    const { code, stdout } = await runDesk(['screen', '--batch', '-'], { input, environment: local });
    expect(code).toBe(0);
    expect(lines(stdout)).toMatchObject([
      {
        query: 'BANK MASKAN',
        decision: 'BLOCK',
        confidence: 98,
        match_type: 'EXACT',
        matched_uid: '4633',
        matched_name: 'BANK MASKAN',
      },
      {
        query: 'ACME, Corp "A"',
        decision: 'CLEAR',
        confidence: 0,
        match_type: 'NONE',
        matched_uid: null,
        matched_name: null,
      },
      { query: '', decision: 'ESCALATE', match_type: 'NONE' },
      { query: 'Maskan Trading FZE', decision: 'ESCALATE', match_type: 'FUZZY_MEDIUM', matched_uid: '4633' },
      { query: 'Владимир Путин', decision: 'BLOCK', matched_uid: '35096' },
    ]);
    for (const line of lines(stdout))
      expect(Object.keys(line as object)).toEqual([
        'query',
        'decision',
        'confidence',
        'match_type',
        'matched_uid',
        'matched_name',
        'ms',
      ]);
  });

  test.each([
    ['a file without the column', 'name\nX\n', /no column query.*column_missing/],
    ['an empty file', '', /no column query/],
  ])('refuses %s', async (_, input, reason) => {
    const { code, stdout, stderr } = await runDesk(['screen', '--batch', '-'], { input, environment: local });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(reason);
  });

  test('refuses a file that is not there, and a call without a name', async () => {
    expect(await runDesk(['screen', '--batch', 'nowhere.csv'], { environment: local })).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/ENOENT/) as string,
    });
    expect(await runDesk(['screen'], { environment: local })).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/name_missing/) as string,
    });
  });
});

describe('compare', () => {
  test('--batch answers every pair in order, whatever other columns there are', async () => {
    const input =
      'case,name1,name2,schema,is_match\na,Vladimir Putin,Владимир Путин,Person,1\nb,Bank Maskan,Bank Melli,Company,0\n';
    const { code, stdout } = await runDesk(['compare', '--batch', '-'], { input });
    expect(code).toBe(0);
    const [same, other] = lines(stdout) as { name1: string; name2: string; score: number; features: object }[];
    expect(Object.keys(same!)).toEqual(['name1', 'name2', 'score', 'features']);
    expect(same!.score).toBeGreaterThanOrEqual(0.7);
    expect(other).toMatchObject({ name1: 'Bank Maskan', name2: 'Bank Melli' });
    expect(other!.score).toBeLessThan(0.7);
  });

  test('takes two names too', async () => {
    const { stdout } = await runDesk(['compare', 'Bank Maskan', 'BANK MASKAN']);
    expect(JSON.parse(stdout)).toMatchObject({ score: 1 });
  });
});

describe('lists', () => {
  test('update, status and diff: a folder taken in, then a worse one refused', async () =>
    inFolder(async (folder) => {
      const environment = { ...local, SANCTIONS_LIST_DIR: path.join(folder, 'list') };
      mkdirSync(environment.SANCTIONS_LIST_DIR);
      const take = (name: string) => runDesk(['lists', 'update', '--from', path.join(folder, name)], { environment });
      putList(path.join(folder, 'a'), parties, '2026-01-20');
      putList(path.join(folder, 'b'), [...parties, { uid: 900, name: 'NEWLY LISTED' }], '2026-01-21');
      putList(path.join(folder, 'c'), parties.slice(20), '2026-01-22');
      expect(await take('a')).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(/^in force {2}OFAC SDN of 2026-01-20, 40 entries, 80 names/) as string,
      });
      expect(await take('b')).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(/1 added\n {2}\+ 900 NEWLY LISTED/) as string,
      });
      expect(await take('c')).toMatchObject({
        code: 2,
        stdout: '',
        stderr: expect.stringMatching(/20 entries where the last good list has 41/) as string,
      });
      const status = await runDesk(['lists', 'status', '--json'], { environment });
      expect(JSON.parse(status.stdout)).toMatchObject([
        { list: 'OFAC SDN', date: '2026-01-21', entries: 41, usable: true },
      ]);
      const diff = await runDesk(['lists', 'diff', '--json'], { environment });
      expect(JSON.parse(diff.stdout)).toEqual({
        added: [{ uid: '900', name: 'NEWLY LISTED' }],
        removed: [],
        changed: [],
      });
      const screened = await runDesk(['screen', 'Newly Listed', '--json'], { environment });
      expect(JSON.parse(screened.stdout)).toMatchObject({ decision: 'BLOCK', audit: { list_date: '2026-01-21' } });
    })());

  test('update leaves the demo list alone', async () =>
    inFolder(async (folder) => {
      const from = putList(path.join(folder, 'a'), parties, '2026-01-20');
      const { code, stderr } = await runDesk(['lists', 'update', '--from', from], { environment: local });
      expect(code).toBe(2);
      expect(stderr).toMatch(/demo list.*SANCTIONS_LIST_DIR/);
    })());

  test('update with no list configured, or one nobody knows, is refused', async () => {
    expect(await runDesk(['lists', 'update', '--list', 'consolidated'], { environment: local })).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/CONSOLIDATED_LIST_DIR is not set/) as string,
    });
    expect(await runDesk(['lists', 'update', '--list', 'other'], { environment: local })).toMatchObject({ code: 2 });
  });
});

test('the consolidated list is screened beside the SDN list where it is configured', async () =>
  inFolder(async (folder) => {
    for (const [name, text] of Object.entries(listFiles([{ uid: 901, name: 'QUILLFEATHER HOLDING' }], 'consolidated')))
      writeFileSync(path.join(folder, name), text, 'latin1');
    const environment = { ...local, CONSOLIDATED_LIST_DIR: folder, CONSOLIDATED_LIST_DATE: '2026-01-20' };
    const { stdout } = await runDesk(['screen', 'Quillfeather Holding', '--json'], { environment });
    expect(JSON.parse(stdout)).toMatchObject({
      // Its programme TEST stands nowhere in policy: compliance decides, and the answer says so.
      decision: 'ESCALATE',
      match_type: 'EXACT',
      match_details: { programme: { effect: 'unknown', unknown: ['TEST'] } },
      audit: {
        list_family: 'OFAC Consolidated',
        list_date: '2026-01-20',
        lists: [{ name: 'DEMO LIST' }, { name: 'OFAC Consolidated' }],
      },
    });
  })());

test('recorded false positives count where they are configured', async () =>
  inFolder(async (folder) => {
    const recorded = path.join(folder, 'false-positives.yaml');
    const screen = async (environment: Record<string, string>) =>
      JSON.parse(
        (await runDesk(['screen', 'Maskan Trading FZE', '--json'], { environment: { ...local, ...environment } }))
          .stdout,
      ) as {
        decision: string;
        match_details: { row_hash: string };
      };
    const before = await screen({});
    writeFileSync(
      recorded,
      `false_positives:\n  - id: FP-1\n    party: { name: Maskan Trading FZE, country: null }\n    entry: { list: OFAC SDN, uid: "4633", row_hash: ${before.match_details.row_hash} }\n    recorded_by: [A Person, B Person]\n    reason: Another company, in business since 1998.\n    recorded_on: 2026-01-10\n    expires_on: 2026-07-10\n`,
    );
    expect(before.decision).toBe('ESCALATE');
    expect((await screen({ FALSE_POSITIVES_FILE: recorded })).decision).toBe('CLEAR');
  })());
