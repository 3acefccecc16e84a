/** What the tables must agree on among themselves before a policy can be used. */
import { didYouMean } from '../../values/text/did-you-mean';
import { currencyExponent, decimal } from '../../values/money';
import type { YamlPath } from '../../values/yaml-document';
import { checkMatrices } from './check-matrices';
import { checkNotOffered } from './check-not-offered';
import { checkOutcomes } from './check-outcomes';
import { checkRights } from './check-rights';
import { checkSanctionsRules } from './check-sanctions-rules';
import type { PolicyFault } from '../tables/policy-fault';
import type { PolicyFile } from '../tables/policy-files';
import type { Policy } from '../policy';

type Named = readonly [name: string, file: PolicyFile, path: YamlPath];

/** Every fault found; none means the policy can be used. */
export function checkPolicy(policy: Policy): readonly PolicyFault[] {
  return [
    ...checkMatrices(policy),
    ...checkSanctionsRules(policy),
    ...checkOutcomes(policy),
    ...checkRights(policy),
    ...duplicates(
      'right',
      policy.rights.map(({ act }, at) => [act, 'rights.yaml', ['rights', at, 'act']]),
    ),
    ...duplicates('id', idsOf(policy)),
    ...duplicates(
      'role',
      policy.roles.map(({ name }, at) => [name, 'roles.yaml', ['roles', at, 'name']]),
    ),
    ...duplicates(
      'reason code',
      policy.reasons.map(({ code }, at) => [code, 'reason-codes.yaml', ['reasons', at, 'code']]),
    ),
    ...unknownNames('role', new Set(policy.roles.map(({ name }) => name)), roleUses(policy)),
    ...unknownNames(
      'rail',
      new Set(policy.rails.rails.map(({ id }) => id)),
      policy.rails.routes.map(({ rail }, at) => [rail, 'rails.yaml', ['routes', at, 'rail']]),
    ),
    ...unknownNames('calendar', new Set(policy.calendars.calendars.map(({ id }) => id)), calendarUses(policy)),
    ...unknownNames(
      'retention',
      new Set(policy.procedures.retention.map(({ id }) => id)),
      policy.procedures.procedures.map(({ retention }, at) => [
        retention,
        'procedures.yaml',
        ['procedures', at, 'retention'],
      ]),
    ),
    ...unfitProcedures(policy),
    ...unfitRoutes(policy),
    ...unfitCutoffs(policy),
    ...checkNotOffered(policy),
    ...unfitBuffers(policy),
    ...unfitAmounts(policy),
  ];
}

function idsOf(policy: Policy): readonly Named[] {
  const rows = (file: PolicyFile, key: string, list: readonly { readonly id: string }[]): Named[] =>
    list.map(({ id }, at) => [id, file, [key, at, 'id']]);
  return [
    ...rows('decision-matrix.yaml', 'rules', policy.decisions.rules),
    [policy.decisions.manual_review.id, 'decision-matrix.yaml', ['manual_review', 'id']],
    ...rows('approval-matrix.yaml', 'tiers', policy.approvals.tiers),
    ...rows('approval-matrix.yaml', 'rules', policy.approvals.rules),
    [policy.approvals.after_hours.id, 'approval-matrix.yaml', ['after_hours', 'id']],
    ...rows('access.yaml', 'acts', policy.access.acts),
    ...rows('legal-holds.yaml', 'holds', policy.legalHolds.holds),
    ...(['reminders', 'escalation', 'claim'] as const).map((key): Named => [
      policy.deadlines[key].id,
      'deadlines.yaml',
      [key, 'id'],
    ]),
    ...rows('segregation-of-duties.yaml', 'rules', policy.segregation.rules),
    ...rows('rights.yaml', 'rights', policy.rights),
    [policy.segregation.override_justification.id, 'segregation-of-duties.yaml', ['override_justification', 'id']],
    [policy.cutoffs.grace.id, 'cutoffs.yaml', ['grace', 'id']],
    ...rows('cutoffs.yaml', 'internal', policy.cutoffs.internal),
    ...rows('cutoffs.yaml', 'bank', policy.cutoffs.bank),
    ...rows('cutoffs.yaml', 'not_offered', policy.cutoffs.not_offered ?? []),
    ...rows('rails.yaml', 'rails', policy.rails.rails),
    ...rows('rails.yaml', 'routes', policy.rails.routes),
    ...rows('calendars.yaml', 'calendars', policy.calendars.calendars),
    [policy.rates.id, 'fx-rates.yaml', ['id']],
    ...rows('procedures.yaml', 'retention', policy.procedures.retention),
    ...rows('sanctions.yaml', 'jurisdictions', policy.sanctions.jurisdictions ?? []),
    ...rows('sanctions.yaml', 'programmes', policy.sanctions.programmes ?? []),
    ...rows('sanctions.yaml', 'block_reports', policy.sanctions.block_reports ?? []),
    ...rows('unusual.yaml', 'rules', policy.unusual?.rules ?? []),
    ...rows('liquidity.yaml', 'buffers', policy.liquidity.buffers),
    [policy.liquidity.severity.id, 'liquidity.yaml', ['severity', 'id']],
    [policy.liquidity.data_age.id, 'liquidity.yaml', ['data_age', 'id']],
    ...(policy.liquidity.proof ? [[policy.liquidity.proof.id, 'liquidity.yaml', ['proof', 'id']] as const] : []),
    ...rows('liquidity.yaml', 'credit_lines', policy.liquidity.credit_lines),
  ];
}

