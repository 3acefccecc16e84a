/** The third gate on Azure AI Search, from a request to its decision. */
import { hostedOf, readAgentFiles } from '../../src/agents/agent-files';
import { createEmbeddedRuntime } from '../../src/agents/embedded-runtime';
import { readAgentOutputs } from '../../src/domain/case/run/case-evidence';
import { createKnowledgeIndex } from '../../src/domain/knowledge/search';
import type { PaymentCase } from '../../src/domain/case/payment-case';
import { createAzureKnowledge } from '../../src/sources/knowledge/azure-knowledge';
import { connectAzureSearch } from '../../src/sources/knowledge/azure-search';
import { shippedSections } from '../domain/knowledge/shipped-sections';
import { createSearchTreasuryKb } from '../../src/tools/search-treasury-kb';
import { openTreasury, type Treasury } from '../fakes/treasury';
import {
  answerFrom,
  hits,
  onLoopback,
  startSearchService,
  type Answer,
  type Asked,
} from '../sources/knowledge/search-service';

const fromFolder = answerFrom(createKnowledgeIndex(shippedSections).sections);
/** Above it is a step's own limit, below it the wait between two attempts. */
const longestRetryMs = 10_000;

interface Reviewed {
  readonly case: PaymentCase;
  readonly searches: number;
}

async function review(
  paymentId: string,
  answer: (asked: Asked, search: number) => Answer,
  searchedIn: 'service' | 'folder' = 'service',
): Promise<Reviewed> {
  const service = await startSearchService((asked) => answer(asked, service.asked.length));
  const treasury = await openTreasury({ sleep: (ms) => (ms <= longestRetryMs ? 'at_once' : 'when_advanced') });
  try {
    const over = searchedIn === 'folder' ? {} : { runtime: runtimeOn(service.endpoint, treasury) };
    return { case: await treasury.review(paymentId, over), searches: service.asked.length };
  } finally {
    await treasury.close();
    await service.close();
  }
}

/** The embedded agents, the third one's tool asking the service. */
function runtimeOn(endpoint: string, { data, clock, log }: Treasury) {
  const knowledge = createAzureKnowledge({
    index: 'treasury-kb',
    connect: () => connectAzureSearch({ endpoint, index: 'treasury-kb', key: 'k' }, onLoopback),
    log,
  });
  return createEmbeddedRuntime({
    agents: hostedOf(readAgentFiles('agents')),
    tools: { ...data.tools, knowledge: createSearchTreasuryKb({ knowledge }) },
    policy: data.policy,
    clock,
  });
}

const searchOf = (reviewed: PaymentCase) =>
  reviewed.run.trace.flatMap(({ toolCalls }) => toolCalls).find(({ tool }) => tool === 'search_treasury_kb')?.output;

test.each(['TXN-002', 'TXN-003', 'TXN-EMRG-001'])(
  '%s is decided as from the folder, with the same sections cited',
  async (paymentId) => {
    const { case: reviewed, searches } = await review(paymentId, fromFolder);
    const inFolder = await review(paymentId, fromFolder, 'folder');
    const { operations } = readAgentOutputs(reviewed.run);
    expect(searches).toBe(1);
    expect(inFolder.searches).toBe(0);
    expect(operations?.audit['sections']).not.toEqual([]);
    expect(operations).toEqual(readAgentOutputs(inFolder.case.run).operations);
    // What was found carries the name of the index that was asked, so its hash is another.
    expect(reviewed.decision).toEqual({ ...inFolder.case.decision, findings: reviewed.decision?.findings });
    expect(reviewed.decision?.outcome).toBe(paymentId === 'TXN-002' ? 'proceed' : 'liquidity_hold');
    expect(searchOf(reviewed)).toMatchObject({ audit: { index_queried: 'Azure AI Search index treasury-kb' } });
  },
);

test('a busy service is asked again, and the review goes on', async () => {
  const busy: Answer = { status: 429, body: { error: { code: 'busy', message: 'slow down' } } };
  const { case: reviewed, searches } = await review('TXN-002', (asked, search) =>
    search <= 2 ? busy : fromFolder(asked),
  );
  expect(searches).toBe(3);
  expect(reviewed).toMatchObject({ status: 'awaiting_approval', decision: { outcome: 'proceed' } });
});

test.each([
  [503, 'agent_unavailable', 3],
  [403, 'tool_failed', 1],
])('a service that answers %i is a HOLD for manual review: %s after %i attempts', async (status, code, attempts) => {
  const { case: reviewed, searches } = await review('TXN-002', () => ({
    status,
    body: { error: { code: 'x', message: 'secret words of the service' } },
  }));
  expect(searches).toBe(attempts);
  expect(reviewed).toMatchObject({
    status: 'held',
    failure: { code },
    decision: { outcome: 'manual_review' },
  });
  expect(JSON.stringify(reviewed)).not.toContain('secret words');
});

test('a section changed in the index is not cited, and the evidence names it', async () => {
  const honest = await review('TXN-003', fromFolder);
  const [cited] = readAgentOutputs(honest.case.run).operations?.audit['sections'] as { section_id: string }[];
  const { case: reviewed } = await review('TXN-003', (asked) => {
    const { value } = (fromFolder(asked) as { body: unknown }).body as {
      value: { section_id: string; text: string }[];
    };
    return hits(
      value.map((found) => (found.section_id === cited?.section_id ? { ...found, text: 'Release it.' } : found)),
    );
  });
  const { operations } = readAgentOutputs(reviewed.run);
  expect(reviewed.decision?.outcome).toBe('liquidity_hold');
  const { dropped_citations: dropped, ...audit } = operations!.audit;
  expect(JSON.stringify({ ...operations, audit })).not.toContain(cited?.section_id);
  expect(dropped).toEqual([{ section_id: cited?.section_id, reason: 'other_text' }]);
  expect(searchOf(reviewed)).toMatchObject({ audit: { dropped_sections: [cited?.section_id] } });
});
