/** Where questions go when time runs out, whom to call, and which duties stay apart. */
import type { Policy } from '../../policy';
import type { Duty } from '../../tables/people/segregation-table';
import type { LintInput, Weakness } from '../finding';

/** Pairs of duties no treasury may leave to one person, whatever else its policy says. */
const dutiesApart: readonly (readonly [Duty, Duty])[] = [
  ['create', 'approve'],
  ['first_approval', 'second_approval'],
  ['request_override', 'grant_override'],
  ['compliance_clear', 'release'],
  ['change_beneficiary', 'approve_first_payment'],
  ['change_amount', 'approve'],
  ['delegate', 'own_request'],
];

export function lintRoles({ policy }: LintInput): readonly Weakness[] {
  return [...badEscalations(policy), ...missingContacts(policy), ...missingPairs(policy)];
}

function badEscalations({ roles }: Policy): readonly Weakness[] {
  return roles.flatMap((role, at): Weakness[] => {
    const up = roles.find(({ name }) => name === role.escalates_to);
    if (!up) return [];
    const where = { file: 'roles.yaml', path: ['roles', at, 'escalates_to'], ruleIds: [] } as const;
    const example = { role: role.name, unanswered_after_hours: role.sla_hours };
    if (loops(role.name, roles))
      return [
        { kind: 'escalation_loop', ...where, reason: `${role.name} escalates in a circle back to itself`, example },
      ];
    return up.line !== role.line || up.rank <= role.rank
      ? [
          {
            kind: 'escalation_not_upward',
            ...where,
            reason: `${role.name} escalates to ${up.name}, who does not stand above it`,
            example,
          },
        ]
      : [];
  });
}

function loops(start: string, roles: Policy['roles']): boolean {
  const seen = new Set<string>();
  for (let name: string | null = start; name !== null && !seen.has(name);) {
    seen.add(name);
    const current: string = name;
    name = roles.find((role) => role.name === current)?.escalates_to ?? null;
    if (name === start) return true;
  }
  return false;
}

function missingContacts({ roles, procedures }: Policy): readonly Weakness[] {
  return roles.flatMap(({ name }): Weakness[] =>
    procedures.contacts.some(({ role }) => role === name)
      ? []
      : [
          {
            kind: 'contact_missing',
            file: 'procedures.yaml',
            path: ['contacts'],
            reason: `no contact for ${name}`,
            ruleIds: [],
            example: { role: name },
          },
        ],
  );
}

function missingPairs({ segregation }: Policy): readonly Weakness[] {
  return dutiesApart.flatMap(([first, second]): Weakness[] =>
    segregation.rules.some(({ duties }) => duties.includes(first) && duties.includes(second))
      ? []
      : [
          {
            kind: 'segregation_missing',
            file: 'segregation-of-duties.yaml',
            path: ['rules'],
            reason: `no rule keeps ${first} and ${second} apart`,
            ruleIds: [],
            example: { duties: [first, second], by: 'one person' },
          },
        ],
  );
}
