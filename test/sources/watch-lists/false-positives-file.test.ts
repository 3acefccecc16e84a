import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createCurrentFalsePositives, readFalsePositives } from '../../../src/sources/watch-lists/false-positives-file';
import { createRecordingLog } from '../../fakes/recording-log';

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'false-positives-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const hash = 'ab'.repeat(32);
const good = `false_positives:
  - id: FP-1
    party: { name: Maskan Trading FZE, country: AE }
    entry: { list: OFAC SDN, uid: "4633", row_hash: ${hash} }
    recorded_by: [Derya Acar, Jonas Weil]
    reason: Another company, registered in Sharjah since 1998.
    recorded_on: 2026-01-10
    expires_on: 2026-07-10
`;
function put(text: string): string {
  const file = path.join(folder, 'false-positives.yaml');
  writeFileSync(file, text);
  return file;
}

test('a record names party, entry, row, two people, reason and last day', () => {
  expect(readFalsePositives(put(good))).toEqual([
    {
      id: 'FP-1',
      party: { name: 'Maskan Trading FZE', country: 'AE' },
      listFamily: 'OFAC SDN',
      uid: '4633',
      rowHash: hash,
      recordedBy: ['Derya Acar', 'Jonas Weil'],
      reason: 'Another company, registered in Sharjah since 1998.',
      recordedOn: '2026-01-10',
      expiresOn: '2026-07-10',
    },
  ]);
});

describe('a record is refused with file, line and reason', () => {
  test.each([
    ['of one person alone', good.replace(', Jonas Weil', ''), /false-positives\.yaml:5: .*recorded_by/],
    [
      'of the same person twice',
      good.replace('Jonas Weil', 'derya acar'),
      /false-positives\.yaml:2: FP-1: needs two different people/,
    ],
    ['without a reason worth the name', good.replace(/reason: .*/, 'reason: ok'), /:6: .*at least 20 characters/],
    ['without a row', good.replace(hash, 'abc'), /:4: .*is not a SHA-256/],
    ['that never expires', good.replace('2026-07-10', '2036-07-10'), /within a year/],
    ['that expires before it begins', good.replace('2026-07-10', '2026-01-09'), /must expire after/],
    ['that is there twice', good + good.replace('false_positives:\n', ''), /FP-1 is there twice/],
    [
      'with a reason nobody sees',
      good.replace(/reason: .*/, `reason: "${'\\u200b'.repeat(40)}"`),
      /:6: .*at least 20 characters/,
    ],
    ['by somebody nobody sees', good.replace(/recorded_by: .*/, 'recorded_by: ["\\u2800", Lars]'), /can be seen/],
    ['with a field nobody knows', good.replace('reason:', 'released: true\n    reason:'), /released/],
  ])('%s', (_, text, reason) => {
    const file = put(text);
    expect(() => readFalsePositives(file)).toThrow(
      expect.objectContaining({ code: 'policy_invalid', message: expect.stringMatching(reason) as string }) as Error,
    );
  });
});

describe('while the desk runs', () => {
  test('a new record counts at once, and a file that cannot be read excuses nobody', () => {
    const log = createRecordingLog();
    const records = createCurrentFalsePositives(put('false_positives: []\n'), log);
    expect(records.current()).toEqual([]);
    put(good);
    expect(records.current()).toHaveLength(1);
    put(`${good}  - id: FP-2\n`);
    expect(records.current()).toEqual([]);
    expect(log.lines).toMatchObject([{ level: 'error' }]);
    put(`${good}\n`);
    expect(records.current()).toHaveLength(1);
    rmSync(path.join(folder, 'false-positives.yaml'));
    expect(records.current()).toEqual([]);
  });
});
