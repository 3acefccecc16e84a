/** What of a screening everybody may read, and the words that would give a match away. */
import { z } from 'zod';
import type { SanctionsScreening } from '../../evidence/sanctions-screening';
import { isComplianceMatter } from '../../policy/outcome';
import type { PaymentCase } from '../payment-case';
import { allScreenings, hasRun, readAgentOutputs } from '../run/case-evidence';

/** clear: nothing was found. under_review: it may only be said that compliance looks at it. cleared: compliance called it a false positive. */
export type ScreeningVisibility = 'not_screened' | 'clear' | 'under_review' | 'cleared';

export function screeningVisibility(paymentCase: PaymentCase): ScreeningVisibility {
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

/** Whether a text names what the payment matched. */
export function namesMatch(paymentCase: PaymentCase): (text: string) => boolean {
  const secrets = matchTerms(paymentCase);
  return (text) => {
    const plain = normalised(text);
    return secrets.some((term) => plain.includes(term));
  };
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

/** Terms of one or two characters would hide innocent text and tell nothing. */
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
