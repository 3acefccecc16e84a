import { Fault } from '../../../src/domain/values/errors';
import type { KnowledgeInput } from '../../../src/domain/evidence/operational-procedures';
import { createAzureKnowledge } from '../../../src/sources/knowledge/azure-knowledge';
import {
  connectAzureSearch,
  type ConnectOptions,
  type SearchSections,
} from '../../../src/sources/knowledge/azure-search';
import { shippedSections } from '../../domain/knowledge/shipped-sections';
import { createRecordingLog } from '../../fakes/recording-log';
import { documentOf, hits, onLoopback, startSearchService, type Answer, type Asked } from './search-service';

const sections = shippedSections;
const tiers = documentOf(sections.find(({ id }) => id === 'approvals#tiers-by-amount')!);
const rails = documentOf(sections.find(({ id }) => id === 'cutoffs#when-rails-close')!);

let service: Awaited<ReturnType<typeof startSearchService>>;
let answer: (asked: Asked) => Answer;
beforeEach(async () => {
  answer = () => hits([tiers, rails]);
  service = await startSearchService((asked) => answer(asked));
});
afterEach(() => service.close());

function openKnowledge(options: ConnectOptions = {}, endpoint = service.endpoint) {
  const log = createRecordingLog();
  const connect = () =>
    connectAzureSearch({ endpoint, index: 'treasury-kb', key: 'query-key' }, { ...onLoopback, ...options });
  return { log, knowledge: createAzureKnowledge({ index: 'treasury-kb', connect, log }) };
}

async function faultOf(work: Promise<unknown>): Promise<Fault> {
  const error: unknown = await work.catch((thrown: unknown) => thrown);
  if (!(error instanceof Fault)) throw new Error(`expected a Fault, got ${JSON.stringify(error)}`);
  return error;
}

async function filterFor(input: Omit<KnowledgeInput, 'query'>): Promise<string | undefined> {
  await openKnowledge().knowledge.search({ query: 'cutoff', ...input });
  return service.asked.at(-1)?.body.filter;
}

describe('a question to the index', () => {
  test('asks for the five best sections with the fields that are cited, by key', async () => {
    const { knowledge } = openKnowledge();
    expect(await knowledge.search({ query: 'Who approves 300k?' })).toEqual({
      results: [
        { ...tiers, score: 9 },
        { ...rails, score: 8 },
      ],
      dropped: [],
    });
    expect(knowledge.describe()).toBe('Azure AI Search index treasury-kb');
    expect(service.asked).toHaveLength(1);
    expect(service.asked[0]).toMatchObject({
      path: expect.stringMatching(/^\/indexes\('treasury-kb'\)\/docs\/search\.post\.search\?/) as unknown,
      key: 'query-key',
      body: {
        search: 'Who approves 300k',
        queryType: 'simple',
        searchMode: 'any',
        select: 'section_id,title,doc_type,topics,text,hash',
        top: 5,
      },
    });
    expect(service.asked[0]?.body).not.toHaveProperty('filter');
  });

  test('narrows by document type and by any of the topics', async () => {
    expect(await filterFor({ doc_type: 'all', topics: [] })).toBeUndefined();
    expect(await filterFor({ doc_type: 'runbook' })).toBe("doc_type eq 'runbook'");
    expect(await filterFor({ doc_type: 'ops', topics: [' Cutoff ', 'value date'] })).toBe(
      "doc_type eq 'ops' and topics/any(topic: topic eq 'cutoff' or topic eq 'value date')",
    );
  });

  test.each([
    ["x' or doc_type ne '", "topics/any(topic: topic eq 'x'' or doc_type ne ''')"],
    ["') or true or topics/any(t: t eq '", "topics/any(topic: topic eq ''') or true or topics/any(t: t eq ''')"],
    ["''", "topics/any(topic: topic eq '''''')"],
  ])('a topic stays a value, whatever it says: %s', async (topic, filter) => {
    expect(await filterFor({ topics: [topic] })).toBe(filter);
  });

  test('carries words alone: nothing a person types is an operator', async () => {
    await openKnowledge().knowledge.search({ query: '-cutoff +"EUR SEPA" (late*) | ~BankSubsidiary_TR' });
    expect(service.asked[0]?.body.search).toBe('cutoff EUR SEPA late BankSubsidiary_TR');
  });

  test('without a word finds nothing, and does not ask for everything', async () => {
    expect(await openKnowledge().knowledge.search({ query: ' * -- "?" ' })).toEqual({ results: [], dropped: [] });
    expect(service.asked).toEqual([]);
  });

  test('gets five sections at most, though the service sends more', async () => {
    answer = () => hits(sections.slice(0, 9).map(documentOf));
    const { results } = await openKnowledge().knowledge.search({ query: 'approval' });
    expect(results.map(({ section_id: id }) => id)).toEqual(sections.slice(0, 5).map(({ id }) => id));
  });
});

