import { connectProject } from '../../../src/agents/foundry/sdk-project';
import type { FoundryProject } from '../../../src/agents/foundry/project';
import { proveIdentity } from '../../../src/agents/foundry/identity';
import { describeHosted, openHostedTreasury, type HostedTreasury } from '../../fakes/foundry/hosted-treasury';
import { lookAt, named, openWorkplace, type Workplace } from './look';

const agents = ['liquidity-screening-agent', 'operational-procedures-agent', 'sanctions-screening-agent'];

describeHosted('hosted agents', () => {
  let hosted: HostedTreasury;
  let place: Workplace;
  beforeAll(async () => {
    hosted = await openHostedTreasury();
  });
  afterAll(() => hosted.close());
  beforeEach(() => {
    place = openWorkplace();
  });
  afterEach(() => place.remove());

  const ours = async (): Promise<FoundryProject> => {
    await proveIdentity(hosted.credential);
    return hosted.project;
  };
  const found = (open: () => Promise<FoundryProject> = ours, lock: object = hosted.lock) =>
    lookAt(
      {
        DATA_DIR: place.folder,
        AGENTS: 'foundry',
        FOUNDRY_PROJECT_ENDPOINT: hosted.lock.endpoint,
        FOUNDRY_LOCK_FILE: place.write('lock.json', JSON.stringify(lock)),
      },
      { standIns: { open, call: () => Promise.resolve({ status: 401, tools: null }) } },
    );
  const elsewhere = (baseURL: string) => (): Promise<FoundryProject> =>
    connectProject({
      endpoint: baseURL.replace('http:', 'https:'),
      credential: hosted.credential,
      options: { responses: { baseURL: `${baseURL}/openai/v1` } },
    });

  test('that are there, ours to run and as deployed work; a look runs none of them', async () => {
    const before = hosted.standIn.accepted.length;
    const all = await found();
    expect(named(all, 'fails', 'untried')).toEqual([]);
    expect(all['hosted agents: running them']?.state).toBe('works');
    for (const agent of agents) expect(all[`hosted agent ${agent}`]?.state).toBe('works');
    expect(hosted.standIn.accepted).toHaveLength(before);
  });

  test('without a token the identity fails, and what needs it is not tried', async () => {
    const { credential } = hosted;
    hosted.credential = { getToken: () => Promise.reject(new Error('no identity here')) };
    try {
      const all = await found();
      expect(all['hosted agents: our identity']).toMatchObject({
        state: 'fails',
        code: 'agent_denied',
        settings: ['FOUNDRY_IDENTITY', 'FOUNDRY_CLIENT_ID'],
      });
      expect(named(all, 'fails')).toEqual(['hosted agents: our identity']);
      expect(named(all, 'untried')).toEqual([
        'hosted agents: running them',
        ...agents.map((name) => `hosted agent ${name}`),
      ]);
    } finally {
      hosted.credential = credential;
    }
  });

  test.each<[number, RegExp]>([
    [401, /does not know the identity \(FOUNDRY_IDENTITY developer\)/],
    [403, /needs the role Foundry User or Foundry Agent Consumer/],
    [404, /FOUNDRY_PROJECT_ENDPOINT names no project/],
    [429, /quota of the deployment/],
    [500, /an error of its own/],
  ])('%s is told with what is missing, by whoever met it alone', async (status, remedy) => {
    hosted.standIn.trouble.conversations.push({ status });
    const all = await found();
    expect(named(all, 'fails')).toEqual(['hosted agents: running them']);
    expect(all['hosted agents: running them']?.remedy).toMatch(remedy);
    if (status === 404) return;
    hosted.standIn.trouble.agents.push({ status });
    const failing = named(await found(), 'fails');
    expect(failing).toEqual([expect.stringMatching(/^hosted agent /)]);
  });

  test('another project has none of them', async () => {
    const all = await found(elsewhere(hosted.standIn.project.replace('treasury', 'other')));
    expect(all['hosted agents: running them']).toMatchObject({ state: 'fails', code: 'agent_missing' });
    expect(all['hosted agents: running them']?.remedy).toContain('FOUNDRY_PROJECT_ENDPOINT names no project');
  });

  test('a host that nobody answers at is named with its setting', async () => {
    const all = await found(elsewhere('http://127.0.0.1:1/api/projects/p'));
    for (const name of ['hosted agents: running them', 'hosted agent sanctions-screening-agent']) {
      expect(all[name]).toMatchObject({ state: 'fails', code: 'agent_unavailable' });
      expect(all[name]?.remedy).toMatch(/Nothing answers at .*FOUNDRY_PROJECT_ENDPOINT/);
    }
  });

  test('a version that is gone, one that was edited, and a model that ends', async () => {
    const [name = ''] = agents;
    const pin = hosted.lock.agents[name]!;
    const withPin = (changed: object) => ({
      ...hosted.lock,
      agents: { ...hosted.lock.agents, [name]: { ...pin, ...changed } },
    });
    const gone = (await found(ours, withPin({ version: '9' })))[`hosted agent ${name}`];
    expect(gone).toMatchObject({ state: 'fails', said: expect.stringContaining(`has no ${name} 9`) as string });
    const altered = (await found(ours, withPin({ served_hash: 'x' })))[`hosted agent ${name}`];
    expect(altered).toMatchObject({ state: 'fails', said: expect.stringContaining('not what was deployed') as string });
    const old: FoundryProject = {
      ...hosted.project,
      readVersion: async (agent, version) => {
        const served = await hosted.project.readVersion(agent, version);
        return served && { ...served, definition: { ...served.definition, model: 'gpt-4o' } };
      },
    };
    const ending = (await found(() => Promise.resolve(old)))[`hosted agent ${name}`];
    expect(ending).toMatchObject({ state: 'warns', said: expect.stringContaining('gpt-4o was retired') as string });
  });

  test('a lock file of another project, or none at all, fails and is not asked for', async () => {
    const all = await found(ours, { ...hosted.lock, endpoint: 'https://x.services.ai.azure.com/api/projects/q' });
    expect(all['hosted agents: lock file']).toMatchObject({ state: 'fails', code: 'configuration_invalid' });
    expect(all['hosted agents: lock file']?.said).toContain('is of the project https://x.services');
    for (const agent of agents) expect(all[`hosted agent ${agent}`]?.state).toBe('untried');
    expect(all['hosted agents: running them']?.state).toBe('works');
  });
});
