/** What is offered on a payment that would breach its buffer is done by a press: it waits, its rest is asked for, the transfer's form comes filled in. */
import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readEvidence } from '../../src/domain/case/run/case-evidence';
import { finalOutput } from '../../src/domain/case/decision/final-output';
import type { PaymentCase } from '../../src/domain/case/payment-case';
import { people, startDemoDesk, type DemoDesk } from '../fakes/demo-desk';
import { createMovableClock, type MovableClock } from '../fakes/movable-clock';

const { dana, maya, helen, omar } = people;

let desk: DemoDesk;
let folder: string;
let clock: MovableClock;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'treasury-desk-acts-'));
  cpSync('demo/ledger', folder, { recursive: true });
  // Money that comes in before the cutoff: from then on all of TXN-EMRG-001 fits.
  const inflow =
    'TXN-2001,2026-01-22 14:45:00,BankSubsidiary_TR,ACC-BAN-001,Northwind Retail Group,SWIFT,300000.00,IN,USD,QUEUED,,SWIFT\n';
  appendFileSync(path.join(folder, 'ledger_today.csv'), inflow);
  clock = createMovableClock('2026-01-22T10:25:00Z');
  desk = await startDemoDesk({ LEDGER_DIR: folder }, { clock });
});
afterEach(async () => {
  await desk.close();
  rmSync(folder, { recursive: true });
});

const fits = '2026-01-22T14:45:00Z';

async function held(paymentId: string): Promise<PaymentCase> {
  await desk.channel.say(dana, `/payment ${paymentId}`);
  return desk.caseWhere(paymentId, ({ status }) => status === 'awaiting_approval');
}

async function press(who: typeof dana, verb: string, on: PaymentCase, more: object = {}): Promise<string> {
  const { status, body } = await desk.channel.press(who, verb, { run_id: on.runId, version: on.version, ...more });
  expect(status).toBe(200);
  return JSON.stringify(body);
}

const breachOf = ({ run }: PaymentCase) => readEvidence(run).liquidity?.breach_assessment;

it('a delay sets the time that the evidence proves, and the payment is reviewed anew for it', async () => {
  const whole = await held('TXN-EMRG-001');
  expect(breachOf(whole)?.earliest_full_release).toBe(fits);
  await press(maya, 'approve', whole);
  const half = await desk.caseOf('TXN-EMRG-001');
  expect(await press(helen, 'delay', half)).toContain('A reason is needed');
  expect(await press(omar, 'delay', half, { comment: 'why not' })).toContain('right-delay');
  await press(helen, 'delay', half, { comment: 'The inflow is confirmed' });
  const later = await desk.caseWhere('TXN-EMRG-001', (now) => now.version > half.version + 1 && now.decision !== null);
  expect(later).toMatchObject({
    status: 'awaiting_approval',
    approvals: [],
    payment: { timestamp_utc: fits, delayed_until: fits, amount: 250_000 },
    decision: { outcome: 'proceed' },
  });
  expect(breachOf(later)).toMatchObject({ breach: false });
  // Who had it wait changed nothing of what is paid.
  await press(maya, 'approve', later);
  await press(helen, 'approve', await desk.caseOf('TXN-EMRG-001'));
  expect(await desk.caseOf('TXN-EMRG-001')).toMatchObject({ status: 'approved' });
  const events = await desk.store.readEvents({ runId: later.runId, limit: 100 });
  expect(events.find(({ type }) => type === 'payment_delayed')).toMatchObject({
    actor: { name: 'Helen Hoffmann' },
    payload: { to_time: fits, voided: [{ by: 'Maya Marchetti' }] },
  });
  await desk.store.verifyAudit();
});

it('what waits for its time is not released before it, and its card offers that once it has come', async () => {
  const whole = await held('TXN-EMRG-001');
  await press(helen, 'delay', whole);
  await desk.caseWhere('TXN-EMRG-001', (now) => now.version > whole.version + 1 && now.decision !== null);
  await press(maya, 'approve', await desk.caseOf('TXN-EMRG-001'));
  await press(helen, 'approve', await desk.caseOf('TXN-EMRG-001'));
  const approved = await desk.caseWhere('TXN-EMRG-001', ({ status }) => status === 'approved');
  const { activityId, card } = await desk.connector.cardWith('from 14:45 UTC on before');
  expect(JSON.stringify(card)).not.toContain('"verb":"release"');
  const early = await press(omar, 'release', approved, { bank_reference_release: 'FT1' });
  expect(early).toContain('It waits until 14:45 UTC: before that it would break the buffer');
  expect((await desk.caseOf('TXN-EMRG-001')).status).toBe('approved');
  clock.moveTo('2026-01-22T14:45:01Z');
  await desk.connector.cardOn(activityId, '"verb":"release"', 20_000);
  await press(omar, 'release', approved, { bank_reference_release: 'FT1' });
  expect((await desk.caseOf('TXN-EMRG-001')).status).toBe('released');
}, 60_000);

