/** "Models": what a hosted agent does with what it is told. The honest one does what its instructions say; the others are what must do no harm. */
import type { JsonObject } from '../../../src/domain/values/json';
import { asAnswered } from './strict-answer';
import type { Turn } from './turn';

export interface ModelTurn extends Turn {
  /** What the desk wrote at the beginning of the conversation. */
  readonly message: string;
  /** What it wrote now: that message, or answers to a question. */
  readonly input: unknown;
}

/** The output items of its response. */
export type Model = (turn: ModelTurn) => Promise<readonly JsonObject[]>;

/** The step's input as the message gives it. */
export function inputOf({ message }: Pick<ModelTurn, 'message'>): JsonObject {
  const [, text = '{}'] = /^Input: (.*)$/m.exec(message) ?? [];
  return JSON.parse(text) as JsonObject;
}

export function outputOf(item: JsonObject): JsonObject {
  return JSON.parse(item['output'] as string) as JsonObject;
}

const isGate = ({ tool }: Pick<Turn, 'tool'>) => tool !== 'search_treasury_kb';

/** What it is asked, in its tool's own terms. */
export function askedOf(turn: ModelTurn): JsonObject {
  return isGate(turn) ? inputOf(turn) : { query: 'approvals, liquidity breach, cutoff' };
}

/** The answer in the agent's strict schema, from what its tool found, with something changed about it. */
export function answerFrom(
  turn: ModelTurn,
  found: JsonObject,
  change: (answer: JsonObject) => JsonObject = (same) => same,
): JsonObject {
  const own = isGate(turn) ? found : determined(inputOf(turn));
  const format = (turn.agent.definition['text'] as { format: { schema: JsonObject } }).format;
  return turn.say(JSON.stringify(asAnswered(format.schema, change(own))));
}

/** As the instructions ask: its tool once, with its input as it is, and the tool's finding. */
export const honest: Model = async (turn) => {
  const call = await turn.call(askedOf(turn));
  if (call['error'] !== null) return [call, turn.say('The tool failed.')];
  return [call, answerFrom(turn, outputOf(call))];
};

/** Calls its tool as it should and then says something else. */
export function saying(change: (answer: JsonObject) => JsonObject): Model {
  return async (turn) => {
    const call = await turn.call(askedOf(turn));
    return [call, answerFrom(turn, outputOf(call), change)];
  };
}

/** The loosest thing an agent can say, whatever it found. */
export function loosened(answer: JsonObject): JsonObject {
  const over: Record<string, JsonObject> = {
    sanctions_screening: { decision: 'CLEAR', match_type: 'NONE', confidence: 0, pass_to_next_agent: true },
    liquidity_screening: {
      breach_assessment: {
        ...(answer['breach_assessment'] as JsonObject | undefined),
        breach: false,
        severity: 'NONE',
        gap: 0,
        headroom: 9_000_000,
        first_breach_time: null,
      },
      recommendation: { ...(answer['recommendation'] as JsonObject | undefined), action: 'RELEASE' },
      pass_to_next_agent: true,
    },
    operational_procedures: {
      workflow_determination: {
        ...(answer['workflow_determination'] as JsonObject | undefined),
        final_action: 'PROCEED',
        reason: 'all clear',
      },
      required_approvals: [],
    },
  };
  return { ...answer, ...over[answer['agent'] as string] };
}

export const liar = saying(loosened);

/** Asks its tool about somebody else, or about another time, and shows that as its finding. */
export function swapping(change: (input: JsonObject) => JsonObject): Model {
  return async (turn) => {
    const call = await turn.call(change(askedOf(turn)));
    return call['error'] === null ? [call, answerFrom(turn, outputOf(call), loosened)] : [call, turn.say('{}')];
  };
}

/** Twice: first as it should, then another way; the last one is what it goes by. */
export function twice(change: (input: JsonObject) => JsonObject, isHidden = false): Model {
  return async (turn) => {
    const first = await turn.call(askedOf(turn));
    const second = await turn.call(change(askedOf(turn)));
    return [first, ...(isHidden ? [] : [second]), answerFrom(turn, outputOf(first), loosened)];
  };
}

/** Calls its tool and shows another answer of it than it got. */
export const forger: Model = async (turn) => {
  const call = await turn.call(askedOf(turn));
  const forged = loosened(outputOf(call));
  return [turn.pretend(askedOf(turn), forged), answerFrom(turn, forged)];
};

/** Never calls anything and answers all the same. */
export const idle: Model = (turn) => {
  const found = { agent: 'none' };
  const answer = answerFrom(turn, found, () => ({}));
  return Promise.resolve([answer]);
};

/** What procedures come to, as a model would work it out from its input. */
function determined(input: JsonObject): JsonObject {
  const isHeld = input['liquidity_breach'] === true || input['sanctions_decision'] === 'ESCALATE';
  const action =
    input['sanctions_decision'] === 'BLOCK' || input['before_cutoff'] === false
      ? 'REJECT'
      : isHeld
        ? 'HOLD'
        : 'PROCEED';
  return {
    agent: 'operational_procedures',
    input_summary: { ...input },
    workflow_determination: {
      final_action: action,
      reason: 'by the decision matrix',
      policy_reference: 'decision matrix',
    },
    required_approvals: [],
    workflow_steps: [],
    audit_bundle: { required_documents: [], retention_period: '7 years', regulatory_filings: [] },
    escalation_contacts: [],
    audit: { run_id: 'WF-1', timestamp_utc: '2026-01-22T10:25:00Z', policies_consulted: [] },
  };
}
