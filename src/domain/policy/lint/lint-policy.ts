/** Everything weak or wrong about a policy, file by file and line by line, before it bites. */
import type { JsonObject } from '../../values/json';
import type { YamlPath } from '../../values/yaml-document';
import { checkPolicy } from '../checks/check-policy';
import type { PolicyTables } from '../parse-policy';
import type { PolicyFault } from '../tables/policy-fault';
import type { PolicyFile } from '../tables/policy-files';
import type { LintInput, LintKind, Weakness } from './finding';
import { lintApprovalRules } from './approvals/lint-approval-rules';
import { lintBands } from './approvals/lint-bands';
import { lintBuffers } from './lint-buffers';
import { lintBypass } from './approvals/lint-bypass';
import { lintCalendars } from './lint-calendars';
import { lintCutoffs } from './lint-cutoffs';
import { lintDecisions } from './lint-decisions';
import { lintFourEyes } from './approvals/lint-four-eyes';
import { lintJurisdictions } from './sanctions/lint-jurisdictions';
import { lintLines } from './approvals/lint-lines';
import { lintPeople } from './approvals/lint-people';
import { lintProcedures } from './lint-procedures';
import { lintProgrammes } from './sanctions/lint-programmes';
import { lintRates } from './lint-rates';
import { lintRoles } from './approvals/lint-roles';
import { lintSlips } from './slips';
import { lintTiers } from './approvals/lint-tiers';
import { lintUnusual } from './lint-unusual';
import { lintWatchList } from './sanctions/lint-watch-list';
import { askEverywhere } from './approvals/standing-sets';

/** As the command prints it. */
export interface LintFinding {
  readonly kind: LintKind;
  readonly file: PolicyFile;
  /** 1-based. */
  readonly line: number;
  readonly rule_ids: readonly string[];
  readonly reason: string;
  /** An input that meets the fault. */
  readonly example: JsonObject;
}

const families = [
  lintDecisions,
  lintBypass,
  lintApprovalRules,
  lintBands,
  lintTiers,
  lintFourEyes,
  lintLines,
  lintPeople,
  lintRoles,
  lintCutoffs,
  lintBuffers,
  lintCalendars,
  lintRates,
  lintSlips,
  lintWatchList,
  lintJurisdictions,
  lintProgrammes,
  lintProcedures,
  lintUnusual,
] as const;

/** Contradictions alone where there are any: what else a policy says means nothing until it can be used. */
export function lintPolicy(
  tables: PolicyTables,
  surroundings: Omit<LintInput, 'policy' | 'asked'>,
): readonly LintFinding[] {
  const { policy } = tables;
  const refused = lintContradictions(tables);
  if (refused.length > 0) return refused;
  return weaknesses({ policy, asked: askEverywhere(policy), ...surroundings }).map((found) => placed(tables, found));
}

/** What needs neither people nor knowledge to be seen, and must be mended before either can be read against the tables. */
export function lintContradictions(tables: PolicyTables): readonly LintFinding[] {
  return checkPolicy(tables.policy).map((found) => placed(tables, found));
}

function placed(
  { documents }: PolicyTables,
  { kind, file, path, reason, ruleIds, example }: PolicyFault | Weakness,
): LintFinding {
  const document = documents[file];
  return {
    kind,
    file,
    line: document.lineOf(path),
    rule_ids: ruleIds ?? enclosingRule(document.value, path),
    reason,
    example,
  };
}

function weaknesses(input: LintInput): readonly Weakness[] {
  return families.flatMap((lint) => lint(input));
}

/** The id of the innermost row the path leads through. */
function enclosingRule(value: unknown, path: YamlPath): readonly string[] {
  let at: unknown = value;
  let id: string | null = idOf(value);
  for (const key of path) {
    at = typeof at === 'object' && at !== null ? (at as Record<string | number, unknown>)[key] : undefined;
    id = idOf(at) ?? id;
  }
  return id === null ? [] : [id];
}

function idOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return null;
  const { id, decision } = value as { id?: unknown; decision?: unknown };
  const named = id ?? decision;
  return typeof named === 'string' ? named : null;
}
