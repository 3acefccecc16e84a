/** What a bank's statement says of a payment of the desk reaches its case, and its card. */
import type { PaymentCase } from '../../src/domain/case/payment-case';
import { requestAgain } from '../../src/app/requests/request-again';
import { createCards } from '../../src/cards/create-cards';
import { loadTemplates } from '../../src/cards/templates';
import { languages } from '../../src/cards/words/languages';
import { shortfall } from '../../src/domain/case/acts/bank/bank-word';
import { whatHasLeft } from '../../src/domain/case/acts/bank/has-left';
import { placeInLedger } from '../../src/domain/case/run/place-in-ledger';
import { approvalStoppedBy } from '../../src/domain/case/people/asked-people';
import { permittedActions } from '../../src/domain/case/machine/permitted-actions';
import { finalOutput } from '../../src/domain/case/decision/final-output';
import { commitOf, nextVersion } from '../fakes/sample-case';
import { openTreasury, type Treasury } from '../fakes/treasury';

let treasury: Treasury;
beforeEach(async () => {
  treasury = await openTreasury();
});
afterEach(() => treasury.close());

/** On ACC-BAN-002, as the bank writes it: `D` paid, `RD` came back. */
function statement(lines: readonly string[], day = '260122'): string {
  const entries = lines.map((line) => `:61:${day}${day.slice(2)}${line}`);
  return [':20:DAY', ':25:ACC-BAN-002', ':28C:1', ':34F:USD0,', `:13D:${day}1200+0000`, ...entries, '-', ''].join('\n');
}

async function approved(): Promise<PaymentCase> {
  const { runId } = await treasury.ask(1_000);
  await treasury.approve(runId);
  return treasury.find(runId);
}

async function after(current: PaymentCase, lines: readonly string[], rounds = 1): Promise<PaymentCase> {
  await treasury.bringStatement(statement(lines));
  const follow = treasury.startFollowingBank();
  for (let round = 0; round < rounds; round += 1) await follow();
  return treasury.find(current.runId);
}

/** All of the card, as text. */
async function cardOf(of: PaymentCase, language: keyof typeof languages): Promise<string> {
  const inForce = await treasury.knowledge.inForce(of);
  return JSON.stringify(
    createCards({ words: languages[language], templates: loadTemplates('cards') }).paymentCard({
      case: of,
      isDemoDay: true,
      businessNow: treasury.clock.now(),
      listName: 'DEMO LIST',
      offers: permittedActions(of, null, inForce),
      viewer: null,
      asked: [],
      restarters: () => [],
      releasers: () => [],
      stoppedBy: approvalStoppedBy(of, inForce),
      events: await treasury.store.readEvents({ runId: of.runId, limit: 100 }),
    }),
  );
}

const named = ({ payment }: PaymentCase) => payment.payment_id;

