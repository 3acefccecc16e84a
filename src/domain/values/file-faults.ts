/** What is wrong with files that people maintain: each fault by file, line and reason, in lines that somebody can read. */
import type { Problem } from './errors';
import { cut } from './text/cut';

/** A file with more is mended from its top. */
const namedFaults = 20;
/** What stands in the file is named, not copied: it may be one line of megabytes. */
const longestReason = 300;

/** `policy/cutoffs.yaml:12: unknown time zone`. */
export function yamlProblem(file: string, line: number, reason: string): Problem {
  return { code: 'file_invalid', message: `${file}:${line}: ${cut(reason, longestReason)}`, field: file };
}

/** For whoever starts or changes something: a line for each of the first, and how many more there are. */
export function faultLines(problems: readonly Problem[]): string {
  const lines = problems.slice(0, namedFaults).map(({ message }) => message);
  const more = problems.length - lines.length;
  return [...lines, ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
}
