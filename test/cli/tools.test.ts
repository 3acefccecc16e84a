import { runDesk } from './run-desk';

const message = (body: object) => `${JSON.stringify({ jsonrpc: '2.0', ...body })}\n`;

describe('one tool on the command line', () => {
  it.concurrent('screen --json gives the full output of the screening tool', async () => {
    const { code, stdout, stderr } = await runDesk(['screen', 'BANK MASKAN', '--json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      agent: 'sanctions_screening',
      beneficiary_screened: 'BANK MASKAN',
      decision: 'BLOCK',
      confidence: 98,
      match_type: 'EXACT',
      match_details: { matched_entity: 'BANK MASKAN', programs: ['IRAN', 'IRAN-EO13902'] },
      pass_to_next_agent: false,
      audit: { index_queried: expect.stringContaining('DEMO LIST'), list_is_demo: true },
    });
  });

  it.concurrent('liquidity --json gives the full output of the liquidity tool', async () => {
    const { code, stdout, stderr } = await runDesk(['liquidity', '--json', '--payment-id', 'TXN-003']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      agent: 'liquidity_screening',
      payment_assessed: { payment_id: 'TXN-003', amount: 2_500_000 },
      breach_assessment: { breach: true, gap: 500_000, buffer_threshold: 5_000_000, headroom: -500_000 },
      recommendation: { action: 'HOLD' },
    });
  });

  it.concurrent('liquidity for a payment nobody knows is refused', async () => {
    expect(await runDesk(['liquidity', '--json', '--payment-id', 'TXN-404'])).toEqual({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('unknown_payment, payment_id') as string,
    });
  });

  it.concurrent('mcp --stdio answers a client that starts it, and ends with it', async () => {
    const input = [
      message({
        id: 1,
        method: 'initialize',
        params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
      }),
      message({ method: 'notifications/initialized' }),
      message({ id: 2, method: 'tools/list' }),
      message({
        id: 3,
        method: 'tools/call',
        params: { name: 'screen_sanctions', arguments: { name: 'Maskan Trading FZE' } },
      }),
    ].join('');
    const { code, stdout, stderr } = await runDesk(['mcp', 'screen_sanctions', '--stdio'], { input });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const answers = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: number; result: object })
      .sort((a, b) => a.id - b.id);
    expect(answers).toMatchObject([
      { id: 1, result: { protocolVersion: '2025-06-18' } },
      { id: 2, result: { tools: [{ name: 'screen_sanctions' }] } },
      { id: 3, result: { structuredContent: { agent: 'sanctions_screening', decision: 'ESCALATE' } } },
    ]);
  });

  it.concurrent('mcp for a tool nobody knows is refused, with those there are', async () => {
    const ended = await runDesk(['mcp', 'transfer_money', '--stdio']);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    for (const name of ['screen_sanctions', 'compute_liquidity_impact', 'search_treasury_kb'])
      expect(ended.stderr).toContain(name);
  });
});
