import { Fault } from '../../src/domain/values/errors';
import { answerOf, type Run } from '../../src/domain/case/run/run';
import { restoreCheckpoint, runOf, type Checkpoint } from '../../src/workflow/checkpoint';
import { reroute } from '../../src/workflow/reroute';
import { runStep, startRun } from '../../src/workflow/run-step';
import { createScriptedAgents } from './scripted-agents';
import { clear, clearDay, openClock, parseShockDay, runContext, runId, shockDayText } from './shock-day';

const definition = parseShockDay();
const escalate = { decision: 'ESCALATE', confidence: 75 };
const runtime = createScriptedAgents({ ...clearDay, 'sanctions-screening-agent': [escalate] });
/** The screening as compliance overruled it; every other step as it was answered. */
const standing = (entry: Run['trace'][number]) =>
  entry.result === 'sanctions_screening' ? { ...clear, cleared_by: 'compliance' } : {};
const base = { definition, runId, context: runContext };
const overruled = { ...base, stepId: 'step_1_sanctions', standing };

async function runOn(from: Checkpoint): Promise<Checkpoint> {
  let checkpoint = from;
  const clock = openClock();
  while (checkpoint.open.length > 0) checkpoint = await runStep({ definition, checkpoint, runtime, clock });
  return checkpoint;
}

const begin = () => startRun(base);

describe('an escalated finding that compliance calls a false positive', () => {
  it('goes on at the next gate and ends as a cleared payment does', async () => {
    const held = await runOn(begin());
    expect(held.outcome?.node).toBe('terminate_escalate');
    const released = reroute({ ...overruled, run: runOf(held) });
    expect(released).toMatchObject({ open: ['step_2_liquidity'], end: null });
    const restored = restoreCheckpoint({ ...base, run: released, standing });
    expect(restored.context).toMatchObject({
      sanctions_result: { cleared_by: 'compliance' },
      workflow_state: {
        current_step: 'step_2_liquidity',
        steps_completed: ['sanctions_screening'],
        can_proceed: true,
      },
    });
    expect((await runOn(restored)).outcome).toMatchObject({ node: 'finalize', output: { final_decision: 'PROCEED' } });
  });

  it('keeps what agent and tool really said', async () => {
    const held = runOf(await runOn(begin()));
    const { trace } = reroute({ ...overruled, run: held });
    expect(trace).toEqual(held.trace);
    expect(trace[0] && answerOf(trace[0])).toEqual(escalate);
  });

  it('drops the results of later gates, which must look again', async () => {
    const released = reroute({ ...overruled, run: runOf(await runOn(begin())) });
    const ended = runOf(await runOn(restoreCheckpoint({ ...base, run: released, standing })));
    expect(ended.trace).toHaveLength(3);
    const again = reroute({ ...overruled, run: ended, standing: () => escalate });
    expect(again).toMatchObject({ open: ['terminate_escalate'] });
    expect(again.trace.map(({ result }) => result)).toEqual(['sanctions_screening']);
  });

  it('cannot replace a finding that was never made', () => {
    expect(() => reroute({ ...overruled, run: runOf(begin()) })).toThrow(Fault);
  });

  it('is refused when the definition changed meanwhile', async () => {
    const run = runOf(await runOn(begin()));
    const changed = parseShockDay(`${shockDayText}\n`);
    expect(() => reroute({ ...overruled, definition: changed, run })).toThrow(changed.pin.fingerprint);
  });
});

describe('the record of a run', () => {
  it('has each result once, and gives the whole context back', async () => {
    let checkpoint = begin();
    const clock = openClock();
    const clears = createScriptedAgents(clearDay);
    for (let step = 0; step < 2; step += 1)
      checkpoint = await runStep({ definition, checkpoint, runtime: clears, clock });
    const run = JSON.parse(JSON.stringify(runOf(checkpoint))) as Run;
    expect(run).not.toHaveProperty('context');
    expect(restoreCheckpoint({ ...base, run })).toEqual(checkpoint);
  });
});