describe('a payment everybody approved', () => {
  it('is settled by the entry that books all of it, once, and its card is drawn anew', async () => {
    const payment = await approved();
    const settled = await after(payment, [`D1000,00NTRF${named(payment)}//B1`], 3);
    expect(settled).toMatchObject({ status: 'settled', version: payment.version + 1 });
    const events = await treasury.store.readEvents({ runId: payment.runId, limit: 100 });
    expect(events.filter(({ type }) => type === 'payment_settled')).toMatchObject([
      { actor: { kind: 'desk' }, payload: { bank_reference: 'B1', booked_on: '2026-01-22' } },
    ]);
    expect(treasury.woken).toContain(payment.runId);
  });

  it('that is the rest of a part is settled under its own id alone: the entry of the part is not its', async () => {
    const payment = await approved();
    const rest = nextVersion(payment, {
      restOf: { runId: 'WF-PART', paymentId: 'TXN-PART' },
      payment: { ...payment.payment, ledger_payment_id: 'TXN-PART' },
    });
    await treasury.store.commit(commitOf(rest));
    expect(await after(rest, ['D1000,00NTRFTXN-PART//B1'])).toMatchObject({ status: 'approved' });
    expect(await after(rest, [`D1000,00NTRF${named(rest)}//B2`])).toMatchObject({ status: 'settled' });
  });

  it('that was lowered to a part counts once a day, whichever of part and rest the bank books first', async () => {
    const whole = await treasury.review('TXN-EMRG-001');
    const { runId, version } = whole;
    const outflow = () => treasury.data.ledger.current().accountPosition('ACC-BAN-001', 'USD', 'all')?.outflowMinor;
    const before = outflow();
    const rest = { runId: 'WF-REST', paymentId: 'TXN-EMRG-001-REST', amount: 125_000, fitsAt: null };
    const { payment } = whole;
    const asPart = { ...payment, amount: 125_000, full_amount: 250_000 };
    await treasury.store.commit(commitOf(nextVersion(whole, { rests: [rest], payment: asPart })));
    const booked = (name: string, bank: string) =>
      statement([`D125000,00NTRF${name}//${bank}`]).replace('ACC-BAN-002', 'ACC-BAN-001');
    await treasury.bringStatement(booked('TXN-EMRG-001-RES', 'R1'));
    expect(outflow()).toBe(before);
    // What waits of it is still the part, which the ledger has left to pay.
    const part = await treasury.find(runId);
    expect(part.version).toBe(version + 1);
    expect(whatHasLeft(part, treasury.data.ledger.current())).toBeNull();
    expect(placeInLedger(part, treasury.data.ledger.current())).toMatchObject({ tells: 'all_but_amount' });
    await treasury.bringStatement(booked('TXN-EMRG-001', 'P1').replace(':20:DAY', ':20:DAY2'));
    expect(outflow()).toBe(before);
  });

  it('that has settled and comes back later is returned', async () => {
    const payment = await approved();
    const lines = [`D1000,00NTRF${named(payment)}//B1`];
    expect((await after(payment, lines)).status).toBe('settled');
    const back = [...lines, `RD1000,00NTRF${named(payment)}//B2`];
    expect((await after(payment, back)).status).toBe('returned');
  });

  it('of the ledger that came back can be asked for again, as a payment that no row of the ledger waits to pay', async () => {
    const payment = await treasury.review('TXN-002');
    await treasury.approve(payment.runId);
    const left = ['D50000,00NTRFTXN-002//B5', 'RD50000,00NTRFTXN-002//B6'];
    const returned = await after(await treasury.find(payment.runId), left, 2);
    expect(returned.status).toBe('returned');
    const again = requestAgain(
      returned,
      { paymentId: 'TXN-002-2', originator: 'treasury-ops@bank.local', nowMs: treasury.clock.now() },
      { ledger: treasury.data.ledger.current(), policy: treasury.data.policy.current() },
    );
    expect(again).toMatchObject({
      ok: true,
      request: { payment_id: 'TXN-002-2', amount: 50_000, entity: 'BankSubsidiary_TR' },
    });
    expect(again).not.toHaveProperty('request.ledger_payment_id');
  });

  it('of which the desk hears at once that it settled and came back is returned', async () => {
    const payment = await approved();
    const both = [`D1000,00NTRF${named(payment)}//B3`, `RD1000,00NTRF${named(payment)}//B4`];
    expect((await after(payment, both)).status).toBe('returned');
  });

  it.each([
    ['money that comes in under its name', (id: string) => `C1000,00NTRF${id}//B1`],
    ['another payment', () => 'D1000,00NTRFTXN-OTHER//B1'],
  ])('is not settled by %s', async (_what, line) => {
    const payment = await approved();
    expect(await after(payment, [line(named(payment))], 2)).toEqual(payment);
  });
});

