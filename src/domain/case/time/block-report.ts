/** Until when a payment that was blocked, or stopped as a true match, must be reported, and to whom: by policy, for the list or the jurisdiction that blocked it. */
import { readEvidence } from '../run/case-evidence';
import type { PaymentCase } from '../payment-case';
import type { SanctionsScreening } from '../../evidence/sanctions-screening';
import { reportDue, type BlockReport } from '../../policy/block-report';
import type { Policy } from '../../policy/policy';

/** Null where the payment is not stopped for a match, or policy says nothing of the list. Of several the first due stands. */
export function reportOf({ decision, dispositions, run }: PaymentCase, policy: Policy): BlockReport | null {
  const confirmed = dispositions.find(({ outcome }) => outcome === 'true_match');
  const stoppedAt = decision?.outcome === 'blocked' ? decision.decidedAt : confirmed?.at;
  if (stoppedAt === undefined) return null;
  const sanctions = readEvidence(run).sanctions;
  if (!sanctions) return null;
  const { parties = [], audit, match_details: strictest } = sanctions;
  const found: readonly Found[] = [
    { list_family: audit.list_family ?? null, decision: sanctions.decision, match_details: strictest },
    ...parties.flatMap((party) => [party, ...party.also_found]),
  ];
  const causes = found
    .filter((one) => one.decision === 'BLOCK' || (confirmed !== undefined && blocksOnceConfirmed(one)))
    .map(({ list_family: family, match_details }) => (match_details.jurisdiction ? 'jurisdiction' : family));
  return reportDue(
    policy,
    [...new Set(causes)].filter((cause) => cause !== null),
    stoppedAt,
  );
}

interface Found {
  readonly list_family: string | null;
  readonly decision: SanctionsScreening['decision'];
  readonly match_details: SanctionsScreening['match_details'];
}

/** Of a match that a person confirmed: an entry whose programme only restricts is not blocked. */
function blocksOnceConfirmed({ decision, match_details: { programme, jurisdiction } }: Found): boolean {
  return decision === 'ESCALATE' && (programme?.effect === 'block' || jurisdiction !== undefined);
}
