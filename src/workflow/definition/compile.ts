/** Flattens workflow files into nodes; what cannot be flattened is a fault with its file and line. */
import type { YamlDocument, YamlPath } from '../../domain/values/yaml-document';
import type { DefinitionFile, StepFile } from './definition-schema';
import type { AgentStep, Route, Step } from './nodes';

export interface DefinitionFault {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
}

export type WorkflowDocument = YamlDocument<DefinitionFile>;

export interface Compiled {
  readonly steps: readonly Step[];
  readonly faults: readonly DefinitionFault[];
}

/** How a branch or a round names its own end. */
export const scopeEnd = 'end';

export interface CompileOptions {
  /** The files it includes, by name. */
  readonly included: ReadonlyMap<string, WorkflowDocument>;
  /** The agents there are. */
  readonly agentRefs: readonly string[];
  /** Keys of the run context that are written before the first step, or by the engine. */
  readonly reserved: ReadonlySet<string>;
}

export function compile(main: WorkflowDocument, { included, agentRefs, reserved }: CompileOptions): Compiled {
  const steps: Step[] = [];
  const faults: DefinitionFault[] = [];
  const writers = new Map<string, Step['within']>();
  compileFile({ document: main, prefix: '', closes: null, within: null });
  return { steps, faults };

  interface FilePlace {
    readonly document: WorkflowDocument;
    readonly prefix: string;
    /** The step that includes the file. */
    readonly closes: string | null;
    readonly within: Step['within'];
  }

  function compileFile(place: FilePlace): void {
    const { document } = place;
    const { agents, steps: written } = document.value;
    agents.forEach(({ id, agent_ref: ref }, index) => {
      if (agents.findIndex((other) => other.id === id) < index)
        fault(place, ['agents', index, 'id'], `duplicate agent id ${id}`);
      if (!agentRefs.includes(ref))
        fault(place, ['agents', index, 'agent_ref'], `unknown agent_ref ${ref}: there is ${listed(agentRefs)}`);
    });
    const taken = new Set<string>();
    compileList(written, ['steps'], { ...place, isInner: false, taken });
  }

  interface ListPlace extends FilePlace {
    /** In a branch or a loop, where the next step follows by itself. */
    readonly isInner: boolean;
    /** Ids of the file so far. */
    readonly taken: Set<string>;
  }

  function compileList(list: readonly StepFile[], path: YamlPath, place: ListPlace): void {
    const siblings = list.map(({ id }) => id);
    list.forEach((step, index) => {
      const own = [...path, index];
      const claim = (id: string, at: YamlPath): void => {
        if (place.isInner && id === scopeEnd)
          fault(place, at, `${scopeEnd} names the end of a branch or a round, so no step may have this id`);
        if (place.taken.has(id)) fault(place, at, `duplicate step id ${id}`);
        place.taken.add(id);
      };
      claim(step.id, [...own, 'id']);
      compileStep(step, own, { ...place, siblings, next: siblings[index + 1] ?? null, claim });
    });
  }

  interface StepPlace extends ListPlace {
    readonly siblings: readonly string[];
    readonly next: string | null;
    readonly claim: (id: string, at: YamlPath) => void;
  }

  function compileStep(step: StepFile, path: YamlPath, place: StepPlace): void {
    const { document, prefix, within, closes, isInner, next } = place;
    const full = (id: string): string => prefix + id;
    const base = { id: full(step.id), within, at: { file: document.file, line: document.lineOf([...path, 'id']) } };
    const target = (goto: string, at: YamlPath): string | null => {
      if (isInner && goto === scopeEnd) return null;
      if (!place.siblings.includes(goto))
        fault(
          place,
          at,
          isInner
            ? `unknown goto ${goto}: a branch or a loop goes to its own steps (${listed(place.siblings)}) or to ${scopeEnd}`
            : `unknown goto ${goto}: no step has this id`,
        );
      return full(goto);
    };
    const routing = (given: readonly { condition?: string | undefined; goto: string }[] | undefined): Route[] => {
      if (!given) {
        if (isInner) return [{ goto: next === null ? null : full(next), line: 0 }];
        fault(
          place,
          path,
          `step ${step.id} needs a routing: the next step follows by itself only in a branch or a loop`,
        );
        return [];
      }
      const unconditional = given.findIndex(({ condition }) => condition === undefined);
      return given.map(({ condition, goto }, index) => {
        const at = [...path, 'routing', index, 'goto'];
        if (unconditional !== -1 && index > unconditional)
          fault(place, at, `route to ${goto} is unreachable: an unconditional route stands before it`);
        return { ...(condition === undefined ? {} : { condition }), goto: target(goto, at), line: document.lineOf(at) };
      });
    };
    const inner = (scope: string, branch: string | null): ListPlace => ({
      ...place,
      isInner: true,
      within: { scope: full(scope), branch },
    });

    if ('output_key' in step && step.output_key !== undefined)
      claimKey(step.output_key, [...path, 'output_key'], place);
    switch (step.type) {
      case 'agent':
        steps.push(agentStep(step, path, routing(step.routing)));
        return;
      case 'terminate':
      case 'aggregate':
        steps.push({ ...base, type: step.type, output: step.output, closes });
        return;
      case 'router':
        steps.push({
          ...base,
          type: 'router',
          routing: [
            ...step.routes.map(({ condition, goto }, index) => ({
              condition,
              goto: target(goto, [...path, 'routes', index, 'goto']),
              line: document.lineOf([...path, 'routes', index]),
            })),
            { goto: target(step.default, [...path, 'default']), line: document.lineOf([...path, 'default']) },
          ],
        });
        return;
      case 'parallel': {
        const { branches, join } = step;
        const asked = typeof join === 'object' && 'agent' in join ? join.agent : null;
        const quorum = typeof join === 'object' && 'quorum' in join ? join.quorum : null;
        if (quorum !== null && quorum > branches.length)
          fault(place, [...path, 'join'], `quorum ${quorum} of ${branches.length} branches can never be reached`);
        const leads = routing(step.routing);
        steps.push({
          ...base,
          type: 'parallel',
          branches: branches.map(({ id, steps: [first] }) => ({ id, start: full(first?.id ?? '') })),
          needed: quorum ?? (join === 'any' ? 1 : branches.length),
          output_key: step.output_key ?? null,
          routing: asked ? [{ goto: full(asked.id), line: 0 }] : leads,
        });
        branches.forEach(({ id, steps: list }, index) => {
          const at = [...path, 'branches', index];
          if (branches.findIndex((other) => other.id === id) < index)
            fault(place, [...at, 'id'], `duplicate branch id ${id}`);
          compileList(list, [...at, 'steps'], inner(step.id, id));
        });
        if (asked) {
          place.claim(asked.id, [...path, 'join', 'agent', 'id']);
          claimKey(asked.output_key, [...path, 'join', 'agent', 'output_key'], place);
          steps.push(agentStep(asked, [...path, 'join', 'agent'], leads));
        }
        return;
      }
      case 'loop':
        steps.push({
          ...base,
          type: 'loop',
          start: full(step.steps[0]?.id ?? ''),
          until: step.until,
          untilLine: document.lineOf([...path, 'until']),
          maxRounds: step.max_rounds,
          otherwise: target(step.otherwise, [...path, 'otherwise']),
          output_key: step.output_key ?? null,
          routing: routing(step.routing),
        });
        compileList(step.steps, [...path, 'steps'], inner(step.id, null));
        return;
      case 'include': {
        const flow = included.get(step.file);
        const within = { scope: base.id, branch: null };
        const first = flow?.value.steps[0]?.id ?? '';
        steps.push({
          ...base,
          type: 'include',
          file: step.file,
          start: `${base.id}/${first}`,
          output_key: step.output_key ?? null,
          routing: routing(step.routing),
        });
        if (!flow) fault(place, [...path, 'file'], `${step.file} is not there`);
        else compileFile({ document: flow, prefix: `${base.id}/`, closes: base.id, within });
        return;
      }
    }

    function agentStep(
      written: Omit<Extract<StepFile, { type: 'agent' }>, 'type' | 'routing'>,
      at: YamlPath,
      leads: readonly Route[],
    ): AgentStep {
      const { agents } = document.value;
      // Where it is asked once, it may be named by its own name at once.
      const isRef = agentRefs.includes(written.agent);
      const agentRef = agents.find(({ id }) => id === written.agent)?.agent_ref ?? (isRef ? written.agent : null);
      if (agentRef === null) {
        const known = agents.map(({ id }) => id);
        fault(place, [...at, 'agent'], `unknown agent ${written.agent}: there is ${listed(known)}`);
      }
      return {
        ...base,
        id: full(written.id),
        at: { file: document.file, line: document.lineOf([...at, 'id']) },
        type: 'agent',
        agentRef: agentRef ?? '',
        input: written.input,
        output_key: written.output_key,
        routing: leads,
      };
    }
  }

  /** A key has one writer: of two, nobody could say whose result a condition reads. */
  function claimKey(key: string, path: YamlPath, place: FilePlace): void {
    const { within } = place;
    const before = writers.get(key);
    if (reserved.has(key)) fault(place, path, `output_key ${key} is a key of the run context`);
    else if (before === undefined) writers.set(key, within);
    else if (before && within && before.scope === within.scope && before.branch !== within.branch)
      fault(
        place,
        path,
        `duplicate output_key ${key}: branches ${before.branch ?? ''} and ${within.branch ?? ''} of ${within.scope} both write it`,
      );
    else fault(place, path, `duplicate output_key ${key}`);
  }

  function fault({ document }: Pick<FilePlace, 'document'>, path: YamlPath, reason: string): void {
    faults.push({ file: document.file, line: document.lineOf(path), reason });
  }
}

function listed(names: readonly string[]): string {
  return names.length > 0 ? names.join(', ') : 'none';
}
