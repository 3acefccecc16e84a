/** The policy this project ships, and variations of it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parsePolicy } from '../../../src/domain/policy/parse-policy';
import type { Policy } from '../../../src/domain/policy/policy';
import { policyFiles, type PolicyFile } from '../../../src/domain/policy/tables/policy-files';
import { madeOnce } from '../../fakes/made-once';

export const policyFolder = path.resolve(__dirname, '../../../policy');

export function shippedTexts(): Record<PolicyFile, string> {
  const files = Object.keys(policyFiles) as PolicyFile[];
  return Object.fromEntries(files.map((file) => [file, readFileSync(path.join(policyFolder, file), 'utf8')])) as Record<
    PolicyFile,
    string
  >;
}

export interface Edit {
  readonly file: PolicyFile;
  readonly from: string;
  readonly to: string;
}

/** The shipped texts with one passage replaced; the passage must be there. */
export function editedTexts(...edits: readonly Edit[]): Record<PolicyFile, string> {
  const texts = shippedTexts();
  for (const { file, from, to } of edits) {
    if (!texts[file].includes(from)) throw new Error(`${file} has no "${from}"`);
    texts[file] = texts[file].replace(from, to);
  }
  return texts;
}

export function policyWith(...edits: readonly Edit[]): Policy {
  const parsed = parsePolicy(editedTexts(...edits));
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('\n'));
  return parsed.policy;
}

export const shippedPolicy: Policy = madeOnce('the shipped policy', () => policyWith());
