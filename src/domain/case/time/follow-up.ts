/** What the desk did about a decision nobody has answered yet: whom it reminded when, and who else was asked. A new decision begins anew. */
import { pendingRoles, type Escalation, type FollowUp, type PaymentCase } from '../payment-case';

const none: Omit<FollowUp, 'decidedAt'> = { reminded: [], escalated: [] };

export function followUpOf({ followUp, decision }: PaymentCase): Omit<FollowUp, 'decidedAt'> {
  return followUp && followUp.decidedAt === decision?.decidedAt ? followUp : none;
}

/** The one reminder of a payment that is approved and not released. */
export const toReleaseKey = 'release';

export function isRemindedToRelease(current: PaymentCase): boolean {
  return followUpOf(current).reminded.includes(toReleaseKey);
}

/** Of roles that still wait, in the order they were asked. */
export function openEscalations(current: PaymentCase): readonly Escalation[] {
  const pending = new Set(pendingRoles(current));
  return followUpOf(current).escalated.filter(({ role }) => pending.has(role));
}

/** Roles that may answer in the place of that one, which did not in time. */
export function alternativesOf(current: PaymentCase, role: string): readonly string[] {
  return openEscalations(current).flatMap((escalation) => (escalation.role === role ? [escalation.to] : []));
}

/** Every role that is asked now: those that still wait, and those asked in their place. */
export function rolesAskedNow(current: PaymentCase): readonly string[] {
  return [...new Set([...pendingRoles(current), ...openEscalations(current).map(({ to }) => to)])];
}
