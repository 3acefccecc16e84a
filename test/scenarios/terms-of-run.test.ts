import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readConfig } from '../../src/composition/config';
import { openReview } from '../../src/composition/open-review';
import type { Store } from '../../src/ports';
import { openReferenceData } from '../../src/composition/reference-data';
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store';
import { policyFolder } from '../domain/policy/shipped-policy';
import { createRecordingLog } from '../fakes/recording-log';
import { createAutoClock } from '../workflow/auto-clock';

const clock = createAutoClock(Date.UTC(2026, 0, 22, 10, 25));
const submitter = { tenantId: 't', objectId: 'dana', name: 'Dana Demir', email: 'treasury-ops@bank.local' };

let folder: string;
let store: Store;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'desk-terms-'));
  cpSync(policyFolder, path.join(folder, 'policy'), { recursive: true });
  store = await openSqliteStore({ file: ':memory:', recordedNow: () => clock.recordedNow() });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

function openDesk() {
  const log = createRecordingLog();
  const environment = { POLICY_DIR: path.join(folder, 'policy'), DATA_DIR: path.join(folder, 'data') };
  const data = openReferenceData(readConfig({ profile: 'local' }, environment), clock, { store, log });
  return { data, ...openReview(data, store, clock, log) };
}

function edit(from: string, to: string): void {
  const file = path.join(folder, 'policy', 'liquidity.yaml');
  const text = readFileSync(file, 'utf8');
  if (!text.includes(from)) throw new Error(`no "${from}"`);
  writeFileSync(file, text.replace(from, to));
}

describe('a run keeps its policy in the liquidity gate', () => {
  test('its buffer is the one it started under; a new run and an unknown one have the new one', async () => {
    const { data, submitPayment, advanceCase } = openDesk();
    const submitted = await submitPayment({
      draft: { payment_id: 'TXN-002' },
      submitter,
      conversation: null,
      submissionId: 'first',
    });
    if (!submitted.ok) throw new Error('refused');
    const { runId } = submitted.case;
    edit('minimum: "2000000"', 'minimum: "4000000"');
    data.policy.reload();

    const thresholdFor = async (asking: string) => {
      const output = await data.tools.liquidity.run({ payment_id: 'TXN-002' }, { runId: asking, nowMs: clock.now() });
      return output.breach_assessment.buffer_threshold;
    };
    expect(await thresholdFor(runId)).toBe(2_000_000);
    expect(await thresholdFor('WF-of-nobody')).toBe(4_000_000);
    expect(data.termsOf(submitted.case).table.buffers).toContainEqual(expect.objectContaining({ minimum: '2000000' }));
    expect(data.ledger.current().bufferFor('BankSubsidiary_TR', 'USD')?.minimum.toNumber()).toBe(4_000_000);

    let decided = submitted.case;
    while (decided.status === 'under_review') decided = (await advanceCase(runId)) ?? decided;
    expect(decided.decision).toMatchObject({ action: 'PROCEED' });
  });

  test('what was worked out for a policy is kept, for each policy its own', () => {
    const { data } = openDesk();
    const before = data.terms.current();
    const ledger = data.ledger.current();
    expect(data.terms.current()).toBe(before);
    expect(data.ledger.current()).toBe(ledger);
    edit('deciding_scope: account', 'deciding_scope: entity');
    data.policy.reload();
    expect(data.terms.current()).not.toBe(before);
    expect(data.terms.current().table.deciding_scope).toBe('entity');
  });

  test('an entity that policy gives no buffer is refused at submission', async () => {
    edit('  - { id: buffer-group-usd, entity: GroupTreasuryCo, currency: USD, minimum: "5000000" }\n', '');
    const { submitPayment } = openDesk();
    expect(
      await submitPayment({ draft: { payment_id: 'TXN-003' }, submitter, conversation: null, submissionId: 'second' }),
    ).toMatchObject({ ok: false, problems: [{ code: 'no_buffer_rule', field: 'entity' }] });
  });
});
