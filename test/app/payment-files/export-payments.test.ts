import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { createChangeTogether } from '../../../src/app/change-together';
import { readFileRecord } from '../../../src/domain/payment-file/file-record';
import { refuse } from '../../../src/domain/values/errors';
import { sha256 } from '../../../src/domain/values/json';
import type { PaymentCase } from '../../../src/domain/case/payment-case';
import { commitOf, nextVersion } from '../../fakes/sample-case';
import { originator } from '../../fakes/treasury';
import { openSendingDesk, type SendingDesk } from '../../fakes/sending-desk';
import { schemaProblems } from '../../fakes/xml-schema';

let desk: SendingDesk;
beforeEach(async () => {
  desk = await openSendingDesk();
});
afterEach(() => desk.close());

const idsIn = (text: string): string[] => [...text.matchAll(/<EndToEndId>([^<]+)</g)].map(([, id]) => id ?? '').sort();

describe('approved payments', () => {
  it('go to the bank in one valid file, and each case says in which, with its hash in its event', async () => {
    const [one, other] = [await desk.approved(), await desk.approved({ amount: 2_000.5 })];
    const { files, leftOut } = await desk.sent();
    expect(leftOut).toEqual([]);
    expect(files).toMatchObject([{ count: 2, sum: '3000.50', wasUnfinished: false }]);
    const [file] = files;
    const text = desk.fileText(file!.name);
    expect(await schemaProblems(text, 'test/standards/pain.001.001.09.xsd')).toEqual([]);
    expect(sha256(text)).toBe(file!.sha256);
    expect(idsIn(text)).toEqual([one, other].map(({ payment }) => payment.payment_id).sort());
    for (const { runId } of [one, other]) {
      const now = await desk.treasury.find(runId);
      expect(now).toMatchObject({ status: 'released', sent: { file: file!.id, sha256: file!.sha256 } });
      const events = await desk.treasury.store.readEvents({ runId, limit: 100 });
      expect(events.at(-1)).toMatchObject({
        type: 'payment_sent',
        actor: { kind: 'desk' },
        payload: { file: file!.id, file_sha256: file!.sha256, asked_by: 'Omar Okafor', status_before: 'approved' },
      });
    }
    const house = await desk.treasury.store.readChain({ limit: 100, houseOnly: true });
    expect(house.map(({ type }) => type)).toEqual(['payment_file_decided', 'payment_file_written']);
    expect(house[0]!.payload).toMatchObject({ sha256: file!.sha256, count: 2, sum: '3000.50' });
    await desk.treasury.store.verifyAudit();
  });

  it('that went are in no second file, and without any there is no file', async () => {
    await desk.approved();
    await desk.sent();
    expect(await desk.sent()).toEqual({ ok: true, files: [], leftOut: [] });
    expect(readdirSync(desk.folder)).toHaveLength(1);
  });

  it('that lack what a bank asks for stay approved and are listed with every reason; the others go', async () => {
    const bare = await desk.treasury.ask(1_000);
    await desk.treasury.approve(bare.runId);
    const whole = await desk.approved();
    const { files, leftOut } = await desk.sent();
    expect(files).toMatchObject([{ count: 1 }]);
    expect(leftOut).toEqual([
      {
        paymentId: bare.payment.payment_id,
        runId: bare.runId,
        why: ['town_missing', 'country_missing', 'account_missing'],
      },
    ]);
    expect(await desk.treasury.find(bare.runId)).toMatchObject({ status: 'approved' });
    expect(await desk.treasury.find(whole.runId)).toMatchObject({ status: 'released' });
  });

  it('that nobody approved are in no file', async () => {
    await desk.treasury.askFor({ ...(await desk.approved()).payment, payment_id: 'TXN-WAITS', originator: undefined });
    const { files } = await desk.sent();
    expect(idsIn(desk.fileText(files[0]!.name))).not.toContain('TXN-WAITS');
  });

  it('whose cutoff has passed are not sent late', async () => {
    const late = await desk.approved();
    await desk.treasury.clock.advance(20 * 3_600_000);
    expect(await desk.sent()).toMatchObject({ files: [], leftOut: [{ runId: late.runId, why: ['cutoff_missed'] }] });
  });

  it('that a bank booked already are not sent again', async () => {
    const paid = await desk.approved();
    const entry = `:61:2601220122D1000,NTRF${paid.payment.payment_id.slice(0, 16)}`;
    const lines = [':20:DAY', ':25:ACC-BAN-002', ':28C:1', ':34F:USD0,', ':13D:2601221200+0000', entry, '-', ''];
    await desk.treasury.bringStatement(lines.join('\n'));
    expect(await desk.sent()).toMatchObject({ files: [], leftOut: [{ runId: paid.runId, why: ['already_left'] }] });
  });
});

