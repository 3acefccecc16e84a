/** Who holds which role now: the people file, taken anew when it changes; a broken one is told, and the last good one stays. */
import { asFault, type Problem } from '../../domain/values/errors';
import { canonicalJson } from '../../domain/values/json';
import type { Role } from '../../domain/policy/tables/people/role-table';
import type { Directory } from '../../ports/sources';
import type { Log } from '../../ports/process';
import { parsePeople, readPeople, readPeopleText } from './people-file';

export interface PeopleInForce extends Directory {
  /** Looks whether the file, or the roles it may use, have changed. */
  reload(): void;
  /** What is wrong with a changed file that could not come into force; none while the newest is in force. */
  problems(): readonly Problem[];
  /** Roles that payments may wait for and nobody can answer for, in the policy's order. */
  rolesNobodyHolds(): readonly string[];
}

export interface PeopleInForceDeps {
  readonly file: string;
  /** Those of the policy in force. */
  readonly roles: () => readonly Role[];
  readonly log: Log;
}

/** Throws `policy_invalid` where the file cannot be used at the start; later it only says so. */
export function createPeopleInForce({ file, roles, log }: PeopleInForceDeps): PeopleInForce {
  let seen = { text: readPeopleText(file), roles: roles() };
  let inForce = readPeople(file, seen.roles);
  let problems: readonly Problem[] = [];

  return {
    find: (tenantId, objectId) => inForce.find(tenantId, objectId),
    withRole: (role) => inForce.withRole(role),
    members: () => inForce.members(),
    problems: () => problems,
    rolesNobodyHolds: () => unheldIn(inForce),
    reload() {
      const text = readAgain();
      if (text === null) return;
      const hasChanged =
        text !== seen.text || roles() !== seen.roles || problems.some(({ code }) => code === unreadable);
      if (!hasChanged) return;
      seen = { text, roles: roles() };
      const parsed = parsePeople(file, text, seen.roles);
      if (!parsed.ok) {
        refuseChange(parsed.problems);
        return;
      }
      problems = [];
      takeIn(parsed.directory);
    },
  };

  function takeIn(directory: Directory): void {
    if (canonicalJson(directory.members()) === canonicalJson(inForce.members())) return;
    const before = new Set(unheldIn(inForce));
    inForce = directory;
    log.info({ people: directory.members().length }, 'a changed people file is in force');
    const lost = unheldIn(directory).filter((role) => !before.has(role));
    if (lost.length > 0) log.warn({ roles: lost }, 'nobody holds a role any more that payments may wait for');
  }

  function unheldIn(directory: Directory): readonly string[] {
    return roles().flatMap(({ name }) => (directory.withRole(name).length === 0 ? [name] : []));
  }

  /** Null where the file cannot be read: that is told once. */
  function readAgain(): string | null {
    try {
      return readPeopleText(file);
    } catch (error) {
      const told: readonly Problem[] = [{ code: unreadable, message: asFault(error).message }];
      if (canonicalJson(told) !== canonicalJson(problems)) refuseChange(told);
      return null;
    }
  }

  function refuseChange(found: readonly Problem[]): void {
    problems = found;
    log.warn(
      { problems: found.map(({ message }) => message) },
      'a changed people file cannot be used; the last good one stays in force',
    );
  }
}

const unreadable = 'file_unreadable' as const;
