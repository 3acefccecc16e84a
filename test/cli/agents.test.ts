import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { isClientInstalled } from '../fakes/foundry/hosted-treasury';
import { runDesk } from './run-desk';

const root = join(__dirname, '../..');
const runner = [join(root, 'dist/main.js'), 'agents', 'show'];

function show(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...runner, ...args], {
    cwd: root,
    env: { PATH: process.env['PATH'] },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('desk agents show', () => {
  test('prints each agent as the agents API takes it, with the hash of its content', () => {
    const { status, stdout } = show('--gateway', 'https://gateway.example.com', '--json');
    expect(status).toBe(0);
    const bodies = JSON.parse(stdout) as { name: string; metadata: { content_hash: string } }[];
    expect(bodies.map(({ name }) => name)).toEqual([
      'liquidity-screening-agent',
      'operational-procedures-agent',
      'sanctions-screening-agent',
    ]);
    for (const { metadata } of bodies) expect(metadata.content_hash).toMatch(/^[0-9a-f]{64}$/);
  });

  test.each([
    ['a gateway with a slash behind it', ['--gateway', 'https://gateway.example.com/'], 'is not an address like'],
    ['a gateway that is not encrypted', ['--gateway', 'http://gateway.example.com'], 'is not an address like'],
    [
      'an agent nobody knows',
      ['fraud', '--gateway', 'https://gateway.example.com'],
      'There is no agent fraud; there are',
    ],
  ])('refuses %s', (_what, args, said) => {
    const { status, stdout, stderr } = show(...args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(said);
  });
});

(isClientInstalled ? test.skip : test)(
  'what needs the client of hosted agents says that it is not installed',
  async () => {
    const environment = {
      FOUNDRY_PROJECT_ENDPOINT: 'https://foundry.example.com/api/projects/treasury',
      FOUNDRY_IDENTITY: 'managed',
      AGENTS: 'foundry',
    };
    const { code, stderr } = await runDesk(['agents', 'deploy', '--gateway', 'https://gateway.example.com'], {
      environment,
    });
    expect({ code, stderr }).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(
        'needs the optional package @azure/ai-projects, which is not installed',
      ) as string,
    });
  },
);
