import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEndState } from './end-state';
import { runScript } from './processes';

const environment = { WORKFLOW_FILE: join(__dirname, '../../workflows/parallel-screening.yaml'), LOG_LEVEL: 'warn' };

describe('a review whose branches run at once, killed after every commit', () => {
  const folder = mkdtempSync(join(tmpdir(), 'treasury-desk-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(['TXN-EMRG-001', 'TXN-001'])(
    'loses and doubles no branch that has finished, and ends as an undisturbed one: %s',
    async (payment) => {
      const [undisturbed, killed] = ['undisturbed', 'killed'].map((name) => join(folder, `${payment}-${name}`));
      const request = join(folder, `${payment}.json`);
      writeFileSync(request, JSON.stringify({ payment_id: payment }));
      const review = (dataDir = '') =>
        runScript('src/main.ts', ['--data-dir', dataDir, 'review', request], environment);
      const finished: string[] = [];
      for (const commit of ['submission', 'first branch', 'second branch and, of a BLOCK, the decision']) {
        const ended = await runScript(
          'test/crash/children/review.ts',
          [killed ?? '', 'commit:1', payment],
          environment,
        );
        expect({ commit, ...ended }).toMatchObject({ commit, signal: 'SIGKILL', stderr: '' });
        const { comparable } = await readEndState(killed ?? '', payment);
        const { trace } = comparable as { trace: readonly { step: string }[] };
        finished.push(trace.map(({ step }) => step).join(' '));
      }
      expect(finished).toEqual(['', 'step_1_sanctions', 'step_1_sanctions step_1_liquidity']);
      expect((await review(killed)).code).toBe(0);
      expect((await review(undisturbed)).code).toBe(0);
      const [after, before] = [
        await readEndState(killed ?? '', payment),
        await readEndState(undisturbed ?? '', payment),
      ];
      expect(after.comparable).toEqual(before.comparable);
      expect(after).toMatchObject({ chainFault: null });
    },
  );
});
