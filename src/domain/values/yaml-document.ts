/** Reads a YAML file's text against a schema and reports every fault as file, line and reason. */
import { Composer, isNode, Lexer, LineCounter, Parser, type CST, type Document } from 'yaml';
import type { z } from 'zod';
import { Fault, type Problem, type Refusal } from './errors';
import { yamlProblem } from './file-faults';
import { didYouMean } from './text/did-you-mean';
import { explainIssue } from './text/explain-issue';

/**
 * How much of what is open may lie in each other: a workflow in a loop in a branch reaches some forty. The parser recurses, and where its stack ends
 * within a regular expression the whole process ends.
 */
const mostOpen = 200;

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
  const read = readTokens(text, lines);
  if (!read.ok) return { ok: false, problems: [yamlProblem(file, read.tooDeepAt, 'is nested too deep to be read')] };
  const composer = new Composer({ lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  // An empty file is a document too.
  const [parsed, another] = [...composer.compose(read.tokens, true, text.length)];
  if (!parsed) throw new Fault('internal', `${file} makes no document`);
  const problems = parsed.errors.map((error) => yamlProblem(file, lines.linePos(error.pos[0]).line, error.message));
  if (another)
    problems.push(yamlProblem(file, lines.linePos(another.range[0]).line, 'begins another document: one file is one'));
  if (problems.length > 0) return { ok: false, problems };
  const lineOf = (path: YamlPath): number => {
    for (let length = path.length; length >= 0; length -= 1) {
      const node: unknown = parsed.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return 1;
  };
  const made = toJs(parsed);
  if (!made.ok) return { ok: false, problems: [yamlProblem(file, 1, made.reason)] };
  const written = made.value;
  const checked = schema.safeParse(written);
  if (checked.success) return { ok: true, document: { file, text, value: checked.data, lineOf } };
  return { ok: false, problems: explain(checked.error.issues) };

  function explain(issues: readonly z.core.$ZodIssue[]): readonly Problem[] {
    const pathOf = (issue: z.core.$ZodIssue) => issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
    const missingBeside = (place: YamlPath) =>
      issues
        .map(pathOf)
        .filter((path) => path.length === place.length + 1 && valueAt(written, path) === undefined)
        .filter((path) => place.every((key, at) => path[at] === key))
        .map((path) => String(path.at(-1)));
    const unknownKeys = issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...pathOf(issue), key]) : [],
    );
    // A misspelt field would otherwise be named twice: as unknown, and as missing.
    const isMisspelt = (path: YamlPath) =>
      valueAt(written, path) === undefined &&
      unknownKeys.some(
        (key) => key.length === path.length && didYouMean(String(key.at(-1)), [String(path.at(-1))]) !== '',
      );
    return issues
      .filter((issue) => !isMisspelt(pathOf(issue)))
      .map((issue) => {
        const path = pathOf(issue);
        const at = issue.code === 'unrecognized_keys' ? [...path, issue.keys[0] ?? ''] : path;
        const reason = explainIssue(issue, valueAt(written, path), missingBeside(path));
        return yamlProblem(file, lineOf(at), `${path.length > 0 ? `${path.join('.')}: ` : ''}${reason}`);
      });
  }
}

/** A reader of a file that mostly says again what it said before, which it then does not read again: a text takes some milliseconds. */
export function createYamlReader<T>(
  schema: z.ZodType<T>,
): (file: string, text: string) => ReturnType<typeof readYaml<T>> {
  let last: YamlDocument<T> | undefined;
  return (file, text) => {
    if (last?.text === text) return { ok: true, document: { ...last, file } };
    const read = readYaml(file, text, schema);
    if (read.ok) last = read.document;
    return read;
  };
}

/** What the text is made of, or the first line that is nested too deep. Reads without recursion, before anything is built. */
function readTokens(
  text: string,
  lines: LineCounter,
): { ok: true; tokens: CST.Token[] } | { ok: false; tooDeepAt: number } {
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  const tokens: CST.Token[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    const ended = [...parser.next(lexeme)];
    if (ended.length === 0 && parser.stack.length > mostOpen)
      return { ok: false, tooDeepAt: lines.linePos(parser.offset - lexeme.length).line };
    tokens.push(...ended);
  }
  tokens.push(...parser.end());
  return { ok: true, tokens };
}

/** An alias without its anchor, or so many of them that they would unfold to far more than the file, are found only here. */
function toJs(parsed: Document): { ok: true; value: unknown } | { ok: false; reason: string } {
  try {
    return { ok: true, value: parsed.toJS({ maxAliasCount: 50 }) };
  } catch (error) {
    // The parser's own kind of error for both.
    if (!(error instanceof ReferenceError)) throw error;
    return { ok: false, reason: error.message };
  }
}

function valueAt(value: unknown, path: YamlPath): unknown {
  return path.reduce<unknown>(
    (holder, key) =>
      typeof holder === 'object' && holder !== null && Object.hasOwn(holder, key)
        ? (holder as Record<string | number, unknown>)[key]
        : undefined,
    value,
  );
}
