/** Policy files' texts to a policy, or every fault they have as file, line and reason. */
import type { z } from 'zod';
import type { Problem, Refusal } from '../values/errors';
import { fingerprint } from '../values/json';
import { yamlProblem } from '../values/file-faults';
import { createYamlReader, type YamlDocument } from '../values/yaml-document';
import { checkPolicy } from './checks/check-policy';
import type { Policy } from './policy';
import { policyFileNames, policyFiles, type PolicyFile } from './tables/policy-files';

/** One policy differs from the one before in a file or two; reading all of them takes a tenth of a second in which a desk does nothing else. */
const readers = Object.fromEntries(
  Object.entries(policyFiles).map(([file, schema]) => [file, createYamlReader<unknown>(schema)]),
) as Readonly<Record<PolicyFile, ReturnType<typeof createYamlReader<unknown>>>>;

type Documents = { readonly [File in PolicyFile]: YamlDocument<z.infer<(typeof policyFiles)[File]>> };

/** Tables whose every value is well formed; whether they agree among themselves is for `checkPolicy` to say. */
export interface PolicyTables {
  readonly policy: Policy;
  readonly documents: Documents;
}

/** `prefix` is put before file names in problems, e.g. `policy/`. */
export function parsePolicy(
  texts: Readonly<Record<PolicyFile, string>>,
  prefix = '',
): { ok: true; policy: Policy } | Refusal {
  const read = readPolicyTables(texts, prefix);
  if (!read.ok) return read;
  const { policy, documents } = read.tables;
  const problems = checkPolicy(policy).map(({ file, path, reason }) =>
    yamlProblem(`${prefix}${file}`, documents[file].lineOf(path), reason),
  );
  return problems.length > 0 ? { ok: false, problems } : { ok: true, policy };
}

/** The first half of `parsePolicy`: what a linter looks at even where the tables contradict each other. */
export function readPolicyTables(
  texts: Readonly<Record<PolicyFile, string>>,
  prefix = '',
): { ok: true; tables: PolicyTables } | Refusal {
  const problems: Problem[] = [];
  const documents: Partial<Record<PolicyFile, YamlDocument<unknown>>> = {};
  for (const file of policyFileNames) {
    const read = readers[file](`${prefix}${file}`, texts[file]);
    if (read.ok) documents[file] = read.document;
    else problems.push(...read.problems);
  }
  if (problems.length > 0) return { ok: false, problems };
  // Every file was read with its own schema above; the map's type cannot say so entry by entry.
  const complete = documents as Documents;
  return { ok: true, tables: { policy: assemble(complete), documents: complete } };
}

function assemble(documents: Documents): Policy {
  const unusual = documents['unusual.yaml'].value;
  const tables = {
    roles: documents['roles.yaml'].value.roles,
    decisions: documents['decision-matrix.yaml'].value,
    approvals: documents['approval-matrix.yaml'].value,
    segregation: documents['segregation-of-duties.yaml'].value,
    rights: documents['rights.yaml'].value.rights,
    cutoffs: documents['cutoffs.yaml'].value,
    rails: documents['rails.yaml'].value,
    calendars: documents['calendars.yaml'].value,
    rates: documents['fx-rates.yaml'].value,
    sanctions: documents['sanctions.yaml'].value,
    liquidity: documents['liquidity.yaml'].value,
    procedures: documents['procedures.yaml'].value,
    reasons: documents['reason-codes.yaml'].value.reasons,
    // Versions from before there were such checks keep their fingerprint.
    ...(unusual.rules.length === 0 ? {} : { unusual }),
  };
  const outside = {
    access: documents['access.yaml'].value,
    deadlines: documents['deadlines.yaml'].value,
    legalHolds: documents['legal-holds.yaml'].value,
  };
  return { ...tables, ...outside, fingerprint: fingerprint(tables) };
}
