import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { asFault } from '../../../src/domain/values/errors';
import { readPeople } from '../../../src/sources/policy/people-file';
import { policyFolder, shippedPolicy } from '../../domain/policy/shipped-policy';

const demoFile = path.resolve(policyFolder, '../demo/people.yaml');
const tenant = '00000000-0000-0000-0000-0000000000d1';
const jane = 'name: Jane, email: jane@example.com, object_id: 00000000-0000-0000-0000-000000000001';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'desk-people-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function readText(text: string) {
  const file = path.join(folder, 'people.yaml');
  writeFileSync(file, text);
  return readPeople(file, shippedPolicy.roles);
}

function refusalOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    const { code, message } = asFault(error);
    return `${code} ${message}`;
  }
  throw new Error('nothing was refused');
}

test('the demo has twelve people: somebody for every role, and a deputy at the top of each line', () => {
  const directory = readPeople(demoFile, shippedPolicy.roles);
  expect(directory.members()).toHaveLength(12);
  const holders = shippedPolicy.roles.map(({ name, escalates_to: up }) => [up, directory.withRole(name).length]);
  for (const [up, count] of holders) expect(count).toBe(up === null ? 2 : 1);
});

test('the demo originator asks for payments and approves none', () => {
  const [dana] = readPeople(demoFile, shippedPolicy.roles).members();
  expect(dana).toMatchObject({ name: 'Dana Demir', email: 'treasury-ops@bank.local', tenantId: tenant, roles: [] });
});

test('people are found by tenant and object id, whatever the case of the letters', () => {
  const directory = readPeople(demoFile, shippedPolicy.roles);
  const maya = directory.withRole('Treasury Manager')[0];
  expect(directory.find(tenant.toUpperCase(), maya?.objectId.toUpperCase() ?? '')).toBe(maya);
  expect(directory.find('00000000-0000-0000-0000-000000000000', maya?.objectId ?? '')).toBeNull();
  expect(directory.find(tenant, '00000000-0000-0000-0000-000000000999')).toBeNull();
});

test('the shipped people file names nobody, so nobody can approve', () => {
  const directory = readPeople(path.join(policyFolder, 'people.yaml'), shippedPolicy.roles);
  expect(directory.members()).toEqual([]);
  expect(directory.find('', '')).toBeNull();
});

test.each([
  [
    'an unknown role',
    `tenant_id: ${tenant}\npeople:\n  - { ${jane}, roles: [Treasurer] }`,
    /people\.yaml:3: Jane: unknown role Treasurer/,
  ],
  [
    'an object id used twice',
    `tenant_id: ${tenant}\npeople:\n  - { ${jane}, roles: [] }\n  - { ${jane.replace('jane@', 'joe@')}, roles: [] }`,
    /people\.yaml:4: Jane: the object id is used twice/,
  ],
  [
    'an email used twice',
    `tenant_id: ${tenant}\npeople:\n  - { ${jane}, roles: [] }\n  - { ${jane.replace('0001', '0002').replace('jane@', 'JANE@')}, roles: [] }`,
    /people\.yaml:4: Jane: the email is used twice/,
  ],
  [
    'people without a tenant',
    `tenant_id: null\npeople:\n  - { ${jane}, roles: [] }`,
    /people\.yaml:1: people need a tenant_id/,
  ],
  [
    'a name that nobody sees',
    `tenant_id: ${tenant}\npeople:\n  - { ${jane.replace('Jane', '"\\u200b\\u3164"')}, roles: [] }`,
    /people\.yaml:3: .*name: has nothing that can be seen/,
  ],
  ['an id that is none', `tenant_id: contoso\npeople: []`, /people\.yaml:1: tenant_id: is not an id/],
  [
    'an unknown key',
    `tenant_id: ${tenant}\npeople:\n  - { ${jane}, roles: [], admin: true }`,
    /people\.yaml:3: .*admin/,
  ],
])('%s is refused with file and line', (_what, text, expected) => {
  expect(refusalOf(() => readText(text))).toMatch(expected);
});

test('a missing file is refused by name', () => {
  expect(refusalOf(() => readPeople(path.join(folder, 'nobody.yaml'), []))).toMatch(
    /^policy_invalid .*nobody\.yaml:1: cannot be read \(ENOENT\)$/,
  );
});
