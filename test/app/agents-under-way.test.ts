import { createAgentsUnderWay } from '../../src/app/review/agents-under-way';
import { Fault } from '../../src/domain/values/errors';
import type { AgentAnswer, AgentRuntime, AgentStage, AgentTask } from '../../src/ports/agents';

const answer: AgentAnswer = { output: { decision: 'CLEAR' }, toolCalls: [] };

/** An agent that works until it is told, and timers that run when they are told. */
function open() {
  let nowMs = 1_000;
  let timers: { atMs: number; work: () => void }[] = [];
  const refreshed: string[] = [];
  const underWay = createAgentsUnderWay({
    clock: { now: () => nowMs },
    after: (ms, work) => timers.push({ atMs: nowMs + ms, work }),
    refresh: (runId) => Promise.resolve(void refreshed.push(runId)),
  });
  const asked: { task: AgentTask; end: (given?: Fault) => void }[] = [];
  const runtime: AgentRuntime = {
    agents: [{ name: 'screening-agent', resultName: 'sanctions_screening', task: '' }],
    run: (task) =>
      new Promise((resolve, reject) => {
        asked.push({ task, end: (fault) => (fault ? reject(fault) : resolve(answer)) });
      }),
  };
  const heard: AgentStage[] = [];
  const start = (runId = 'WF-1') =>
    underWay.follow(runtime).run({
      agentRef: 'screening-agent',
      runId,
      message: () => '',
      input: {},
      context: {},
      signal: new AbortController().signal,
      onProgress: (stage) => heard.push(stage),
    });
  const pass = (ms: number): void => {
    nowMs += ms;
    const due = timers.filter(({ atMs }) => atMs <= nowMs);
    timers = timers.filter(({ atMs }) => atMs > nowMs);
    for (const { work } of due) work();
  };
  return { underWay, asked, start, pass, refreshed, heard };
}

test('an agent that is asked is under way until it has answered, and its answer is its own', async () => {
  const { underWay, asked, start, heard } = open();
  const asking = start();
  expect(underWay.of('WF-1')).toMatchObject([{ result: 'sanctions_screening', sinceMs: 1_000, stage: null }]);
  asked[0]?.task.onProgress?.('asking_its_tool');
  expect(underWay.of('WF-1')).toMatchObject([{ stage: 'asking_its_tool' }]);
  expect(heard).toEqual(['asking_its_tool']);
  expect(underWay.of('WF-2')).toEqual([]);
  asked[0]?.end();
  expect(await asking).toBe(answer);
  expect(underWay.of('WF-1')).toEqual([]);
});

test('nor is one that failed', async () => {
  const { underWay, asked, start, pass, refreshed } = open();
  const asking = start();
  asked[0]?.end(new Fault('agent_failed', 'it broke'));
  await expect(asking).rejects.toThrow('it broke');
  pass(10_000);
  expect([underWay.of('WF-1'), refreshed]).toEqual([[], []]);
});

test('who answers at once is not shown on its way', async () => {
  const { asked, start, pass, refreshed } = open();
  const asking = start();
  pass(1_000);
  asked[0]?.end();
  await asking;
  pass(10_000);
  expect(refreshed).toEqual([]);
});

test('who takes longer is shown once, and then what it does, at most every three seconds', () => {
  const { asked, start, pass, refreshed } = open();
  void start();
  pass(1_500);
  expect(refreshed).toEqual(['WF-1']);
  const told = asked[0]?.task.onProgress;
  for (const stage of ['accepted', 'asking_its_tool', 'answering'] as const) told?.(stage);
  pass(2_900);
  expect(refreshed).toHaveLength(1);
  pass(100);
  expect(refreshed).toHaveLength(2);
});

test('an agent that goes to and fro for ever is shown six times', () => {
  const { asked, start, pass, refreshed } = open();
  void start();
  pass(1_500);
  for (let time = 0; time < 50; time += 1) {
    asked[0]?.task.onProgress?.(time % 2 === 0 ? 'asking_its_tool' : 'answering');
    pass(3_000);
  }
  expect(refreshed).toHaveLength(6);
});

test('two agents of one run are told side by side', () => {
  const { underWay, start, pass, refreshed } = open();
  void start();
  void start();
  void start('WF-2');
  pass(1_500);
  expect(underWay.of('WF-1')).toHaveLength(2);
  expect(refreshed.filter((runId) => runId === 'WF-2')).toHaveLength(1);
});
