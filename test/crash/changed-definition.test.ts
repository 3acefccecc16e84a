import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256 } from '../../src/domain/values/json';
import { people } from '../fakes/demo-desk';
import { readEndState } from './end-state';
import { runScript } from './processes';
import { onStage, pressData, unlessKilled } from './stage';

const shipped = join(__dirname, '../../workflows/treasury-shock-day.yaml');

/** A workflow file like the shipped one but for one edit: same name, same version, other content. */
function writeEdited(folder: string, name: string, found: string | RegExp, instead: string): string {
  const file = join(folder, name);
  const text = readFileSync(shipped, 'utf8');
  const edited = text.replace(found, instead);
  expect(edited).not.toBe(text);
  writeFileSync(file, edited);
  return file;
}

const writeChanged = (folder: string): string =>
  writeEdited(folder, 'changed.yaml', /^description: .*$/m, 'description: Edited meanwhile');

/** Goes on to liquidity after a BLOCK, so that a run can stop with the BLOCK proven and nothing concluded from it. */
const writeGoingOn = (folder: string): string =>
  writeEdited(
    folder,
    'going-on.yaml',
    /goto: terminate_block \}\n/,
    'goto: step_2_liquidity }\n      - { condition: "$.sanctions_result.decision == \'NONE\'", goto: terminate_block }\n',
  );

/** As where a data folder was restored without it. */
const forgetWorkflows = (dataDir: string): void => rmSync(join(dataDir, 'workflows'), { recursive: true });

describe('a workflow file that was changed while a payment was under review', () => {
  it.concurrent(
    'strands nothing: the review goes on by the file it began with, and the next payment begins with the new one',
    onStage(async (stage) => {
      const changed = writeChanged(stage.dataDir);
      const killed = await stage.start('commit:2');
      await unlessKilled(killed, stage.channel(killed).say(people.dana, '/payment TXN-002'));
      expect(await killed.ended).toBe('SIGKILL');

      const other = await stage.start('', { WORKFLOW_FILE: changed });
      await stage.connector.cardWith('"verb":"approve"', 60_000);
      await stage.channel(other).say(people.dana, '/payment TXN-001');
      // Whoever asked for it reads no more than that of a payment that is blocked.
      await stage.connector.cardWith('under compliance review', 60_000);
      await other.stop();
      const gone = await readEndState(stage.dataDir, 'TXN-002');
      expect(gone).toMatchObject({ chainFault: null, unfinished: [] });
      expect(gone.comparable).toMatchObject({
        status: 'awaiting_approval',
        failure: null,
        trace: [
          { result: 'sanctions_screening' },
          { result: 'liquidity_screening' },
          { result: 'operational_procedures' },
        ],
      });
      const [before, after] = [shipped, changed].map((file) => sha256(readFileSync(file, 'utf8')));
      expect(readdirSync(join(stage.dataDir, 'workflows')).sort()).toEqual([before, after].sort());
    }),
  );

  it.concurrent(
    'and that is not kept any more resumes nothing: the case is held until it is back and somebody restarts the review',
    onStage(async (stage) => {
      const changed = writeChanged(stage.dataDir);
      const killed = await stage.start('commit:2');
      await unlessKilled(killed, stage.channel(killed).say(people.dana, '/payment TXN-002'));
      expect(await killed.ended).toBe('SIGKILL');

      forgetWorkflows(stage.dataDir);
      const other = await stage.start('', { WORKFLOW_FILE: changed });
      await stage.connector.cardWith('The workflow changed while this payment was under review.', 60_000);
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
      await stage.connector.cardWith('"verb":"approve"', 60_000);
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
          { type: 'decision_made' },
        ],
      });
    }),
  );

  /** Reviews TXN-001 in a process that dies with its second commit, and again with the changed file. */
  async function reviewBlockedAcrossChange(environment: (folder: string) => Readonly<Record<string, string>>) {
    const folder = mkdtempSync(join(tmpdir(), 'treasury-desk-'));
    try {
      const request = join(folder, 'request.json');
      writeFileSync(request, '{"payment_id":"TXN-001"}');
      const killed = await runScript(
        'test/crash/children/review.ts',
        [folder, 'commit:2', 'TXN-001'],
        environment(folder),
      );
      expect(killed).toMatchObject({ signal: 'SIGKILL', stderr: '' });
      const before = await readEndState(folder, 'TXN-001');
      forgetWorkflows(folder);
      const { stdout } = await runScript('src/main.ts', ['--data-dir', folder, 'review', request], {
        WORKFLOW_FILE: writeChanged(folder),
      });
      return { before, after: await readEndState(folder, 'TXN-001'), answer: JSON.parse(stdout) as unknown };
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  it.concurrent('does not turn a proven BLOCK into a mere hold where the run had not ended', async () => {
    const { before, after, answer } = await reviewBlockedAcrossChange((folder) => ({
      WORKFLOW_FILE: writeGoingOn(folder),
    }));
    expect(before.comparable).toMatchObject({
      status: 'under_review',
      end: null,
      decision: null,
      events: [{ type: 'payment_submitted' }, { type: 'step_completed' }],
    });
    expect(answer).toMatchObject({
      final_decision: { action: 'REJECT', reason_code: 'REJ_SANC_BLOCK' },
      approval_status: { status: 'rejected', pending_approvals: [] },
      workflow_trace: { steps_completed: ['sanctions_screening'], early_termination: false },
    });
    expect(after.comparable).toMatchObject({
      status: 'rejected',
      end: null,
      events: [{ type: 'payment_submitted' }, { type: 'step_completed' }, { type: 'review_failed' }],
    });
    expect(after.chainFault).toBeNull();
  });

  it.concurrent('leaves a review that had ended as it was', async () => {
    const { before, after, answer } = await reviewBlockedAcrossChange(() => ({}));
    expect(before.comparable).toMatchObject({ status: 'rejected', failure: null, end: { node: 'terminate_block' } });
    expect(after).toEqual(before);
    expect(answer).toMatchObject({
      final_decision: { action: 'REJECT', reason_code: 'REJ_SANC_BLOCK' },
      workflow_trace: { steps_completed: ['sanctions_screening'], early_termination: true },
    });
  });
});
