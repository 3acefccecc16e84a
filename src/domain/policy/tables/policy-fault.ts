/** One thing wrong with a policy's tables: what kind, where it stands, and an input that shows it. */
import type { JsonObject } from '../../values/json';
import type { YamlPath } from '../../values/yaml-document';
import type { PolicyFile } from './policy-files';

/** Found whenever a policy is read: with one of these no policy comes into force. */
export const refusedKinds = [
  'decision_gap',
  'decision_overlap',
  'outcome_mismatch',
  'sanctions_loosened',
  'right_missing',
  'tier_bounds',
  'grace_unguarded',
  'not_offered_contradicted',
  'override_ungranted',
  'duplicate_name',
  'unknown_name',
  'procedure_missing',
  'amount_unfit',
] as const;

export interface PolicyFault<Kind extends string = (typeof refusedKinds)[number]> {
  readonly kind: Kind;
  readonly file: PolicyFile;
  readonly path: YamlPath;
  readonly reason: string;
  /** Left out: the rule the path stands in. */
  readonly ruleIds?: readonly string[];
  /** An input, in the words of the commands and files, that meets the fault. */
  readonly example: JsonObject;
}
