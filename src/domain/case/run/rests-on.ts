/** What a run's evidence names by hash: what its tools' answers rest on, kept beside the case. */
import type { JsonObject } from '../../values/json';
import type { KeptContent } from '../../values/kept-content';
import type { Run, ToolCallRecord } from './run';

/** Under which hash what the answer rests on is kept; null where nobody kept it. */
export function basisOf({ output }: Pick<ToolCallRecord, 'output'>): string | null {
  const { audit } = output;
  const basis = isObject(audit) ? audit['basis'] : undefined;
  return typeof basis === 'string' ? basis : null;
}

/** Of these contents, the ones that the run's evidence names, and what those name in turn; a run that was begun anew names nothing of before. */
export function namedOf({ trace }: Pick<Run, 'trace'>, contents: readonly KeptContent[]): readonly KeptContent[] {
  if (contents.length === 0) return contents;
  const bases = new Set(trace.flatMap(({ toolCalls }) => toolCalls.flatMap((call) => basisOf(call) ?? [])));
  let [named, others] = partition(contents, ({ hash }) => bases.has(hash));
  for (let more = named; more.length > 0 && others.length > 0; named = [...named, ...more])
    [more, others] = partition(others, ({ hash }) => more.some(({ text }) => text.includes(hash)));
  return named;
}

function partition<T>(all: readonly T[], isIn: (one: T) => boolean): [readonly T[], readonly T[]] {
  return [all.filter(isIn), all.filter((one) => !isIn(one))];
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
