/** Where a waiting case stands in everybody's list: whom it asks, who asked for it, and what its time left is worked out from. */
import { isForComplianceAlone } from './compliance-alone';
import { rolesAskedNow } from '../time/follow-up';
import type { PaymentCase } from '../payment-case';
import { openStatuses } from '../machine/states';
import { cutoffOf } from '../../policy/facts/compute-facts';
import type { Policy } from '../../policy/policy';
import type { Channel, PaymentRequest, PaymentType } from '../../payment/payment-request';
import type { Person } from '../../values/person';
import { formatUtc, parseUtc } from '../../values/time';

/** A place every waiting case has, whomever it asks. */
export const forAnybody = '';
/** A held case asks whoever policy in force lets review by hand. */
export const forReviewers = '#held';
/** One that waits for nobody else, and whoever asked for it finds in their list: only compliance may tell how it ended, or its cutoff was missed and it can still be reviewed for another day. */
export const forSubmitter = '#kept';

export interface WaitingPlace {
  /** Roles, and the three above. */
  readonly places: readonly string[];
  /** Cases of one group have the same cutoff at the same time. */
  readonly group: string;
  readonly leavesAtMs: number;
  readonly submitter: string;
}

/** Null for a case that waits for nobody. */
export function waitingPlaceOf(current: PaymentCase): WaitingPlace | null {
  const { status, payment, policyFingerprint, submitter } = current;
  const isWaiting = openStatuses.some((open) => open === status);
  const isTheirs = !isWaiting && (isForComplianceAlone(current) || (status === 'expired' && !current.askedAgain));
  if (!isWaiting && !isTheirs) return null;
  const asked = status === 'held' ? [forReviewers] : rolesAskedNow(current);
  const { entity, currency, payment_type: type, channel = null } = payment;
  return {
    places: isTheirs ? [forSubmitter] : [forAnybody, ...asked],
    group: JSON.stringify([policyFingerprint, entity, currency, type, channel]),
    leavesAtMs: parseUtc(payment.timestamp_utc) ?? 0,
    submitter: submitterKey(submitter),
  };
}

export function submitterKey({ tenantId, objectId }: Pick<Person, 'tenantId' | 'objectId'>): string {
  return `${tenantId}/${objectId}`;
}

/** To the binding cutoff of a group's case that leaves then, ms; null where there is none. Under the policy its run keeps, else that in force. */
export function timeLeft(
  { group, leavesAtMs }: Pick<WaitingPlace, 'group' | 'leavesAtMs'>,
  { nowMs, policyOf }: { readonly nowMs: number; readonly policyOf: (fingerprint: string) => Policy },
): number | null {
  const [fingerprint, entity, currency, type, channel] = JSON.parse(group) as readonly [
    string,
    string,
    string,
    PaymentType,
    Channel | null,
  ];
  const request = {
    entity,
    currency,
    payment_type: type,
    timestamp_utc: formatUtc(leavesAtMs),
    ...(channel === null ? {} : { channel }),
  } as PaymentRequest;
  const { effective_cutoff_utc: cutoff } = cutoffOf(policyOf(fingerprint), request, nowMs);
  const cutoffMs = cutoff === null ? null : parseUtc(cutoff);
  return cutoffMs === null ? null : cutoffMs - nowMs;
}
