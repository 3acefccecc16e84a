/** What an observer hears of a running step; for logs and traces, never for decisions. */
import type { FaultCode } from '../domain/values/errors';
import type { AgentStage } from '../ports/agents';

interface StepMoment {
  readonly runId: string;
  readonly step: string;
  readonly attempt: number;
}

export type StepEvent =
  | (StepMoment & { readonly type: 'attempt_started' })
  | (StepMoment & { readonly type: 'attempt_failed'; readonly code: FaultCode })
  | (StepMoment & { readonly type: 'agent_progressed'; readonly stage: AgentStage })
  | (StepMoment & { readonly type: 'step_finished'; readonly activeMs: number });

export type StepObserver = (event: StepEvent) => void;
