/** Every call of the gates' tools in a payment's life, in the order it was made: also of runs that were begun anew since. */
import { answerOf, type ToolCallRecord, type TraceEntry } from '../case/run/run';
import { basisOf } from '../case/run/rests-on';
import type { PaymentCase } from '../case/payment-case';
import { toolNames } from '../evidence/wire-names';
import { canonicalJson, type JsonObject } from '../values/json';

export interface GateCall {
  /** The first version of the case that has it. */
  readonly version: number;
  readonly entry: TraceEntry;
  readonly call: ToolCallRecord;
}

export type GateTool = 'sanctions' | 'liquidity';

export function callsOf(versions: readonly PaymentCase[], tool: GateTool): readonly GateCall[] {
  return newEntries(versions).flatMap(({ version, entry }) =>
    entry.toolCalls.filter((call) => call.tool === toolNames[tool]).map((call) => ({ version, entry, call })),
  );
}

/** As the documents tell of a call. */
export function toldCall({ version, entry, call }: GateCall) {
  const isOwnWord = 'own' in entry.answer;
  return {
    case_version: version,
    step: entry.step,
    started_at: entry.startedAt,
    finished_at: entry.finishedAt,
    attempts: entry.attempts,
    tool: call.tool,
    input: call.input,
    answer: call.output,
    ...(isOwnWord ? { agent_said: answerOf(entry) } : {}),
    ...(entry.hosted ? { hosted: entry.hosted } : {}),
    rests_on: basisOf(call),
  };
}

/** What agents without a gate's tool said, procedures and agents that joined as data. */
export function otherAnswers(versions: readonly PaymentCase[]): readonly JsonObject[] {
  const gates: readonly string[] = [toolNames.sanctions, toolNames.liquidity];
  return newEntries(versions)
    .filter(({ entry }) => !entry.toolCalls.some(({ tool }) => gates.includes(tool)))
    .map(({ version, entry }) => ({
      case_version: version,
      step: entry.step,
      result: entry.result,
      finished_at: entry.finishedAt,
      answer: answerOf(entry),
    }));
}

function newEntries(versions: readonly PaymentCase[]) {
  const seen = new Set<string>();
  return versions.flatMap(({ version, run }) =>
    run.trace.flatMap((entry) => {
      const key = canonicalJson(entry);
      if (seen.has(key)) return [];
      seen.add(key);
      return [{ version, entry }];
    }),
  );
}
