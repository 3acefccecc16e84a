/** What agents beyond the three gates found, judged by their own files' words and by policy, which may only be stricter. */
import { strictestFinding, strictnessOf, type NamedFinding } from '../evidence/finding';
import type { FinalAction } from '../evidence/operational-procedures';
import type { DecisionTable } from './tables/decision-table';
import { ownMember } from '../values/own-member';
import { quotable, type FindingWhy } from './why/why';

export interface JudgedFinding {
  readonly action: FinalAction;
  readonly why: FindingWhy;
  readonly ruleIds: readonly string[];
}

/** A detail is somebody else's text: this much of it stands in a reason. */
const longestDetail = 160;

/** The strictest of all findings and of what policy requires and nobody found; null where there is neither. */
export function judgeFindings(
  { findings: rules = [] }: Pick<DecisionTable, 'findings'>,
  findings: readonly NamedFinding[],
): JudgedFinding | null {
  const judged = findings.map((finding) => {
    const rule = rules.find(({ result }) => result === finding.result);
    const asked = finding.verdict === null ? undefined : ownMember(rule?.verdicts ?? {}, finding.verdict);
    const isStricter = asked !== undefined && strictnessOf(asked) > strictnessOf(finding.action);
    return { ...finding, action: isStricter ? asked : finding.action, ruleIds: rule ? [rule.id] : [] };
  });
  const missing = rules.find(
    ({ result, required }) => required && !findings.some((finding) => finding.result === result),
  );
  const strictest = strictestFinding(judged);
  if (missing && (strictest === null || strictnessOf(strictest.action) <= strictnessOf('HOLD')))
    return { action: 'HOLD', why: { kind: 'finding_missing', result: missing.result }, ruleIds: [missing.id] };
  return strictest && { action: strictest.action, why: whyOf(strictest), ruleIds: strictest.ruleIds };
}

function whyOf({ label: { en, tr }, verdict, detail }: NamedFinding): FindingWhy {
  return {
    kind: 'finding',
    label: { en, tr },
    verdict,
    detail: detail === null ? null : quotable(detail, longestDetail),
  };
}
