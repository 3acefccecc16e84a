/** JSONPath (RFC 9535) over the run context: paths that fetch values, and conditions that are filter queries. */
import { query, type JsonValue } from 'jsonpath-rfc9535';
import parse from 'jsonpath-rfc9535/parser';
import type { Json, JsonObject } from '../domain/values/json';

/** `$.a.b_c`: member names in shorthand, nothing else. */
const plainPath = /^\$(\.[A-Za-z_][A-Za-z0-9_]*)+$/;

/** `$.a.b == 'CLEAR'`: a plain path and a text, equal or not. */
const plainComparison = /^(\$(?:\.[A-Za-z_][A-Za-z0-9_]*)+) *([=!]=) *'([^'\\]*)'$/;

/** Only a text that starts with `$.` is a path; any other text is itself. */
export function isPath(text: string): boolean {
  return text.startsWith('$.');
}

/** What a path finds: one value for a path that can only name one place, a list for a wider one, undefined for nothing. */
export function findValue(context: JsonObject, path: string): Json | undefined {
  // Nearly every path is plain names; walking them costs a fiftieth of parsing the path at each use.
  if (plainPath.test(path)) return walk(context, path.slice(2).split('.'));
  const found = query(asJsonValue(context), path) as Json[];
  if (found.length === 0) return undefined;
  return isSingular(parse(path)) ? found[0] : found;
}

/** A condition C is the filter query `$[?C]` on the context: true when it selects anything. */
export function holds(context: JsonObject, condition: string): boolean {
  // What nearly every condition is; the parser would read it anew at each step.
  const [, path, sign, text] = plainComparison.exec(condition) ?? [];
  if (path !== undefined) return (findValue(context, path) === text) === (sign === '==');
  return query(asJsonValue(context), filterQuery(condition)).length > 0;
}

/** What is wrong with a path, or null; `knownKeys` are the first keys the run context can have. */
export function pathFault(path: string, knownKeys: ReadonlySet<string>): string | null {
  const parsed = tryParse(path);
  if (parsed === null) return `bad JSONPath ${path}`;
  return unknownKeyFault(parsed, knownKeys);
}

/** What is wrong with a condition, or null. */
export function conditionFault(condition: string, knownKeys: ReadonlySet<string>): string | null {
  const parsed = tryParse(filterQuery(condition));
  // `a, ?b` and `a]['x'` would also parse inside the brackets; a condition is exactly one filter.
  if (parsed === null || !isOneFilter(parsed)) return `bad condition ${condition}`;
  const faults = absoluteQueries(parsed.segments).map((inner) => unknownKeyFault(inner, knownKeys));
  return faults.find((fault) => fault !== null) ?? null;
}

/** The first keys a condition reads: those it compares, which must be there, and those it only asks for. */
export function keysOfCondition(condition: string): {
  readonly compared: ReadonlySet<string>;
  readonly asked: ReadonlySet<string>;
} {
  const parsed = tryParse(filterQuery(condition));
  const firstKeys = (queries: readonly AbsoluteQuery[]) =>
    new Set(queries.flatMap(({ segments }) => (segments[0] ? [String(singleSelection(segments[0]) ?? '')] : [])));
  const asked = firstKeys(parsed ? testedQueries(parsed.segments) : []);
  const all = firstKeys(parsed ? absoluteQueries(parsed.segments) : []);
  return { compared: new Set([...all].filter((key) => !asked.has(key))), asked };
}

function walk(value: Json | undefined, names: readonly string[]): Json | undefined {
  return names.reduce<Json | undefined>((parent, name) => (isMember(parent, name) ? parent[name] : undefined), value);
}

function isMember(parent: Json | undefined, name: string): parent is JsonObject {
  return parent !== null && typeof parent === 'object' && !Array.isArray(parent) && Object.hasOwn(parent, name);
}

function filterQuery(condition: string): string {
  return `$[?${condition}]`;
}

function asJsonValue(context: JsonObject): JsonValue {
  return context as JsonValue;
}

function tryParse(path: string): AbsoluteQuery | null {
  try {
    return parse(path);
  } catch {
    return null;
  }
}

interface AbsoluteQuery {
  readonly type: 'JsonPathQuery' | 'AbsSingularQuery';
  readonly segments: readonly Segment[];
}

interface Segment {
  readonly type: string;
  readonly node: {
    readonly type: string;
    readonly value?: unknown;
    readonly selectors?: readonly { readonly type: string; readonly value?: unknown }[];
  };
}

/** The member name or index a segment selects when it selects exactly one; undefined for a wider one. */
function singleSelection({ type, node }: Segment): string | number | undefined {
  if (type === 'DescendantSegment') return undefined;
  const [selector, ...others] = node.type === 'BracketedSelection' ? (node.selectors ?? []) : [node];
  if (others.length > 0) return undefined;
  return typeof selector?.value === 'string' || typeof selector?.value === 'number' ? selector.value : undefined;
}

function isSingular({ segments }: AbsoluteQuery): boolean {
  return segments.every((segment) => singleSelection(segment) !== undefined);
}

function isOneFilter({ segments }: AbsoluteQuery): boolean {
  const [segment, ...others] = segments;
  const { selectors = [] } = segment?.node ?? {};
  return others.length === 0 && selectors.length === 1 && selectors[0]?.type === 'FilterSelector';
}

function unknownKeyFault({ segments }: AbsoluteQuery, knownKeys: ReadonlySet<string>): string | null {
  const first = segments[0] && singleSelection(segments[0]);
  if (first === undefined || knownKeys.has(String(first))) return null;
  return `unknown key ${first}: the run context has ${[...knownKeys].join(', ')}`;
}

/** Every query from the root (`$...`) inside a filter, at any depth. */
function absoluteQueries(node: unknown): AbsoluteQuery[] {
  if (Array.isArray(node)) return node.flatMap(absoluteQueries);
  if (node === null || typeof node !== 'object') return [];
  const own = isAbsoluteQuery(node) ? [node] : [];
  return [...own, ...Object.values(node).flatMap(absoluteQueries)];
}

/** Queries whose finding anything is the whole question: `$.a`, `!$.a`. */
function testedQueries(node: unknown): AbsoluteQuery[] {
  if (Array.isArray(node)) return node.flatMap(testedQueries);
  if (node === null || typeof node !== 'object') return [];
  if ('type' in node && node.type === 'TestExpr') return absoluteQueries(node);
  return Object.values(node).flatMap(testedQueries);
}

function isAbsoluteQuery(node: object): node is AbsoluteQuery {
  return 'type' in node && (node.type === 'JsonPathQuery' || node.type === 'AbsSingularQuery');
}
