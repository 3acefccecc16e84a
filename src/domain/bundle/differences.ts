/** Where two values differ, by path, as far as a person reads. */
import { canonicalJson, withoutUndefined } from '../values/json';

export interface Difference {
  /** `breach_assessment.headroom`. */
  readonly path: string;
  /** As JSON, shortened; null where there is nothing. */
  readonly recorded: string | null;
  readonly recomputed: string | null;
}

const mostNamed = 20;
const longestShown = 120;

export function findDifferences(recorded: unknown, recomputed: unknown): readonly Difference[] {
  return [...differing(withoutUndefined(recorded), withoutUndefined(recomputed), '')].slice(0, mostNamed);
}

function* differing(one: unknown, other: unknown, path: string): Generator<Difference> {
  if (canonicalJson(one) === canonicalJson(other) && (one === undefined) === (other === undefined)) return;
  if (!isContainer(one) || !isContainer(other) || Array.isArray(one) !== Array.isArray(other)) {
    yield { path, recorded: shown(one), recomputed: shown(other) };
    return;
  }
  const [members, others] = [one as Readonly<Record<string, unknown>>, other as Readonly<Record<string, unknown>>];
  for (const key of new Set([...Object.keys(members), ...Object.keys(others)]))
    yield* differing(members[key], others[key], path === '' ? key : `${path}.${key}`);
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function shown(value: unknown): string | null {
  if (value === undefined) return null;
  const text = JSON.stringify(value);
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
}
