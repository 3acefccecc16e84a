import fc from 'fast-check';
import { Fault } from '../../src/domain/values/errors';
import type { JsonObject } from '../../src/domain/values/json';
import { createAgentsAtWork, type Stepped } from '../../src/workflow/agents-at-work';
import { restoreCheckpoint, runOf, type Checkpoint } from '../../src/workflow/checkpoint';
import type { Definition } from '../../src/workflow/definition/definition';
import { reroute } from '../../src/workflow/reroute';
import { startRun } from '../../src/workflow/run-step';
import { createManualClock } from '../fakes/manual-clock';
import { ask, finish, parse, profiles, ranOf, stored } from './patterns';
import { createScriptedAgents, type ScriptedAnswer } from './scripted-agents';

const context = { payment_request: { payment_type: 'EMERGENCY', n: 1 } };
const begin = (definition: Definition) => startRun({ definition, runId: 'WF-1', context });
const to = (goto: string) => `, routing: [{ goto: ${goto} }]`;

type Script = Record<string, readonly ScriptedAnswer[]>;
const answers = (script: Script = {}) =>
  createScriptedAgents(
    { ...Object.fromEntries(profiles.map(({ name }) => [name, [{ by: name }]])), ...script },
    profiles,
  );

/** Answers when it is told to. */
function held() {
  let answer: (output: JsonObject) => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const made = new Promise<JsonObject>((resolve, reject) => {
    answer = resolve;
    fail = reject;
  });
  return { ask: () => made, answer: (output: JsonObject = {}) => answer(output), fail: (error: Error) => fail(error) };
}

function open(definition: Definition, script: Script = {}, clock = createManualClock({ sleep: 'when_advanced' })) {
  const runtime = answers(script);
  const agents = createAgentsAtWork();
  const step = (checkpoint: Checkpoint) => agents.step({ definition, checkpoint, runtime, clock });
  return { runtime, agents, step, clock };
}

function went(stepped: Stepped): Checkpoint {
  if (stepped.result !== 'went_on')
    throw new Error(`it ${stepped.result}: ${String((stepped as { error?: unknown }).error)}`);
  return stepped.checkpoint;
}

/** To its end, through a store and a new process after every answer. */
async function runOn(definition: Definition, script: Script = {}): Promise<Checkpoint> {
  const runtime = answers(script);
  let checkpoint = begin(definition);
  while (!checkpoint.outcome) {
    const agents = createAgentsAtWork();
    const after = went(
      await agents.step({ definition, checkpoint, runtime, clock: createManualClock({ sleep: 'when_advanced' }) }),
    );
    agents.keepTo('WF-1', null);
    const run = stored(runOf(after));
    checkpoint = run.end ? after : restoreCheckpoint({ definition, runId: 'WF-1', run, context });
    if (!run.end) expect(checkpoint).toEqual(after);
  }
  return checkpoint;
}

const fanOut = (join: string, rest = '') => `  - id: both
    type: parallel
    join: ${join}
    output_key: came_to
    branches:
      - { id: one, steps: [${ask('a')}] }
      - { id: two, steps: [${ask('b')}, ${ask('d')}] }
      - { id: three, steps: [${ask('c')}] }
    routing: [${rest}{ goto: finish }]
${finish}`;

