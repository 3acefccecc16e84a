/** The tool of the sanctions gate, wired: by itself for commands that only screen. */
import type { Config } from '../config/config';
import { screeningPolicyOf } from '../../domain/case/run/screening-policy';
import type { Policy } from '../../domain/policy/policy';
import type { WatchList } from '../../domain/sanctions/lists/watch-list';
import type { Clock } from '../../ports/process';
import type { Current } from '../../ports/sources';
import { readPolicyFolder } from '../../sources/policy/policy-folder';
import { createScreenSanctions, type ScreenSanctionsDeps } from '../../tools/screen-sanctions';
import { listAgeLimit, openScreeningData } from './screening-data';

export type SanctionsTool = ReturnType<typeof createScreenSanctions>;

export interface SanctionsToolParts extends Omit<ScreenSanctionsDeps, 'policy'> {
  readonly policy: Current<Policy>;
}

export function createSanctionsTool({ policy, ...deps }: SanctionsToolParts): SanctionsTool {
  return createScreenSanctions({ ...deps, policy: () => screeningPolicyOf(policy.current()) });
}

/** Reads lists and policy, and nothing else. Throws as `openScreeningData` and `readPolicyFolder`. */
export function openSanctionsTool(
  config: Config,
  clock: Clock,
): { readonly tool: SanctionsTool; readonly list: WatchList } {
  const policy = readPolicyFolder(config.policyDir);
  const screening = openScreeningData(config, clock);
  const maxListAgeDays = () => listAgeLimit(policy, config);
  const tool = createSanctionsTool({ ...screening, maxListAgeDays, policy: { current: () => policy } });
  return { tool, list: screening.screener.current().list };
}
