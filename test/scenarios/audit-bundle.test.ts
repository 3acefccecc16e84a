/** What a third party gets of a payment: made whole, found changed wherever it was changed, and replayed to the same decision. */
import fc from 'fast-check';
import { bundlePaths, type BundleFiles } from '../../src/domain/bundle/bundle-parts';
import { replayBundle } from '../../src/domain/bundle/replay-bundle';
import { pendingRoles } from '../../src/domain/case/payment-case';
import type { Decision } from '../../src/domain/policy/decision';
import { bundleOf, mended, pathWith, replay, verify } from '../fakes/bundles';
import { openTreasury, type Treasury } from '../fakes/treasury';

let treasury: Treasury;
beforeAll(async () => {
  treasury = await openTreasury();
  for (const id of ['TXN-001', 'TXN-002', 'TXN-003', 'TXN-004', 'TXN-EMRG-001']) await treasury.review(id);
}, 60_000);
afterAll(() => treasury.close());

const demoPayments = ['TXN-001', 'TXN-002', 'TXN-003', 'TXN-004', 'TXN-EMRG-001'];

const messages = (paymentId: string, files: BundleFiles): readonly string[] => {
  const verified = verify(paymentId, files);
  return verified.ok ? [] : verified.problems.map(({ message }) => message);
};

test.each(demoPayments)('%s verifies, and comes out the same when it is made again', async (id) => {
  const files = await bundleOf(treasury, id);
  expect(messages(id, files)).toEqual([]);
  const replayed = replay(id, files);
  expect(replayed.map(({ result, differences }) => ({ result, differences }))).toEqual(
    replayed.map(() => ({ result: 'equal', differences: [] })),
  );
  expect(replayed.map(({ what }) => what)).toContain('decision');
  expect(await bundleOf(treasury, id)).toEqual(files);
});

describe('a decision of before its typed reason was kept', () => {
  const decisionsOf = (files: BundleFiles, change: (decision: Decision) => Decision) => {
    const verified = verify('TXN-003', files);
    if (!verified.ok || !verified.bundle) throw new Error('TXN-003 has a bundle');
    const versions = verified.bundle.versions.map((version) => ({
      ...version,
      decision: version.decision && change(version.decision),
    }));
    return replayBundle({ ...verified.bundle, versions }, []).filter(({ what }) => what === 'decision');
  };

  test('comes out the same by its sentence', async () => {
    const replayed = decisionsOf(await bundleOf(treasury, 'TXN-003'), ({ why: _unkept, ...decision }) => decision);
    expect(replayed).toMatchObject([{ result: 'equal', differences: [] }]);
  });

  test('one that was kept must be the same itself', async () => {
    const replayed = decisionsOf(await bundleOf(treasury, 'TXN-003'), (decision) => ({
      ...decision,
      why: { kind: 'policy_not_applied' },
    }));
    expect(replayed).toMatchObject([{ result: 'differs' }]);
    expect(replayed[0]?.differences.map(({ path }) => path)).toContain('why.kind');
  });
});

test('the numbered files are there, and the metadata names each with its hash', async () => {
  const files = await bundleOf(treasury, 'TXN-003');
  expect([...files.keys()].filter((path) => !path.startsWith('replay/'))).toEqual([
    '01_payment_instruction.json',
    '02_sanctions_screening.json',
    '03_liquidity_impact.json',
    '04_approval_chain.json',
    '05_final_status.json',
    '06_override_records/overrides.json',
    '07_compliance_review/review.json',
    '08_communications/deliveries.json',
    '09_audit_metadata.json',
    'summary.html',
  ]);
  const metadata = JSON.parse(files.get(bundlePaths.metadata)!) as Record<string, unknown>;
  expect((metadata['files'] as { path: string }[]).map(({ path }) => path)).toEqual(
    [...files.keys()].filter((path) => path !== bundlePaths.metadata),
  );
  expect(metadata).toMatchObject({
    format: 2,
    completeness: { there: 5, of: 7, percent: 71 },
    retention: { id: 'retention-standard', years: 7 },
    chain: { events: 4 },
  });
});