it('what is approved and not released by its cutoff says so by itself, and offers no release any more', async () => {
  const { runId, version } = await held('TXN-002');
  await desk.channel.press(omar, 'approve', { run_id: runId, version });
  const { activityId } = await desk.connector.cardWith('"verb":"release"');
  clock.moveTo('2026-01-22T15:00:01Z');
  const late = JSON.stringify(await desk.connector.cardOn(activityId, 'Approved, but its cutoff has passed', 20_000));
  expect(late).not.toContain('"verb":"release"');
  expect(late).toContain('Not released any more. Next: Dana Demir may withdraw it and ask again');
  expect((await desk.caseOf('TXN-002')).status).toBe('approved');
}, 60_000);

it('what a part leaves out is asked for as a request of its own, each names the other, and neither is judged alone', async () => {
  const whole = await held('TXN-EMRG-001');
  await press(helen, 'release_part', whole);
  const part = await desk.caseWhere(
    'TXN-EMRG-001',
    ({ version, status }) => version > whole.version && status !== 'under_review',
  );
  const rest = await desk.caseWhere('TXN-EMRG-001-REST', ({ status }) => status !== 'under_review');
  expect(part).toMatchObject({
    payment: { amount: 125_000, full_amount: 250_000 },
    decision: { outcome: 'proceed' },
    rests: [{ paymentId: 'TXN-EMRG-001-REST', runId: rest.runId, amount: 125_000 }],
  });
  expect(rest).toMatchObject({
    payment: { amount: 125_000, ledger_payment_id: 'TXN-EMRG-001', beneficiary_name: 'ACME Trading LLC' },
    submitter: { name: 'Dana Demir' },
    restOf: { runId: part.runId, paymentId: 'TXN-EMRG-001' },
    amountChangedBy: [{ name: 'Helen Hoffmann' }],
  });
  expect(rest.payment.full_amount).toBeUndefined();
  // One payment in two: neither is the other's duplicate.
  for (const { unusual = [] } of [part, rest]) expect(unusual.map(({ check }) => check)).not.toContain('duplicate');
  // The part is counted where the rest is judged: together they are what was asked for.
  expect(rest.payment.timestamp_utc).toBe(fits);
  expect(breachOf(rest)?.headroom).toBe(0);
  await desk.connector.cardWith('asked for as TXN-EMRG-001-REST');
  await desk.connector.cardWith('The rest of TXN-EMRG-001');
  // Pressed twice, there is one rest.
  await press(helen, 'release_part', whole);
  expect(await desk.store.findCaseByPayment('TXN-EMRG-001-REST-2')).toBeNull();
  // Whoever lowered it chose the rest too.
  expect(await press(helen, 'approve', rest)).toContain('Whoever changed what is paid cannot approve it');
  expect(finalOutput(part)?.partial_release).toMatchObject({ remainder: 125_000 });
  await desk.store.verifyAudit();
});

it('a rest whose part was noted and not asked for yet is asked for by whoever works on the part next', async () => {
  const whole = await held('TXN-EMRG-001');
  await press(dana, 'release_part', whole);
  const rest = await desk.caseWhere('TXN-EMRG-001-REST', ({ status }) => status !== 'under_review');
  expect(rest.restOf?.runId).toBe(whole.runId);
});

it('a sweep opens the form of the transfer, filled in, and asks for nothing before it is submitted', async () => {
  const whole = await held('TXN-EMRG-001');
  const sweep = readEvidence(whole.run).liquidity?.recommendation.alternative_details?.find(
    ({ kind }) => kind === 'sweep',
  );
  const sources = sweep?.kind === 'sweep' ? sweep.sources : [];
  expect(sources.length).toBeGreaterThan(0);
  const events = await desk.store.readEvents({ limit: 100 });
  await press(maya, 'sweep', whole, { sweep_source: sources[0]?.account_id });
  const { card } = await desk.connector.cardWith('funds TXN-EMRG-001');
  const form = JSON.stringify(card);
  expect(form).toContain(`"value":"${sources[0]?.account_id}"`);
  expect(form).toContain('125,000');
  expect(await desk.store.readEvents({ limit: 100 })).toEqual(events);
});

it('neither is offered on a payment that fits', async () => {
  const sound = await held('TXN-002');
  expect(await press(omar, 'delay', sound)).toContain('does not wait because of a breach');
  await press(omar, 'sweep', sound);
  await desk.connector.cardWith('does not wait because of a breach');
});
