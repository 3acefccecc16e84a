/** Which payments no press for several approves: whatever is unusual about one and is not so of every payment once. */
import { unusualOf, type PaymentCase } from '../payment-case';
import type { UnusualFinding } from './find-unusual';

/** What an approver has to have seen; every payee is new once. */
export function pressingFindings(current: Pick<PaymentCase, 'unusual' | 'laterUnusual'>): readonly UnusualFinding[] {
  return unusualOf(current).filter(({ check }) => check !== 'new_payee');
}

/** A press for several leaves it out until somebody picks it: a run's one press, and what a list ticks by itself. */
export function isDecidedAlone(current: Pick<PaymentCase, 'unusual' | 'laterUnusual'>): boolean {
  return pressingFindings(current).length > 0;
}