describe('a payment of which a bank has booked some', () => {
  const first = ':61:2601220122D20000,NTRFTXN-002//B1';
  const lines = (...entries: string[]) =>
    [':20:DAY', ':25:ACC-BAN-002', ':28C:1', ':34F:USD0,', ':13D:2601221020+0000', ...entries, '-', ''].join('\n');

  const approvedRest = async () => {
    await desk.treasury.bringStatement(lines(first));
    return desk.approved({ payment_id: 'TXN-002', amount: 30_000 });
  };

  it('goes with what is left, once that was reviewed', async () => {
    await approvedRest();
    const { files, leftOut } = await desk.sent();
    expect(leftOut).toEqual([]);
    expect(idsIn(desk.fileText(files[0]!.name))).toEqual(['TXN-002']);
  });

  it('does not go where more of it was booked since', async () => {
    const left = await approvedRest();
    await desk.treasury.bringStatement(lines(first, ':61:2601220122D10000,NTRFTXN-002//B2'));
    expect(await desk.sent()).toMatchObject({ files: [], leftOut: [{ runId: left.runId, why: ['already_left'] }] });
  });
});

describe('the rest of a part', () => {
  /** Of TXN-002, which the ledger has with 50,000 and of which the bank has booked a part of 20,000. */
  async function restOfTxn002(amount: number): Promise<PaymentCase> {
    const approved = await desk.approved({ amount });
    const payment = { ...approved.payment, ledger_payment_id: 'TXN-002' };
    const rest = nextVersion(approved, { payment, restOf: { runId: 'WF-PART', paymentId: 'TXN-002' } });
    await desk.treasury.store.commit(commitOf(rest));
    const entry = ':61:2601220122D20000,NTRFTXN-002//PART';
    const lines = [':20:DAY', ':25:ACC-BAN-002', ':28C:1', ':34F:USD0,', ':13D:2601221200+0000', entry, '-', ''];
    await desk.treasury.bringStatement(lines.join('\n'));
    return rest;
  }

  it('goes after its part was booked, under its own id', async () => {
    const rest = await restOfTxn002(30_000);
    const { files, leftOut } = await desk.sent();
    expect(leftOut).toEqual([]);
    expect(idsIn(desk.fileText(files[0]!.name))).toEqual([rest.payment.payment_id]);
  });

  it('does not go where the ledger has less left than it pays', async () => {
    const rest = await restOfTxn002(30_000.01);
    expect(await desk.sent()).toMatchObject({ files: [], leftOut: [{ runId: rest.runId, why: ['already_left'] }] });
  });
});

describe('a payment that was sent', () => {
  it('is found again by the statement that books it, under the name the file gave it', async () => {
    const { runId, payment } = await desk.approved({ payment_id: 'TXN-SHORT-1' });
    await desk.sent();
    const entry = `:61:2601220122D1000,NTRF${payment.payment_id}//BANKREF1`;
    const lines = [':20:DAY', ':25:ACC-BAN-002', ':28C:1', ':34F:USD0,', ':13D:2601221200+0000', entry, '-', ''];
    await desk.treasury.bringStatement(lines.join('\n'));
    await desk.treasury.startFollowingBank()();
    expect(await desk.treasury.find(runId)).toMatchObject({
      status: 'settled',
      settlement: { reference: 'BANKREF1' },
    });
  });

  it('can be neither taken back nor withdrawn nor released once more', async () => {
    const { runId, approvals } = await desk.approved();
    await desk.sent();
    const { version } = await desk.treasury.find(runId);
    for (const [type, actor] of [
      ['take_back_approval', approvals[0]!.by],
      ['withdraw', originator],
      ['release', approvals[0]!.by],
    ] as const) {
      const press = { type, shownVersion: version, comment: 'stop it', actor: { roles: [], ...actor } };
      expect(await desk.treasury.actOnCase(runId, press)).toMatchObject({ ok: false });
    }
  });
});

