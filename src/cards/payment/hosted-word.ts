/** Where a hosted agent's own word differs from what its tool found: said beside the finding, with which of the two stands. */
import type { HostedAnswer, Run } from '../../domain/case/run/run';
import { severities } from '../../domain/evidence/liquidity-screening';
import { finalActions } from '../../domain/evidence/operational-procedures';
import { isOfGate, type Gate } from '../../domain/case/run/case-evidence';
import type { Disagreement } from '../../domain/evidence/weigh-opinion';
import type { Words } from '../words/words';

export function disagreementsOf({ trace }: Pick<Run, 'trace'>, gate: Gate): readonly Disagreement[] {
  const hosted: HostedAnswer | undefined = trace.findLast((entry) => isOfGate(entry, gate))?.hosted;
  return hosted?.disagreements ?? [];
}

/** Empty where they say the same. Of a screening no word is told here: it could name a match. */
export function hostedWord(disagreements: readonly Disagreement[], words: Words): string {
  if (disagreements.length === 0) return '';
  const told = disagreements.map(({ opinion }) => wordFor(opinion, words)).find((word) => word !== null) ?? null;
  const stands = disagreements.some((differing) => differing.stands === 'opinion') ? 'opinion' : 'evidence';
  return words.agent.saidOtherwise(told, stands);
}

function wordFor(opinion: Disagreement['opinion'], words: Words): string | null {
  const severity = severities.find((known) => known === opinion);
  if (severity !== undefined) return words.severities[severity];
  const action = finalActions.find((known) => known === opinion);
  return action === undefined ? null : words.actions[action];
}