function roleUses(policy: Policy): readonly Named[] {
  const { tiers, rules } = policy.approvals;
  return [
    ...policy.roles.flatMap(({ escalates_to: up }, at): Named[] =>
      up === null ? [] : [[up, 'roles.yaml', ['roles', at, 'escalates_to']]],
    ),
    ...policy.decisions.rules.flatMap(({ approvals }, at): Named[] =>
      approvals === 'approval_matrix'
        ? []
        : approvals.map(({ role }, row) => [role, 'decision-matrix.yaml', ['rules', at, 'approvals', row]]),
    ),
    [policy.decisions.manual_review.at_least, 'decision-matrix.yaml', ['manual_review', 'at_least']],
    ...tiers.flatMap(({ roles }, at) =>
      roles.map((role, row): Named => [role, 'approval-matrix.yaml', ['tiers', at, 'roles', row]]),
    ),
    ...rules.flatMap(({ require }, at): Named[] =>
      'at_least' in require
        ? [[require.at_least, 'approval-matrix.yaml', ['rules', at, 'require', 'at_least']]]
        : require.map(({ role }, row) => [role, 'approval-matrix.yaml', ['rules', at, 'require', row]]),
    ),
    [policy.cutoffs.grace.at_least, 'cutoffs.yaml', ['grace', 'at_least']],
    ...(policy.unusual?.rules ?? []).flatMap(({ consequence }, at): Named[] =>
      typeof consequence === 'string'
        ? []
        : [[consequence.at_least, 'unusual.yaml', ['rules', at, 'consequence', 'at_least']]],
    ),
    ...policy.rights.flatMap(({ given_to: given }, at) =>
      given.flatMap((to, row): Named[] => {
        const role = typeof to === 'string' || 'line' in to ? null : 'role' in to ? to.role : to.at_least;
        return role === null ? [] : [[role, 'rights.yaml', ['rights', at, 'given_to', row]]];
      }),
    ),
    ...policy.procedures.procedures.flatMap(({ steps, contacts }, at): Named[] => [
      ...steps.map(({ responsible }, row): Named => [
        responsible,
        'procedures.yaml',
        ['procedures', at, 'steps', row, 'responsible'],
      ]),
      ...contacts.map((role, row): Named => [role, 'procedures.yaml', ['procedures', at, 'contacts', row]]),
    ]),
    ...policy.procedures.contacts.map(({ role }, at): Named => [role, 'procedures.yaml', ['contacts', at, 'role']]),
  ];
}

function calendarUses(policy: Policy): readonly Named[] {
  return [
    ...policy.rails.rails.map(({ calendar }, at): Named => [calendar, 'rails.yaml', ['rails', at, 'calendar']]),
    ...(policy.sanctions.block_reports ?? []).map(({ calendar }, at): Named => [
      calendar,
      'sanctions.yaml',
      ['block_reports', at, 'calendar'],
    ]),
    ...Object.entries(policy.calendars.by_currency).map(([currency, id]): Named => [
      id,
      'calendars.yaml',
      ['by_currency', currency],
    ]),
    ...Object.entries(policy.calendars.by_entity ?? {}).map(([entity, id]): Named => [
      id,
      'calendars.yaml',
      ['by_entity', entity],
    ]),
  ];
}

