/** Until when a blocked payment must be reported, and to whom: by policy, for the list or the jurisdiction that blocked it. */
import { readEvidence } from '../run/case-evidence';
import type { PaymentCase } from '../payment-case';
import { reportDue, type BlockReport } from '../../policy/block-report';
import type { Policy } from '../../policy/policy';

/** Null where the payment was not blocked, or policy says nothing of the list. Of several the first due stands. */
export function reportOf({ decision, run }: PaymentCase, policy: Policy): BlockReport | null {
  if (decision?.outcome !== 'blocked') return null;
  const sanctions = readEvidence(run).sanctions;
  if (!sanctions) return null;
  const { parties = [], audit, match_details: strictest } = sanctions;
  const found = [
    { list_family: audit.list_family ?? null, decision: sanctions.decision, match_details: strictest },
    ...parties.flatMap((party) => [party, ...party.also_found]),
  ];
  const causes = found
    .filter((one) => one.decision === 'BLOCK')
    .map(({ list_family: family, match_details }) => (match_details.jurisdiction ? 'jurisdiction' : family));
  return reportDue(
    policy,
    [...new Set(causes)].filter((cause) => cause !== null),
    decision.decidedAt,
  );
}
