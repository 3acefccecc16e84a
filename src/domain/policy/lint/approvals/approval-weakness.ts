/** A weakness of the approval matrix, and where in its file a tier or rule stands. */
import type { JsonObject } from '../../../values/json';
import type { YamlPath } from '../../../values/yaml-document';
import type { Policy } from '../../policy';
import type { Weakness, WeaknessKind } from '../finding';

export function approvalWeakness(
  kind: WeaknessKind,
  path: YamlPath,
  reason: string,
  ruleIds: readonly string[],
  example: JsonObject,
): Weakness {
  return { kind, file: 'approval-matrix.yaml', path, reason, ruleIds, example };
}

export function pathOf({ approvals }: Policy, id: string): YamlPath {
  const tier = approvals.tiers.findIndex((candidate) => candidate.id === id);
  return tier >= 0 ? ['tiers', tier] : ['rules', approvals.rules.findIndex((candidate) => candidate.id === id)];
}

/** What a tier or rule is about, as an input. */
export function conditionsOf({ approvals }: Policy, id: string): JsonObject {
  const rule = approvals.rules.find((candidate) => candidate.id === id);
  if (rule) return { ...rule.when };
  return { amount: approvals.tiers.find((candidate) => candidate.id === id)?.up_to_usd ?? null, currency: 'USD' };
}