describe('a parallel step', () => {
  it('asks the first agent of each branch at once, and goes on when all have finished, whatever their order', async () => {
    const [a, b, c] = [held(), held(), held()];
    const definition = parse(fanOut('all'));
    const { runtime, step } = open(definition, { a: [a.ask], b: [b.ask], c: [c.ask] });
    const first = step(begin(definition));
    expect(runtime.asked.map(({ agentRef }) => agentRef)).toEqual(['a', 'b', 'c']);
    c.answer({ found: 'c' });
    const afterC = went(await first);
    expect(afterC.open).toEqual(['a', 'b']);
    b.answer({ found: 'b' });
    const afterB = went(await step(afterC));
    expect(afterB.open).toEqual(['a', 'd']);
    const afterD = went(await step(afterB));
    a.answer({ found: 'a' });
    const joined = went(await step(afterD));
    expect(joined.outcome).toMatchObject({ node: 'finish' });
    expect(ranOf(joined)).toEqual(['c', 'b', 'd', 'a']);
    expect(joined.context).toMatchObject({
      a: { found: 'a' },
      c: { found: 'c' },
      came_to: { finished: ['three', 'two', 'one'], failed: [], stopped: [] },
    });
    expect(runtime.asked).toHaveLength(4);
  });

  it.each([
    ['any', ['three'], ['one', 'two']],
    ['{ quorum: 2 }', ['three', 'one'], ['two']],
  ])(
    'with join %s goes on as soon as enough have finished, and stops what still runs',
    async (join, finished, stopped) => {
      const [a, b, c] = [held(), held(), held()];
      const definition = parse(fanOut(join));
      const { runtime, step, agents } = open(definition, { a: [a.ask], b: [b.ask], c: [c.ask] });
      let work = step(begin(definition));
      c.answer();
      let after = went(await work);
      if (finished.length === 2) {
        work = step(after);
        a.answer();
        after = went(await work);
      }
      agents.keepTo('WF-1', runOf(after));
      expect(after.outcome).toMatchObject({ node: 'finish' });
      expect(after.context['came_to']).toEqual({ finished, failed: [], stopped });
      expect(after.turns).toBe(5);
      expect(runtime.asked.find(({ agentRef }) => agentRef === 'b')?.signal.aborted).toBe(true);
    },
  );

  it('with an agent as its join asks that agent when all have finished, with what they found', async () => {
    const definition = parse(
      fanOut(`{ agent: { id: judge, agent: judge, input: { source: accumulated }, output_key: verdict } }`),
    );
    const { runtime } = open(definition);
    const ended = await runOn(definition);
    expect(ranOf(ended).at(-1)).toBe('judge');
    expect(ended.context['verdict']).toEqual({ by: 'judge' });
    expect(runtime.asked).toEqual([]);
  });

  it('lets each branch try again by itself, and a branch that failed for good stops the review only when the others have answered', async () => {
    const clock = createManualClock({ sleep: (ms) => (ms > 20_000 ? 'when_advanced' : 'at_once') });
    const b = held();
    const unavailable = new Fault('agent_unavailable', 'no answer');
    const definition = parse(fanOut('all'));
    const { runtime, step } = open(
      definition,
      { a: [unavailable, { found: 'a' }], b: [b.ask], c: [new Fault('tool_failed', 'gone')] },
      clock,
    );
    const first = went(await step(begin(definition)));
    expect(first.trace).toMatchObject([{ step: 'a', attempts: 2 }]);
    const second = step(first);
    b.answer({ found: 'b' });
    const third = went(await step(went(await second)));
    expect(ranOf(third)).toEqual(['a', 'b', 'd']);
    expect(third.open).toEqual(['c']);
    expect(await step(third)).toMatchObject({ result: 'failed', error: { code: 'tool_failed' }, step: 'c' });
    expect(runtime.asked.map(({ agentRef }) => agentRef)).toEqual(['a', 'b', 'c', 'a', 'd']);
    // Restarted, only what failed is asked again.
    await step(third);
    expect(runtime.asked.slice(5).map(({ agentRef }) => agentRef)).toEqual(['c']);
  });

  it('goes on without a branch that failed where enough others finished, and says so', async () => {
    const definition = parse(fanOut('{ quorum: 2 }'));
    const { step } = open(definition, { c: [new Fault('tool_failed', 'gone')] });
    let at = begin(definition);
    while (!at.outcome) at = went(await step(at));
    expect(at.context['came_to']).toEqual({
      finished: ['one', 'two'],
      failed: [{ branch: 'three', code: 'tool_failed' }],
      stopped: [],
    });
  });

  it('stops everything that still runs when nobody waits for the run any more', async () => {
    const [a, b, c] = [held(), held(), held()];
    const definition = parse(fanOut('all'));
    const { runtime, step, agents } = open(definition, { a: [a.ask], b: [b.ask], c: [c.ask] });
    const work = step(begin(definition));
    agents.keepTo('WF-1', null);
    expect(await work).toEqual({ result: 'stopped' });
    expect(runtime.asked.map(({ signal }) => signal.aborted)).toEqual([true, true, true]);
  });

  it('keeps an answer that could not be kept yet, and asks nobody twice for it', async () => {
    const definition = parse(fanOut('all'));
    const { runtime, step } = open(definition);
    const from = begin(definition);
    const first = went(await step(from));
    const again = went(await step(from));
    expect(again.trace).toEqual(first.trace);
    expect(runtime.asked).toHaveLength(3);
  });

  it('is held to the run’s time as people wait, and to its turns as each is used', async () => {
    const clock = createManualClock({ sleep: 'when_idle' });
    // As people wait: both sleep at the same time, and the longer one counts.
    const slow = (ms: number) => async () => {
      await clock.sleep(ms);
      return {};
    };
    const definition = parse(fanOut('all'));
    const { step } = open(definition, { a: [slow(1_000)], c: [slow(2_000)] }, clock);
    let at = begin(definition);
    while (!at.outcome) at = went(await step(at));
    expect(at.activeMs).toBe(2_000);
    expect(at.turns).toBe(6);
    const short = { ...definition, config: { ...definition.config, max_turns: 3 } };
    const limited = open(short);
    expect(await limited.step(begin(short))).toMatchObject({ result: 'failed', error: { code: 'max_turns_exceeded' } });
    expect(limited.runtime.asked).toEqual([]);
  });

  it('times out all its branches together', async () => {
    const clock = createManualClock({ sleep: 'when_idle' });
    const never = () => new Promise<JsonObject>(() => undefined);
    const definition = parse(fanOut('all'));
    const { step, runtime } = open(definition, { a: [never], b: [never], c: [never] }, clock);
    expect(await step(begin(definition))).toMatchObject({ result: 'failed', error: { code: 'step_timeout' } });
    expect(runtime.asked.every(({ signal }) => signal.aborted)).toBe(true);
  });

  it('ends as an undisturbed one whatever answers first and wherever a process ends', async () => {
    const definition = parse(fanOut('all'));
    const ended = await runOn(definition);
    expect([...ranOf(ended)].sort()).toEqual(['a', 'b', 'c', 'd']);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 8 }),
        fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
        async (order, ends) => {
          let asked: string[] = [];
          let at = begin(definition);
          let agents = createAgentsAtWork();
          for (let turn = 0; !at.outcome; turn += 1) {
            const waits = new Map<string, ReturnType<typeof held>>();
            const runtime = createScriptedAgents(
              Object.fromEntries(
                profiles.map(({ name }) => {
                  const hold = held();
                  waits.set(name, hold);
                  return [name, [hold.ask]];
                }),
              ),
              profiles,
            );
            const clock = createManualClock({ sleep: 'when_advanced' });
            agents.keepTo('WF-1', null);
            agents = createAgentsAtWork();
            const work = agents.step({ definition, checkpoint: at, runtime, clock });
            const next = order.find((name) => at.open.includes(name)) ?? runtime.asked.at(-1)?.agentRef ?? '';
            waits
              .get(runtime.asked.some(({ agentRef }) => agentRef === next) ? next : (runtime.asked[0]?.agentRef ?? ''))
              ?.answer({ by: next });
            const after = went(await work);
            // A process that ends before it could keep the answer asks again.
            if (ends[turn] === true) {
              ends[turn] = false;
              continue;
            }
            asked = [...asked, after.trace.at(-1)?.step ?? ''];
            at = after;
          }
          expect([...asked].sort()).toEqual(['a', 'b', 'c', 'd']);
          expect(asked.indexOf('b')).toBeLessThan(asked.indexOf('d'));
          expect(at.turns).toBe(6);
        },
      ),
    );
  });
});

