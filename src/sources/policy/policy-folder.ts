/** Reads the policy folder treasury keeps; refuses it whole, with every fault, where any table is wrong. */
import { readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { Fault, type Problem } from '../../domain/values/errors';
import { faultLines } from '../../domain/values/file-faults';
import { parsePolicy } from '../../domain/policy/parse-policy';
import type { Policy } from '../../domain/policy/policy';
import { policyFileNames, type PolicyFile } from '../../domain/policy/tables/policy-files';

export type PolicyTexts = Readonly<Record<PolicyFile, string>>;

/** Throws `policy_invalid`; its message has one line for each fault: `policy/cutoffs.yaml:12: reason`. */
export function readPolicyFolder(folder: string): Policy {
  const parsed = parsePolicy(readPolicyTexts(folder), shownFolder(folder));
  if (!parsed.ok) throw invalid(parsed.problems);
  return parsed.policy;
}

/** The files as they stand, unread; `instead` is taken where one is missing. Throws `policy_invalid` naming every file that cannot be read. */
export function readPolicyTexts(folder: string, instead: Partial<PolicyTexts> = {}): PolicyTexts {
  const missing: Problem[] = [];
  const read = (file: PolicyFile): string => {
    try {
      return readFileSync(join(folder, file), 'utf8');
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? 'unreadable';
      const other = instead[file];
      if (code === 'ENOENT' && other !== undefined) return other;
      missing.push({ code: 'file_invalid', message: `${shownFolder(folder)}${file}:1: cannot be read (${code})` });
      return '';
    }
  };
  const texts = Object.fromEntries(policyFileNames.map((file) => [file, read(file)])) as Record<PolicyFile, string>;
  if (missing.length > 0) throw invalid(missing);
  return texts;
}

/** What stands before file names in problems: `policy/`. */
export function shownFolder(folder: string): string {
  return `${basename(resolve(folder))}/`;
}

function invalid(problems: readonly Problem[]): Fault {
  return new Fault('policy_invalid', faultLines(problems));
}
