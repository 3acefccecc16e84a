/** One amount that is asked for as several payments to one payee: whoever approves one of them is asked why, with what it comes to. */
import { createNoteLater } from '../../src/app/waiting/note-later';
import { createChangeCase } from '../../src/app/change-case';
import { unusualOf, type PaymentCase } from '../../src/domain/case/payment-case';
import type { PaymentDraft } from '../../src/domain/payment/payment-request';
import { openTreasury, originator, type Treasury } from '../fakes/treasury';
import { bundleOf, replay, verify } from '../fakes/bundles';
import { viewOf } from '../cards/payment/case-fixtures';
import { cards, textOf, turkishCards } from '../cards/read-card';

let treasury: Treasury;
beforeEach(async () => {
  treasury = await openTreasury();
});
afterEach(() => treasury.close());

const splitOf = (current: PaymentCase) => unusualOf(current).find(({ check }) => check === 'together_above_tier');
const managers = ['Treasury Analyst', 'Treasury Manager'];
const rolesOf = ({ decision }: PaymentCase) => decision?.requiredApprovals.map(({ role }) => role);

const approve = async (runId: string, comment: string | null) => {
  const { version } = await treasury.find(runId);
  const [actor] = treasury.data.directory.withRole('Treasury Analyst');
  return treasury.actOnCase(runId, { type: 'approve', shownVersion: version, comment, actor: actor! });
};

async function noteLater(runId: string): Promise<PaymentCase> {
  const { store, knowledge } = treasury;
  const changeCase = createChangeCase({ store, wakeups: { wake: () => undefined } });
  await createNoteLater({ store, changeCase, knowledge })(await treasury.find(runId));
  return treasury.find(runId);
}

it('900,000 and 300,000 within a day: the second asks its approvers why, and names the first, the sum and who is asked for it', async () => {
  const first = await treasury.ask(900_000);
  const second = await treasury.ask(300_000);
  expect([splitOf(first), rolesOf(first), rolesOf(second)]).toEqual([undefined, managers, managers]);
  expect(splitOf(second)).toMatchObject({
    payments: [first.payment.payment_id],
    evidence: { usd: '1200000', role: 'Head of Treasury' },
  });
  const { payment_id: id } = first.payment;
  expect(textOf(cards.paymentCard(viewOf(second)))).toContain(
    `together with ${id} within 24 h it is 1,200,000 USD, for which at least Head of Treasury is asked`,
  );
  expect(textOf(turkishCards.paymentCard(viewOf(second)))).toMatch(
    new RegExp(`24 saat içinde ${id} ile birlikte 1\\.200\\.000 USD, .*en düşük rol: Head of Treasury`),
  );
  expect(await approve(second.runId, null)).toMatchObject({ problems: [{ code: 'reason_missing' }] });
  expect(await approve(second.runId, 'two invoices of two months')).toMatchObject({ ok: true });
});

it('the first says so too while it waits, once', async () => {
  const { runId, version } = await treasury.ask(900_000);
  const { payment } = await treasury.ask(300_000);
  const noted = await noteLater(runId);
  expect(splitOf(noted)?.payments).toEqual([payment.payment_id]);
  expect(noted.version).toBe(version + 1);
  expect(await approve(runId, null)).toMatchObject({ problems: [{ code: 'reason_missing' }] });
  expect((await noteLater(runId)).version).toBe(noted.version);
});

it('one that was rejected or withdrawn meanwhile counts no more, for a new payment and for a review begun anew', async () => {
  const first = await treasury.ask(900_000);
  const second = await treasury.ask(300_000);
  expect(splitOf(second)).toBeDefined();
  await treasury.reject(first.runId);
  expect(splitOf(await treasury.restart(second.runId))).toBeUndefined();
  const { version } = await treasury.find(second.runId);
  const press = { type: 'withdraw', shownVersion: version, comment: null, actor: originator } as const;
  expect(await treasury.actOnCase(second.runId, press)).toMatchObject({ ok: true });
  expect(splitOf(await treasury.ask(800_000))).toBeUndefined();
});

it('three small ones that nobody but operators would see', async () => {
  const [first, second, third] = [await treasury.ask(20_000), await treasury.ask(20_001), await treasury.ask(20_002)];
  expect([first, second].map(splitOf)).toEqual([undefined, undefined]);
  expect(splitOf(third)).toMatchObject({ evidence: { usd: '60003', count: 2, role: 'Treasury Analyst' } });
});

it('asked for at the same moment, each finds the other', async () => {
  const both = await treasury.askTogether([900_000, 300_000]);
  for (const { runId } of both) expect(splitOf(await treasury.find(runId))).toMatchObject({ evidence: { count: 1 } });
});

it('through two desks of one database as through one', async () => {
  const other = await openTreasury({ sharedStore: treasury.store });
  const draft: PaymentDraft = {
    payment_id: 'PAY-OTHER-DESK',
    beneficiary_name: 'ACME Corp',
    amount: 900_000,
    currency: 'USD',
    account_id: 'ACC-BAN-002',
    entity: 'BankSubsidiary_TR',
    payment_type: 'SWIFT',
  };
  await other.askFor(draft);
  const submitted = await treasury.submit({ ...draft, payment_id: 'PAY-THIS-DESK', amount: 300_000 });
  if (!submitted.ok) throw new Error('refused');
  const second = await treasury.runOn(submitted.case.runId);
  expect(splitOf(second)?.payments).toEqual(['PAY-OTHER-DESK']);
  await other.close();
});

it('what was found is sealed: the trail verifies, and the bundle comes out the same after the other has gone', async () => {
  const first = await treasury.ask(900_000);
  const { payment } = await treasury.ask(300_000);
  await treasury.reject(first.runId);
  await treasury.store.verifyAudit();
  const id = payment.payment_id;
  const files = await bundleOf(treasury, id);
  expect(verify(id, files)).toMatchObject({ ok: true });
  expect(replay(id, files).filter(({ result }) => result !== 'equal')).toEqual([]);
  expect([...files.values()].join()).toContain('"together_above_tier"');
});

it('policy can ask more people for it instead', async () => {
  const own = await openTreasury({ ownPolicy: true });
  own.changePolicy(
    'unusual.yaml',
    'window_hours: 24, consequence: question',
    'window_hours: 24, consequence: { at_least: Head of Treasury }',
  );
  await own.sweep();
  await own.ask(900_000);
  expect(rolesOf(await own.ask(300_000))).toEqual([...managers, 'Head of Treasury']);
  await own.close();
});