describe('a payment that still waits for approval and that a statement has already', () => {
  it.each([
    ['all of it', 'D1000,00', 'was paid (1000 USD)'],
    ['less of it', 'D400,00', 'was paid (400 USD)'],
  ])(
    'by %s is never released: nobody settles or approves it, and whoever presses is told why',
    async (_what, amount, said) => {
      const waiting = await treasury.ask(1_000);
      const { status } = await after(waiting, [`${amount}NTRF${named(waiting)}//B1`]);
      expect(status).toBe('awaiting_approval');
      const refused = await treasury.approve(waiting.runId);
      expect(refused).toMatchObject({ ok: false, problems: [{ code: 'already_left' }] });
      expect(JSON.stringify(refused)).toContain(
        `Not approved. This payment has left already: statement DAY 1 says it ${said} on 2026-01-22.`,
      );
      // The press that was refused wrote it down for everybody.
      const current = await treasury.find(waiting.runId);
      expect(current.approvals).toEqual(waiting.approvals);
      const card = await cardOf(current, 'en');
      expect(card).toContain('⚠ Has left already, before it was approved');
      expect(card).toContain(`Never released again: statement DAY 1 says it ${said} on 22 Jan 2026`);
      expect(card).toContain('Next: withdraw it or reject it, and find out who paid it');
      expect(await cardOf(current, 'tr')).toContain('Onaylanmadan önce çıkmış');
    },
  );

  it.each([
    ['its own entry', (id: string) => `D1000,00NTRF${id}//REST`, 'already_left'],
    // What the ledger has under its row is another payee's here.
    ['no entry of its part', () => 'D20000,00NTRFTXN-002//PART', 'liquidity_changed'],
  ])('that is the rest of a part has left by %s', async (_what, line, code) => {
    const waiting = await treasury.ask(1_000);
    const rest = nextVersion(waiting, {
      restOf: { runId: 'WF-PART', paymentId: 'TXN-002' },
      payment: { ...waiting.payment, ledger_payment_id: 'TXN-002' },
    });
    await treasury.store.commit(commitOf(rest));
    await treasury.bringStatement(statement([line(named(rest))]));
    expect(await treasury.approve(rest.runId)).toMatchObject({ problems: [{ code }] });
  });

  it('says so on its card before anybody presses, also once its cutoff has passed', async () => {
    const waiting = await treasury.ask(1_000);
    await treasury.bringStatement(statement([`D1000,00NTRF${named(waiting)}//B1`]));
    await treasury.sweep();
    expect(await cardOf(await treasury.find(waiting.runId), 'en')).toContain('Has left already');
    await treasury.clock.advance(8 * 3_600_000);
    expect(await treasury.approve(waiting.runId)).toMatchObject({ problems: [{ code: 'already_left' }] });
  });
});

describe('a payment of the ledger that a statement has something of while it waits', () => {
  const rowOf = (id: string) => treasury.data.ledger.current().findPayment(id);
  const early = (lines: readonly string[]) => statement(lines).replace('1200+0000', '1020+0000');
  const first = 'D20000,00NTRFTXN-002//B1';

  async function reviewedAgain(lines: readonly string[]): Promise<PaymentCase> {
    const { runId } = await treasury.review('TXN-002');
    await treasury.bringStatement(early(lines));
    expect(await treasury.approve(runId)).toMatchObject({ problems: [{ code: 'liquidity_changed' }] });
    await treasury.restart(runId);
    await treasury.approve(runId);
    await treasury.startFollowingBank()();
    return treasury.find(runId);
  }

  it('of which a part was booked is reviewed again for what is left, and what is left is booked by what comes then alone', async () => {
    const left = await reviewedAgain([first]);
    expect(left).toMatchObject({ status: 'approved', payment: { amount: 30_000 } });
    await treasury.bringStatement(early([first, 'D10000,00NTRFTXN-002//B2']));
    expect(rowOf('TXN-002')).toMatchObject({ status: 'QUEUED' });
    await treasury.startFollowingBank()();
    const short = await treasury.find(left.runId);
    expect(short.status).toBe('short');
    expect(shortfall(short)).toEqual({ booked: 10_000, missing: 20_000 });
    await treasury.bringStatement(early([first, 'D10000,00NTRFTXN-002//B2', 'D20000,00NTRFTXN-002//B3']));
    await treasury.startFollowingBank()();
    expect((await treasury.find(left.runId)).status).toBe('settled');
  });

  it('of which a part was booked before anybody asked for it is of what is left from the beginning', async () => {
    await treasury.bringStatement(early([first]));
    const { runId } = await treasury.review('TXN-002');
    expect(await treasury.approve(runId)).toMatchObject({ ok: true, case: { payment: { amount: 30_000 } } });
    await treasury.startFollowingBank()();
    expect((await treasury.find(runId)).status).toBe('approved');
  });

  it('that came back, and whose row waits still, is reviewed again before anybody approves it', async () => {
    const again = await reviewedAgain(['RD50000,00NTRFTXN-002//B1']);
    expect(again).toMatchObject({ status: 'approved', payment: { amount: 50_000 } });
  });
});

