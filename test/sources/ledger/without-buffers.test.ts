import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { importLedgerFile } from '../../../src/sources/ledger/import-ledger';
import { openWatchedLedger } from '../../../src/sources/ledger/source';
import { createRecordingLog } from '../../fakes/recording-log';

const demoLedger = path.resolve(__dirname, '../../../demo/ledger');
const flows = path.join(demoLedger, 'ledger_today.csv');
const ownBuffer = '[{ "entity": "GroupTreasuryCo", "currency": "USD", "min_buffer": 7000000 }]';

let folder: string;
beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(tmpdir(), 'desk-ledger-')), 'ledger');
  cpSync(demoLedger, folder, { recursive: true });
});
afterEach(() => rmSync(path.dirname(folder), { recursive: true }));

test('a watched folder that gains buffers of its own is judged by them, and by policy again once it loses them; the log says so', async () => {
  const log = createRecordingLog();
  const watched = openWatchedLedger(folder, log);
  const buffers = path.join(folder, 'buffers.json');
  const seen = [watched.current().hasOwnBuffers];
  for (const change of [() => writeFileSync(buffers, ownBuffer), () => rmSync(buffers)]) {
    change();
    expect(await watched.refresh()).toBe('replaced');
    seen.push(watched.current().hasOwnBuffers);
  }
  expect(seen).toEqual([false, true, false]);
  expect(log.lines).toMatchObject([{ fields: { buffers: 'buffers.json' } }, { fields: { buffers: 'policy' } }]);
});

test('a new ledger of such a folder brings none either, unless it is imported with some', () => {
  const plain = importLedgerFile({ folder, flows, asOf: '2026-01-22T11:00:00Z' });
  expect(plain).toMatchObject({ ok: true, ledger: { hasOwnBuffers: false } });
  const file = path.join(folder, 'given.json');
  writeFileSync(file, ownBuffer);
  const own = importLedgerFile({ folder, flows, buffers: file, asOf: '2026-01-22T12:00:00Z' });
  expect(own).toMatchObject({ ok: true, ledger: { hasOwnBuffers: true } });
  const kept = importLedgerFile({ folder, flows, asOf: '2026-01-22T13:00:00Z' });
  expect(kept.ok && kept.ledger.bufferFor('GroupTreasuryCo', 'USD')?.minimum.toNumber()).toBe(7_000_000);
});

test('the demo ledger ships without buffers', () => {
  expect(existsSync(path.join(demoLedger, 'buffers.json'))).toBe(false);
});

test('a configured as-of stands over the recorded one, at the start and after a change', async () => {
  const log = createRecordingLog();
  const watched = openWatchedLedger(folder, log, { asOf: '2026-01-22T08:00:00Z' });
  expect(watched.current().asOf).toBe('2026-01-22T08:00:00Z');
  writeFileSync(path.join(folder, 'as_of.json'), '{ "as_of": "2026-01-22T09:00:00Z" }');
  expect(await watched.refresh()).toBe('replaced');
  expect(watched.current().asOf).toBe('2026-01-22T08:00:00Z');
});
