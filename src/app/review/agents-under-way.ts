/** Which agents are being asked at this moment, since when and how far they are: shown on the card while they take their time, and written down nowhere. */
import type { AgentRuntime, AgentStage, AgentUnderWay } from '../../ports/agents';
import type { Clock } from '../../ports/process';

export interface AgentsUnderWay {
  /** The same runtime, whose agents are followed. */
  follow(runtime: AgentRuntime): AgentRuntime;
  readonly of: (runId: string) => readonly AgentUnderWay[];
}

export interface AgentsUnderWayDeps {
  readonly clock: Pick<Clock, 'now'>;
  readonly after: (ms: number, work: () => void) => unknown;
  /** Draws the card of a run anew, though nothing of the case has changed. Never rejects. */
  readonly refresh: (runId: string) => Promise<void>;
}

/** Who is through sooner is shown with what they found. */
const shownAfterMs = 1_500;
/** What happens in between is shown together. */
const shownEveryMs = 3_000;
/** Of one attempt: an agent that goes to and fro is not followed for ever. */
const mostShown = 6;

interface Attempt extends AgentUnderWay {
  stage: AgentStage | null;
  shown: number;
  isDue: boolean;
}

export function createAgentsUnderWay({ clock, after, refresh }: AgentsUnderWayDeps): AgentsUnderWay {
  const byRun = new Map<string, Set<Attempt>>();

  function began(runId: string, result: string): Attempt {
    const attempt: Attempt = { result, sinceMs: clock.now(), stage: null, shown: 0, isDue: false };
    byRun.set(runId, (byRun.get(runId) ?? new Set()).add(attempt));
    showLater(runId, attempt, shownAfterMs);
    return attempt;
  }

  function ended(runId: string, attempt: Attempt): void {
    const ofRun = byRun.get(runId);
    ofRun?.delete(attempt);
    if (ofRun?.size === 0) byRun.delete(runId);
  }

  function showLater(runId: string, attempt: Attempt, inMs: number): void {
    if (attempt.isDue || attempt.shown >= mostShown) return;
    attempt.isDue = true;
    after(inMs, () => {
      attempt.isDue = false;
      if (byRun.get(runId)?.has(attempt) !== true) return;
      attempt.shown += 1;
      void refresh(runId);
    });
  }

  return {
    follow: (runtime) => ({
      ...runtime,
      async run(task) {
        const { runId, agentRef } = task;
        const result = runtime.agents.find(({ name }) => name === agentRef)?.resultName ?? agentRef;
        const attempt = began(runId, result);
        const onProgress = (stage: AgentStage): void => {
          attempt.stage = stage;
          showLater(runId, attempt, shownEveryMs);
          task.onProgress?.(stage);
        };
        try {
          return await runtime.run({ ...task, onProgress });
        } finally {
          ended(runId, attempt);
        }
      },
    }),
    of: (runId) => [...(byRun.get(runId) ?? [])],
  };
}
