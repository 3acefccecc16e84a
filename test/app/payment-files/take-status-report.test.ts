import { createChangeCase } from '../../../src/app/change-case';
import { createTakeStatusReport } from '../../../src/app/payment-files/take-status-report';
import { createCards } from '../../../src/cards/create-cards';
import { loadTemplates } from '../../../src/cards/templates';
import { languages } from '../../../src/cards/words/languages';
import { permittedActions } from '../../../src/domain/case/machine/permitted-actions';
import { refuse, type Refusal } from '../../../src/domain/values/errors';
import type { PaymentCase } from '../../../src/domain/case/payment-case';
import { readPaymentBytes } from '../../../src/sources/payment-files/read-payment-file';
import { openSendingDesk, type SendingDesk } from '../../fakes/sending-desk';
import { originator } from '../../fakes/treasury';
import { groupOf, pain002, statusOf } from '../../sources/payment-files/samples';

let desk: SendingDesk;
beforeEach(async () => {
  desk = await openSendingDesk();
});
afterEach(() => desk.close());

async function report(xml: string, refuseBehind: () => Refusal | null = () => null) {
  const read = readPaymentBytes('answer.xml', Buffer.from(xml));
  if (!read.ok) return read;
  if (read.content.kind !== 'status_report') throw new Error('no status report');
  const { store, knowledge } = desk.treasury;
  const changeCase = createChangeCase({ store, wakeups: { wake: () => undefined }, refuseBehind });
  const take = createTakeStatusReport({ store, changeCase, knowledge, turn: () => Promise.resolve() });
  return take(read.content.report);
}

/** Two payments in one file. */
async function sentFile() {
  const payments = [await desk.approved(), await desk.approved({ amount: 2_000 })];
  const { files } = await desk.sent();
  const file = files[0]!.id;
  return { file, group: `${file}-0001`, ids: payments.map(({ payment }) => payment.payment_id), payments };
}

async function cardOf(of: PaymentCase, language: keyof typeof languages): Promise<string> {
  const inForce = await desk.treasury.knowledge.inForce(of);
  return JSON.stringify(
    createCards({ words: languages[language], templates: loadTemplates('cards') }).paymentCard({
      case: of,
      isDemoDay: true,
      businessNow: desk.treasury.clock.now(),
      listName: 'DEMO LIST',
      offers: permittedActions(of, null, inForce),
      viewer: null,
      asked: [],
      restarters: () => [],
      releasers: () => [],
      stoppedBy: null,
      events: await desk.treasury.store.readEvents({ runId: of.runId, limit: 100 }),
    }),
  );
}

