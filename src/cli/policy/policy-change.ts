/** `policy impact` and `policy simulate`: what a changed policy would do to open cases, and would have done to past ones. */
import type { Config } from '../../composition/config/config';
import { policyImpact, type PolicyImpact } from '../../domain/case/redecide/impact';
import type { Policy } from '../../domain/policy/policy';
import { caseStatuses, type CaseStatus, openStatuses } from '../../domain/case/machine/states';
import { readPeople } from '../../sources/policy/people-file';
import { readPolicyFolder } from '../../sources/policy/policy-folder';
import { policyVersionsFolder, readPolicyVersion } from '../../sources/policy/policy-in-force';
import { printJson, printText } from '../answer';
import { eachCase } from '../each-case';
import { openRecorded } from '../open-recorded';

export interface ChangeOptions {
  /** The changed folder; the one in force if left out, against what each run started with. */
  readonly policy?: string;
  readonly people?: string;
  readonly json?: boolean;
}

/** Open cases the policy would decide differently, or that nobody could complete under it. */
export async function impact(config: Config, options: ChangeOptions): Promise<void> {
  const { results, undecided } = await compareCases(config, options, openStatuses);
  const touched = results.filter(({ differences, unable_to_complete: why }) => differences.length > 0 || why !== null);
  if (options.json === true)
    printJson({ open_cases: results.length + undecided, not_yet_decided: undecided, cases: touched });
  else
    printText([
      `${touched.length} of ${results.length + undecided} open cases touched; ${undecided} not yet decided`,
      ...touched.map(inWords),
    ]);
}

/** Every decided case again, under the policy. */
export async function simulate(config: Config, options: ChangeOptions): Promise<void> {
  const { results } = await compareCases(config, options, caseStatuses);
  const differing = results.filter(({ differences }) => differences.length > 0);
  if (options.json === true) printJson({ cases: results.length, differing: differing.length, results: differing });
  else printText([`${differing.length} of ${results.length} cases would differ`, ...differing.map(inWords)]);
}

async function compareCases(
  config: Config,
  { policy: folder, people }: ChangeOptions,
  statuses: readonly CaseStatus[],
): Promise<{ results: readonly PolicyImpact[]; undecided: number }> {
  const inForce = readPolicyFolder(config.policyDir);
  const policy = folder === undefined ? inForce : readPolicyFolder(folder);
  const members = readPeople(people ?? config.peopleFile, policy.roles).members();
  const store = await openRecorded(config);
  try {
    const versions = new Map<string, Policy | null>([[inForce.fingerprint, inForce]]);
    const startedWith = (fingerprint: string): Policy | null => {
      const known = versions.get(fingerprint);
      if (known !== undefined) return known;
      const kept = readPolicyVersion(policyVersionsFolder(config.dataDir), fingerprint);
      versions.set(fingerprint, kept);
      return kept;
    };
    const results: PolicyImpact[] = [];
    let undecided = 0;
    for await (const paymentCase of eachCase(store, { statuses })) {
      const startedUnder = startedWith(paymentCase.policyFingerprint);
      const result = policyImpact(paymentCase, { policy, startedWith: startedUnder, members });
      if (result) results.push(result);
      else undecided += 1;
    }
    return { results, undecided };
  } finally {
    await store.close();
  }
}

function inWords({
  payment_id: id,
  status,
  before,
  after,
  differences,
  unable_to_complete: why,
}: PolicyImpact): string {
  const now = `${after.action}${after.required_approvers.length > 0 ? ` by ${after.required_approvers.join(' + ')}` : ''}`;
  const then = `${before.action}${before.required_approvers.length > 0 ? ` by ${before.required_approvers.join(' + ')}` : ''}`;
  const change = differences.length > 0 ? `${then} -> ${now}` : now;
  return `${id}  ${status}  ${change}${why === null ? '' : `  cannot be completed: ${why}`}`;
}
