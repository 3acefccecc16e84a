import { createChangeSubject } from '../../../src/app/house/change-subject';
import { createTakeRun, type TakeRun } from '../../../src/app/payment-files/take-run';
import { createReadRun } from '../../../src/app/payment-files/read-run';
import { createApproveRun } from '../../../src/app/payment-files/approve-run';
import { createChangeCase } from '../../../src/app/change-case';
import { createSubmitPayment } from '../../../src/app/requests/submit-payment';
import { readPaymentBytes } from '../../../src/sources/payment-files/read-payment-file';
import { readOwnAccountsFile } from '../../../src/sources/payment-files/own-accounts-file';
import { paymentFile } from '../../../src/domain/payment-file/payment-file';
import { writePain001 } from '../../../src/domain/payment-file/write-pain001';
import { refuse, type Refusal } from '../../../src/domain/values/errors';
import type { Store } from '../../../src/ports/store';
import { instruction } from '../../domain/payment-file/sample-instruction';
import { member, openTreasury, originator, type Treasury } from '../../fakes/treasury';

let treasury: Treasury;
let drawn = 0;
const woken: string[] = [];
beforeEach(async () => {
  treasury = await openTreasury();
  woken.length = 0;
});
afterEach(() => treasury.close());

const turn = () => Promise.resolve();
const header = 'payment_id,beneficiary_name,amount,currency,account_id,payment_type';
const table = (...rows: readonly string[]): string => [header, ...rows, ''].join('\n');
const row = (id: string, amount: number | string, payee = 'ACME Corp') =>
  `${id},${payee},${amount},USD,ACC-BAN-002,SWIFT`;

function taker(over: Partial<Store> = {}, refuseBehind: () => Refusal | null = () => null): TakeRun {
  const { clock, knowledge, data } = treasury;
  const store = { ...treasury.store, ...over };
  const wakeups = { wake: (runId: string) => void woken.push(runId) };
  const changeCase = createChangeCase({ store, wakeups, refuseBehind });
  const randomHex = (length: number) => (drawn += 1).toString(16).padStart(length, '0');
  return createTakeRun({
    store,
    changeSubject: createChangeSubject({ store, clock }),
    submitPayment: createSubmitPayment({ store, changeCase, knowledge, ledger: data.ledger, clock, randomHex }),
    wakeups,
    readOwnAccounts: () => readOwnAccountsFile('demo/own-accounts.yaml'),
    clock,
    turn,
  });
}

async function take(text: string, over: Partial<Store> = {}) {
  const read = readPaymentBytes('run.csv', Buffer.from(text));
  if (!read.ok || read.content.kind !== 'payment_run') throw new Error('no payment run');
  const taken = await taker(over)({ run: read.content.run, name: 'run.csv', submitter: originator });
  if (!taken.ok) throw new Error('refused');
  return taken;
}

it('a process that comes to stand back in the midst of a run refuses no row for good: the run is gone on with', async () => {
  const text = table(...Array.from({ length: 40 }, (_, at) => row(`TXN-${at}`, 100)));
  const read = readPaymentBytes('run.csv', Buffer.from(text));
  if (!read.ok || read.content.kind !== 'payment_run') throw new Error('no payment run');
  const brought = { run: read.content.run, name: 'run.csv', submitter: originator };
  const behind = refuse('desk_behind', 'Not done.');
  let asked = 0;
  expect(await taker({}, () => ((asked += 1) > 20 ? behind : null))(brought)).toEqual(behind);
  const { record, wasTaken } = await take(text);
  expect({ wasTaken, taken: record.taken.length, refused: record.refused }).toEqual({
    wasTaken: false,
    taken: 40,
    refused: [],
  });
});

const readRun = () => createReadRun({ store: treasury.store, turn });