describe("a bank's answer to a payment file", () => {
  it('is noted on each payment: one accepted, one rejected with its reason in words, and that one can be asked for again', async () => {
    const { file, group, ids, payments } = await sentFile();
    const said = groupOf(group, statusOf(ids[0]!, 'ACSP') + statusOf(ids[1]!, 'RJCT', 'AC04'));
    expect(await report(pain002({ original: file, group: '<GrpSts>PART</GrpSts>', groups: said }))).toMatchObject({
      ok: true,
      noted: 1,
      rejected: 1,
      problems: [],
    });
    const [accepted, rejected] = await Promise.all(payments.map(({ runId }) => desk.treasury.find(runId)));
    expect(accepted).toMatchObject({ status: 'released', bankStatus: { code: 'ACSP', report: 'BANK-1' } });
    expect(rejected).toMatchObject({
      status: 'returned',
      bankStatus: { code: 'RJCT', reasons: [{ code: 'AC04', text: 'said the bank' }] },
    });
    expect(await cardOf(accepted!, 'en')).toContain('Accepted by the bank and on its way');
    expect(await cardOf(rejected!, 'en')).toContain('the payee’s account is closed (AC04)');
    expect(await cardOf(rejected!, 'tr')).toContain('alıcının hesabı kapalı (AC04)');
    const events = await desk.treasury.store.readEvents({ runId: rejected!.runId, limit: 100 });
    expect(events.at(-1)).toMatchObject({ type: 'payment_refused_by_bank', payload: { status: 'RJCT', file } });
    const offers = permittedActions(rejected!, originator, await desk.treasury.knowledge.inForce(rejected!));
    expect(offers.map(({ act }) => act)).toContain('ask_again');
  });

  it.each([
    ['the whole file', (_group: string) => ({ group: '<GrpSts>RJCT</GrpSts>' })],
    ['its group', (group: string) => ({ groups: groupOf(group, '', '<PmtInfSts>RJCT</PmtInfSts>') })],
  ])('of %s counts for each payment in it', async (_what, said) => {
    const { file, group, payments } = await sentFile();
    expect(await report(pain002({ original: file, ...said(group) }))).toMatchObject({ ok: true, rejected: 2 });
    for (const { runId } of payments) expect(await desk.treasury.find(runId)).toMatchObject({ status: 'returned' });
  });

  it('changes nothing the second time, and a word that comes late takes none back', async () => {
    const { file, group, ids, payments } = await sentFile();
    const of = (status: string) => pain002({ original: file, groups: groupOf(group, statusOf(ids[0]!, status)) });
    expect(await report(of('ACSP'))).toMatchObject({ noted: 1, known: 0 });
    const { version } = await desk.treasury.find(payments[0]!.runId);
    expect(await report(of('ACSP'))).toMatchObject({ noted: 0, known: 1 });
    expect(await report(of('ACTC'))).toMatchObject({ noted: 0, known: 1 });
    expect(await desk.treasury.find(payments[0]!.runId)).toMatchObject({ version, bankStatus: { code: 'ACSP' } });
  });

  it('is taken later, whole, where this process comes to read other files than the rest of the desk', async () => {
    const { file } = await sentFile();
    const xml = pain002({ original: file, group: '<GrpSts>RJCT</GrpSts>' });
    const behind = refuse('desk_behind', 'Not done.');
    let asked = 0;
    expect(await report(xml, () => ((asked += 1) > 1 ? behind : null))).toEqual(behind);
    expect(await report(xml)).toMatchObject({ ok: true, rejected: 1, known: 1, problems: [] });
  });

  it('that rejects what a statement booked changes nothing and is named', async () => {
    const { file, group, ids, payments } = await sentFile();
    const entry = `:61:2601220122D1000,NTRF${ids[0]!}//BANKREF1`;
    const lines = [':20:DAY', ':25:ACC-BAN-002', ':28C:1', ':34F:USD0,', ':13D:2601221200+0000', entry, '-', ''];
    await desk.treasury.bringStatement(lines.join('\n'));
    await desk.treasury.startFollowingBank()();
    expect(await desk.treasury.find(payments[0]!.runId)).toMatchObject({ status: 'settled' });
    const said = groupOf(group, statusOf(ids[0]!, 'RJCT', 'AC04'));
    expect(await report(pain002({ original: file, groups: said }))).toMatchObject({
      ok: true,
      rejected: 0,
      problems: [{ code: 'status_contradicts' }],
    });
    expect(await desk.treasury.find(payments[0]!.runId)).toMatchObject({ status: 'settled' });
  });

  describe('is refused whole, by name, where it', () => {
    it.each([
      ['answers a file that is not ours', 'payment_file_unknown', () => ({ original: 'TD-404' })],
      ['answers another kind of message', 'report_of_other_message', () => ({ kind: 'pain.008.001.02' })],
      ['counts other payments', 'totals_do_not_add_up', () => ({ totals: '<OrgnlNbOfTxs>3</OrgnlNbOfTxs>' })],
      ['has another control sum', 'totals_do_not_add_up', () => ({ totals: '<OrgnlCtrlSum>2999.99</OrgnlCtrlSum>' })],
      ['names a group that is not there', 'group_unknown', () => ({ groups: groupOf('TD-0-0001', '') })],
      [
        'names a payment that is not there',
        'payment_not_in_file',
        (group: string) => ({ groups: groupOf(group, statusOf('TXN-404', 'ACSP')) }),
      ],
      [
        'names a payment twice',
        'payment_not_in_file',
        (group: string, id: string) => ({ groups: groupOf(group, statusOf(id, 'ACSP') + statusOf(id, 'RJCT')) }),
      ],
      [
        'has another amount',
        'totals_do_not_add_up',
        (group: string, id: string) => ({
          groups: groupOf(group, statusOf(id, 'ACSP', '', '<InstdAmt Ccy="USD">1.00</InstdAmt>')),
        }),
      ],
      [
        'has a status nobody knows',
        'file_invalid',
        (group: string, id: string) => ({ groups: groupOf(group, statusOf(id, 'WHAT')) }),
      ],
      [
        'calls one payment partial',
        'status_unknown',
        (group: string, id: string) => ({ groups: groupOf(group, statusOf(id, 'PART')) }),
      ],
    ])('%s', async (_what, code, over) => {
      const { file, group, ids, payments } = await sentFile();
      const before = await desk.treasury.store.lastEvent();
      const refused = await report(pain002({ original: file, ...over(group, ids[0]!) }));
      expect(refused).toMatchObject({ ok: false, problems: [{ code }] });
      expect(await desk.treasury.store.lastEvent()).toEqual(before);
      expect(await desk.treasury.find(payments[0]!.runId)).toMatchObject({ status: 'released' });
    });
  });
});
