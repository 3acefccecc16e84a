/** A gate is known by the tool its agent calls: another name for the agent and its result changes nothing of what is decided, cleared and shown. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readAgentOutputs } from '../../src/domain/case/run/case-evidence';
import { member, openTreasury, type Treasury } from '../fakes/treasury';

const folder = mkdtempSync(path.join(tmpdir(), 'desk-renamed-'));
afterAll(() => rmSync(folder, { recursive: true }));

let treasury: Treasury;
beforeAll(async () => {
  const agentsDir = path.join(folder, 'agents');
  cpSync('agents', agentsDir, { recursive: true });
  const file = path.join(agentsDir, 'sanctions-screening-agent.yaml');
  const text = readFileSync(file, 'utf8');
  const renamed = text
    .replace('sanctions-screening-agent\n', 'house-agent\n')
    .replace('sanctions_screening\n', 'house\n');
  expect(renamed).not.toBe(text);
  writeFileSync(file, renamed);
  const workflow = path.join(folder, 'workflow.yaml');
  const shipped = readFileSync('workflows/treasury-shock-day.yaml', 'utf8');
  writeFileSync(workflow, shipped.replace('agent_ref: sanctions-screening-agent', 'agent_ref: house-agent'));
  treasury = await openTreasury({ agentsDir, workflow });
});
afterAll(() => treasury.close());

it('holds a match for compliance, and goes on once they clear it', async () => {
  const held = await treasury.review('TXN-004');
  expect(held).toMatchObject({ status: 'compliance_review', run: { trace: [{ result: 'house' }] } });
  expect(readAgentOutputs(held.run).sanctions?.decision).toBe('ESCALATE');
  for (const actor of [member('Carmen Cordero', 'Compliance Manager'), member('Lars Lindqvist', 'MLRO')]) {
    const { version: shownVersion } = await treasury.find(held.runId);
    const press = { type: 'clear_false_positive', actor, shownVersion, comment: 'Another company' } as const;
    const acted = await treasury.actOnCase(held.runId, { ...press, inputs: { evidence_note: 'Registry extract' } });
    if (!acted.ok) throw new Error(acted.problems.map(({ message }) => message).join(' '));
  }
  expect(await treasury.runOn(held.runId)).toMatchObject({
    status: 'awaiting_approval',
    decision: { outcome: 'proceed' },
    run: { trace: [{ result: 'house' }, { result: 'liquidity_screening' }, { result: 'operational_procedures' }] },
  });
});

it('rejects a listed party', async () => {
  expect(await treasury.review('TXN-001')).toMatchObject({ status: 'rejected', decision: { outcome: 'blocked' } });
});
