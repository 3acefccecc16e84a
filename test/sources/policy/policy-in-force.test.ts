import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createPolicyInForce, readPolicyVersion } from '../../../src/sources/policy/policy-in-force';
import { policyFolder, shippedPolicy } from '../../domain/policy/shipped-policy';
import { createRecordingLog } from '../../fakes/recording-log';

let temporary: string;
let folder: string;
let versionsFolder: string;
beforeEach(() => {
  temporary = mkdtempSync(path.join(tmpdir(), 'desk-policy-'));
  folder = path.join(temporary, 'policy');
  versionsFolder = path.join(temporary, 'data', 'policies');
  cpSync(policyFolder, folder, { recursive: true });
});
afterEach(() => rmSync(temporary, { recursive: true }));

function edit(file: string, from: string, to: string): void {
  const text = readFileSync(path.join(folder, file), 'utf8');
  if (!text.includes(from)) throw new Error(`${file} has no "${from}"`);
  writeFileSync(path.join(folder, file), text.replace(from, to));
}

function open(log = createRecordingLog()) {
  return { source: createPolicyInForce({ folder, versionsFolder, log }), log };
}

test('a changed policy comes into force at the next look, and the one before is still known', () => {
  const { source, log } = open();
  edit('cutoffs.yaml', 'lead_time_minutes: 0', 'lead_time_minutes: 15');
  expect(source.current().cutoffs.lead_time_minutes).toBe(0);
  source.reload();
  expect(source.current().cutoffs.lead_time_minutes).toBe(15);
  expect(source.version(shippedPolicy.fingerprint)).toEqual(shippedPolicy);
  expect(source.version(source.current().fingerprint)).toEqual(source.current());
  expect(log.lines.map(({ level, message }) => [level, message])).toEqual([['info', 'a changed policy is in force']]);
});

test('a run started under an earlier policy finds it again after a restart', () => {
  open();
  edit('cutoffs.yaml', 'lead_time_minutes: 0', 'lead_time_minutes: 15');
  const { source } = open();
  expect(source.current().fingerprint).not.toBe(shippedPolicy.fingerprint);
  expect(source.version(shippedPolicy.fingerprint)).toEqual(shippedPolicy);
});

test('a broken change leaves the last good policy in force and says why, once', () => {
  const { source, log } = open();
  edit('rails.yaml', 'zone: Europe/London', 'zone: Europe/Londn');
  source.reload();
  source.reload();
  expect(source.current()).toEqual(shippedPolicy);
  expect(source.problems().map(({ message }) => message)).toEqual(
    [
      expect.stringMatching(/^policy\/rails\.yaml:\d+: rails\.5\.zone: is not a time zone/),
      expect.stringMatching(/^policy\/rails\.yaml:\d+: rails\.6\.zone: is not a time zone/),
    ].slice(0, source.problems().length),
  );
  expect(source.problems()).not.toEqual([]);
  expect(log.lines.map(({ level }) => level)).toEqual(['warn']);
});

test('repairing it puts an end to the problem', () => {
  const { source } = open();
  edit('cutoffs.yaml', 'lead_time_minutes: 0', 'lead_time_minutes: -1');
  source.reload();
  expect(source.problems()).toHaveLength(1);
  edit('cutoffs.yaml', 'lead_time_minutes: -1', 'lead_time_minutes: 5');
  source.reload();
  expect(source.problems()).toEqual([]);
  expect(source.current().cutoffs.lead_time_minutes).toBe(5);
});

test('undoing it does too, without a new policy', () => {
  const { source, log } = open();
  edit('cutoffs.yaml', 'lead_time_minutes: 0', 'lead_time_minutes: -1');
  source.reload();
  edit('cutoffs.yaml', 'lead_time_minutes: -1', 'lead_time_minutes: 0');
  source.reload();
  expect(source.problems()).toEqual([]);
  expect(log.lines).toHaveLength(1);
});

test('a file that vanishes is a problem until it is back', () => {
  const { source, log } = open();
  const file = path.join(folder, 'roles.yaml');
  const text = readFileSync(file, 'utf8');
  rmSync(file);
  source.reload();
  source.reload();
  expect(source.problems().map(({ message }) => message)).toEqual(['policy/roles.yaml:1: cannot be read (ENOENT)']);
  expect(source.current()).toEqual(shippedPolicy);
  expect(log.lines).toHaveLength(1);
  writeFileSync(file, text);
  source.reload();
  expect(source.problems()).toEqual([]);
});

test('a comment changes no policy', () => {
  const { source, log } = open();
  edit('cutoffs.yaml', 'lead_time_minutes: 0', '# a remark\nlead_time_minutes: 0');
  source.reload();
  expect(source.current().fingerprint).toBe(shippedPolicy.fingerprint);
  expect(log.lines).toEqual([]);
});

test('a kept version that was tampered with is not taken for the policy of its name', () => {
  open();
  const kept = path.join(versionsFolder, shippedPolicy.fingerprint, 'cutoffs.yaml');
  writeFileSync(kept, readFileSync(kept, 'utf8').replace('minutes: 30', 'minutes: 300'));
  expect(readPolicyVersion(versionsFolder, shippedPolicy.fingerprint)).toBeNull();
});

test('what was never in force, or is no fingerprint, is not known', () => {
  const { source } = open();
  expect([source.version('0'.repeat(64)), source.version('../policy')]).toEqual([null, null]);
});

test('without a folder for versions they are known as long as the process runs', () => {
  const source = createPolicyInForce({ folder, versionsFolder: null, log: createRecordingLog() });
  edit('cutoffs.yaml', 'lead_time_minutes: 0', 'lead_time_minutes: 15');
  source.reload();
  expect(source.version(shippedPolicy.fingerprint)).toEqual(shippedPolicy);
  expect(existsSync(versionsFolder)).toBe(false);
});
