/** What policy says to a screening. */
import type { Policy } from '../../policy/policy';
import type { ScreeningPolicy } from '../../sanctions/parties/screening-basis';

/** One object for all, so that what is made of it is made once. */
const none: readonly never[] = [];

export function screeningPolicyOf({ fingerprint, sanctions }: Policy): ScreeningPolicy {
  return {
    fingerprint,
    rules: {
      jurisdictions: sanctions.jurisdictions ?? none,
      programmes: sanctions.programmes,
      mayClearExact: sanctions.may_clear_exact ?? false,
    },
    alwaysEscalate: sanctions.always_escalate_names ?? none,
  };
}
