import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { asFault } from '../../../src/domain/values/errors';
import { readPolicyFolder } from '../../../src/sources/policy/policy-folder';
import { policyFolder, shippedPolicy } from '../../domain/policy/shipped-policy';

let folder: string;
beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(tmpdir(), 'desk-policy-')), 'policy');
  cpSync(policyFolder, folder, { recursive: true });
});
afterEach(() => rmSync(path.dirname(folder), { recursive: true }));

function faultOf(read: () => unknown): { code: string; message: string } {
  try {
    read();
  } catch (error) {
    const { code, message } = asFault(error);
    return { code, message };
  }
  throw new Error('nothing was refused');
}

test('the shipped folder is a whole policy', () => {
  expect(readPolicyFolder(policyFolder)).toEqual(shippedPolicy);
});

test('a missing table is refused by name', () => {
  rmSync(path.join(folder, 'rails.yaml'));
  expect(faultOf(() => readPolicyFolder(folder))).toEqual({
    code: 'policy_invalid',
    message: 'policy/rails.yaml:1: cannot be read (ENOENT)',
  });
});

test('every fault is told with file and line', () => {
  writeFileSync(path.join(folder, 'sanctions.yaml'), '# age\nmax_list_age_days: { production: -1, demo: null }\n');
  writeFileSync(
    path.join(folder, 'fx-rates.yaml'),
    'id: fx-rates\nas_of: yesterday\nmax_age_days: null\nusd_per_unit: {}\n',
  );
  const { code, message } = faultOf(() => readPolicyFolder(folder));
  expect(code).toBe('policy_invalid');
  expect(message.split('\n')).toEqual([
    expect.stringMatching(/^policy\/fx-rates\.yaml:2: as_of: is not an instant/),
    expect.stringMatching(/^policy\/sanctions\.yaml:2: max_list_age_days\.production: /),
  ]);
});

test('an empty file is refused, not taken for an empty table', () => {
  writeFileSync(path.join(folder, 'roles.yaml'), '');
  expect(faultOf(() => readPolicyFolder(folder)).message).toMatch(/^policy\/roles\.yaml:1: /);
});