describe('an export that is disturbed', () => {
  it('leaves out what somebody withdrew between looking and deciding', async () => {
    const [stays, goes] = [await desk.approved(), await desk.approved()];
    let isFirst = true;
    const exported = await desk.send({
      store: {
        async commitTogether(request) {
          if (isFirst) {
            isFirst = false;
            const { version } = await desk.treasury.find(goes.runId);
            const press = {
              type: 'withdraw',
              shownVersion: version,
              comment: 'not needed',
              actor: originator,
            } as const;
            expect(await desk.treasury.actOnCase(goes.runId, press)).toMatchObject({ ok: true });
          }
          return desk.treasury.store.commitTogether(request);
        },
      },
    });
    expect(exported).toMatchObject({ ok: true, files: [{ count: 1 }] });
    expect(await desk.treasury.find(stays.runId)).toMatchObject({ status: 'released' });
    expect(await desk.treasury.find(goes.runId)).toMatchObject({ status: 'withdrawn' });
  });

  it('twice at once puts no payment into two files', async () => {
    const payments = [await desk.approved(), await desk.approved(), await desk.approved()];
    const exports = await Promise.all([desk.send(), desk.send(), desk.send()]);
    const names = new Set(exports.flatMap((exported) => (exported.ok ? exported.files.map(({ name }) => name) : [])));
    const all = [...names].flatMap((name) => idsIn(desk.fileText(name)));
    expect(all.sort()).toEqual(payments.map(({ payment }) => payment.payment_id).sort());
  });

  it('before its file was written is finished by the next one, with the same bytes, and a payment approved since goes in a file of its own', async () => {
    const first = await desk.approved();
    const broken = await desk.send({
      paymentFolder: { write: () => ({ ok: false, problems: [{ code: 'file_unwritable', message: 'full' }] }) },
    });
    expect(broken).toMatchObject({ ok: false });
    expect(readdirSync(desk.folder)).toEqual([]);
    const [subject] = await desk.treasury.store.listSubjects('payment_file');
    const decided = readFileRecord(subject!);
    const second = await desk.approved();
    const { files } = await desk.sent();
    expect(files).toMatchObject([
      { sha256: decided.sha256, wasUnfinished: true, count: 1 },
      { wasUnfinished: false, count: 1 },
    ]);
    expect(sha256(desk.fileText(decided.name))).toBe(decided.sha256);
    expect(files.map(({ name }) => idsIn(desk.fileText(name)))).toEqual([
      [first.payment.payment_id],
      [second.payment.payment_id],
    ]);
  });

  it('is finished in its own folder and no other', async () => {
    await desk.approved();
    await desk.send({
      paymentFolder: { write: () => ({ ok: false, problems: [{ code: 'file_unwritable', message: 'full' }] }) },
    });
    const elsewhere = path.join(desk.folder, 'elsewhere');
    expect(await desk.send({ folder: elsewhere })).toMatchObject({
      ok: false,
      problems: [{ code: 'file_unfinished' }],
    });
    expect(existsSync(elsewhere)).toBe(false);
  });

  it('writes nothing where what was decided cannot be made again', async () => {
    const { runId } = await desk.approved();
    await desk.send({
      paymentFolder: { write: () => ({ ok: false, problems: [{ code: 'file_unwritable', message: 'full' }] }) },
    });
    const changed = await desk.treasury.find(runId);
    await desk.treasury.rewrite({ ...changed, payment: { ...changed.payment, amount: 999 } });
    await expect(desk.send()).rejects.toMatchObject({ code: 'store_corrupt' });
    expect(readdirSync(desk.folder)).toEqual([]);
  });
});

it('a decision over many cases is kept whole or not at all', async () => {
  const [one, other] = [await desk.approved(), await desk.approved()];
  const { store, clock, knowledge } = desk.treasury;
  const changeTogether = createChangeTogether({ store, clock });
  const sent = { file: 'TD-1', paymentInformation: 'TD-1-0001', endToEndId: 'X', sha256: 'f', askedBy: 'Omar' };
  const commands = [one, other].map((current) => {
    return { current, command: { type: 'send', basedOn: current.version, sent } as const };
  });
  const subject = {
    subject: { kind: 'payment_file', id: 'TD-1', version: 1, body: {} },
    type: 'payment_file_decided',
    by: null,
    idempotencyKey: 'payment_file_decided:TD-1',
    input: {},
    told: {},
  } as const;
  await desk.treasury.rewrite(other);
  const before = await store.lastEvent();
  expect(await changeTogether(subject, commands, (now) => knowledge.known(now))).toBe('moved');
  expect(await store.lastEvent()).toEqual(before);
  expect(await desk.treasury.find(one.runId)).toEqual(one);
  expect(await store.findSubject('payment_file', 'TD-1')).toBeNull();
});

it('a decision over many cases is not made by a process that reads other files than the rest of the desk', async () => {
  const one = await desk.approved();
  const before = await desk.treasury.store.lastEvent();
  const behind = refuse('desk_behind', 'Not done.');
  expect(await desk.send({ refuseBehind: () => behind })).toEqual(behind);
  expect(await desk.treasury.store.lastEvent()).toEqual(before);
  expect(await desk.treasury.find(one.runId)).toEqual(one);
  expect(readdirSync(desk.folder)).toEqual([]);
  expect(await desk.send({ refuseBehind: () => null })).toMatchObject({ ok: true, files: [{ count: 1 }] });
});
