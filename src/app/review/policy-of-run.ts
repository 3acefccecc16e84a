/** The policy a run was started under: it keeps it to its end, whatever came into force meanwhile. */
import { Fault } from '../../domain/values/errors';
import type { PaymentCase } from '../../domain/case/payment-case';
import type { Policy } from '../../domain/policy/policy';
import type { VersionedPolicySource } from '../../ports/sources';

/** Throws `policy_invalid` where that version is not kept here any more: nothing is decided under another one. */
export function policyOfRun(source: VersionedPolicySource, { runId, policyFingerprint }: PaymentCase): Policy {
  const policy = source.version(policyFingerprint);
  if (policy) return policy;
  throw new Fault(
    'policy_invalid',
    `run ${runId} was started under policy ${policyFingerprint}, which is not kept here`,
  );
}
