import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot, runDesk } from './run-desk';

const folder = mkdtempSync(path.join(tmpdir(), 'desk-workflow-'));
afterAll(() => rmSync(folder, { recursive: true }));

const parallel = 'workflows/parallel-screening.yaml';

function edited(from: string, to: string): { readonly file: string; readonly line: number } {
  const text = readFileSync(path.join(projectRoot, parallel), 'utf8');
  if (!text.includes(from)) throw new Error(`${parallel} has no "${from}"`);
  const file = path.join(folder, 'edited.yaml');
  writeFileSync(file, text.replace(from, to));
  return { file, line: text.slice(0, text.indexOf(from)).split('\n').length };
}

describe('the command line for workflow files', () => {
  it('says that a sound file is sound', async () => {
    expect(await runDesk(['workflow', 'lint', parallel])).toEqual({
      code: 0,
      stdout: `${parallel}: parallel-screening 1.0 is sound, 7 steps\n`,
      stderr: '',
    });
  });

  it('refuses one that is not, by file, line and reason, in every command', async () => {
    const { file, line } = edited('output_key: liquidity_result', 'output_key: sanctions_result');
    for (const args of [
      ['lint', file],
      ['explain', file],
      ['draw', file],
      ['run', file, '--input', '-'],
    ]) {
      const { code, stdout, stderr } = await runDesk(['workflow', ...args], { input: '{"payment_id":"TXN-002"}' });
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain(`edited.yaml:${line}: duplicate output_key sanctions_result: branches sanctions and`);
    }
  });

  it('runs a request through a file that is not in force', async () => {
    const { code, stdout, stderr } = await runDesk(['workflow', 'run', parallel, '--input', '-'], {
      input: '{"payment_id":"TXN-EMRG-001"}',
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      final_decision: { action: 'HOLD', reason_code: 'HOLD_LIQ_BREACH' },
      workflow_trace: { steps_completed: ['sanctions_screening', 'liquidity_screening', 'operational_procedures'] },
    });
  });

  it('draws it, and refuses to mark a step it does not have', async () => {
    const { stdout } = await runDesk(['workflow', 'draw', parallel, '--as', 'mermaid', '--mark', 'step_1_liquidity']);
    expect(stdout).toMatch(/^flowchart TD\n[\s\S]*running\n$/);
    const refused = await runDesk(['workflow', 'draw', parallel, '--mark', 'nothing']);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
  });
});
