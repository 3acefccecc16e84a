import { createOpenRests, type OpenRestsDeps } from '../../src/app/requests/release-part';
import { refuse } from '../../src/domain/values/errors';
import { knownAt } from '../domain/case/known-at';
import { shippedPolicy } from '../domain/policy/shipped-policy';
import { createRecordingLog } from '../fakes/recording-log';
import { sampleCase } from '../fakes/sample-case';

const known = knownAt('2026-01-22T10:30:00Z', shippedPolicy);
const rest = (name: string) => ({ runId: `WF-${name}`, paymentId: name, amount: 50_000, fitsAt: null });
const part = sampleCase({ rests: [rest('FIRST'), rest('SECOND')] });

test('a rest that cannot be asked for is said in the log, and keeps no other from being asked for', async () => {
  const log = createRecordingLog();
  const woken: string[] = [];
  const deps: OpenRestsDeps = {
    store: { findCase: () => Promise.resolve(null) },
    changeCase: (runId) =>
      Promise.resolve(
        runId === 'WF-FIRST'
          ? refuse('case_exists', 'FIRST has a case already.')
          : { ok: true, case: sampleCase({ runId }), repeated: false },
      ),
    knowledge: { rules: () => known, inForce: () => Promise.resolve(known), known: () => Promise.resolve(known) },
    ledger: { current: () => ({ hasPayment: () => false }) } as never,
    showOrLog: () => Promise.resolve({ isCurrent: true }),
    wakeups: { wake: (runId) => void woken.push(runId) },
    log,
  };
  await createOpenRests(deps)(part);
  expect(woken).toEqual(['WF-SECOND']);
  expect(log.lines).toEqual([
    {
      level: 'error',
      fields: { runId: part.runId, rest: 'FIRST', code: 'case_exists' },
      message: 'the rest of a part is not asked for',
    },
  ]);
});