describe('a payment the bank books with less than its amount', () => {
  it('is short, with what was booked and what is missing, once; the entry that completes it settles it', async () => {
    const payment = await approved();
    const part = `D990,00NTRF${named(payment)}//B1`;
    const short = await after(payment, [part], 3);
    expect(short).toMatchObject({ status: 'short', version: payment.version + 1 });
    expect(finalOutput(short)?.at_the_bank?.short).toMatchObject({ reference: 'B1', booked: 990, missing: 10 });
    const events = await treasury.store.readEvents({ runId: payment.runId, limit: 100 });
    expect(events.filter(({ type }) => type === 'payment_short')).toMatchObject([
      { actor: { kind: 'desk' }, payload: { booked: 990, missing: 10, status_before: 'approved' } },
    ]);
    const card = await cardOf(short, 'en');
    for (const said of [
      '⚠ Booked short by the bank',
      'Booked 990 USD of 1,000 USD, **10 USD short**',
      '"style":"attention"',
    ])
      expect(card).toContain(said);
    expect(card).toContain('read in a statement that less is booked: 990 USD of 1,000 USD, bank reference B1');
    expect(await cardOf(short, 'tr')).toContain('⚠ Banka eksik ödedi');
    const whole = await after(short, [part, `D10,00NTRF${named(payment)}//B2`], 2);
    expect(whole).toMatchObject({ status: 'settled', version: short.version + 1, settlement: { reference: 'B2' } });
    expect(await cardOf(whole, 'en')).toContain('✓ Settled');
  });

  it('is short by another amount with every further part, and returned once nothing of it stands', async () => {
    const payment = await approved();
    const id = named(payment);
    const parts = [`D400,00NTRF${id}//B1`, `D100,00NTRF${id}//B2`];
    const first = await after(payment, parts.slice(0, 1));
    const second = await after(first, parts, 2);
    expect(second).toMatchObject({ status: 'short', version: first.version + 1 });
    expect(shortfall(second)).toEqual({ booked: 500, missing: 500 });
    const back = [`RD400,00NTRF${id}//B3`, `RD100,00NTRF${id}//B4`];
    expect((await after(second, [...parts, ...back])).status).toBe('returned');
  });

  it('that had settled is short by the part that came back', async () => {
    const payment = await approved();
    const lines = [`D1000,00NTRF${named(payment)}//B1`];
    const settled = await after(payment, lines);
    const short = await after(settled, [...lines, `RD400,00NTRF${named(payment)}//B2`], 2);
    expect(short).toMatchObject({ status: 'short', version: settled.version + 1 });
    expect(shortfall(short)).toEqual({ booked: 600, missing: 400 });
  });
});

describe('a payment asked for in chat whose long id the bank cut at sixteen letters', () => {
  const asked = {
    beneficiary_name: 'ACME Corp',
    currency: 'USD',
    payment_type: 'SWIFT' as const,
    amount: 1_000,
    entity: 'BankSubsidiary_TR',
  };
  const askFor = async (id: string) => {
    const { runId } = await treasury.askFor({ ...asked, account_id: 'ACC-BAN-002', payment_id: id });
    await treasury.approve(runId);
    return treasury.find(runId);
  };
  const cutLine = ['D1000,00NTRFPAY-2026-INVOICE//B1'];

  it('is settled where no other payment begins alike', async () => {
    const payment = await askFor('PAY-2026-INVOICE-0001');
    expect(await after(payment, cutLine, 2)).toMatchObject({ status: 'settled', settlement: { reference: 'B1' } });
  });

  it('is not settled where another one does: nobody knows which of them it is', async () => {
    const payment = await askFor('PAY-2026-INVOICE-0001');
    await treasury.submit({ ...asked, account_id: 'ACC-BAN-002', payment_id: 'PAY-2026-INVOICE-0002' });
    expect((await after(payment, cutLine, 2)).status).toBe('approved');
  });
});

it('a statement that comes later is met by whoever looked before it came', async () => {
  const payment = await approved();
  const follow = treasury.startFollowingBank();
  await follow();
  await treasury.bringStatement(statement(['D1000,00NTRFTXN-OTHER//B1']));
  await follow();
  await treasury.bringStatement(statement([`D1000,00NTRF${named(payment)}//B2`]));
  await follow();
  expect((await treasury.find(payment.runId)).status).toBe('settled');
});