describe('a payment run', () => {
  it('becomes a case for each row, and each says which run it came in', async () => {
    const { id, record } = await take(table(row('TXN-A', 1_000), row('TXN-B', 2_000)));
    expect(record).toMatchObject({ state: 'taken', rows: 2, refused: [], known: [], by: originator.name });
    for (const [at, { line, run_id: runId }] of record.taken.entries()) {
      expect(await treasury.find(runId)).toMatchObject({
        payment: { payment_id: ['TXN-A', 'TXN-B'][at] },
        fromRun: { run: id, line },
        submitter: originator,
        conversation: null,
      });
    }
    expect(woken).toHaveLength(2);
    const house = await treasury.store.readChain({ limit: 100, houseOnly: true });
    expect(house.map(({ type }) => type)).toEqual(['payment_run_begun', 'payment_run_taken']);
    await treasury.store.verifyAudit();
  });

  it('of ISO 20022 pays from the accounts its numbers are of', async () => {
    const head = { id: 'RUN-1', createdAt: '2026-01-22T10:30:00Z', initiatingParty: 'Group Treasury Co' };
    const { record } = await take(writePain001(paymentFile(head, [instruction({ payment_id: 'TXN-X' })])));
    const current = await treasury.find(record.taken[0]!.run_id);
    expect(current.payment).toMatchObject({ account_id: 'ACC-BAN-002', amount: 50_000, beneficiary_town: 'New York' });
  });

  it('has each row that is wrong listed by its line with a named problem, and the others go on', async () => {
    const { record } = await take(
      table(
        row('TXN-A', 1_000),
        row('TXN-B', 'much'),
        row('TXN-C', 1_000).replace('ACC-BAN-002', 'ACC-404'),
        row('TXN-D', 1_000, ''),
        `${row('TXN-E', 5)},more`,
        row('txn-a', 1_000),
        row('TXN-F', 7),
      ),
    );
    expect(record.taken.map(({ line }) => line)).toEqual([2, 8]);
    expect(record.refused.map(({ line, problems }) => [line, problems.map(({ code }) => code)])).toEqual([
      [3, ['amount_not_a_number']],
      [4, ['unknown_account']],
      [5, ['field_missing']],
      [6, ['row_unreadable']],
      [7, ['row_repeated']],
    ]);
  });

  it('adds nothing the second time', async () => {
    const text = table(row('TXN-A', 1_000), `,ACME Corp,77,USD,ACC-BAN-002,SWIFT`);
    const first = await take(text);
    const before = await treasury.store.lastEvent();
    expect(await take(text)).toMatchObject({ wasTaken: true, record: first.record });
    expect(await treasury.store.lastEvent()).toEqual(before);
  });

  it('says which payments were asked for before in the same words, and refuses those in others', async () => {
    await take(table(row('TXN-A', 1_000), row('TXN-B', 2_000)));
    const { record } = await take(table(row('TXN-A', 1_000), row('TXN-B', 2_001), row('TXN-C', 3_000)));
    expect(record.known.map(({ line }) => line)).toEqual([2]);
    expect(record.refused).toMatchObject([
      { line: 3, problems: [{ code: 'payment_already_submitted', field: 'amount' }] },
    ]);
    expect(record.taken.map(({ line }) => line)).toEqual([4]);
  });

  it('that was broken off goes on with the rows that are missing, and none becomes two', async () => {
    const rows = Array.from({ length: 40 }, (_, at) => `,ACME Corp,${at + 1},USD,ACC-BAN-002,SWIFT`);
    let left = 20;
    const breaking: Partial<Store> = {
      commit: (request) => {
        if ((left -= 1) < 0) return Promise.reject(new Error('the power went'));
        return treasury.store.commit(request);
      },
    };
    await expect(take(table(...rows), breaking)).rejects.toThrow('the power went');
    const { record, wasTaken } = await take(table(...rows));
    expect(wasTaken).toBe(false);
    expect(record.taken).toHaveLength(40);
    expect(new Set(record.taken.map(({ run_id: runId }) => runId)).size).toBe(40);
    expect(await treasury.store.listRunIds({ statuses: ['under_review'], limit: 100 })).toHaveLength(40);
  });
});

describe('a payment run as it stands', () => {
  const operator = member('Omar Okafor', 'Payments Operator');

  async function reviewed(...rows: readonly string[]) {
    const taken = await take(table(...rows));
    for (const { run_id: runId } of taken.record.taken) await treasury.runOn(runId);
    return taken;
  }

  it('counts where its payments are, finds what was asked for twice, and has the worst first', async () => {
    const { id, record } = await reviewed(
      row('TXN-A', 1_000),
      row('TXN-B', 1_000),
      row('TXN-C', 600),
      row('TXN-D', 500, 'BANK MASKAN'),
      row('TXN-E', 2_000_000),
    );
    const standing = await readRun()(id, operator);
    expect([...standing!.counts]).toEqual(
      expect.arrayContaining([
        ['awaiting_approval', 4],
        ['compliance_review', 1],
      ]),
    );
    expect(standing).toMatchObject({ duplicates: 2 });
    const runOf = (at: number) => record.taken[at]!.run_id;
    // What compliance looks at, what would break its buffer, what was asked for twice, and the others.
    expect(standing!.worstFirst).toEqual([runOf(3), runOf(4), runOf(0), runOf(1), runOf(2)]);
    // No press for many pays the same twice, or what is unusual otherwise.
    expect(standing!.theirs).toMatchObject({ runIds: [runOf(2)], oneByOne: 2 });
    expect(standing!.theirs.sums.map(({ sum }) => sum.toFixed())).toEqual(['600']);
    expect(await readRun()('RUN-404', operator)).toBeNull();
  });

  function approver() {
    const { store, actOnCase, knowledge } = treasury;
    return createApproveRun({ store, readRun: readRun(), actOnCase, knowledge, turn });
  }

  it('is approved in one press, each payment by an act of its own, and nothing twice', async () => {
    const { id, record } = await reviewed(row('TXN-A', 1_000), row('TXN-B', 1_100), row('TXN-C', 2_000_000));
    const { shown } = (await readRun()(id, operator))!;
    expect(await approver()(id, shown, operator)).toEqual({ ok: true, approved: 2, complete: 2, refused: [], left: 0 });
    const states = await Promise.all(record.taken.map(({ run_id: runId }) => treasury.find(runId)));
    expect(states.map(({ status }) => status)).toEqual(['approved', 'approved', 'awaiting_approval']);
    const events = await treasury.store.readEvents({ limit: 100 });
    expect(events.filter(({ type }) => type === 'approval_given').map(({ actor }) => actor.name)).toEqual([
      operator.name,
      operator.name,
    ]);
    expect(await approver()(id, shown, operator)).toMatchObject({ ok: false, problems: [{ code: 'stale_card' }] });
  });

  it('that changed since it was shown is not approved at all', async () => {
    const { id, record } = await reviewed(row('TXN-A', 1_000), row('TXN-B', 1_100));
    const { shown } = (await readRun()(id, operator))!;
    await treasury.reject(record.taken[0]!.run_id);
    expect(await approver()(id, shown, operator)).toMatchObject({ ok: false, problems: [{ code: 'stale_card' }] });
    expect(await treasury.find(record.taken[1]!.run_id)).toMatchObject({ status: 'awaiting_approval' });
  });

  it('is nothing to approve for whoever asked for it, also where they hold the role', async () => {
    const { id } = await reviewed(row('TXN-A', 1_000));
    const both = { ...originator, roles: ['Payments Operator'] };
    const { shown } = (await readRun()(id, both))!;
    expect(await approver()(id, shown, both)).toMatchObject({
      ok: true,
      approved: 0,
      refused: [{ paymentId: 'TXN-A' }],
    });
  });
});