test('a byte changed anywhere is found', async () => {
  const files = await bundleOf(treasury, 'TXN-004');
  const names = [...files.keys()];
  const change = fc.record({ file: fc.nat(), at: fc.nat(), to: fc.integer({ min: 1, max: 127 }) });
  fc.assert(
    fc.property(change, ({ file, at, to }) => {
      const name = names[file % names.length]!;
      const bytes = Buffer.from(files.get(name)!);
      bytes[at % bytes.length] = bytes[at % bytes.length]! ^ to;
      const changed = new Map([...files, [name, bytes.toString('utf8')]]);
      return messages('TXN-004', changed).length > 0;
    }),
    { numRuns: 200 },
  );
}, 60_000);

/** With the metadata left as it is, and with every hash of it made to fit. */
async function tampered(id: string, part: string, to: string) {
  const files = await bundleOf(treasury, id);
  const path = pathWith(files, part);
  const changed = new Map([...files, [path, files.get(path)!.replace(part, to)]]);
  return { plain: messages(id, changed).join('\n'), mended: messages(id, mended(changed)).join('\n'), path };
}

test('a changed policy, list row, ledger row or answer is named, also where every hash was made to fit', async () => {
  const policy = await tampered('TXN-003', 'minimum: "2000000"', 'minimum: "1000000"');
  expect(policy.plain).toContain(`${policy.path} was changed`);
  expect(policy.mended).toMatch(/policy [0-9a-f]{64} was changed/);
  const listRow = await tampered('TXN-001', '"name":"BANK MASKAN","programs"', '"name":"BANK MASKAN II","programs"');
  expect(listRow.mended).toContain('list row 4633 (BANK MASKAN II)');
  const ledgerRow = await tampered('TXN-003', '"direction":"OUT"', '"direction":"IN"');
  expect(ledgerRow.mended).toMatch(/a ledger row, or the balance, of account ACC-\S+ in [A-Z]{3}\./);
  const answer = await tampered('TXN-003', '"breach":true', '"breach":false');
  expect(answer.mended).toContain('replay/case_versions.jsonl: version');
  const event = await tampered('TXN-003', '"type":"decision_made"', '"type":"review_failed"');
  expect(event.mended).toMatch(/event \d+ is not as it was sealed/);
});

test('a document that says something else than what is sealed is named, also where every hash was made to fit', async () => {
  const files = await bundleOf(treasury, 'TXN-001');
  for (const path of [bundlePaths.status, bundlePaths.summary]) {
    const changed = new Map([...files, [path, files.get(path)!.replace('REJECT', 'PROCEED')]]);
    expect(messages('TXN-001', mended(changed))).toContain(`${path} does not say what is sealed.`);
  }
});

test('what is missing, what nobody listed, and another format are named', async () => {
  const files = await bundleOf(treasury, 'TXN-002');
  const without = new Map([...files].filter(([path]) => path !== bundlePaths.liquidity));
  expect(messages('TXN-002', without)).toContain('03_liquidity_impact.json is missing.');
  expect(messages('TXN-002', new Map([...files, ['extra.json', '{}']])).join()).toContain('extra.json is in no list');
  expect(messages('TXN-9', files).join()).toContain('should be called AUDIT_BUNDLE_TXN-002');
  const metadata = files.get(bundlePaths.metadata)!;
  const other = new Map([...files, [bundlePaths.metadata, metadata.replace('"format": 2', '"format": 1')]]);
  expect(messages('TXN-002', other)).toEqual(['The bundle is of format 1; this build reads format 2.']);
  const cut = new Map([...files, [bundlePaths.metadata, metadata.slice(0, metadata.length / 2)]]);
  expect(messages('TXN-002', cut).join()).toContain('is not JSON: it was cut off or changed');
  const kept = [...files.keys()].find((path) => path.startsWith('replay/contents/'))!;
  const unkept = mended(new Map([...files].filter(([path]) => path !== kept)));
  expect(messages('TXN-002', unkept).join()).toContain(`${kept} is missing, and the case rests on it`);
});

