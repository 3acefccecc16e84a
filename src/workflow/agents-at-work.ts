/** Who works on what at this moment, derived from the run: an open node that nobody works on is started, work on a node that is no longer open is stopped. */
import { asFault, Fault } from '../domain/values/errors';
import type { Run } from '../domain/case/run/run';
import type { KeptContent } from '../domain/values/kept-content';
import { untold } from '../ports/telemetry';
import { pointed, type Checkpoint } from './checkpoint';
import { findStep, type Definition } from './definition/definition';
import { followRouting, type Failures } from './follow-routing';
import { checkPin } from './definition/pinned-definition';
import { runAgentStep, type StepAnswer } from './run-agent-step';
import { requireTurns, settle } from './settle';
import type { StepRun } from './step-run';

/** What came of working on a run: an answer took it further, everything that is open failed, or its work was stopped. */
export type Stepped =
  | {
      readonly result: 'went_on';
      readonly checkpoint: Checkpoint;
      /** What the evidence of that answer names by hash; none where no answer was needed. */
      readonly contents: readonly KeptContent[];
    }
  | { readonly result: 'failed'; readonly error: unknown; readonly step: string | null }
  | { readonly result: 'stopped' };

export interface AgentsAtWork {
  /** Takes a run as far as the next answer leads; the others go on working, and their answers wait for the next call. */
  step(run: StepRun): Promise<Stepped>;
  /** Stops what works on anything that is not open in the run as it is kept now; null: on anything of it. */
  keepTo(runId: string, run: Pick<Run, 'open' | 'trace'> | null): void;
  /** Whether anybody works on it. */
  isAtWork(runId: string): boolean;
}

interface Work {
  readonly id: string;
  /** Which visit of the node: a loop comes back to it. */
  readonly visit: number;
  readonly stop: AbortController;
  /** Never rejects. */
  readonly done: Promise<Done>;
}

type Done = { readonly work: Work } & (
  { readonly answer: StepAnswer } | { readonly error: unknown; readonly answer?: never }
);

/** Why work was stopped: nobody waits for it any more. */
const notOpen = 'the step is no longer open';

export function createAgentsAtWork(): AgentsAtWork {
  const byRun = new Map<string, readonly Work[]>();

  function keepTo(runId: string, run: Pick<Run, 'open' | 'trace'> | null): readonly Work[] {
    const works = byRun.get(runId) ?? [];
    const isOpen = ({ id, visit }: Work) => run !== null && run.open.includes(id) && visit === visitOf(run, id);
    works.filter((work) => !isOpen(work)).forEach(({ stop }) => stop.abort(notOpen));
    const kept = works.filter(isOpen);
    if (kept.length > 0) byRun.set(runId, kept);
    else byRun.delete(runId);
    return kept;
  }

  function start(id: string, run: StepRun): Work {
    const step = findStep(run.definition, id);
    if (step.type !== 'agent') throw new Fault('internal', `${id} is no agent's`);
    const stop = new AbortController();
    const signal = run.signal ? AbortSignal.any([run.signal, stop.signal]) : stop.signal;
    const { definition, checkpoint, telemetry = untold } = run;
    const { trace_enabled: isTraced } = definition.config;
    const told = { kind: 'step', runId: checkpoint.runId, name: id, isTraced, signal } as const;
    const work: Work = {
      id,
      visit: visitOf(checkpoint, id),
      stop,
      done: telemetry
        .during(told, () => runAgentStep(step, { ...run, signal }))
        .then(
          (answer): Done => ({ work, answer }),
          (error: unknown): Done => ({ work, error }),
        ),
    };
    return work;
  }

  /** What failed waits until everything else has answered: what that finds counts. */
  async function firstAnswer(run: StepRun, works: readonly Work[]): Promise<Stepped> {
    const { definition, checkpoint } = run;
    const failed = new Map<Work, unknown>();
    for (;;) {
      const working = works.filter((work) => !failed.has(work));
      if (working.length === 0) break;
      const { work, ...done } = await Promise.race(working.map((one) => one.done));
      if (done.answer === undefined) {
        failed.set(work, done.error);
        continue;
      }
      try {
        const after = goOn(definition, checkpoint, done.answer, codesOf(failed));
        return { result: 'went_on', checkpoint: after, contents: done.answer.contents };
      } catch (error) {
        failed.set(work, error);
      }
    }
    byRun.delete(checkpoint.runId);
    if (works.some(({ stop }) => stop.signal.aborted)) return { result: 'stopped' };
    const [first] = works;
    return { result: 'failed', error: first && failed.get(first), step: first?.id ?? null };
  }

  return {
    keepTo: (runId, run) => void keepTo(runId, run),
    isAtWork: (runId) => byRun.has(runId),
    async step(run) {
      const { definition } = run;
      checkPin(definition, run.checkpoint, run.checkpoint.runId);
      try {
        if (run.checkpoint.open.length === 0)
          throw new Fault('internal', `run ${run.checkpoint.runId} has ended and has no step to run`);
        const checkpoint = settle(definition, run.checkpoint);
        const { runId, open } = checkpoint;
        if (checkpoint.outcome) return { result: 'went_on', checkpoint, contents: [] };
        requireTurns(definition, checkpoint, open.length, open.join(', '));
        const kept = keepTo(runId, checkpoint);
        const now = { ...run, checkpoint };
        const works = open.map((id) => kept.find((work) => work.id === id) ?? start(id, now));
        byRun.set(runId, works);
        return await firstAnswer(now, works);
      } catch (error) {
        return { result: 'failed', error, step: run.checkpoint.open[0] ?? null };
      }
    },
  };
}

/** The run with an agent's answer in it, as far as it leads without another one. Throws `no_route` and `max_turns_exceeded`. */
function goOn(definition: Definition, before: Checkpoint, answer: StepAnswer, failures: Failures): Checkpoint {
  const { entry, output } = answer;
  const step = findStep(definition, entry.step);
  if (step.type !== 'agent') throw new Fault('internal', `${step.id} is no agent's`);
  const answered: Checkpoint = {
    ...before,
    open: before.open.filter((id) => id !== step.id),
    turns: before.turns + 1,
    activeMs: Math.max(before.activeMs, answer.activeMs),
    trace: [...before.trace, entry],
    context: { ...before.context, [step.output_key]: output },
  };
  return settle(definition, pointed(definition, followRouting(definition, answered, step, failures)), failures);
}

function visitOf({ trace }: Pick<Run, 'trace'>, id: string): number {
  return trace.reduce((count, { step }) => (step === id ? count + 1 : count), 1);
}

function codesOf(failed: ReadonlyMap<Work, unknown>): Failures {
  return new Map([...failed].map(([{ id }, error]) => [id, asFault(error).code]));
}
