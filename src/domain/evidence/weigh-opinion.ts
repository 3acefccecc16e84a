/** An agent's own word beside what its tool found: the stricter of the two stands, and where they differ is kept. */
import type { LiquidityScreening } from './liquidity-screening';
import { severities } from './liquidity-screening';
import { finalActions, type OperationalProcedures } from './operational-procedures';
import { sanctionsDecisions, type SanctionsScreening } from './sanctions-screening';

/** Where an agent's own word differs from what its tool found, and which of the two stands. */
export interface Disagreement {
  /** Wire name of what they differ in: `decision`, `severity`. */
  readonly field: string;
  readonly evidence: string | number | boolean | null;
  readonly opinion: string | number | boolean | null;
  readonly stands: 'evidence' | 'opinion';
}

export interface Weighed<T> {
  readonly stands: T;
  readonly disagreements: readonly Disagreement[];
}

/** Long enough to say why; the whole opinion is kept beside. */
const longestQuote = 300;

export function weighSanctions(evidence: SanctionsScreening, opinion: SanctionsScreening): Weighed<SanctionsScreening> {
  // BLOCK stands first in the list.
  const isStricter = sanctionsDecisions.indexOf(opinion.decision) < sanctionsDecisions.indexOf(evidence.decision);
  const disagreements = differing([
    ['decision', evidence.decision, opinion.decision, isStricter],
    ['match_type', evidence.match_type, opinion.match_type],
    ['beneficiary_screened', evidence.beneficiary_screened, opinion.beneficiary_screened],
  ]);
  if (!isStricter) return { stands: evidence, disagreements };
  return {
    stands: {
      ...evidence,
      decision: opinion.decision,
      pass_to_next_agent: false,
      recommendation: said(opinion.recommendation),
    },
    disagreements,
  };
}

export function weighLiquidity(evidence: LiquidityScreening, opinion: LiquidityScreening): Weighed<LiquidityScreening> {
  const found = evidence.breach_assessment;
  const severity = strictestSeverity(found.severity, opinion);
  const isStricter = severity !== found.severity;
  const disagreements = differing([
    ['severity', found.severity, opinion.breach_assessment.severity, isStricter],
    ['breach', found.breach, opinion.breach_assessment.breach, opinion.breach_assessment.breach && isStricter],
    ['recommendation', evidence.recommendation.action, opinion.recommendation.action, isStricter],
    ['headroom', found.headroom, opinion.breach_assessment.headroom],
    ['gap', found.gap, opinion.breach_assessment.gap],
  ]);
  if (!isStricter) return { stands: evidence, disagreements };
  const reason = said(opinion.recommendation.reason);
  return {
    stands: {
      ...evidence,
      // Figures are the tool's; how grave they are may be graver in the agent's eyes.
      breach_assessment: { ...found, severity, breach: found.breach || isBreach(severity) },
      recommendation: { ...evidence.recommendation, action: 'HOLD', reason },
      pass_to_next_agent: false,
    },
    disagreements,
  };
}

export function weighOperations(
  own: OperationalProcedures,
  opinion: OperationalProcedures,
): Weighed<OperationalProcedures> {
  const { final_action: action } = own.workflow_determination;
  const { final_action: proposed, reason } = opinion.workflow_determination;
  const isStricter = finalActions.indexOf(proposed) > finalActions.indexOf(action);
  const disagreements = differing([['final_action', action, proposed, isStricter]]);
  if (!isStricter) return { stands: own, disagreements };
  const determined = { ...own.workflow_determination, final_action: proposed, reason: said(reason) };
  return { stands: { ...own, workflow_determination: determined }, disagreements };
}

type Compared = readonly [
  field: string,
  evidence: Disagreement['evidence'],
  opinion: Disagreement['opinion'],
  isOpinionStricter?: boolean,
];

function differing(compared: readonly Compared[]): readonly Disagreement[] {
  return compared.flatMap(([field, evidence, opinion, isOpinionStricter = false]) =>
    evidence === opinion ? [] : [{ field, evidence, opinion, stands: isOpinionStricter ? 'opinion' : 'evidence' }],
  );
}

/** An agent that speaks of a breach, or would hold the payment, means one, whatever word it gives it. */
function strictestSeverity(
  found: LiquidityScreening['breach_assessment']['severity'],
  { breach_assessment: { severity, breach }, recommendation: { action } }: LiquidityScreening,
): LiquidityScreening['breach_assessment']['severity'] {
  const meant = (breach || action === 'HOLD') && !isBreach(severity) ? 'BREACH' : severity;
  return severities.indexOf(meant) > severities.indexOf(found) ? meant : found;
}

function isBreach(severity: LiquidityScreening['breach_assessment']['severity']): boolean {
  return severity === 'BREACH' || severity === 'CRITICAL';
}

/** As a quotation: what a model writes is nobody's own word here. */
function said(text: string): string {
  const plain = text.replaceAll(/\s+/g, ' ').trim().slice(0, longestQuote);
  return `The agent says: "${plain}"`;
}
