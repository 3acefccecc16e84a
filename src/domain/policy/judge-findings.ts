/** What agents beyond the three gates found, judged by their own files' words and by policy, which may only be stricter. */
import { strictestFinding, strictnessOf, type NamedFinding } from '../evidence/finding';
import type { FinalAction } from '../evidence/operational-procedures';
import type { DecisionTable } from './tables/decision-table';
import { ownMember } from '../values/own-member';

export interface JudgedFinding {
  readonly action: FinalAction;
  /** In words, e.g. `Fraud screening says REVIEW: new payee`. */
  readonly reason: string;
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
    return { action: 'HOLD', reason: `${missing.result} is missing`, ruleIds: [missing.id] };
  return strictest && { action: strictest.action, reason: inWords(strictest), ruleIds: strictest.ruleIds };
}

function inWords({ label, verdict, detail }: NamedFinding): string {
  const said = verdict === null ? 'gave no readable answer' : `says ${verdict}`;
  if (detail === null) return `${label.en} ${said}`;
  const plain = detail.replaceAll(/\s+/g, ' ').trim();
  const cut = plain.length > longestDetail ? `${plain.slice(0, longestDetail)}…` : plain;
  return `${label.en} ${said}: "${cut}"`;
}
