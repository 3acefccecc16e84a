import { describeHosted } from '../fakes/foundry/hosted-treasury';
import { gatewayUrl, openHostedProcess, type HostedProcess } from '../fakes/foundry/hosted-process';
import { inFolder, runDesk, startServing } from './run-desk';

interface Told {
  is_well: boolean;
  tried: {
    name: string;
    state: string;
    said: string;
    remedy: string | null;
    settings: string[];
    code: string | null;
  }[];
}

const told = (stdout: string): Told => JSON.parse(stdout) as Told;
const stateOf = (stdout: string, wanted: string) => told(stdout).tried.find(({ name }) => name === wanted)?.state;

test(
  'doctor tells what works, and ends with 0 where all does',
  inFolder(async (folder) => {
    const environment = { PROFILE: 'local', DATA_DIR: folder };
    const { code, stdout, stderr } = await runDesk(['doctor'], { environment });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^works {4}policy {2,}/m);
    expect(stdout).toMatch(/^off {6}Azure AI Search {2,}runbooks are searched in their folder$/m);
    expect(stdout).toMatch(/\n\nAll well\.\n$/);
    const json = await runDesk(['doctor', '--json'], { environment });
    expect(told(json.stdout)).toMatchObject({ is_well: true });
  }),
);

test(
  'doctor ends with 1 where something does not work, and names its setting; beside a running desk the database is one to look at',
  inFolder(async (folder) => {
    const environment = { PROFILE: 'local', DATA_DIR: folder, KNOWLEDGE_DIR: folder };
    const failing = await runDesk(['doctor'], { environment });
    expect(failing.code).toBe(1);
    expect(failing.stdout).toMatch(/^FAILS {4}runbooks .*\[knowledge_unreadable, KNOWLEDGE_DIR\]$/m);
    expect(failing.stdout).toContain('1 thing does not work.');
    const desk = await startServing({ DATA_DIR: folder });
    try {
      const beside = await runDesk(['doctor'], { environment: { PROFILE: 'local', DATA_DIR: folder } });
      expect(beside.code).toBe(0);
      expect(beside.stdout).toMatch(/^warns {4}database .* in use by another process, and can be read \[DATA_DIR\]$/m);
      expect(beside.stdout).toContain('All well; 1 to look at.');
    } finally {
      expect(await desk.stop()).toBe(0);
    }
  }),
);

test('a configuration that stops the start is the one thing told', async () => {
  const { code, stdout } = await runDesk(['doctor', '--json']);
  expect(code).toBe(1);
  expect(told(stdout).tried).toMatchObject([{ name: 'configuration', state: 'fails', code: 'configuration_invalid' }]);
  expect(stdout).toContain('SANCTIONS_LIST_DIR');
});

test('a folder that cannot be one is refused, as by every command', async () => {
  expect(await runDesk(['doctor', '--data-dir', 'package.json'])).toMatchObject({ code: 2, stdout: '' });
});

describeHosted('doctor with hosted agents, over HTTPS and as the service itself', () => {
  let hosted: HostedProcess;
  beforeEach(async () => {
    hosted = await openHostedProcess();
  });
  afterEach(() => hosted.close());

  const run = (...args: readonly string[]) =>
    runDesk(args, {
      environment: {
        PROFILE: 'local',
        DATA_DIR: hosted.folder,
        MICROSOFT_APP_TYPE: 'UserAssignedMSI',
        ...hosted.environment,
      },
    });

  test('all of it works once agents are deployed; without an identity that alone fails', async () => {
    await run('agents', 'deploy', '--gateway', gatewayUrl);
    const well = await run('doctor', '--json');
    expect(stateOf(well.stdout, 'hosted agents: our identity')).toBe('works');
    expect(stateOf(well.stdout, 'hosted agents: running them')).toBe('works');
    expect(stateOf(well.stdout, 'hosted agent sanctions-screening-agent')).toBe('works');
    // Nobody has registered the example's gateway.
    expect(stateOf(well.stdout, 'gateway of sanctions-screening-agent')).toBe('fails');
    hosted.hasIdentity = false;
    const denied = await run('doctor', '--json');
    expect(denied.code).toBe(1);
    expect(told(denied.stdout).tried.find(({ name }) => name === 'hosted agents: our identity')).toMatchObject({
      state: 'fails',
      code: 'configuration_invalid',
      settings: ['FOUNDRY_IDENTITY', 'FOUNDRY_CLIENT_ID'],
    });
    expect(stateOf(denied.stdout, 'hosted agent sanctions-screening-agent')).toBe('untried');
  });

  test('a bot with a managed identity gets its token as it does when it sends', async () => {
    const bot = (over: Readonly<Record<string, string>> = {}) =>
      runDesk(['doctor', '--json'], {
        environment: {
          SANCTIONS_LIST_DIR: 'demo/watch-list',
          LEDGER_DIR: 'demo/ledger',
          PEOPLE_FILE: 'demo/people.yaml',
          DATA_DIR: hosted.folder,
          MICROSOFT_APP_TYPE: 'UserAssignedMSI',
          MICROSOFT_APP_ID: 'the-app',
          MICROSOFT_APP_TENANT_ID: 'the-tenant',
          CHANNEL_OPENID_METADATA: 'http://127.0.0.1:1/metadata',
          ...hosted.environment,
          AGENTS: 'embedded',
          ...over,
        },
      });
    expect(stateOf((await bot()).stdout, 'bot identity')).toBe('works');
    hosted.hasIdentity = false;
    const refused = told((await bot()).stdout).tried.find(({ name }) => name === 'bot identity');
    expect(refused).toMatchObject({
      state: 'fails',
      remedy: expect.stringContaining('MICROSOFT_APP_ID must be the client id of a managed identity') as string,
    });
  });
});
