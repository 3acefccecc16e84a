import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../src/domain/values/json';
import { describeHosted } from '../fakes/foundry/hosted-treasury';
import { gatewayUrl, openHostedProcess, type HostedProcess } from '../fakes/foundry/hosted-process';
import { honest, type Model } from '../fakes/foundry/models';
import { readEndState, withoutMoments } from './end-state';
import { runScript } from './processes';

const root = join(__dirname, '../..');

describeHosted('a desk that is killed while a hosted agent works', () => {
  let hosted: HostedProcess;
  beforeAll(async () => {
    hosted = await openHostedProcess();
    const deployed = await runScript('src/main.ts', ['agents', 'deploy', '--gateway', gatewayUrl], hosted.environment);
    expect(deployed).toMatchObject({ code: 0, stderr: '' });
    writeFileSync(join(hosted.folder, 'request.json'), '{"payment_id":"TXN-EMRG-001"}');
  });
  afterAll(() => hosted.close());

  const args = (dataDir: string) => [
    '--data-dir',
    join(hosted.folder, dataDir),
    'review',
    join(hosted.folder, 'request.json'),
  ];
  const review = async (dataDir: string): Promise<JsonObject> => {
    const { code, stderr, stdout } = await runScript('src/main.ts', args(dataDir), hosted.environment);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return JSON.parse(stdout) as JsonObject;
  };

  it.each([
    ['before it called its tool', 'liquidity-screening-agent', false],
    ['after it called its tool', 'liquidity-screening-agent', true],
    ['at the first gate', 'sanctions-screening-agent', true],
    ['at the third', 'operational-procedures-agent', true],
  ])('goes on with that step, once: %s', async (what, agent, hasCalled) => {
    const undisturbed = await review(`undisturbed ${what}`);
    hosted.standIn.accepted.length = 0;
    let called = (): void => undefined;
    const working = new Promise<void>((resolve) => {
      called = resolve;
    });
    const stuck: Model = async (turn) => {
      if (hasCalled) await honest(turn);
      called();
      return new Promise(() => undefined);
    };
    hosted.standIn.models.set(agent, stuck);
    const child = spawn(process.execPath, [join(root, 'test/fakes/run-typescript.cjs'), 'src/main.ts', ...args(what)], {
      cwd: root,
      env: { PATH: process.env['PATH'], ...hosted.environment },
      stdio: 'ignore',
    });
    await working;
    child.kill('SIGKILL');
    await once(child, 'exit');
    hosted.standIn.models.set(agent, honest);

    const done = await review(what);
    const bare = (output: JsonObject) =>
      JSON.stringify(withoutMoments(output)).replaceAll(/WF-\d{14}-[0-9a-f]{6}/g, 'RUN');
    expect(bare(done)).toBe(bare(undisturbed));
    const { comparable } = await readEndState(join(hosted.folder, what), 'TXN-EMRG-001');
    const { trace } = comparable as { trace: { result: string; toolCalls: { record?: number }[] }[] };
    expect(trace.map(({ result }) => result)).toEqual([
      'sanctions_screening',
      'liquidity_screening',
      'operational_procedures',
    ]);
    for (const { toolCalls } of trace) expect(toolCalls.filter(({ record }) => record !== undefined)).toHaveLength(1);
    const asked = hosted.standIn.accepted.map((run) => run.agent);
    expect(asked.filter((name) => name === agent)).toHaveLength(2);
    expect(new Set(asked.filter((name) => name !== agent)).size).toBe(2);
    expect(asked).toHaveLength(4);
    expect(await review(what)).toEqual(done);
  });
});
