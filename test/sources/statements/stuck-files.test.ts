/** Files of the inbox that nobody can take or put away: each is named, none keeps another, and none is passed over in silence. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { troublesAtWork } from '../../../src/composition/serve/read-service';
import { createLedgerFeed, type LedgerFeed } from '../../../src/sources/ledger/ledger-feed';
import { takeInbox, waitingInInbox } from '../../../src/sources/statements/inbox';
import { createRecordingLog, type RecordingLog } from '../../fakes/recording-log';
import { ledgerFolder } from '../ledger/folder-fixture';
import { mt940 } from './samples';

let folder: string;
let inbox: string;
let log: RecordingLog;
let feed: LedgerFeed;
const settledBeforeMs = () => Date.now() + 1_000;
beforeEach(() => {
  folder = ledgerFolder();
  inbox = join(folder, 'inbox');
  mkdirSync(inbox);
  log = createRecordingLog();
  feed = createLedgerFeed({
    folder,
    files: { refresh: () => Promise.resolve('unchanged') },
    // In this thread: what keeps the desk's own one still is tried elsewhere.
    takeInbox: (of, beforeMs) => new Promise((resolve) => resolve(takeInbox(of, beforeMs))),
    settledBeforeMs,
    log,
  });
});

const drop = (name: string | Buffer, text = 'no statement') =>
  writeFileSync(typeof name === 'string' ? join(inbox, name) : Buffer.concat([Buffer.from(`${inbox}/`), name]), text);
const status = () =>
  troublesAtWork({
    duties: { states: () => [] },
    data: { stuckStatements: () => feed.stuck() },
    inStep: { reasons: () => [] },
  });

describe('a file with a name nobody expected', () => {
  it.each<[string, string | Buffer]>([
    ['is in another encoding', Buffer.from([0xdc, 0x62, 0x65, 0x72, 0x2e, 0x73, 0x74, 0x61])],
    ['is no text at all', Buffer.from([0xff, 0xfe, 0x80])],
    ['has a line break in it', 'a\nb.sta'],
    ['is as long as names can be', 'x'.repeat(255)],
    ['is long in few letters', 'é'.repeat(127)],
    ['looks like an option', '-rf'],
    ['is a space', ' '],
    ['is that of a reason', 'a.sta.reason.txt'],
    ['is that of a folder', 'refused'],
    ['is that of the other folder', 'done'],
  ])('that %s is taken like every other', async (_what, name) => {
    drop(name, mt940);
    // One called as a folder is out of the way at the first look already.
    await feed.look();
    expect(feed.stuck()).toEqual([]);
    expect(waitingInInbox(folder, settledBeforeMs())).toEqual([]);
    expect(readdirSync(join(inbox, 'done'))).toHaveLength(1);
  });
});

it('a file whose last write is said to be next year is taken today', async () => {
  drop('a.sta', mt940);
  utimesSync(join(inbox, 'a.sta'), 4e9, 4e9);
  await feed.look();
  expect(readdirSync(join(inbox, 'done'))).toEqual(['a.sta']);
});

describe('where nothing can be put away', () => {
  it.each<[string, () => void]>([
    [
      'a file stands in the place of the folder, and one in the place it would give way to',
      () => {
        drop('refused');
        drop('statement-refused');
        mkdirSync(join(inbox, 'done'));
      },
    ],
    ['a link to nowhere stands there', () => symlinkSync('/nowhere/at/all', join(inbox, 'refused'))],
    ['a pipe stands there', () => execFileSync('mkfifo', [join(inbox, 'refused')])],
  ])('each is named, others are taken, and it is told once: %s', async (_how, block) => {
    block();
    drop('bad.sta');
    drop('good.sta', mt940);
    for (let look = 0; look < 3; look += 1) await feed.look();
    expect(readdirSync(join(inbox, 'done'))).toEqual(['good.sta']);
    const named = status();
    expect(named.filter((trouble) => trouble.what === 'statement_stuck' && trouble.file === 'bad.sta')).toHaveLength(1);
    const told = log.lines.filter(({ fields }) => JSON.stringify(fields).includes('"bad.sta"'));
    expect(told).toHaveLength(1);
    // And no longer once somebody has looked.
    execFileSync('rm', ['-rf', ...['refused', 'statement-refused', 'bad.sta'].map((name) => join(inbox, name))]);
    await feed.look();
    expect(status()).toEqual([]);
  });
});

it('an inbox that is no folder is told once, by what it is, and its ledger is looked at all the same', async () => {
  const looked: string[] = [];
  const spoilt = createLedgerFeed({
    folder,
    files: {
      refresh: () => {
        looked.push('ledger');
        return Promise.resolve('unchanged');
      },
    },
    takeInbox: (of, beforeMs) => new Promise((resolve) => resolve(takeInbox(of, beforeMs))),
    settledBeforeMs,
    log,
  });
  execFileSync('rmdir', [inbox]);
  writeFileSync(inbox, 'a file');
  feed = spoilt;
  await spoilt.look();
  await spoilt.look();
  expect(looked).toHaveLength(2);
  expect(status()).toEqual([{ what: 'statement_stuck', file: null }]);
  expect(log.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
  expect(existsSync(inbox)).toBe(true);
});
