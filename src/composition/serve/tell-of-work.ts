/** Has the parts of the desk tell of their work, each where it is wired: agents, tools, cards, and what is committed. */
import type { AuditEventDraft, AuditEventType } from '../../domain/case/audit-event';
import type { PaymentCase } from '../../domain/case/payment-case';
import type { DefinitionPin } from '../../domain/case/run/run';
import { actionOf, reasonCodeOf } from '../../domain/policy/outcome';
import { asFault } from '../../domain/values/errors';
import type { AgentAnswer, AgentRuntime } from '../../ports/agents';
import type { Log } from '../../ports/process';
import type { Store } from '../../ports/store';
import type { Tool } from '../../ports/tools';
import type { CardChannel, ChannelAnswer } from '../../ports/delivery';
import type { EndedReview, Ending, Telemetry } from '../../ports/telemetry';
import type { DeskTelemetry } from './parts/open-telemetry';

export function tellOfAgents(runtime: AgentRuntime, telemetry: Telemetry): AgentRuntime {
  return {
    ...runtime,
    run: (task) =>
      telemetry.during(
        { kind: 'agent', runId: task.runId, name: task.agentRef, signal: task.signal },
        () => runtime.run(task),
        endingOfAgent,
      ),
  };
}

/** How much it took, never what it said. */
function endingOfAgent({ hosted }: AgentAnswer): Ending {
  if (!hosted) return {};
  const { version, usage, responses, disagreements } = hosted;
  return {
    figures: {
      'gen_ai.agent.version': version,
      'gen_ai.response.id': responses.at(-1) ?? '',
      'desk.disagreements': disagreements.length,
      ...(usage
        ? { 'gen_ai.usage.input_tokens': usage.input_tokens, 'gen_ai.usage.output_tokens': usage.output_tokens }
        : {}),
    },
  };
}

export function tellOfTool<Input, Output>(tool: Tool<Input, Output>, telemetry: Telemetry): Tool<Input, Output> {
  return {
    ...tool,
    run: (input, call) =>
      telemetry.during({ kind: 'tool', runId: call.runId, name: tool.name }, () => tool.run(input, call)),
  };
}

/** Whether a run's own workflow lets it be traced. */
export type IsTraced = (pin: DefinitionPin) => boolean;

export function tellOfCards(channel: CardChannel, telemetry: Telemetry, isTraced: IsTraced): CardChannel {
  return {
    send: (sending) => {
      const { runId, run } = sending.case;
      const name = sending.activityId === null ? 'post' : 'update';
      const activity = { kind: 'card', runId, name, isTraced: isTraced(run.definition) } as const;
      return telemetry.during(activity, () => channel.send(sending), endingOfCard);
    },
  };
}

function endingOfCard(answer: ChannelAnswer): Ending {
  switch (answer.kind) {
    case 'taken':
      return {};
    case 'refused':
      return { failed: 'refused', figures: { 'http.response.status_code': answer.status } };
    case 'silence':
    case 'fault':
      return { failed: answer.kind };
  }
}

export interface CommitsDeps {
  readonly telemetry: Pick<DeskTelemetry, 'metrics' | 'tracing'>;
  readonly isTraced: IsTraced;
  readonly log: Log;
}

/** The same store, which tells of payments asked for and of reviews that ended, once each. */
export function tellOfCommits(store: Store, { telemetry, isTraced, log }: CommitsDeps): Store {
  const { metrics, tracing } = telemetry;
  if (!metrics && !tracing) return store;

  async function trace(committed: PaymentCase, ending: Ended): Promise<void> {
    try {
      const times = timesOf(await store.readEvents({ runId: committed.runId, limit: mostEvents }));
      const { definition } = committed.run;
      const run = { runId: committed.runId, workflow: definition.name, isTraced: isTraced(definition) };
      if (times) tracing?.reviewEnded({ ...run, ...ending, ...times });
    } catch (error) {
      log.warn({ runId: committed.runId, code: asFault(error).code, err: error }, 'a review could not be traced');
    }
  }

  return {
    ...store,
    async commit(request) {
      const result = await store.commit(request);
      if (!result.ok || result.repeated) return result;
      for (const { case: committed, event } of [request, ...(request.following ?? [])]) {
        if (event.type === 'payment_submitted') metrics?.paymentAskedFor();
        const ending = endingOf(committed, event);
        if (!ending) continue;
        metrics?.reviewEnded(ending);
        if (tracing) void trace(committed, ending);
      }
      return result;
    },
  };
}

/** A case has some dozen. */
const mostEvents = 1_000;
const ends: readonly AuditEventType[] = ['decision_made', 'review_failed'];
/** What a review can begin with again. */
const beginnings: readonly AuditEventType[] = [
  'payment_submitted',
  'review_restarted',
  'payment_reduced',
  'payment_delayed',
  'payment_rescreened',
  'payment_corrected',
  'compliance_disposition',
];

type Ended = Pick<EndedReview, 'action' | 'reasonCode' | 'failed'>;

/** Null where the event ends no review. */
function endingOf({ decision }: PaymentCase, { type, payload }: AuditEventDraft): Ended | null {
  if (!ends.includes(type) || !decision) return null;
  const failure = payload['failure'] as { readonly code?: string } | undefined;
  const { outcome } = decision;
  return { action: actionOf(outcome), reasonCode: reasonCodeOf(outcome), failed: failure?.code ?? null };
}

/** Of the newest review of a run, from all its events. */
function timesOf(
  events: Awaited<ReturnType<Store['readEvents']>>,
): Pick<EndedReview, 'isFirst' | 'beganAtMs' | 'endedAtMs'> | null {
  const end = events.findLast(({ type }) => ends.includes(type));
  const begin = end && events.findLast(({ type, seq }) => seq < end.seq && beginnings.includes(type));
  if (!end || !begin) return null;
  const isFirst = events.find(({ type }) => ends.includes(type)) === end;
  return { isFirst, beganAtMs: Date.parse(begin.recorded_at), endedAtMs: Date.parse(end.recorded_at) };
}
