/** Where a step stands while its file is flattened: what its names mean there, where it may lead, and who else writes its key. */
import type { YamlDocument, YamlPath } from '../../domain/values/yaml-document';
import type { DefinitionFile, StepFile } from './definition-schema';
import type { Route, Step } from './nodes';

export interface DefinitionFault {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
}

export type WorkflowDocument = YamlDocument<DefinitionFile>;

export interface CompileOptions {
  /** The files it includes, by name. */
  readonly included: ReadonlyMap<string, WorkflowDocument>;
  /** The agents there are. */
  readonly agentRefs: readonly string[];
  /** Keys of the run context that are written before the first step, or by the engine. */
  readonly reserved: ReadonlySet<string>;
}

/** How a branch or a round names its own end. */
const scopeEnd = 'end';

/** All that one compilation gathers. */
export interface Work {
  readonly options: CompileOptions;
  readonly steps: Step[];
  readonly faults: DefinitionFault[];
  /** Who writes a key, by what they stand in. */
  readonly writers: Map<string, Step['within']>;
}

export interface FilePlace {
  readonly work: Work;
  readonly document: WorkflowDocument;
  readonly prefix: string;
  /** The step that includes the file. */
  readonly closes: string | null;
  readonly within: Step['within'];
}

export interface ListPlace extends FilePlace {
  /** In a branch or a loop, where the next step follows by itself. */
  readonly isInner: boolean;
  /** Ids of the file so far. */
  readonly taken: Set<string>;
}

export interface StepPlace extends ListPlace {
  readonly siblings: readonly string[];
  readonly next: string | null;
}

export function fault({ work, document }: FilePlace, path: YamlPath, reason: string): void {
  work.faults.push({ file: document.file, line: document.lineOf(path), reason });
}

/** One id is one step of its file. */
export function claimId(id: string, path: YamlPath, place: ListPlace): void {
  if (place.isInner && id === scopeEnd)
    fault(place, path, `${scopeEnd} names the end of a branch or a round, so no step may have this id`);
  if (place.taken.has(id)) fault(place, path, `duplicate step id ${id}`);
  place.taken.add(id);
}

/** A key has one writer: of two, nobody could say whose result a condition reads. */
export function claimKey(key: string, path: YamlPath, place: FilePlace): void {
  const { within, work } = place;
  const before = work.writers.get(key);
  if (work.options.reserved.has(key)) fault(place, path, `output_key ${key} is a key of the run context`);
  else if (before === undefined) work.writers.set(key, within);
  else if (before && within && before.scope === within.scope && before.branch !== within.branch)
    fault(
      place,
      path,
      `duplicate output_key ${key}: branches ${before.branch ?? ''} and ${within.branch ?? ''} of ${within.scope} both write it`,
    );
  else fault(place, path, `duplicate output_key ${key}`);
}

/** Null for the end of the branch or the round. */
export function target(goto: string, path: YamlPath, place: StepPlace): string | null {
  const { isInner, siblings, prefix } = place;
  if (isInner && goto === scopeEnd) return null;
  if (!siblings.includes(goto))
    fault(
      place,
      path,
      isInner
        ? `unknown goto ${goto}: a branch or a loop goes to its own steps (${listed(siblings)}) or to ${scopeEnd}`
        : `unknown goto ${goto}: no step has this id`,
    );
  return prefix + goto;
}

/** As it is written, or to the next step where that follows by itself. */
export function routing(
  { id, routing: given }: Pick<Extract<StepFile, { type: 'agent' }>, 'id' | 'routing'>,
  path: YamlPath,
  place: StepPlace,
): Route[] {
  const { isInner, next, prefix, document } = place;
  if (!given) {
    if (isInner) return [{ goto: next === null ? null : prefix + next, line: 0 }];
    fault(place, path, `step ${id} needs a routing: the next step follows by itself only in a branch or a loop`);
    return [];
  }
  const unconditional = given.findIndex(({ condition }) => condition === undefined);
  return given.map(({ condition, goto }, index) => {
    const at = [...path, 'routing', index, 'goto'];
    if (unconditional !== -1 && index > unconditional)
      fault(place, at, `route to ${goto} is unreachable: an unconditional route stands before it`);
    return {
      ...(condition === undefined ? {} : { condition }),
      goto: target(goto, at, place),
      line: document.lineOf(at),
    };
  });
}

export function listed(names: readonly string[]): string {
  return names.length > 0 ? names.join(', ') : 'none';
}
