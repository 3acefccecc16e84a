/** Policy files' texts to a policy, or every fault they have as file, line and reason. */
import type { z } from 'zod';
import type { Problem, Refusal } from '../errors';
import { fingerprint } from '../json';
import { readYaml, yamlProblem, type YamlDocument } from '../yaml-document';
import { checkPolicy } from './check-policy';
import type { Policy } from './policy';
import { policyFiles, type PolicyFile } from './policy-files';

type Documents = { readonly [File in PolicyFile]: YamlDocument<z.infer<(typeof policyFiles)[File]>> };

/** `prefix` is put before file names in problems, e.g. `policy/`. */
export function parsePolicy(
  texts: Readonly<Record<PolicyFile, string>>,
  prefix = '',
): { ok: true; policy: Policy } | Refusal {
  const problems: Problem[] = [];
  const documents: Partial<Record<PolicyFile, YamlDocument<unknown>>> = {};
  for (const file of Object.keys(policyFiles) as PolicyFile[]) {
    const read = readYaml<unknown>(`${prefix}${file}`, texts[file], policyFiles[file]);
    if (read.ok) documents[file] = read.document;
    else problems.push(...read.problems);
  }
  if (problems.length > 0) return { ok: false, problems };
  // Every file was read with its own schema above; the map's type cannot say so entry by entry.
  const complete = documents as Documents;
  const policy = assemble(complete);
  for (const { file, path, reason } of checkPolicy(policy)) {
    problems.push(yamlProblem(`${prefix}${file}`, complete[file].lineOf(path), reason));
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, policy };
}

function assemble(documents: Documents): Policy {
  const tables = {
    roles: documents['roles.yaml'].value.roles,
    decisions: documents['decision-matrix.yaml'].value,
    approvals: documents['approval-matrix.yaml'].value,
    segregation: documents['segregation-of-duties.yaml'].value,
    cutoffs: documents['cutoffs.yaml'].value,
    rails: documents['rails.yaml'].value,
    calendars: documents['calendars.yaml'].value,
    rates: documents['fx-rates.yaml'].value,
    sanctions: documents['sanctions.yaml'].value,
    procedures: documents['procedures.yaml'].value,
  };
  return { ...tables, fingerprint: fingerprint(tables) };
}
