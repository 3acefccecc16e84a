/** What the shared card may say about screening: the originator reads it, and must not be tipped off about a match. */
import { z } from 'zod';
import { allScreenings, hasRun, readAgentOutputs } from '../../domain/case/run/case-evidence';
import { isComplianceMatter } from '../../domain/policy/outcome';
import type { SanctionsScreening } from '../../domain/evidence/sanctions-screening';
import type { PaymentCase } from '../../domain/case/payment-case';
import { shown } from '../words/escape-markdown';
import type { Words } from '../words/words';

/** clear: nothing was found. under_review: it may only be said that compliance looks at it. cleared: compliance called it a false positive. */
export type ScreeningVisibility = 'not_screened' | 'clear' | 'under_review' | 'cleared';

export interface Redaction {
  readonly visibility: ScreeningVisibility;
  /** Compliance matters: neither reason, rules nor next steps may be shown. */
  readonly isRestricted: boolean;
  /** Escaped text that others than the requester wrote, withheld where it names the match. */
  share(text: string, max?: number): string;
}

export function redactFor(paymentCase: PaymentCase, { withheld }: Pick<Words, 'withheld'>): Redaction {
  const visibility = screeningVisibility(paymentCase);
  const secrets = matchTerms(paymentCase);
  return {
    visibility,
    isRestricted: visibility === 'under_review',
    share(text, max = 300) {
      const plain = normalised(text);
      return secrets.some((term) => plain.includes(term)) ? withheld : shown(text, max);
    },
  };
}

function screeningVisibility(paymentCase: PaymentCase): ScreeningVisibility {
  const { status, decision, dispositions, run } = paymentCase;
  const underReview = status === 'compliance_review' || (decision !== null && isComplianceMatter(decision.outcome));
  if (underReview || dispositions.some(({ outcome }) => outcome === 'true_match')) return 'under_review';
  const found = screenings(paymentCase).map((result) => result.decision);
  // A result we cannot read is treated like a match: unknown is not clear.
  if (!readAgentOutputs(run).sanctions) return hasRun(run, 'sanctions') ? 'under_review' : 'not_screened';
  if (found.every((screened) => screened === 'CLEAR')) return 'clear';
  const isCleared = !found.includes('BLOCK') && dispositions.some(({ outcome }) => outcome === 'false_positive');
  return isCleared ? 'cleared' : 'under_review';
}

/** What the agent answered, and everything its tool found. */
function screenings({ run }: PaymentCase): SanctionsScreening[] {
  const answered = readAgentOutputs(run).sanctions;
  return [...(answered ? [answered] : []), ...allScreenings(run).sanctions];
}

const matchDetails = z.looseObject({
  matched_entity: z.string().nullish().catch(null),
  matched_name: z.string().nullish().catch(null),
  uid: z.union([z.string(), z.number()]).nullish().catch(null),
  programs: z.array(z.string()).catch([]),
});

/** The words that would give the match away. Terms of one or two characters would hide innocent text and tell nothing. */
function matchTerms(paymentCase: PaymentCase): string[] {
  return screenings(paymentCase)
    .flatMap(allDetails)
    .map((details) => matchDetails.parse(details))
    .flatMap(({ matched_entity, matched_name, uid, programs }) => [matched_entity, matched_name, uid, ...programs])
    .filter((term) => term !== null && term !== undefined)
    .map((term) => normalised(String(term)))
    .filter((term) => term.length > 2);
}

/** Of every party, whatever was found about it. */
function allDetails({ match_details, parties = [] }: SanctionsScreening): unknown[] {
  return [
    match_details,
    ...parties.flatMap((party) => [party.match_details, ...party.also_found.map((found) => found.match_details)]),
  ];
}

function normalised(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
