import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { people } from '../fakes/demo-desk';
import { readEndState } from './end-state';
import { runScript } from './processes';
import { onStage, pressData, unlessKilled } from './stage';

const shipped = join(__dirname, '../../workflows/treasury-shock-day.yaml');

/** The shipped workflow with another description: same name, same version, other content. */
function writeChanged(folder: string): string {
  const changed = join(folder, 'changed.yaml');
  const text = readFileSync(shipped, 'utf8');
  const edited = text.replace(/^description: .*$/m, 'description: Edited meanwhile');
  expect(edited).not.toBe(text);
  writeFileSync(changed, edited);
  return changed;
}

describe('a workflow file that was changed while a payment was under review', () => {
  it.concurrent(
    'resumes nothing: the case is held until the old file is back and somebody restarts the review',
    onStage(async (stage) => {
      const changed = writeChanged(stage.dataDir);
      const killed = await stage.start('commit:2');
      await unlessKilled(killed, stage.channel(killed).say(people.dana, '/payment TXN-002'));
      expect(await killed.ended).toBe('SIGKILL');

      const other = await stage.start('', { WORKFLOW_FILE: changed });
      await stage.connector.cardWith('The workflow changed while this payment was under review.', 20_000);
      await other.stop();
      const held = await readEndState(stage.dataDir, 'TXN-002');
      expect(held.comparable).toMatchObject({
        status: 'held',
        version: 3,
        failure: { code: 'definition_changed', step: 'step_2_liquidity' },
        decision: { outcome: 'manual_review', requiredApprovals: [] },
        trace: [{ result: 'sanctions_screening' }],
        events: [{ type: 'payment_submitted' }, { type: 'step_completed' }, { type: 'review_failed' }],
      });

      const restored = await stage.start();
      const { card } = await stage.connector.cardWith('"verb":"restart_review"');
      await stage.channel(restored).press(people.maya, 'restart_review', pressData(card));
      await stage.connector.cardWith('"verb":"approve"', 20_000);
      await restored.stop();
      const gone = await readEndState(stage.dataDir, 'TXN-002');
      expect(gone).toMatchObject({ runId: held.runId, chainFault: null, unfinished: [] });
      expect(gone.comparable).toMatchObject({
        status: 'awaiting_approval',
        failure: null,
        decision: { outcome: 'proceed' },
        trace: [
          { result: 'sanctions_screening' },
          { result: 'liquidity_screening' },
          { result: 'operational_procedures' },
        ],
        events: [
          { type: 'payment_submitted' },
          { type: 'step_completed' },
          { type: 'review_failed' },
          { type: 'review_restarted' },
          { type: 'step_completed' },
          { type: 'step_completed' },
          { type: 'decision_made' },
        ],
      });
    }),
  );

  it.concurrent('does not turn a proven BLOCK into a mere hold', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'treasury-desk-'));
    const request = join(folder, 'request.json');
    writeFileSync(request, '{"payment_id":"TXN-001"}');
    const killed = await runScript('test/crash/children/review.ts', [folder, 'commit:2', 'TXN-001']);
    expect(killed).toMatchObject({ signal: 'SIGKILL', stderr: '' });
    const { stdout } = await runScript('src/main.ts', ['--data-dir', folder, 'review', request], {
      WORKFLOW_FILE: writeChanged(folder),
    });
    expect(JSON.parse(stdout)).toMatchObject({
      final_decision: { action: 'REJECT', reason_code: 'REJ_SANC_BLOCK' },
      approval_status: { status: 'rejected', pending_approvals: [] },
      workflow_trace: { steps_completed: ['sanctions_screening'], early_termination: false },
    });
    rmSync(folder, { recursive: true });
  });
});
