/** `policy lint`: what is wrong or weak about a policy folder and its people; exit 1 where anything is. */
import type { Config } from '../../composition/config/config';
import { lintContradictions, lintPolicy, type LintFinding } from '../../domain/policy/lint/lint-policy';
import { quotePolicyOf } from '../../domain/policy/quote-policy';
import { readPolicyTables } from '../../domain/policy/parse-policy';
import { createSystemClock } from '../../jobs/system-clock';
import { parseKnowledge, readKnowledgeTexts } from '../../sources/knowledge/knowledge-folder';
import { readPeople } from '../../sources/policy/people-file';
import { readPolicyTexts, shownFolder } from '../../sources/policy/policy-folder';
import { exitCodes, printJson, printText } from '../answer';

export interface LintOptions {
  /** Another folder than the one in force. */
  readonly policy?: string;
  readonly people?: string;
  readonly json?: boolean;
}

/** A file that cannot be read as its table is a finding too, without rule ids. */
type Printed = Omit<LintFinding, 'kind' | 'file' | 'line'> & {
  readonly kind: string;
  readonly file: string;
  readonly line: number;
};

export function lint(config: Config, { policy, people, json }: LintOptions): void {
  const folder = policy ?? config.policyDir;
  const findings = findIn(config, folder, people ?? config.peopleFile);
  if (json === true) printJson({ findings });
  else printText(findings.length > 0 ? findings.map(inWords) : [`${shownFolder(folder)}: nothing found`]);
  if (findings.length > 0) process.exitCode = exitCodes.wrong;
}

function findIn(config: Config, folder: string, peopleFile: string): readonly Printed[] {
  const prefix = shownFolder(folder);
  const read = readPolicyTables(readPolicyTexts(folder), prefix);
  if (!read.ok) return read.problems.map(({ message }) => unreadable(message));
  const inFolder = (findings: readonly LintFinding[]) =>
    findings.map((found) => ({ ...found, file: `${prefix}${found.file}` }));
  // People are read against the roles: where the tables contradict each other, theirs would look like the fault.
  const contradictions = lintContradictions(read.tables);
  if (contradictions.length > 0) return inFolder(contradictions);
  const members = readPeople(peopleFile, read.tables.policy.roles).members();
  const knowledge = parseKnowledge(readKnowledgeTexts(config.knowledgeDir), quotePolicyOf(read.tables.policy));
  if (!knowledge.ok) return knowledge.problems.map(({ message }) => unreadable(message));
  const sections = knowledge.sections.map(({ id }) => id);
  const nowMs = config.demoStartMs ?? createSystemClock().now();
  return inFolder(lintPolicy(read.tables, { members, sections, nowMs }));
}

/** `policy/cutoffs.yaml:12: reason`, taken apart. */
function unreadable(message: string): Printed {
  const [, file = '', line = '1', reason = message] = /^(.+?):(\d+): (.*)$/s.exec(message) ?? [];
  return { kind: 'file_invalid', file, line: Number(line), rule_ids: [], reason, example: {} };
}

function inWords({ kind, file, line, rule_ids: ids, reason, example }: Printed): string {
  const rules = ids.length > 0 ? ` [${ids.join(', ')}]` : '';
  const shown = Object.keys(example).length > 0 ? `\n    e.g. ${JSON.stringify(example)}` : '';
  return `${file}:${line}: ${kind}: ${reason}${rules}${shown}`;
}
