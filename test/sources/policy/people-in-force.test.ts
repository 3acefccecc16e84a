import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createPeopleInForce } from '../../../src/sources/policy/people-in-force';
import { shippedPolicy } from '../../domain/policy/shipped-policy';
import { createRecordingLog } from '../../fakes/recording-log';

const tenant = '00000000-0000-0000-0000-0000000000d1';
const id = (number: number) => `00000000-0000-0000-0000-00000000000${number}`;

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'desk-people-'));
  file = path.join(folder, 'people.yaml');
  write(['CFO', 'Treasury Manager'], ['CFO']);
});
afterEach(() => rmSync(folder, { recursive: true }));

/** One person for each list of roles. */
function write(...people: readonly (readonly string[])[]): void {
  const rows = people.map(
    (roles, at) =>
      `  - { name: P${at}, email: p${at}@bank.local, object_id: ${id(at + 1)}, roles: [${roles.join(', ')}] }`,
  );
  writeFileSync(file, ['tenant_id: ' + tenant, 'people:', ...rows, ''].join('\n'));
}

function open(roles = () => shippedPolicy.roles) {
  const log = createRecordingLog();
  return { people: createPeopleInForce({ file, roles, log }), log };
}

test('a role taken away is gone at the next look', () => {
  const { people, log } = open();
  write(['CFO'], ['CFO']);
  expect(people.find(tenant, id(1))?.roles).toEqual(['CFO', 'Treasury Manager']);
  people.reload();
  expect(people.find(tenant, id(1))?.roles).toEqual(['CFO']);
  expect(log.lines.map(({ message }) => message)).toEqual([
    'a changed people file is in force',
    'nobody holds a role any more that payments may wait for',
  ]);
  expect(log.lines[1]?.fields).toEqual({ roles: ['Treasury Manager'] });
});

test('a person taken out is nobody, and a person put in is somebody', () => {
  const { people } = open();
  write(['CFO']);
  people.reload();
  expect(people.find(tenant, id(2))).toBeNull();
  write(['CFO'], [], ['MLRO']);
  people.reload();
  expect(people.withRole('MLRO').map(({ name }) => name)).toEqual(['P2']);
});

test.each([
  ['an unknown role', () => write(['Chief of Everything'])],
  ['no YAML', () => writeFileSync(file, 'people: [')],
  ['nothing', () => writeFileSync(file, '')],
  ['no file', () => rmSync(file)],
  [
    'an object id used twice',
    () =>
      writeFileSync(
        file,
        `tenant_id: ${tenant}\npeople:\n${`  - { name: A, email: null, object_id: ${id(1)}, roles: [] }\n`.repeat(2)}`,
      ),
  ],
])('%s leaves the last good people in force and says why, once', (_kind, spoil) => {
  const { people, log } = open();
  spoil();
  people.reload();
  people.reload();
  expect(people.members()).toHaveLength(2);
  expect(people.problems()).not.toEqual([]);
  expect(log.lines).toHaveLength(1);
  write(['CFO', 'Treasury Manager'], ['CFO']);
  people.reload();
  expect(people.problems()).toEqual([]);
});

test('roles that nobody holds are named, in the policy’s order', () => {
  const { people } = open();
  expect(people.rolesNobodyHolds()).toContain('Payments Operator');
  expect(people.rolesNobodyHolds()).not.toContain('CFO');
});

test('a role the policy takes out of use is a fault of the people file from then on', () => {
  let roles = shippedPolicy.roles;
  const { people } = open(() => roles);
  roles = roles.filter(({ name }) => name !== 'Treasury Manager');
  people.reload();
  expect(people.problems()).toMatchObject([
    { message: expect.stringContaining('unknown role Treasury Manager') as string },
  ]);
  roles = shippedPolicy.roles;
  people.reload();
  expect(people.problems()).toEqual([]);
});
