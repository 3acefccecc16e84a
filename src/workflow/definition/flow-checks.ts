/** What is wrong with the ways through a workflow: steps nobody reaches, ways without an end, ways back, keys that are not there on every way. */
import type { DefinitionFault } from './compile-place';
import { keysOfCondition } from '../json-path';
import { outputKeyOf, routesOf, type ParallelStep, type Route, type Step } from './nodes';

type Keys = ReadonlySet<string>;

/** What a flat workflow is looked up in. */
export interface Flow {
  readonly nodes: ReadonlyMap<string, Step>;
  readonly first: string;
  /** Keys every run starts with. */
  readonly given: Keys;
}

/** Faults a run could meet: nodes out of reach, and ways that never end. */
export function findReachFaults(flow: Flow): DefinitionFault[] {
  return scopesOf(flow).flatMap(({ start, steps, name }) => {
    const reached = closure([start], (id) => targetsOf(flow, id));
    const ending = new Set(steps.filter((step) => routesOf(step).length === 0 || leadsOut(step)).map(({ id }) => id));
    const reachesEnd = (id: string) => [...closure([id], (at) => targetsOf(flow, at))].some((at) => ending.has(at));
    return steps.flatMap((step) => {
      if (!reached.has(step.id)) return [faultAt(step, `step ${step.id} is unreachable: no route leads to it`)];
      return reachesEnd(step.id) ? [] : [faultAt(step, `from step ${step.id} no route leads to ${name}`)];
    });
  });
}

/** A way back that nothing bounds. */
export function findCycles(flow: Flow): DefinitionFault[] {
  return scopesOf(flow).flatMap(({ steps }) => {
    const told = new Set<string>();
    return steps.flatMap((step) => {
      if (told.has(step.id)) return [];
      const back = wayBack(flow, step.id);
      if (back === null) return [];
      back.forEach((id) => told.add(id));
      return [
        faultAt(
          step,
          `${[...back, step.id].join(' > ')} is a cycle without a bound: write it as a loop with max_rounds`,
        ),
      ];
    });
  });
}

/** Conditions that compare a key which some way to them does not write: they would silently be false there. */
export function findAbsentKeys(flow: Flow): DefinitionFault[] {
  const faults = new Map<string, DefinitionFault>();
  const written = new Set([...flow.nodes.values()].flatMap((step) => outputKeyOf(step) ?? []));

  const judge = (step: Step, condition: string, line: number, keys: Keys, way: (key: string) => readonly string[]) => {
    for (const key of keysOfCondition(condition).compared) {
      if (!written.has(key) || keys.has(key)) continue;
      const reason = `condition over ${key}, which may be absent: nothing on the way ${way(key).join(' > ')} writes it`;
      faults.set(`${step.id} ${condition} ${key}`, { file: step.at.file, line, reason });
    }
  };

  /** Keys that are there where the scope is left; null where it never is. */
  function follow(start: string, before: Keys): Keys | null {
    const at = new Map<string, Keys>([[start, before]]);
    const from = new Map<string, { readonly id: string; readonly keys: Keys }[]>();
    const open = [start];
    let end: Keys | null = null;
    for (let id = open.shift(); id !== undefined; id = open.shift()) {
      const step = flow.nodes.get(id);
      const keys = at.get(id);
      if (!step || !keys) continue;
      const way = (key: string): readonly string[] => wayWithout(key, id, from);
      const after = pass(step, keys, way);
      const routes = routesOf(step);
      if (routes.length === 0) end = both(end, after);
      for (const { condition, goto, line } of routes) {
        if (condition !== undefined) judge(step, condition, line, after, way);
        if (goto === null) {
          end = both(end, after);
          continue;
        }
        from.set(goto, [...(from.get(goto) ?? []), { id, keys: after }]);
        const known = at.get(goto) ?? null;
        const now = both(known, after);
        if (known && now.size === known.size) continue;
        at.set(goto, now);
        open.push(goto);
      }
    }
    return end;
  }

  /** What is there after a step, from what was there before it. */
  function pass(step: Step, before: Keys, way: (key: string) => readonly string[]): Keys {
    const own = outputKeyOf(step);
    const and = (keys: Keys): Keys => (own === null ? keys : new Set([...keys, own]));
    switch (step.type) {
      case 'agent':
      case 'router':
      case 'terminate':
      case 'aggregate':
        return and(before);
      case 'parallel':
        return and(afterBranches(step, before));
      case 'include':
        return and(follow(step.start, before) ?? before);
      case 'loop': {
        const after = and(follow(step.start, before) ?? before);
        judge(step, step.until, step.untilLine, after, way);
        return after;
      }
    }
  }

  /** Only where all branches are waited for does anybody know which keys are there. */
  function afterBranches({ branches, needed }: ParallelStep, before: Keys): Keys {
    const ends = branches.map(({ start }) => follow(start, before) ?? before);
    return needed < branches.length ? before : new Set(ends.flatMap((keys) => [...keys]));
  }

  follow(flow.first, flow.given);
  return [...faults.values()];
}

