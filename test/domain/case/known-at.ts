/** What the machine is told in tests: a time, a policy, and a workflow that begins and goes on with an empty record. */
import type { Known } from '../../../src/domain/case/in-force';
import type { Policy } from '../../../src/domain/policy/policy';
import { sampleCase } from '../../fakes/sample-case';

/** `at`: ISO 8601. */
export function knownAt(at: string, policy: Policy, over: Partial<Known> = {}): Known {
  const { run } = sampleCase();
  return {
    nowMs: Date.parse(at),
    policy,
    runPolicy: policy,
    takesTests: true,
    payeeChangedBy: [],
    liquidityNow: null,
    workflow: {
      begin: () => run,
      canGoOn: ({ open }) => open.length > 0,
      goOnFromScreening: (cleared) => ({ ...cleared.run, open: ['step_2_liquidity'], end: null }),
      renew: ({ payment }) => payment,
      bookedBefore: () => [],
    },
    ...over,
  };
}
