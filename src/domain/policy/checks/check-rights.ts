/** Rights no policy may leave open: every act has exactly one rule, and what a screening matched stays with compliance. */
import { rightActs, rightsUnlessSaid, type Right, type RightAct } from '../tables/people/rights-table';
import type { Policy } from '../policy';
import type { PolicyFault } from '../tables/policy-fault';

export function checkRights({ rights, roles }: Policy): readonly PolicyFault[] {
  const compliance = roles.filter(({ line }) => line === 'compliance').map(({ name }) => name);
  return [...unnamed(rights), ...rights.flatMap((right, at) => opened(right, at, compliance))];
}

function unnamed(rights: readonly Right[]): readonly PolicyFault[] {
  return rightActs
    .filter((act) => ![...rights, ...rightsUnlessSaid].some((right) => right.act === act))
    .map((act) => ({
      kind: 'right_missing',
      file: 'rights.yaml',
      path: ['rights'],
      reason: `no rule says who may ${act}`,
      ruleIds: [],
      example: { act },
    }));
}

const ofCompliance: readonly RightAct[] = [
  'read_screening',
  'clear_false_positive',
  'confirm_true_match',
  'record_false_positive',
  'acknowledge_block',
];
/** Only where compliance is what a payment waits for does whoever is asked belong to it. */
const onlyInReview: readonly RightAct[] = ['clear_false_positive', 'confirm_true_match'];

/** Compliance's answers to a match, and the match itself, are compliance's alone. */
function opened({ id, act, given_to }: Right, at: number, compliance: readonly string[]): readonly PolicyFault[] {
  if (!ofCompliance.includes(act)) return [];
  return given_to.flatMap((given, row): PolicyFault[] => {
    const staysThere =
      typeof given === 'string'
        ? given === 'asked' && onlyInReview.includes(act)
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
