/** One thing found about one party of a payment: a listed name, a listed number, a sanctioned place, or that nothing was. */
import type { SanctionsScreening } from '../../evidence/sanctions-screening';

export interface Finding {
  readonly decision: SanctionsScreening['decision'];
  readonly match_type: SanctionsScreening['match_type'];
  readonly confidence: number;
  readonly match_details: SanctionsScreening['match_details'];
  /** Whose list the match stands on; null where none does. */
  readonly listedBy: string | null;
  /** What was compared with what. */
  readonly kind: 'name' | 'text' | 'number' | 'place';
  /** What was found, as the end of a sentence. */
  readonly words: string;
  /** How the match came about, where `words` do not say. */
  readonly why?: string;
}

const strictness = ['CLEAR', 'ESCALATE', 'BLOCK'] as const;

/** Strictest first, then the surest; what was found first stands before what is as strict. */
export function strictestFirst(
  a: Pick<Finding, 'decision' | 'confidence'>,
  b: Pick<Finding, 'decision' | 'confidence'>,
): number {
  return strictness.indexOf(b.decision) - strictness.indexOf(a.decision) || b.confidence - a.confidence;
}
