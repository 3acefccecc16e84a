/** Which approvals grant an override, and so need a justification. */
import type { Policy } from './policy';

/** Whether an approver's authority text includes the override; a role several rules named carries several texts. */
export function grantsOverride(policy: Pick<Policy, 'segregation'>, authority: string | undefined): boolean {
  return (authority ?? '').split(authoritySeparator).includes(policy.segregation.override_justification.authority);
}

/** Between the authority texts of one role. */
export const authoritySeparator = '; ';
