/** Which approvals grant an override, and so need a justification. */
import type { Grant } from './grants';

/** A role several rules named grants several things. */
export function grantsOverride(granted: readonly Grant[]): boolean {
  return granted.includes('override_breach');
}
