import { Fault } from '../../../src/domain/values/errors';
import { sha256 } from '../../../src/domain/values/json';
import { agentSteps } from '../../../src/workflow/definition/definition';
import { parseShockDay, shockDayText } from '../shock-day';

function refusalOf(text: string): string[] {
  try {
    parseShockDay(text);
  } catch (error) {
    if (error instanceof Fault && error.code === 'definition_invalid') return error.message.split('\n');
    throw error;
  }
  throw new Error('the definition was accepted');
}

/** The shipped file with one text replaced, and the line the change stands on. */
function changed(from: string, to: string): { text: string; line: number } {
  if (!shockDayText.includes(from)) throw new Error(`the shipped definition has no "${from}"`);
  return {
    text: shockDayText.replace(from, to),
    line: shockDayText.slice(0, shockDayText.indexOf(from)).split('\n').length,
  };
}

const file = 'workflows/treasury-shock-day.yaml';

describe('the shipped definition', () => {
  it('is accepted and pinned to its content', () => {
    const { pin, steps } = parseShockDay();
    expect(pin).toEqual({ name: 'treasury-shock-day-workflow', version: '1.0', fingerprint: sha256(shockDayText) });
    expect(steps.map(({ id }) => id)).toEqual([
      'step_1_sanctions',
      'step_2_liquidity',
      'step_3_operations',
      'terminate_block',
      'terminate_escalate',
      'finalize',
    ]);
  });

  it('has three agent steps', () => {
    expect(agentSteps(parseShockDay()).map(({ output_key }) => output_key)).toEqual([
      'sanctions_result',
      'liquidity_result',
      'ops_result',
    ]);
  });
});

describe('a definition is refused with file, line and reason for', () => {
  it.each([
    [
      'an agent nobody declared',
      'agent: liquidity_screener',
      'agent: liquidity_screner',
      'unknown agent liquidity_screner: there is sanctions_screener, liquidity_screener, ops_procedures',
    ],
    [
      'an agent that does not exist',
      'agent_ref: liquidity-screening-agent',
      'agent_ref: fraud-agent',
      'unknown agent_ref fraud-agent: there is sanctions-screening-agent, liquidity-screening-agent, operational-procedures-agent',
    ],
    [
      'a goto that leads nowhere',
      "'ESCALATE'\", goto: terminate_escalate",
      "'ESCALATE'\", goto: compliance",
      'unknown goto compliance: no step has this id',
    ],
    [
      'a key it does not know',
      'output_key: liquidity_result',
      'outputkey: liquidity_result',
      'steps.1: outputkey is no field that is known here; did you mean output_key',
    ],
    [
      'a path that does not parse',
      '$.payment_request.account_id',
      '$.payment_request[',
      'bad JSONPath $.payment_request[',
    ],
    [
      'a path from a key the run does not have',
      '$.payment_request.account_id',
      '$.payment.account_id',
      'unknown key payment: the run context has workflow_run_id, workflow_state, payment_request, computed, sanctions_result, liquidity_result, ops_result',
    ],
    [
      'a path that does not start with a name',
      '$.payment_request.account_id',
      '"$[\'payment_request\'].account_id"',
      'a JSONPath starts with "$." here: $[\'payment_request\'].account_id',
    ],
    [
      'a path in an output',
      '$.ops_result.required_approvals',
      '$.ops.required_approvals',
      'unknown key ops: the run context has',
    ],
    [
      'a condition that does not parse',
      "$.sanctions_result.decision == 'BLOCK'",
      "$.sanctions_result.decision = 'BLOCK'",
      "bad condition $.sanctions_result.decision = 'BLOCK'",
    ],
    [
      'a condition that is more than one filter',
      "$.sanctions_result.decision == 'BLOCK'",
      '$.computed, ?$.computed',
      'bad condition $.computed, ?$.computed',
    ],
    [
      'a condition on a key the run does not have',
      "$.sanctions_result.decision == 'BLOCK'",
      "$.sanction.decision == 'BLOCK'",
      'unknown key sanction: the run context has',
    ],
    [
      'a condition that tests for a key the run does not have',
      "$.sanctions_result.decision == 'BLOCK'",
      '$.sanction[*]',
      'unknown key sanction: the run context has',
    ],
    ['a step id used twice', 'id: step_2_liquidity', 'id: step_1_sanctions', 'duplicate step id step_1_sanctions'],
    [
      'an agent id used twice',
      'id: liquidity_screener',
      'id: sanctions_screener',
      'duplicate agent id sanctions_screener',
    ],
    [
      'an output key used twice',
      'output_key: liquidity_result',
      'output_key: sanctions_result',
      'duplicate output_key sanctions_result',
    ],
    [
      'an output key that would overwrite the payment',
      'output_key: liquidity_result',
      'output_key: payment_request',
      'output_key payment_request is a key of the run context',
    ],
    [
      'a step without a route',
      'routing: [{ goto: step_3_operations }]',
      'routing: []',
      'steps.1.routing: a step needs at least one route',
    ],
    [
      'a route behind an unconditional one',
      '[{ goto: step_3_operations }]',
      '[{ goto: step_3_operations }, { goto: finalize }]',
      'route to finalize is unreachable: an unconditional route stands before it',
    ],
    [
      'a step no route leads to',
      'goto: terminate_escalate',
      'goto: terminate_block',
      'step terminate_escalate is unreachable: no route leads to it',
    ],
    [
      'a step from which no end can be reached',
      '[{ goto: finalize }]',
      '[{ goto: step_2_liquidity }]',
      'from step step_3_operations no route leads to an end',
    ],
    ['a step kind it does not know', 'type: aggregate', 'type: fan_out', 'steps.5.type: Invalid discriminator value'],
    ['no room for a single turn', 'max_turns: 20', 'max_turns: 0', 'config.max_turns: '],
  ])('%s', (_what, from, to, reason) => {
    const { text } = changed(from, to);
    expect(refusalOf(text)).toContainEqual(expect.stringMatching(new RegExp(`^${file}:\\d+: ${escaped(reason)}`)));
  });

  it.each([
    ['agent: liquidity_screener', 'agent: nobody'],
    ['$.payment_request.account_id', '$.payment.account_id'],
    ["$.sanctions_result.decision == 'CLEAR'", '$.sanctions_result ='],
    ['required_approvers: $.ops_result', 'required_approvers: $.operations'],
    ['version: "1.0"', 'version: [1]'],
  ])('the line a fault stands on: %s', (from, to) => {
    const { text, line } = changed(from, to);
    expect(refusalOf(text)[0]).toMatch(new RegExp(`^${file}:${line}: `));
  });

  it('every fault at once', () => {
    const text = shockDayText
      .replace('agent: liquidity_screener', 'agent: a')
      .replace('agent: ops_procedures', 'agent: b');
    expect(refusalOf(text)).toHaveLength(2);
  });

  it('a text that is no YAML', () => {
    expect(refusalOf('name: [')[0]).toMatch(new RegExp(`^${file}:1: `));
  });
});

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