describe('a router', () => {
  const definition =
    parse(`  - { id: way, type: router, default: b, routes: [{ condition: "$.payment_request.payment_type == 'EMERGENCY'", goto: a }] }
  - ${ask('a', to('finish'))}
  - ${ask('b', to('finish'))}
${finish}`);

  it.each([
    ['EMERGENCY', ['a']],
    ['SWIFT', ['b']],
  ])('takes %s to %s', async (type, ran) => {
    const { step } = open(definition);
    const at = startRun({ definition, runId: 'WF-1', context: { payment_request: { payment_type: type } } });
    expect(ranOf(went(await step(at)))).toEqual(ran);
  });
});

describe('a loop', () => {
  const definition = parse(`  - id: refine
    type: loop
    max_rounds: 3
    until: "$.judge.complete == true"
    otherwise: give_up
    output_key: refined
    steps: [${ask('a')}, ${ask('judge')}]
    routing: [{ goto: finish }]
  - { id: give_up, type: terminate, output: { final_decision: HOLD, rounds: $.refined.rounds } }
${finish}`);
  const no = { complete: false };
  const yes = { complete: true };

  it.each([
    ['at once', [yes], 1, 'finish'],
    ['at the second round', [no, yes], 2, 'finish'],
    ['never', [no], 3, 'give_up'],
  ])('whose condition holds %s goes round as often, each turn kept', async (_when, judge, rounds, node) => {
    const ended = await runOn(definition, { judge });
    expect(ended.outcome?.node).toBe(node);
    expect(ranOf(ended)).toEqual(Array.from({ length: rounds }, () => ['a', 'judge']).flat());
    expect(ended.context['refined']).toEqual({ rounds, satisfied: node === 'finish' });
  });
});

