/** A payment that is cut into a part and a rest is approved by the people of the whole: no press gets it under a tier. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { finalOutput } from '../../src/domain/case/decision/final-output';
import type { PaymentCase } from '../../src/domain/case/payment-case';
import { bundleName } from '../../src/domain/bundle/bundle-parts';
import { writeBundle } from '../../src/sources/bundle/write-bundle';
import { bundleOf, replay, verify } from '../fakes/bundles';
import { people, startDemoDesk, type DemoDesk } from '../fakes/demo-desk';

const { dana } = people;
const id = 'TXN-003';
const restId = `${id}-REST`;
const whole = 2_500_000;

let folder: string;
let desk: DemoDesk;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'split-'));
  cpSync(path.join(__dirname, '../../demo/ledger'), path.join(folder, 'ledger'), { recursive: true });
  rewrite('starting_balances.csv', 'ACC-GRP-001,USD,7000000.00', 'ACC-GRP-001,USD,5900000.00');
  desk = await startDemoDesk({ LEDGER_DIR: path.join(folder, 'ledger'), DATA_DIR: path.join(folder, 'data') });
});
afterEach(async () => {
  await desk.close();
  rmSync(folder, { recursive: true });
});

function rewrite(name: string, from: string, to: string): void {
  const file = path.join(folder, 'ledger', name);
  const before = readFileSync(file, 'utf8');
  if (!before.includes(from)) throw new Error(`nothing in ${name} is like ${from}`);
  writeFileSync(file, before.replace(from, to));
}

const decided = (paymentId: string, after = 0) =>
  desk.caseWhere(paymentId, ({ status, version }) => status !== 'under_review' && version > after);

async function press(who: typeof dana, verb: string, paymentId: string, inputs: Readonly<Record<string, string>> = {}) {
  const { runId, version } = await desk.caseOf(paymentId);
  await desk.channel.press(who, verb, { run_id: runId, version, ...inputs });
}

/** Both as decided: 900,000 now, and 1,600,000 left. */
async function split(): Promise<{ part: PaymentCase; rest: PaymentCase }> {
  await desk.channel.say(dana, `/payment ${id}`);
  const { version } = await decided(id);
  await press(dana, 'release_part', id);
  return { part: await decided(id, version), rest: await decided(restId) };
}

const note = { kind: 'as_asked_in_all', amount: String(whole), currency: 'USD' };
const rolesOf = ({ decision }: PaymentCase) => decision?.requiredApprovals.map(({ role }) => role);
const seniors = ['Treasury Manager', 'Head of Treasury'];

test('the part alone would need no Head of Treasury, and needs one; its card, its reason and its agent say so', async () => {
  const { part } = await split();
  expect(part).toMatchObject({
    payment: { amount: 900_000, full_amount: whole, asked_in_all: whole },
    decision: {
      outcome: 'proceed',
      ruleIds: expect.arrayContaining(['tier-5m']) as string[],
      why: { kind: 'assessed', also: [note] },
      reason:
        'Sanctions CLEAR, no liquidity breach, before cutoff; approvals as for the whole 2,500,000 USD first asked for',
    },
  });
  expect(rolesOf(part)).toEqual(seniors);
  expect(finalOutput(part)?.agent_results.operational_procedures?.required_approvals).toEqual(
    seniors.map((role) => ({ role })),
  );
  await desk.connector.cardWith('Approvals as for the whole 2,500,000 USD');
});