test('whoever asked for a payment is told no more than its card tells, and a match and a block alike', async () => {
  const [blocked, looked] = await Promise.all([
    bundleOf(treasury, 'TXN-001', 'originator'),
    bundleOf(treasury, 'TXN-004', 'originator'),
  ]);
  expect([...blocked.keys()].filter((path) => path.startsWith('replay/'))).toEqual([]);
  // The payee has the listed name itself: what the payment states stays.
  const told = [...looked.values()].join('\n');
  for (const secret of ['4633', 'IRAN', 'Housing Bank', 'compliance_hold', 'ESCALATE', 'Maskan Bank', 'SDN'])
    expect(told).not.toContain(secret);
  for (const path of ['02', '03', '04', '05', '06', '07', '08']) {
    const documentOf = (files: BundleFiles) => JSON.stringify([...files].find(([name]) => name.startsWith(path))![1]);
    const alike = (text: string) => text.replaceAll(/TXN-00\d|WF-\d+-[0-9a-f]+/g, '#');
    expect(alike(documentOf(blocked))).toBe(alike(documentOf(looked)));
  }
  expect(messages('TXN-001', blocked)).toEqual([]);
  const shared = new Map([
    ...blocked,
    [bundlePaths.status, blocked.get(bundlePaths.status)!.replace('review', 'revjew')],
  ]);
  expect(messages('TXN-001', shared)).toEqual(['05_final_status.json was changed.']);
});

test('compliance gets the match to replay, and no row of other payments', async () => {
  const files = await bundleOf(treasury, 'TXN-EMRG-001', 'compliance');
  expect(messages('TXN-EMRG-001', files)).toEqual([]);
  expect(replay('TXN-EMRG-001', files).map(({ what, result }) => `${what} ${result}`)).toEqual([
    'screening equal',
    'impact left_out',
    'decision equal',
  ]);
  expect([...files.values()].filter((text) => text.includes('"kind":"account_day"'))).toEqual([]);
});

test('a payment cleared by compliance, approved and overridden is replayed decision by decision', async () => {
  const found = (await treasury.store.findCaseByPayment('TXN-004'))!;
  for (let current = found; pendingRoles(current).length > 0 && current.status === 'compliance_review';) {
    const [actor] = treasury.data.directory.withRole(pendingRoles(current)[0]!);
    const press = {
      type: 'clear_false_positive',
      shownVersion: current.version,
      comment: 'Another company: other country, other business, no listed owner.',
      inputs: { evidence_note: 'registry extract of 2026-01-20, file 4711' },
      actor: actor!,
    } as const;
    const acted = await treasury.actOnCase(current.runId, press);
    if (!acted.ok) throw new Error(acted.problems.map(({ message }) => message).join(' '));
    current = acted.case;
  }
  await treasury.runOn(found.runId);
  await treasury.approve(found.runId);
  const breach = (await treasury.store.findCaseByPayment('TXN-003'))!;
  await treasury.approve(breach.runId);
  for (const id of ['TXN-004', 'TXN-003']) {
    const files = await bundleOf(treasury, id);
    expect(messages(id, files)).toEqual([]);
    expect(replay(id, files).filter(({ result }) => result !== 'equal')).toEqual([]);
  }
  const files = await bundleOf(treasury, 'TXN-004');
  expect(replay('TXN-004', files).flatMap(({ what, recorded }) => (what === 'decision' ? recorded : []))).toEqual([
    'compliance_hold',
    'proceed',
  ]);
  expect(JSON.parse((await bundleOf(treasury, 'TXN-003')).get(bundlePaths.overrides)!)).toMatchObject({
    granted: [{ role: 'Treasury Manager' }, { role: 'Head of Treasury' }],
  });
  const originators = await bundleOf(treasury, 'TXN-004', 'originator');
  expect(originators.get(bundlePaths.screening)).toContain('"result": "cleared"');
  expect([...originators.values()].join('\n')).not.toMatch(/4633|Housing|compliance_disposition|registry extract/);
});

test('a review begun anew keeps what the first one rested on, and a lowered part is one payment', async () => {
  const emergency = (await treasury.store.findCaseByPayment('TXN-EMRG-001'))!;
  treasury.changeLedger('balances', (text) => text.replace(/(ACC-BAN-001,USD,)\d+/, '$19000000'));
  await treasury.sweep();
  await treasury.restart(emergency.runId);
  const files = await bundleOf(treasury, 'TXN-EMRG-001');
  const replayed = replay('TXN-EMRG-001', files);
  expect(replayed.map(({ result }) => result)).toEqual(replayed.map(() => 'equal'));
  expect(replayed.filter(({ what }) => what === 'impact').length).toBeGreaterThan(1);
});