describe('a sub-flow', () => {
  const main = `  - id: screen
    type: include
    file: part.yaml
    output_key: screened
    routing: [{ condition: "$.screened.final_decision == 'REJECT'", goto: stop }, { goto: c }]
  - ${ask('c', to('finish'))}
  - { id: stop, type: terminate, output: { final_decision: REJECT, because: $.a.why } }
${finish}`;
  const part = `  - ${ask('a', `, routing: [{ condition: "$.a.hit == true", goto: out }, { goto: b }]`)}
  - ${ask('b', to('finish'))}
  - { id: out, type: terminate, output: { final_decision: REJECT } }
${finish}`;
  const definition = parse(main, { 'part.yaml': part });

  it('ends by itself and leads where its output says', async () => {
    const through = await runOn(definition);
    expect(ranOf(through)).toEqual(['screen/a', 'screen/b', 'c']);
    expect(through.outcome?.node).toBe('finish');
    const stopped = await runOn(definition, { a: [{ hit: true, why: 'a hit' }] });
    expect(ranOf(stopped)).toEqual(['screen/a']);
    expect(stopped.outcome).toEqual({
      node: 'stop',
      kind: 'terminate',
      output: { final_decision: 'REJECT', because: 'a hit' },
    });
  });
});

describe('compliance that overrules a finding of one branch', () => {
  const definition = parse(`  - id: both
    type: parallel
    join: all
    branches:
      - { id: one, steps: [${ask('a')}] }
      - { id: two, steps: [${ask('b')}, ${ask('d')}] }
    routing: [{ condition: "$.a.hit == true", goto: hold }, { goto: c }]
  - ${ask('c', to('finish'))}
  - { id: hold, type: terminate, output: { final_decision: HOLD } }
${finish}`);

  it('has the others look again, and the run goes on where all of them lead', async () => {
    const overruled = () => ({ hit: false });
    const ended = await runOn(definition, { a: [{ hit: true }] });
    expect(ended.outcome?.node).toBe('hold');
    const base = { definition, runId: 'WF-1', context };
    const run = reroute({ ...base, run: runOf(ended), stepId: 'a', standing: overruled });
    expect(run).toMatchObject({ open: ['b'], end: null });
    expect(run.trace.map(({ step }) => step)).toEqual(['a']);
    let at = restoreCheckpoint({ ...base, run: stored(run), standing: overruled });
    const { step } = open(definition, { a: [{ hit: true }] });
    while (!at.outcome) at = went(await step(at));
    expect(ranOf(at)).toEqual(['a', 'b', 'd', 'c']);
    expect(at.outcome.node).toBe('finish');
  });
});

describe('a chain', () => {
  it('runs as a plain walk along its routes does, whatever its length, conditions and answers', async () => {
    const length = fc.integer({ min: 1, max: 5 });
    const skips = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 5, maxLength: 5 });
    const found = fc.array(fc.boolean(), { minLength: 5, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(length, skips, found, async (count, leaps, hits) => {
        const name = (at: number) => (at < count ? `${'abcd'[at % 4] ?? 'a'}${at}` : 'finish');
        // On a hit the step leaps some steps ahead, else the next one follows.
        const steps = Array.from({ length: count }, (_, at) => {
          const leap = name(Math.min(at + (leaps[at] ?? 1), count));
          return `  - ${ask(name(at), `, routing: [{ condition: "$.${name(at)}.hit == true", goto: ${leap} }, { goto: ${name(at + 1)} }]`)}\n`;
        });
        const expected: string[] = [];
        for (let at = 0; at < count;) {
          expected.push(name(at));
          at = hits[at] === true ? Math.min(at + (leaps[at] ?? 1), count) : at + 1;
        }
        const reached = new Set(Array.from({ length: count }, (_, at) => name(at)));
        const text = [...steps, finish].join('');
        const definition = parse(text);
        const answersOf = (task: { message: () => string }) => {
          const [, number = '1'] = /Current Step: (\d+)/.exec(task.message()) ?? [];
          return Promise.resolve({ hit: hits[Number(number) - 1] === true });
        };
        const script = Object.fromEntries(profiles.map((profile) => [profile.name, [answersOf]]));
        const ended = await runOn(definition, script);
        expect(ranOf(ended)).toEqual(expected);
        expect(ended.turns).toBe(expected.length + 1);
        expect(ended.outcome).toEqual({ node: 'finish', kind: 'aggregate', output: { final_decision: 'PROCEED' } });
        expect(ended.flow).toBeUndefined();
        expect(ranOf(ended).every((id) => reached.has(id))).toBe(true);
      }),
    );
  });
});
