/** What is read of a payment of a run for the run's card: where it stands, as everybody may read it, and whether it only waits for approvals. */
import { pendingRoles, unusualOf, type PaymentCase } from '../payment-case';
import { shownStatus } from './compliance-alone';
import type { CaseStatus } from '../machine/states';
import { isDecidedAlone } from '../unusual/decided-alone';

export interface RunDigest {
  readonly runId: string;
  readonly version: number;
  /** What people are shown since: an approval is for that. */
  readonly shownSince: number;
  readonly status: CaseStatus;
  readonly amount: number;
  readonly currency: string;
  /** Decided PROCEED, and waits for these roles; none where it waits for anything else. */
  readonly waitsFor: readonly string[];
  /** Policy takes it for one that was asked for twice. */
  readonly isDuplicate: boolean;
  /** No press for many approves it. */
  readonly isDecidedAlone: boolean;
}

export function runDigest(current: PaymentCase): RunDigest {
  const { runId, version, shownSince, status, decision, payment } = current;
  const unusual = unusualOf(current);
  const isDuplicate = unusual.some(({ check }) => check === 'duplicate' || check === 'id_used_before');
  return {
    runId,
    version,
    shownSince,
    status: shownStatus(current),
    amount: payment.amount,
    currency: payment.currency,
    waitsFor: status === 'awaiting_approval' && decision?.outcome === 'proceed' ? pendingRoles(current) : [],
    isDuplicate,
    isDecidedAlone: isDecidedAlone(current),
  };
}

/** From what somebody has to look at first to what is done; of those that wait, the ones that do not proceed first, then those that are decided alone. */
export function severityOf({ status, waitsFor, isDecidedAlone: isAlone }: RunDigest): number {
  const place = worstFirst.indexOf(status) * 3;
  if (status !== 'awaiting_approval') return place;
  if (waitsFor.length === 0) return place - 2;
  return isAlone ? place - 1 : place;
}

/** What of a run's payments somebody has to look at first. */
export const worstFirst: readonly CaseStatus[] = [
  'compliance_review',
  'rejected',
  'held',
  'expired',
  'returned',
  'short',
  'awaiting_approval',
  'under_review',
  'withdrawn',
  'approved',
  'released',
  'settled',
];