describe('a section whose text is not the one its hash was made from', () => {
  test.each([
    ['the text was changed', { ...tiers, text: `${tiers.text} Anybody may approve.` }],
    ['the hash was changed', { ...tiers, hash: rails.hash }],
    ['the hash is in capitals', { ...tiers, hash: tiers.hash.toUpperCase() }],
  ])('is left out, named and logged: %s', async (_what, tampered) => {
    answer = () => hits([tampered, rails]);
    const { knowledge, log } = openKnowledge();
    expect(await knowledge.search({ query: 'tiers' })).toEqual({
      results: [{ ...rails, score: 8 }],
      dropped: ['approvals#tiers-by-amount'],
    });
    expect(log.lines).toEqual([
      expect.objectContaining({
        level: 'warn',
        fields: { index: 'treasury-kb', sections: ['approvals#tiers-by-amount'] },
      }),
    ]);
  });
});

describe('a service that does not answer as it should', () => {
  test.each([408, 429, 500, 503])(
    'is worth asking again after %i, and is asked once by each attempt',
    async (status) => {
      answer = () => ({ status, body: { error: { code: 'x', message: 'busy' } } });
      const fault = await faultOf(openKnowledge().knowledge.search({ query: 'cutoff' }));
      expect(fault).toMatchObject({
        code: 'agent_unavailable',
        message: expect.stringContaining(`${status}`) as unknown,
      });
      expect(service.asked).toHaveLength(1);
    },
  );

  test.each([400, 401, 403, 404])('is not asked again after %i', async (status) => {
    answer = () => ({ status, body: { error: { code: 'x', message: 'no' } } });
    expect((await faultOf(openKnowledge().knowledge.search({ query: 'cutoff' }))).code).toBe('tool_failed');
  });

  test('is unavailable where no answer comes in time', async () => {
    answer = () => 'silence';
    const fault = await faultOf(openKnowledge({ timeoutMs: 50 }).knowledge.search({ query: 'cutoff' }));
    expect(fault).toMatchObject({ code: 'agent_unavailable', message: 'Azure AI Search: no answer within 50 ms' });
  });

  test('is unavailable where it hangs up', async () => {
    answer = () => 'hang_up';
    expect((await faultOf(openKnowledge().knowledge.search({ query: 'cutoff' }))).code).toBe('agent_unavailable');
  });

  test('is unavailable where nobody listens', async () => {
    const gone = service.endpoint;
    await service.close();
    const fault = await faultOf(openKnowledge({}, gone).knowledge.search({ query: 'cutoff' }));
    service = await startSearchService(() => 'silence');
    expect(fault.code).toBe('agent_unavailable');
  });

  test.each<[string, unknown]>([
    ['no JSON', 'oops'],
    ['no list of sections', { value: 7 }],
    ['an empty object', {}],
    ['a section without its hash', { value: [{ '@search.score': 1, ...tiers, hash: undefined }] }],
    ['a section of an unknown type', { value: [{ '@search.score': 1, ...tiers, doc_type: 'novel' }] }],
    ['a section without a score', { value: [tiers] }],
  ])('fails the tool where it answers %s', async (_what, body) => {
    answer = () => ({ status: 200, body });
    expect((await faultOf(openKnowledge().knowledge.search({ query: 'cutoff' }))).code).toBe('tool_failed');
  });
});

test('the service is connected to at the first question, and again after connecting failed', async () => {
  let tries = 0;
  const found: SearchSections = () => Promise.resolve([]);
  const connect = () => {
    tries += 1;
    return tries === 1 ? Promise.reject(new Error('no package')) : Promise.resolve(found);
  };
  const knowledge = createAzureKnowledge({ index: 'kb', connect, log: createRecordingLog() });
  expect(tries).toBe(0);
  await expect(knowledge.search({ query: 'cutoff' })).rejects.toThrow('no package');
  await knowledge.search({ query: 'cutoff' });
  await knowledge.search({ query: 'cutoff' });
  expect(tries).toBe(2);
});

test('without a key the desk signs in with its own identity, for the search service alone', async () => {
  const scopes: unknown[] = [];
  const sent: (string | undefined)[] = [];
  const identity = () =>
    Promise.resolve({
      getToken: (scope: string | string[]) => {
        scopes.push(scope);
        return Promise.resolve({ token: 'a-token', expiresOnTimestamp: Date.now() + 3_600_000 });
      },
    });
  const search = await connectAzureSearch(
    { endpoint: 'https://desk.search.windows.net', index: 'treasury-kb', key: null },
    {
      identity,
      client: {
        httpClient: {
          sendRequest: (request) => {
            sent.push(request.headers.get('authorization'), request.headers.get('api-key'));
            return Promise.resolve({ request, status: 200, headers: request.headers, bodyAsText: '{"value":[]}' });
          },
        },
      },
    },
  );
  expect(await search({ words: 'cutoff', docType: null, topics: [], limit: 5 })).toEqual([]);
  expect(sent).toEqual(['Bearer a-token', undefined]);
  expect(scopes.flat()).toEqual(['https://search.azure.com/.default']);
});
