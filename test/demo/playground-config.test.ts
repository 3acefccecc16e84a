import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { playgroundConfig, playgroundPeople, readDemoPeople } from '../../src/demo/playground-config';

const text = readFileSync(join(__dirname, '../../demo/people.yaml'), 'utf8');

function demoPeople() {
  const read = readDemoPeople('demo/people.yaml', text);
  if (!read.ok) throw new Error(read.problems[0]?.message);
  return read.people;
}

const user = z.strictObject({
  id: z.string(),
  name: z.string(),
  userPrincipleName: z.string(),
  aadObjectId: z.string(),
  givenName: z.string(),
  surname: z.string(),
  email: z.string(),
});
/** The Playground's own schema 0.1.1, as far as it refuses to start otherwise: it then ends without a word. */
const configSchema = z.strictObject({
  version: z.enum(['0.1.0', '0.1.1']),
  tenantId: z.string(),
  bot: z.strictObject({ id: z.string(), name: z.string().max(42) }),
  currentUser: user,
  users: z.array(user).length(5),
  personalChat: z.strictObject({ id: z.string() }),
  groupChat: z.strictObject({ id: z.string(), name: z.string() }),
  team: z.strictObject({
    id: z.string(),
    name: z.string(),
    aadGroupId: z.string(),
    channels: z.array(z.strictObject({ id: z.string(), name: z.string() })).max(1),
  }),
});

it('gives the Playground a configuration it accepts, with Dana Demir at the keyboard', () => {
  const config = configSchema.parse(parse(playgroundConfig(demoPeople())));
  expect(config.currentUser).toMatchObject({
    name: 'Dana Demir',
    givenName: 'Dana',
    surname: 'Demir',
    email: 'treasury-ops@bank.local',
  });
  expect(config.tenantId).toBe(demoPeople().tenant_id);
  expect(new Set([config.currentUser, ...config.users].map(({ id }) => id)).size).toBe(6);
});

it('seats everybody the demo payments ask for', () => {
  const roles = playgroundPeople(demoPeople()).flatMap((person) => person.roles);
  expect(roles).toEqual(
    expect.arrayContaining(['Payments Operator', 'Treasury Manager', 'Head of Treasury', 'Compliance Manager', 'MLRO']),
  );
});

it('refuses a people file with too few people, naming the file', () => {
  const read = readDemoPeople('demo/people.yaml', 'tenant_id: t\npeople: []\n');
  expect(read).toMatchObject({
    ok: false,
    problems: [{ message: expect.stringMatching(/^demo\/people\.yaml:2: .*six people/) as string }],
  });
});
