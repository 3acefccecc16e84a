/** A fourth agent with a tool of somebody else's MCP server joins by one file and one line: its finding is on the card, in the decision and in the audit. */
import { createServer } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { createCards } from '../../src/cards/create-cards';
import { loadTemplates } from '../../src/cards/templates';
import { languages } from '../../src/cards/words/languages';
import { finalOutput } from '../../src/domain/case/decision/final-output';
import type { PaymentCase } from '../../src/domain/case/payment-case';
import { permittedActions } from '../../src/domain/case/machine/permitted-actions';
import { stdioServer, writeFraudAgent } from '../fakes/fraud-agent';
import { createFraudServer, type FraudMode } from '../fakes/fraud-server';
import { openTreasury, type Treasury } from '../fakes/treasury';

let folder: string;
let treasury: Treasury | null = null;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'desk-fraud-'));
});
afterEach(async () => {
  await treasury?.close();
  treasury = null;
  rmSync(folder, { recursive: true });
});

async function open(at: string, ownPolicy = false): Promise<Treasury> {
  treasury = await openTreasury({ ...writeFraudAgent(folder, at), ownPolicy });
  return treasury;
}

async function cardOf({ store, knowledge, clock }: Treasury, of: PaymentCase, language: 'en' | 'tr'): Promise<string> {
  const cards = createCards({ words: languages[language], templates: loadTemplates('cards') });
  const drawn = cards.paymentCard({
    case: of,
    isDemoDay: true,
    businessNow: clock.now(),
    listName: 'DEMO LIST',
    offers: permittedActions(of, null, await knowledge.inForce(of)),
    viewer: null,
    asked: [],
    restarters: () => [],
    releasers: () => [],
    stoppedBy: null,
    events: await store.readEvents({ runId: of.runId, afterSeq: 0, limit: 100 }),
  });
  return JSON.stringify(drawn);
}

describe('an agent that joined as data', () => {
  it('lets a payment it finds nothing about proceed, with a row of its own in each language', async () => {
    const desk = await open(stdioServer('sound'));
    const passed = await desk.review('TXN-002');
    expect(passed).toMatchObject({ status: 'awaiting_approval', decision: { outcome: 'proceed' } });
    expect(await cardOf(desk, passed, 'en')).toContain('✓ Fraud: PASS, Amount 50000');
    expect(await cardOf(desk, passed, 'tr')).toContain('✓ Dolandırıcılık: PASS');
    expect(finalOutput(passed)).toMatchObject({
      agent_results: { fraud_screening: { verdict: 'PASS', action: 'PROCEED', detail: 'Amount 50000' } },
      workflow_trace: { steps_completed: expect.arrayContaining(['fraud_screening']) as string[] },
    });
  });

  it('makes an outcome stricter by what its tool found, never milder', async () => {
    const desk = await open(stdioServer('sound'));
    const held = await desk.ask(150_000);
    expect(held).toMatchObject({ decision: { outcome: 'manual_review' } });
    expect(held.decision?.reason).toMatch(
      /^Manual review - Fraud says REVIEW: "Amount 150000"; policy otherwise says PROCEED \(/,
    );
    const rejected = await desk.review('TXN-003');
    expect(rejected).toMatchObject({ status: 'rejected', decision: { outcome: 'liquidity_rejected' } });
    const blocked = await desk.review('TXN-001');
    expect(blocked).toMatchObject({ status: 'rejected', decision: { outcome: 'blocked' } });
    expect(await cardOf(desk, blocked, 'en')).not.toContain('REVIEW');
    const events = await desk.store.readEvents({ runId: held.runId, limit: 20 });
    expect(JSON.stringify(events.map(({ payload }) => payload))).toContain(
      '"finding":{"action":"HOLD","verdict":"REVIEW"}',
    );
  });

  it('is judged by policy too, which may ask for more, and for its finding to be there', async () => {
    const desk = await open(stdioServer('sound'), true);
    const rule = (rest: string) => `\nfindings:\n  - { id: dm-fraud, result: ${rest} }\nmanual_review:`;
    desk.changePolicy(
      'decision-matrix.yaml',
      '\nmanual_review:',
      rule('fraud_screening, verdicts: { PASS: HOLD }, required: true'),
    );
    desk.data.policy.reload();
    expect(desk.data.policy.problems()).toEqual([]);
    expect(await desk.review('TXN-002')).toMatchObject({
      decision: { outcome: 'manual_review', ruleIds: expect.arrayContaining(['dm-fraud']) as string[] },
    });
    desk.changePolicy(
      'decision-matrix.yaml',
      'result: fraud_screening, verdicts: { PASS: HOLD }',
      'result: other_screening',
    );
    desk.data.policy.reload();
    const held = await desk.ask(50_000);
    expect(held.decision?.reason).toContain('other_screening is missing');
  });

  it.each<[FraudMode, string]>([
    ['lies', 'agent_output_invalid'],
    ['other_schema', 'agent_output_invalid'],
    ['no_such_tool', 'tool_failed'],
    ['fails', 'tool_failed'],
  ])('whose server %s holds the payment by name', async (mode, code) => {
    const desk = await open(stdioServer(mode));
    const held = await desk.review('TXN-002');
    expect(held).toMatchObject({
      status: 'held',
      failure: { code, step: 'step_1_fraud' },
      run: { trace: [{ step: 'step_1_sanctions' }, { step: 'step_1_liquidity' }] },
    });
  });

  it('is reached over HTTP as well, and answers in text where its server has no structure', async () => {
    const server = createServer((request, response) => {
      const transport = new StreamableHTTPServerTransport({});
      void createFraudServer('text')
        .connect(transport as never)
        .then(() => transport.handleRequest(request, response));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = server.address() as AddressInfo;
      const desk = await open(`{ url: "http://127.0.0.1:${port}/mcp" }`);
      expect(await desk.review('TXN-002')).toMatchObject({ decision: { outcome: 'proceed' } });
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  it('whose key is not set stops the start by name', async () => {
    await expect(open('{ url: "https://fraud.example.com/mcp", key_variable: FRAUD_KEY }')).rejects.toThrow(
      'agent fraud-screening-agent: FRAUD_KEY is not set',
    );
  });
});
