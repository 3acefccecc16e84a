/** Rights no policy may leave open: every act has exactly one rule, and what a screening matched stays with compliance. */
import { rightActs, type Right } from '../tables/rights-table';
import type { Policy } from '../policy';
import type { PolicyFault } from '../tables/policy-fault';

export function checkRights({ rights, roles }: Policy): readonly PolicyFault[] {
  const compliance = roles.filter(({ line }) => line === 'compliance').map(({ name }) => name);
  return [...unnamed(rights), ...rights.flatMap((right, at) => opened(right, at, compliance))];
}

function unnamed(rights: readonly Right[]): readonly PolicyFault[] {
  return rightActs
    .filter((act) => !rights.some((right) => right.act === act))
    .map((act) => ({
      kind: 'right_missing',
      file: 'rights.yaml',
      path: ['rights'],
      reason: `no rule says who may ${act}`,
      ruleIds: [],
      example: { act },
    }));
}

/** Compliance's answers to a match, and the match itself, are compliance's alone. */
function opened({ id, act, given_to }: Right, at: number, compliance: readonly string[]): readonly PolicyFault[] {
  const isCompliance = act === 'read_screening' || act === 'clear_false_positive' || act === 'confirm_true_match';
  if (!isCompliance) return [];
  return given_to.flatMap((given, row): PolicyFault[] => {
    const staysThere =
      typeof given === 'string'
        ? given === 'asked' && act !== 'read_screening'
        : 'line' in given
          ? given.line === 'compliance'
          : compliance.includes('role' in given ? given.role : given.at_least);
    if (staysThere) return [];
    const whom = typeof given === 'string' ? given : Object.values(given).join();
    return [
      {
        kind: 'sanctions_loosened',
        file: 'rights.yaml',
        path: ['rights', at, 'given_to', row],
        reason: `${id}: ${act} is for compliance alone, not for ${whom}`,
        ruleIds: [id],
        example: { act, given_to: whom },
      },
    ];
  });
}