function wayWithout(
  key: string,
  to: string,
  from: ReadonlyMap<string, readonly { readonly id: string; readonly keys: Keys }[]>,
): readonly string[] {
  const way = [to];
  for (let at = to; ;) {
    const before = (from.get(at) ?? []).find(({ id, keys }) => !keys.has(key) && !way.includes(id));
    if (!before) return way.reverse();
    way.push(before.id);
    at = before.id;
  }
}

function both(one: Keys | null, other: Keys): Keys {
  return one === null ? other : new Set([...one].filter((key) => other.has(key)));
}

interface Scope {
  readonly start: string;
  readonly steps: readonly Step[];
  /** What the way out of it is called. */
  readonly name: string;
}

/** The top, and the inside of every step that has one. */
function scopesOf({ nodes, first }: Flow): readonly Scope[] {
  const all = [...nodes.values()];
  const inside = (scope: string | null, branch: string | null) =>
    all.filter(({ within }) => (within?.scope ?? null) === scope && (within?.branch ?? null) === branch);
  const inner = all.flatMap((step): Scope[] => {
    switch (step.type) {
      case 'parallel':
        return step.branches.map(({ id, start }) => ({
          start,
          steps: inside(step.id, id),
          name: `the end of branch ${id} of ${step.id}`,
        }));
      case 'loop':
        return [{ start: step.start, steps: inside(step.id, null), name: `the end of a round of ${step.id}` }];
      case 'include':
        return [{ start: step.start, steps: inside(step.id, null), name: `an end of ${step.file}` }];
      case 'agent':
      case 'router':
      case 'terminate':
      case 'aggregate':
        return [];
    }
  });
  return [{ start: first, steps: inside(null, null), name: 'an end' }, ...inner];
}

function leadsOut(step: Step): boolean {
  return routesOf(step).some(({ goto }) => goto === null);
}

function targetsOf({ nodes }: Flow, id: string): readonly string[] {
  const step = nodes.get(id);
  return step ? routesOf(step).flatMap(({ goto }: Route) => (goto === null ? [] : [goto])) : [];
}

function closure(from: readonly string[], next: (id: string) => readonly string[]): ReadonlySet<string> {
  const found = new Set(from);
  for (const id of found) next(id).forEach((target) => found.add(target));
  return found;
}

/** From a node back to itself, itself first; null where no way leads back. */
function wayBack(flow: Flow, id: string): readonly string[] | null {
  const from = new Map<string, string>();
  const open = [id];
  for (let at = open.shift(); at !== undefined; at = open.shift()) {
    for (const target of targetsOf(flow, at)) {
      if (target === id) return trail(from, id, at);
      if (from.has(target)) continue;
      from.set(target, at);
      open.push(target);
    }
  }
  return null;
}

function trail(from: ReadonlyMap<string, string>, start: string, end: string): readonly string[] {
  const way = [end];
  while (way[0] !== start) way.unshift(from.get(way[0] ?? start) ?? start);
  return way;
}

function faultAt({ at: { file, line } }: Step, reason: string): DefinitionFault {
  return { file, line, reason };
}