/** Every decision has one procedure, and every procedure a decision. */
function unfitProcedures(policy: Policy): readonly PolicyFault[] {
  const decisions = [...policy.decisions.rules.map(({ id }) => id), policy.decisions.manual_review.id];
  const uses = policy.procedures.procedures.map(({ decision }, at): Named => [
    decision,
    'procedures.yaml',
    ['procedures', at, 'decision'],
  ]);
  const covered = new Set(uses.map(([name]) => name));
  return [
    ...unknownNames('decision', new Set(decisions), uses),
    ...duplicates('procedure for', uses),
    ...decisions
      .filter((id) => !covered.has(id))
      .map((id): PolicyFault => ({
        kind: 'procedure_missing',
        file: 'procedures.yaml',
        path: ['procedures'],
        reason: `no procedure for ${id}`,
        ruleIds: [id],
        example: { decision: id },
      })),
  ];
}

function unfitRoutes(policy: Policy): readonly PolicyFault[] {
  return duplicates(
    'route for',
    policy.rails.routes.flatMap(({ currency, channels }, at) =>
      channels.map((channel): Named => [`${currency} ${channel}`, 'rails.yaml', ['routes', at]]),
    ),
  );
}

function unfitCutoffs(policy: Policy): readonly PolicyFault[] {
  const keys = (key: 'internal' | 'bank') =>
    policy.cutoffs[key].map(({ entity, currency, channel }, at): Named => [
      `${entity} ${currency} ${channel}`,
      'cutoffs.yaml',
      [key, at],
    ]);
  return [...duplicates('internal cutoff for', keys('internal')), ...duplicates('bank cutoff for', keys('bank'))];
}

function unfitBuffers({ liquidity }: Policy): readonly PolicyFault[] {
  return duplicates(
    'buffer for',
    liquidity.buffers.map(({ entity, currency }, at): Named => [
      `${entity} ${currency}`,
      'liquidity.yaml',
      ['buffers', at],
    ]),
  );
}

/** 15 digits: the most a JSON number carries there and back unchanged. */
const maxDigits = 15;

/** What no account of that currency can hold cannot be compared with a balance. */
function unfitAmounts({ liquidity }: Policy): readonly PolicyFault[] {
  const amounts = [
    ...liquidity.buffers.map(
      ({ id, currency, minimum }, at) => ({ id, currency, amount: minimum, path: ['buffers', at, 'minimum'] }) as const,
    ),
    ...liquidity.credit_lines.map(
      ({ id, currency, limit }, at) => ({ id, currency, amount: limit, path: ['credit_lines', at, 'limit'] }) as const,
    ),
  ];
  return amounts
    .filter(({ amount, currency }) => {
      const exponent = currencyExponent(currency) ?? 0;
      const exact = decimal(amount);
      return exact.decimalPlaces() > exponent || exact.toFixed(exponent).replace('.', '').length > maxDigits;
    })
    .map(({ id, amount, currency, path }) => ({
      kind: 'amount_unfit',
      file: 'liquidity.yaml',
      path,
      reason: `${id}: ${amount} has more decimals than ${currency}, or more than ${maxDigits} digits`,
      example: { amount, currency },
    }));
}

function duplicates(what: string, names: readonly Named[]): readonly PolicyFault[] {
  const seen = new Set<string>();
  return names.flatMap(([name, file, path]): PolicyFault[] => {
    if (seen.has(name))
      return [
        { kind: 'duplicate_name', file, path, reason: `${what} ${name} is used twice`, example: { [what]: name } },
      ];
    seen.add(name);
    return [];
  });
}

function unknownNames(what: string, known: ReadonlySet<string>, uses: readonly Named[]): readonly PolicyFault[] {
  return uses
    .filter(([name]) => !known.has(name))
    .map(([name, file, path]) => ({
      kind: 'unknown_name',
      file,
      path,
      reason: `unknown ${what} ${name}${didYouMean(name, known)}`,
      example: { [what]: name },
    }));
}
