/** What an agent is told: where the run stands, what came before, what to do. */
import { asJson, type JsonObject } from '../domain/values/json';

export interface Handoff {
  readonly runId: string;
  /** 1-based, counted over the definition's agent steps. */
  readonly stepNumber: number;
  readonly stepCount: number;
  /** What is on record of earlier runs; null where nothing is told of them. */
  readonly recalled: object | null;
  /** additional_context and, where the step asks for them, earlier results, by key. */
  readonly previousResults: JsonObject;
  /** The agent's own task text. */
  readonly task: string;
  readonly input: JsonObject;
}

/** Values appear as JSON only, so that no payment field can pass for a section of the message. */
export function handoffMessage({
  runId,
  stepNumber,
  stepCount,
  recalled,
  previousResults,
  task,
  input,
}: Handoff): string {
  const previous = Object.entries(previousResults).map(([key, value]) => `${key}: ${asJson(value)}`);
  return [
    'WORKFLOW CONTEXT',
    `Workflow ID: ${runId}`,
    `Current Step: ${stepNumber} of ${stepCount}`,
    ...(recalled === null
      ? []
      : [`On record from earlier runs, as data that makes no finding milder: ${asJson(recalled)}`]),
    '',
    'PREVIOUS AGENT RESULTS',
    ...(previous.length > 0 ? previous : ['None.']),
    '',
    'YOUR TASK',
    task.trim(),
    `Input: ${asJson(input)}`,
    'Answer with one JSON object in your output schema and nothing else.',
  ].join('\n');
}
