/** The policy in force, taken anew from its folder when it changes, and every version that ever came into force. */
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asFault, type Problem } from '../../domain/values/errors';
import { canonicalJson } from '../../domain/values/json';
import { accessActs } from '../../domain/policy/tables/people/access-table';
import { parsePolicy } from '../../domain/policy/parse-policy';
import { policyFileNames } from '../../domain/policy/tables/policy-files';
import type { Policy } from '../../domain/policy/policy';
import type { Log } from '../../ports/process';
import type { VersionedPolicySource } from '../../ports/sources';
import { readPolicyFolder, readPolicyTexts, shownFolder, type PolicyTexts } from './policy-folder';

export interface PolicyInForceDeps {
  /** What treasury edits. */
  readonly folder: string;
  /** Where versions are kept, each as the files it was read from: `<fingerprint>/cutoffs.yaml`. Null keeps them in memory. */
  readonly versionsFolder: string | null;
  readonly log: Log;
}

/** Throws `policy_invalid` where the folder cannot be used at the start; later it only says so. */
export function createPolicyInForce({ folder, versionsFolder, log }: PolicyInForceDeps): VersionedPolicySource {
  const known = new Map<string, Policy>();
  let seen = readPolicyTexts(folder);
  let inForce = readPolicyFolder(folder);
  let problems: readonly Problem[] = [];
  remember(inForce, seen);

  return {
    current: () => inForce,
    version: (fingerprint) => known.get(fingerprint) ?? readVersion(fingerprint),
    problems: () => problems,
    reload: () => {
      const read = readAgain();
      if (!read) return;
      seen = read;
      const parsed = parsePolicy(read, shownFolder(folder));
      if (!parsed.ok) {
        refuseChange(parsed.problems);
        return;
      }
      problems = [];
      const before = inForce;
      if (isSame(parsed.policy, before)) return;
      log.info({ from: before.fingerprint, to: parsed.policy.fingerprint }, 'a changed policy is in force');
      inForce = parsed.policy;
      remember(inForce, read);
    },
  };

  /** Null where nothing changed since the last look, or the files cannot be read. */
  function readAgain(): PolicyTexts | null {
    try {
      const texts = readPolicyTexts(folder);
      return isAsSeen(texts) && problems.every(({ code }) => code !== unreadable) ? null : texts;
    } catch (error) {
      const { message } = asFault(error);
      const told = message.split('\n').map((line): Problem => ({ code: unreadable, message: line }));
      if (canonicalJson(told) !== canonicalJson(problems)) refuseChange(told);
      return null;
    }
  }

  /** Asked before every approval: comparing costs less than reading. */
  function isAsSeen(texts: PolicyTexts): boolean {
    return policyFileNames.every((file) => texts[file] === seen[file]);
  }

  function refuseChange(found: readonly Problem[]): void {
    problems = found;
    log.warn(
      { problems: found.map(({ message }) => message), inForce: inForce.fingerprint },
      'a changed policy cannot be used; the last good one stays in force',
    );
  }

  function remember(policy: Policy, texts: PolicyTexts): void {
    known.set(policy.fingerprint, policy);
    if (versionsFolder !== null) keepVersion(versionsFolder, policy.fingerprint, texts);
  }

  function readVersion(fingerprint: string): Policy | null {
    if (versionsFolder === null) return null;
    const policy = readPolicyVersion(versionsFolder, fingerprint);
    if (policy) known.set(fingerprint, policy);
    return policy;
  }
}

const unreadable = 'file_unreadable' as const;

/** Who may see and ask, who is reminded when, and what is held, is no part of the fingerprint, and comes into force all the same. */
function isSame(a: Policy, b: Policy): boolean {
  const outside = ({ access, deadlines, legalHolds }: Policy) => canonicalJson({ access, deadlines, legalHolds });
  return a.fingerprint === b.fingerprint && outside(a) === outside(b);
}

/** Where the desk keeps the policies its runs started with. */
export function policyVersionsFolder(dataDir: string): string {
  return join(dataDir, 'policies');
}

/** Versions from before there was an access table, one of deadlines, of holds or of unusual payments, decide as they did; none is ever looked up in them. */
const keptBefore = {
  'deadlines.yaml': `reminders: { id: reminders, minutes_before_cutoff: [], minutes_before_sla: [], minutes_before_cutoff_to_release: null }
escalation: { id: escalation, minutes_before_cutoff: null }
claim: { id: claim, minutes: 15 }
`,
  'legal-holds.yaml': 'holds: []\n',
  'unusual.yaml': 'lookback_days: 1\nrules: []\n',
  'access.yaml': `acts:\n${accessActs.map((act) => `  - { id: none-${act.replaceAll('_', '-')}, act: ${act}, let_in: [], refusal: Not recorded. }\n`).join('')}`,
};

/** Null where that version was never kept, or is no longer what its name says. */
export function readPolicyVersion(versionsFolder: string, fingerprint: string): Policy | null {
  const texts = readPolicyVersionTexts(versionsFolder, fingerprint);
  return texts && readPolicyOf(fingerprint, texts);
}

/** Its files as they were kept; null where it never was. */
export function readPolicyVersionTexts(versionsFolder: string, fingerprint: string): PolicyTexts | null {
  if (!/^[0-9a-f]{64}$/.test(fingerprint)) return null;
  const kept = join(versionsFolder, fingerprint);
  return existsSync(kept) ? readPolicyTexts(kept, keptBefore) : null;
}

/** Null where the texts come to no policy, or to another one. */
export function readPolicyOf(fingerprint: string, texts: PolicyTexts): Policy | null {
  const parsed = parsePolicy(texts, `policies/${fingerprint.slice(0, 12)}/`);
  return parsed.ok && parsed.policy.fingerprint === fingerprint ? parsed.policy : null;
}

/** Complete or not at all: a version is moved to its name only when every file is written. */
function keepVersion(versionsFolder: string, fingerprint: string, texts: PolicyTexts): void {
  const kept = join(versionsFolder, fingerprint);
  if (existsSync(kept)) return;
  mkdirSync(versionsFolder, { recursive: true });
  const draft = mkdtempSync(join(versionsFolder, '.writing-'));
  for (const [file, text] of Object.entries(texts)) writeFileSync(join(draft, file), text);
  try {
    renameSync(draft, kept);
  } catch (error) {
    // Another process was faster with the same version.
    rmSync(draft, { recursive: true });
    if (!existsSync(kept)) throw error;
  }
}
