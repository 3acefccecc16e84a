import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createTakePaymentInbox, inboxSubmitter } from '../../../src/app/payment-files/take-inbox';
import type { BroughtRun, RunTaken } from '../../../src/app/payment-files/take-run';
import { Fault, refuse, type Refusal } from '../../../src/domain/values/errors';
import type { StatusReport } from '../../../src/domain/payment-file/status-report';
import { createPaymentInbox } from '../../../src/sources/payment-files/payment-inbox';
import { readPaymentFile } from '../../../src/sources/payment-files/read-payment-file';
import { waitingInInbox } from '../../../src/sources/statements/inbox';
import { createRecordingLog } from '../../fakes/recording-log';
import { standingOf } from '../../cards/payment/run-fixtures';
import { pain002 } from '../../sources/payment-files/samples';
import { mt940 } from '../../sources/statements/samples';

let folder: string;
let inbox: string;
let log = createRecordingLog();
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'treasury-desk-'));
  inbox = path.join(folder, 'inbox');
  mkdirSync(inbox);
  log = createRecordingLog();
});
afterEach(() => rmSync(folder, { recursive: true }));

const later = () => Date.now() + 1_000;
const table = 'payment_id,amount\nTXN-1,5\nTXN-2,6\n';
const { record } = standingOf();

interface Takers {
  readonly takeRun?: (brought: BroughtRun) => Promise<RunTaken | Refusal>;
  readonly takeStatusReport?: (report: StatusReport) => Promise<Refusal>;
  readonly settledBeforeMs?: () => number;
}

function taker({
  takeRun = () => Promise.reject(new Error('no run was expected')),
  takeStatusReport = () => Promise.reject(new Error('no report was expected')),
  settledBeforeMs = later,
}: Takers = {}) {
  const readAside = (source: unknown) => Promise.resolve(readPaymentFile(source as string));
  return createTakePaymentInbox({
    inbox: createPaymentInbox({ folder, readAside, settledBeforeMs }),
    takeRun,
    takeStatusReport,
    log,
  });
}

const put = (name: string, content: string) => writeFileSync(path.join(inbox, name), content);
const filesIn = (place: string) => readdirSync(path.join(inbox, place)).sort();

describe('files of payments in the inbox', () => {
  it('are taken, and what of them was not stands beside them, by line', async () => {
    put('run.csv', table);
    const brought: BroughtRun[] = [];
    const refused = [{ line: 3, problems: refuse('unknown_account', 'No account X is in the ledger.').problems }];
    const takeRun = (one: BroughtRun) => {
      brought.push(one);
      return Promise.resolve({ ok: true, id: 'RUN-1', record: { ...record, refused }, wasTaken: false } as const);
    };
    await taker({ takeRun })();
    expect(brought).toMatchObject([
      { name: 'run.csv', submitter: inboxSubmitter, run: { rows: [{ line: 2 }, { line: 3 }] } },
    ]);
    expect(filesIn('done')).toEqual(['run.csv', 'run.csv.reason.txt']);
    expect(readFileSync(path.join(inbox, 'done', 'run.csv.reason.txt'), 'utf8')).toBe(
      'run.csv:3: No account X is in the ledger.\n',
    );
  });

  it('stay where this process reads other files than the rest of the desk, until it does not', async () => {
    put('run.csv', table);
    put('answer.xml', pain002({}));
    const behind = refuse('desk_behind', 'Not done.');
    let isBehind = true;
    const none = refuse('payment_file_unknown', 'It is no file of ours.');
    const take = taker({
      takeRun: () => Promise.resolve(isBehind ? behind : { ok: true, id: 'RUN-1', record, wasTaken: false }),
      takeStatusReport: () => Promise.resolve(isBehind ? behind : none),
    });
    await take();
    expect(filesIn('.')).toEqual(['answer.xml', 'run.csv']);
    isBehind = false;
    await take();
    expect(filesIn('.')).toEqual(['done', 'refused']);
  });

  it('are put aside with the reason where they are broken, or refused', async () => {
    put('broken.csv', 'payment_id,favourite\n1,2\n');
    put('answer.xml', pain002({}));
    await taker({
      takeStatusReport: () => Promise.resolve(refuse('payment_file_unknown', 'It is no file of ours.')),
    })();
    expect(filesIn('refused')).toEqual(['answer.xml', 'answer.xml.reason.txt', 'broken.csv', 'broken.csv.reason.txt']);
    expect(readFileSync(path.join(inbox, 'refused', 'answer.xml.reason.txt'), 'utf8')).toBe('It is no file of ours.\n');
  });

  it('and statements leave each other alone', async () => {
    put('run.csv', table);
    put('day.sta', mt940);
    expect(waitingInInbox(folder, later())).toEqual(['day.sta']);
    await taker({ takeRun: () => Promise.resolve({ ok: true, id: 'RUN-1', record, wasTaken: true }) })();
    expect(waitingInInbox(folder, later())).toEqual(['day.sta']);
    expect(filesIn('done')).toContain('run.csv');
  });

  it('that somebody still writes to are left', async () => {
    put('run.csv', table);
    await taker({ settledBeforeMs: () => 0 })();
    expect(filesIn('.')).toEqual(['run.csv']);
  });

  it('that fail stay, keep no other from being taken, and are told once', async () => {
    put('a.csv', table);
    put('b.csv', table.replace('TXN-1', 'TXN-9'));
    const takeRun = ({ name }: BroughtRun) =>
      name === 'a.csv'
        ? Promise.reject(new Error('unforeseen'))
        : Promise.resolve({ ok: true, id: 'RUN-1', record: { ...record, refused: [] }, wasTaken: false } as const);
    const take = taker({ takeRun });
    await take();
    await take();
    expect(filesIn('done')).toEqual(['b.csv']);
    expect(filesIn('.')).toEqual(['a.csv', 'done']);
    expect(log.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
  });

  it('wait for a store that does not answer: the duty says so, and the file is there the next time', async () => {
    put('run.csv', table);
    await expect(
      taker({ takeRun: () => Promise.reject(new Fault('store_failed', 'the disk is full')) })(),
    ).rejects.toMatchObject({ code: 'store_failed' });
    expect(filesIn('.')).toEqual(['run.csv']);
  });

  it('are taken once where two rounds meet', async () => {
    put('run.csv', table);
    let times = 0;
    const takeRun = () => {
      times += 1;
      return Promise.resolve({ ok: true, id: 'RUN-1', record, wasTaken: false } as const);
    };
    const take = taker({ takeRun });
    await Promise.all([take(), take()]);
    expect(times).toBe(1);
  });
});
