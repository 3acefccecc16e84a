/** Reads a YAML file's text against a schema and reports every fault as file, line and reason. */
import { isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Problem, Refusal } from './errors';

export type YamlPath = readonly (string | number)[];

export interface YamlDocument<T> {
  readonly file: string;
  readonly text: string;
  readonly value: T;
  /** The line a path stands on, 1-based; the nearest existing parent's line where the path itself does not exist. */
  lineOf(path: YamlPath): number;
}

export function readYaml<T>(
  file: string,
  text: string,
  schema: z.ZodType<T>,
): { ok: true; document: YamlDocument<T> } | Refusal {
  const lines = new LineCounter();
  const parsed = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  if (parsed.errors.length > 0) {
    const problems = parsed.errors.map((error) => yamlProblem(file, lines.linePos(error.pos[0]).line, error.message));
    return { ok: false, problems };
  }
  const lineOf = (path: YamlPath): number => {
    for (let length = path.length; length >= 0; length -= 1) {
      const node: unknown = parsed.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return 1;
  };
  const checked = schema.safeParse(parsed.toJS({ maxAliasCount: 50 }));
  if (checked.success) return { ok: true, document: { file, text, value: checked.data, lineOf } };
  const problems = checked.error.issues.map((issue) => {
    const path = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
    const at = issue.code === 'unrecognized_keys' ? [...path, issue.keys[0] ?? ''] : path;
    return yamlProblem(file, lineOf(at), `${path.length > 0 ? `${path.join('.')}: ` : ''}${issue.message}`);
  });
  return { ok: false, problems };
}

/** One fault of a file a person maintains: `policy/cutoffs.yaml:12: unknown time zone`. */
export function yamlProblem(file: string, line: number, reason: string): Problem {
  return { code: 'file_invalid', message: `${file}:${line}: ${reason}`, field: file };
}
