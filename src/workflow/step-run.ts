/** What executing one node needs. */
import type { Checkpoint } from './checkpoint';
import type { AgentRuntime } from '../ports/agents';
import type { Clock } from '../ports/process';
import type { Telemetry } from '../ports/telemetry';
import type { Definition } from './definition/definition';
import type { StepObserver } from './step-event';

export interface StepRun {
  readonly definition: Definition;
  readonly checkpoint: Checkpoint;
  readonly runtime: AgentRuntime;
  readonly clock: Clock;
  /** Aborts the step; it then rejects with the signal's reason and the checkpoint given stays valid. */
  readonly signal?: AbortSignal;
  /** Whether what answers rest on is kept with them; left out where nobody keeps it. */
  readonly keepsBasis?: boolean;
  /** Hears each attempt where the definition has trace_enabled. */
  readonly observe?: StepObserver;
  /** Hears of each agent's step; left out where nobody does. */
  readonly telemetry?: Telemetry | undefined;
}