test('the rest too, also of a rest that is cut again, and each rest of it', async () => {
  const { rest } = await split();
  expect(rest).toMatchObject({
    payment: { amount: 1_600_000, asked_in_all: whole },
    decision: { outcome: 'liquidity_hold' },
  });
  // The part and some more fit now.
  rewrite('starting_balances.csv', 'ACC-GRP-001,USD,5900000.00', 'ACC-GRP-001,USD,6500000.00');
  await press(dana, 'restart_review', restId, { comment: 'more has come in' });
  await decided(restId, rest.version);
  const { version } = await desk.caseOf(restId);
  await press(dana, 'release_part', restId);
  const partOfRest = await decided(restId, version);
  expect(partOfRest).toMatchObject({
    payment: { amount: 600_000, full_amount: 1_600_000, asked_in_all: whole },
    decision: { outcome: 'proceed', why: { also: [note] } },
  });
  expect(rolesOf(partOfRest)).toEqual(seniors);
  const restOfRest = await decided(`${restId}-REST`);
  expect(restOfRest.payment).toMatchObject({ amount: 1_000_000, asked_in_all: whole });
  expect(restOfRest.payment.full_amount).toBeUndefined();
  expect(rolesOf(restOfRest)).toEqual(seniors);
});

test('a part that is corrected, or asked for again, stays a part of the whole; so does its rest', async () => {
  await split();
  for (const [one, amount] of [
    [id, 900_000],
    [restId, 1_600_000],
  ] as const) {
    const before = await desk.caseOf(one);
    await press(dana, 'correct', one, { beneficiary_bic: 'DEUTDEFF', comment: 'as the invoice says' });
    const corrected = await decided(one, before.version);
    expect(corrected.payment).toMatchObject({ amount, beneficiary_bic: 'DEUTDEFF', asked_in_all: whole });
    expect(rolesOf(corrected)).toEqual(rolesOf(before));
    await press(dana, 'withdraw', one, { comment: 'not today' });
    await press(dana, 'ask_again', one);
    const again = await decided(`${one}-2`);
    expect(again.payment).toMatchObject({ amount, asked_in_all: whole });
    expect(again.decision?.ruleIds).toContain('tier-5m');
  }
});

test('what a bank has left to pay is approved as all of it, whatever is typed in a correction', async () => {
  await desk.channel.say(dana, `/payment ${id}`);
  const asked = await decided(id);
  rewrite('ledger_today.csv', 'Large Vendor Inc,SWIFT,2500000.00', 'Large Vendor Inc,SWIFT,800000.00');
  await desk.channel.say(dana, '/status');
  await press(dana, 'restart_review', id, { comment: 'the bank paid some' });
  const left = await decided(id, asked.version);
  expect(left).toMatchObject({ payment: { amount: 800_000, asked_in_all: whole }, decision: { outcome: 'proceed' } });
  expect(rolesOf(left)).toEqual(seniors);
  await press(dana, 'correct', id, {
    amount: '800,000',
    currency: 'usd',
    beneficiary_bic: 'DEUTDEFF',
    comment: 'bank',
  });
  const corrected = await decided(id, left.version);
  expect(corrected.payment).toMatchObject({ amount: 800_000, asked_in_all: whole, beneficiary_bic: 'DEUTDEFF' });
  expect(rolesOf(corrected)).toEqual(seniors);
});

test('both bundles verify and come out the same, here and by the script that needs none of us', async () => {
  await split();
  for (const paymentId of [id, restId]) {
    const files = await bundleOf({ store: desk.store, dataDir: path.join(folder, 'data') }, paymentId);
    expect(verify(paymentId, files)).toMatchObject({ ok: true });
    expect(replay(paymentId, files).filter(({ result }) => result !== 'equal')).toEqual([]);
    expect(files.get('01_payment_instruction.json')).toContain(`"asked_in_all": ${whole}`);
    const target = path.join(folder, 'bundles');
    writeBundle(target, bundleName(paymentId), files);
    const script = path.join(__dirname, '../../docs/verify_bundle.py');
    const made = spawnSync('python3', [script, path.join(target, bundleName(paymentId))], { encoding: 'utf8' });
    if (made.error) process.stderr.write('skipped: python3 is not installed here\n');
    else expect({ status: made.status, said: made.stdout + made.stderr }).toMatchObject({ status: 0 });
  }
  await desk.store.verifyAudit();
});
