import { Fault } from '../../src/domain/values/errors';
import type { Checkpoint } from '../../src/domain/case/run';
import { reroute } from '../../src/workflow/reroute';
import { runStep, startRun } from '../../src/workflow/run-step';
import { createScriptedAgents } from './scripted-agents';
import { clear, clearDay, openClock, parseShockDay, runContext, runId, shockDayText } from './shock-day';

const definition = parseShockDay();
const escalate = { decision: 'ESCALATE', confidence: 75 };
const runtime = createScriptedAgents({ ...clearDay, 'sanctions-screening-agent': [escalate] });

async function runOn(from: Checkpoint): Promise<Checkpoint> {
  let checkpoint = from;
  const clock = openClock();
  while (checkpoint.next !== null) checkpoint = await runStep({ definition, checkpoint, runtime, clock });
  return checkpoint;
}

const begin = () => startRun({ definition, runId, context: runContext });
const overruled = { definition, stepId: 'step_1_sanctions', output: { ...clear, cleared_by: 'compliance' } };

describe('an escalated finding that compliance calls a false positive', () => {
  it('goes on at the next gate and ends as a cleared payment does', async () => {
    const held = await runOn(begin());
    expect(held.outcome?.node).toBe('terminate_escalate');
    const released = reroute({ ...overruled, checkpoint: held });
    expect(released).toMatchObject({ next: 'step_2_liquidity', outcome: null });
    expect(released.context['workflow_state']).toEqual({
      current_step: 'step_2_liquidity',
      steps_completed: ['sanctions_screening'],
      can_proceed: true,
    });
    const ended = await runOn(released);
    expect(ended.outcome).toMatchObject({ node: 'finalize', output: { final_decision: 'PROCEED' } });
  });

  it('keeps what the tool really found as evidence', async () => {
    const held = await runOn(begin());
    expect(reroute({ ...overruled, checkpoint: held }).trace).toEqual(held.trace);
  });

  it('drops the results of later gates, which must look again', async () => {
    const ended = await runOn(reroute({ ...overruled, checkpoint: await runOn(begin()) }));
    const again = reroute({ ...overruled, checkpoint: ended, output: escalate });
    expect(again).toMatchObject({ next: 'terminate_escalate', context: { sanctions_result: escalate } });
    expect(again.trace.map(({ result }) => result)).toEqual(['sanctions_screening']);
    expect(again.context).not.toHaveProperty('liquidity_result');
    expect(again.context).not.toHaveProperty('ops_result');
  });

  it('cannot replace a finding that was never made', () => {
    expect(() => reroute({ ...overruled, checkpoint: begin() })).toThrow(Fault);
  });

  it('is refused when the definition changed meanwhile', async () => {
    const held = await runOn(begin());
    const changed = parseShockDay(`${shockDayText}\n`);
    expect(() => reroute({ ...overruled, definition: changed, checkpoint: held })).toThrow(changed.pin.fingerprint);
  });
});
