/** Reads the policy folder treasury keeps; refuses it whole, with every fault, where any table is wrong. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Fault, type Problem } from '../domain/errors';
import { parsePolicy } from '../domain/policy/parse-policy';
import type { Policy } from '../domain/policy/policy';
import { policyFiles, type PolicyFile } from '../domain/policy/policy-files';

/** Throws `policy_invalid`; its message has one line for each fault: `policy/cutoffs.yaml:12: reason`. */
export function readPolicyFolder(folder: string): Policy {
  const prefix = `${basename(folder)}/`;
  const missing: Problem[] = [];
  const read = (file: PolicyFile): string => {
    try {
      return readFileSync(join(folder, file), 'utf8');
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? 'unreadable';
      missing.push({ code: 'file_invalid', message: `${prefix}${file}:1: cannot be read (${code})` });
      return '';
    }
  };
  const files = Object.keys(policyFiles) as PolicyFile[];
  const texts = Object.fromEntries(files.map((file) => [file, read(file)])) as Record<PolicyFile, string>;
  if (missing.length > 0) throw invalid(missing);
  const parsed = parsePolicy(texts, prefix);
  if (!parsed.ok) throw invalid(parsed.problems);
  return parsed.policy;
}

function invalid(problems: readonly Problem[]): Fault {
  return new Fault('policy_invalid', problems.map(({ message }) => message).join('\n'));
}
