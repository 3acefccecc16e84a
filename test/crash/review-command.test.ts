import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withoutMoments } from './end-state';
import { runScript, type Ended } from './processes';

describe('the review command, killed after every checkpoint and run again on the same data folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'treasury-desk-'));
  const request = join(folder, 'request.json');
  writeFileSync(request, '{"payment_id":"TXN-EMRG-001"}');
  afterAll(() => rmSync(folder, { recursive: true }));

  const review = (dataDir: string) =>
    runScript('src/main.ts', ['--data-dir', join(folder, dataDir), 'review', request], { LOG_LEVEL: 'warn' });
  const answerOf = ({ stdout, stderr, code }: Ended): { workflow_run_id: string } => {
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return JSON.parse(stdout) as { workflow_run_id: string };
  };

  it('gives the answer of an undisturbed review, and from then on that same answer', async () => {
    const undisturbedRun = review('undisturbed');
    for (const commit of ['submission', 'sanctions', 'liquidity', 'operations and decision']) {
      const killed = await runScript('test/crash/children/review.ts', [
        join(folder, 'killed'),
        'commit:1',
        'TXN-EMRG-001',
      ]);
      expect({ commit, ...killed }).toMatchObject({ commit, signal: 'SIGKILL', stderr: '' });
    }
    const undisturbed = answerOf(await undisturbedRun);
    const first = answerOf(await review('killed'));
    expect(withoutMoments(first)).toEqual(withoutMoments(undisturbed));
    expect(answerOf(await review('killed'))).toEqual(first);
    expect(first.workflow_run_id).not.toBe(undisturbed.workflow_run_id);
  });
});
