/** What a match with a listed party means under its list and programmes: blocked, restricted, or something policy does not know. */
import type { WatchListEntry } from '../lists/watch-list';

export interface ProgrammeRule {
  readonly id: string;
  /** The list's family: `OFAC SDN`. */
  readonly list: string;
  /** Left out: every programme of the list. */
  readonly programmes?: readonly string[] | undefined;
  /** Left out: whatever is imposed. */
  readonly measures?: readonly string[] | undefined;
  /** block: freeze and report. restrict: some dealings are forbidden, and a person must look which. */
  readonly effect: 'block' | 'restrict';
  /** What compliance must look at. */
  readonly instruction: string;
}

export interface ProgrammeEffect {
  readonly effect: 'block' | 'restrict' | 'unknown';
  readonly ruleIds: readonly string[];
  readonly instructions: readonly string[];
  /** The entry's programmes that no rule speaks of. */
  readonly unknown: readonly string[];
}

/** Of several programmes the strictest stands. Without any table a match means what its type says: blocked. */
export function effectOf(
  entry: WatchListEntry,
  listedBy: string,
  rules: readonly ProgrammeRule[] | undefined,
): ProgrammeEffect {
  if (rules === undefined) return { effect: 'block', ruleIds: [], instructions: [], unknown: [] };
  const ofList = rules.filter(({ list }) => list === listedBy);
  const fitting = ofList.filter(
    (rule) => names(rule.programmes, entry.programs) && names(rule.measures, entry.measures ?? []),
  );
  const blocking = fitting.filter(({ effect }) => effect === 'block');
  const standing = blocking.length > 0 ? blocking : fitting;
  return {
    effect: standing[0]?.effect ?? 'unknown',
    ruleIds: standing.map(({ id }) => id),
    instructions: [...new Set(standing.map(({ instruction }) => instruction))],
    unknown: entry.programs.filter((program) => !ofList.some((rule) => names(rule.programmes, [program]))),
  };
}

function names(wanted: readonly string[] | undefined, given: readonly string[]): boolean {
  if (wanted === undefined) return true;
  const lower = given.map((one) => one.toLowerCase());
  return wanted.some((one) => lower.includes(one.toLowerCase()));
}
