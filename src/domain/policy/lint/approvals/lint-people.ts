/** Whether the people there are can do what policy asks: nobody missing, nobody alone, nobody twice. */
import type { Member } from '../../../values/person';
import type { JsonObject } from '../../../values/json';
import type { Policy } from '../../policy';
import type { PolicyFile } from '../../tables/policy-files';
import type { YamlPath } from '../../../values/yaml-document';
import { pathOf } from './approval-weakness';
import type { LintInput, Weakness } from '../finding';
import type { AskedAt } from './standing-sets';

/** A set of people some payment needs, with every rule that asks for it; where the first of them stands, and its payment. */
interface NeededSet {
  readonly ruleIds: readonly string[];
  readonly roles: readonly string[];
  readonly file: PolicyFile;
  readonly path: YamlPath;
  readonly example: JsonObject;
}

export function lintPeople({ policy, asked, members }: LintInput): readonly Weakness[] {
  const sets = neededSets(policy, asked);
  const roles = [...new Set(sets.flatMap((set) => set.roles))];
  return [
    ...roles.flatMap((role) => unheld(policy, role, members, sets)),
    ...roles.flatMap((role) => withoutBackup(policy, role, members)),
    ...sets.flatMap((set) => answeredByOne(set, members)),
    ...members.flatMap((member) => onBothLines(policy, member, roles)),
  ];
}

/** Each distinct set once, with the first payment found that needs it. */
function neededSets(policy: Policy, asked: readonly AskedAt[]): readonly NeededSet[] {
  const found = new Map<string, NeededSet>();
  const add = (set: NeededSet) => {
    const key = [...set.roles].sort().join();
    if (set.roles.length === 0) return;
    const known = found.get(key) ?? set;
    found.set(key, { ...known, ruleIds: [...new Set([...known.ruleIds, ...set.ruleIds])] });
  };
  for (const { standing, example } of asked) {
    const { ruleId } = standing;
    const roles = [...new Set(standing.roles.map(({ role }) => role))];
    add({ ruleIds: [ruleId], roles, file: 'approval-matrix.yaml', path: pathOf(policy, ruleId), example });
  }
  policy.decisions.rules.forEach(({ id, when, approvals }, at) => {
    if (approvals === 'approval_matrix') return;
    const path = ['rules', at, 'approvals'];
    add({
      ruleIds: [id],
      roles: approvals.map(({ role }) => role),
      file: 'decision-matrix.yaml',
      path,
      example: { ...when },
    });
  });
  return [...found.values()];
}

function unheld(
  policy: Policy,
  role: string,
  members: readonly Member[],
  sets: readonly NeededSet[],
): readonly Weakness[] {
  const needing = sets.filter(({ roles }) => roles.includes(role));
  const [first] = needing;
  if (!first || holders(role, members).length > 0) return [];
  const ruleIds = [...new Set(needing.flatMap((set) => set.ruleIds))];
  return [
    {
      kind: 'role_unheld',
      file: 'roles.yaml',
      path: rolePath(policy, role),
      reason: `nobody holds ${role}, which ${ruleIds.join(', ')} ask for`,
      ruleIds,
      example: first.example,
    },
  ];
}

/** A backup is another holder, or a holder of a role the question goes up to when time runs out. */
function withoutBackup(policy: Policy, role: string, members: readonly Member[]): readonly Weakness[] {
  const own = holders(role, members);
  const [holder] = own;
  if (!holder || own.length > 1) return [];
  const above = rolesAbove(policy, role);
  if (above.some((name) => holders(name, members).some((other) => other !== holder))) return [];
  return [
    {
      kind: 'role_without_backup',
      file: 'roles.yaml',
      path: rolePath(policy, role),
      reason: `${role} rests on ${holder.name} alone: no second holder, and nobody it escalates to`,
      ruleIds: [],
      example: { role, absent: holder.name },
    },
  ];
}

/** Four eyes that one person could satisfy: somebody holds two roles of one set. */
function answeredByOne(
  { ruleIds, roles, file, path, example }: NeededSet,
  members: readonly Member[],
): readonly Weakness[] {
  const member = members.find((person) => roles.filter((role) => person.roles.includes(role)).length > 1);
  if (!member) return [];
  const both = roles.filter((role) => member.roles.includes(role));
  return [
    {
      kind: 'four_eyes_by_one',
      file,
      path,
      reason: `${ruleIds.join(', ')}: ${member.name} holds ${both.join(' and ')}, so one person could answer for both`,
      ruleIds,
      example: { ...example, person: member.name },
    },
  ];
}

/** Clearing a match and approving its release are two people's work (sod-compliance-release). */
function onBothLines(policy: Policy, member: Member, asked: readonly string[]): readonly Weakness[] {
  const held = policy.roles.filter(({ name }) => member.roles.includes(name) && asked.includes(name));
  const review = held.find(({ line }) => line === 'compliance');
  const money = held.find(({ line }) => line === 'treasury');
  if (!review || !money) return [];
  const rule = policy.segregation.rules.find(({ duties }) => duties.includes('compliance_clear'));
  return [
    {
      kind: 'duties_in_one_hand',
      file: 'segregation-of-duties.yaml',
      path: rule ? ['rules', policy.segregation.rules.indexOf(rule)] : ['rules'],
      reason: `${member.name} holds ${review.name} and ${money.name}: clearing a match and approving its payment`,
      ruleIds: rule ? [rule.id] : [],
      example: { sanctions: 'ESCALATE', person: member.name },
    },
  ];
}

function holders(role: string, members: readonly Member[]): readonly Member[] {
  return members.filter(({ roles }) => roles.includes(role));
}

function rolesAbove(policy: Policy, role: string): readonly string[] {
  const above: string[] = [];
  let up = policy.roles.find(({ name }) => name === role)?.escalates_to ?? null;
  while (up !== null && up !== role && !above.includes(up)) {
    above.push(up);
    const next: string = up;
    up = policy.roles.find(({ name }) => name === next)?.escalates_to ?? null;
  }
  return above;
}

function rolePath({ roles }: Policy, role: string): YamlPath {
  return ['roles', roles.findIndex(({ name }) => name === role)];
}
