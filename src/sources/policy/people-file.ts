/** Reads who holds which role, by Entra object id. */
import { readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { Fault, type Problem, type Refusal } from '../../domain/values/errors';
import type { Member } from '../../domain/values/person';
import type { Role } from '../../domain/policy/tables/people/role-table';
import { faultLines, yamlProblem } from '../../domain/values/file-faults';
import { isBlank, nothingSeen } from '../../domain/values/text/visible';
import { readYaml } from '../../domain/values/yaml-document';
import type { Directory } from '../../ports/sources';

const guid = z
  .string()
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'is not an id like 00000000-0000-0000-0000-000000000001')
  .transform((id) => id.toLowerCase());

/** `people.yaml`. */
export const peopleSchema = z.strictObject({
  /** One directory; null where the file names nobody. */
  tenant_id: guid.nullable(),
  people: z.array(
    z.strictObject({
      name: z
        .string()
        .trim()
        .min(1, 'is empty')
        .max(140)
        .refine((name) => !isBlank(name), nothingSeen),
      email: z.email().nullable(),
      object_id: guid,
      roles: z.array(z.string()),
    }),
  ),
});
type PeopleFile = z.infer<typeof peopleSchema>;

/** Throws `policy_invalid` with one line for each fault: `demo/people.yaml:12: reason`. */
export function readPeople(file: string, roles: readonly Pick<Role, 'name'>[]): Directory {
  const parsed = parsePeople(file, readPeopleText(file), roles);
  if (!parsed.ok) throw invalid(parsed.problems);
  return parsed.directory;
}

export function parsePeople(
  file: string,
  text: string,
  roles: readonly Pick<Role, 'name'>[],
): { ok: true; directory: Directory } | Refusal {
  const read = readYaml<PeopleFile>(shownName(file), text, peopleSchema);
  if (!read.ok) return read;
  const { document } = read;
  const { value } = document;
  const problems = findFaults(value, new Set(roles.map(({ name }) => name))).map(({ path, reason }) =>
    yamlProblem(shownName(file), document.lineOf(path), reason),
  );
  return problems.length > 0 ? { ok: false, problems } : { ok: true, directory: createDirectory(value) };
}

/** Throws `policy_invalid`. */
export function readPeopleText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unreadable';
    throw new Fault('policy_invalid', `${shownName(file)}:1: cannot be read (${code})`, { cause });
  }
}

function shownName(file: string): string {
  return join(basename(dirname(resolve(file))), basename(file));
}

function createDirectory({ tenant_id: tenantId, people }: PeopleFile): Directory {
  const members: readonly Member[] = people.map(({ name, email, object_id: objectId, roles }) => ({
    tenantId: tenantId ?? '',
    objectId,
    name,
    email,
    roles,
  }));
  const byObjectId = new Map(members.map((member) => [member.objectId, member]));
  return {
    find: (tenant, objectId) =>
      tenant.toLowerCase() === tenantId ? (byObjectId.get(objectId.toLowerCase()) ?? null) : null,
    withRole: (role) => members.filter((member) => member.roles.includes(role)),
    members: () => members,
  };
}

function findFaults(
  { tenant_id: tenantId, people }: PeopleFile,
  known: ReadonlySet<string>,
): readonly { path: (string | number)[]; reason: string }[] {
  const faults = people.flatMap((person, at) => [
    ...person.roles.flatMap((role, row) =>
      known.has(role) ? [] : [{ path: ['people', at, 'roles', row], reason: `${person.name}: unknown role ${role}` }],
    ),
    ...(people.findIndex(({ object_id: id }) => id === person.object_id) < at
      ? [{ path: ['people', at, 'object_id'], reason: `${person.name}: the object id is used twice` }]
      : []),
    ...(person.email !== null &&
    people.findIndex(({ email }) => email?.toLowerCase() === person.email?.toLowerCase()) < at
      ? [{ path: ['people', at, 'email'], reason: `${person.name}: the email is used twice` }]
      : []),
  ]);
  return tenantId === null && people.length > 0
    ? [...faults, { path: ['tenant_id'], reason: 'people need a tenant_id' }]
    : faults;
}

function invalid(problems: readonly Problem[]): Fault {
  return new Fault('policy_invalid', faultLines(problems));
}
