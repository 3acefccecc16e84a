import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reportDay } from '../../../src/domain/liquidity/report/report-day';
import { keepDay, readKeptDays } from '../../../src/sources/ledger/kept-days';
import { openWatchedLedger } from '../../../src/sources/ledger/source';
import { account, flow, ledgerOf, termsWith, testDay } from '../../domain/liquidity/ledger-fixture';
import { createRecordingLog } from '../../fakes/recording-log';
import { header, ledgerFolder, newFolder } from './folder-fixture';

function reported(opening: string) {
  const rows = [flow('E1', 'A', '09:00', '-1234567890123.45', { payment_type: 'EMERGENCY' })];
  const terms = termsWith({ cutoff: '10:00', time_specific_types: ['EMERGENCY'] });
  const found = reportDay(ledgerOf([account('A', opening)], [], rows), testDay, terms);
  if (!found.ok) throw new Error('refused');
  return found.report;
}

describe('the figures of a day', () => {
  test('are read back as they were kept, to the cent, and replaced by what the day looked like later', () => {
    const folder = newFolder();
    keepDay(folder, reported('1.00'));
    keepDay(folder, reported('2.00'));
    expect(readKeptDays(folder, '2026-01')).toEqual([reported('2.00')]);
    expect(readKeptDays(folder, '2026-02')).toEqual([]);
    expect(readKeptDays(newFolder(), '2026-01')).toEqual([]);
  });

  test('that somebody broke are named, not left out of the month', () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'days'));
    writeFileSync(join(folder, 'days', '2026-01-21.json'), '{"day": "2026-01-21", "figures": [{}]}');
    expect(() => readKeptDays(folder, '2026-01')).toThrow('days/2026-01-21.json: is no kept day');
  });

  test('are handed on when a ledger of another day comes into force, and only then', async () => {
    const folder = ledgerFolder();
    const ended: (string | null)[] = [];
    const onDayEnd = (before: { day: string | null }) => Promise.resolve(void ended.push(before.day));
    const watched = openWatchedLedger(folder, createRecordingLog(), { onDayEnd });
    const write = (day: string) =>
      writeFileSync(
        join(folder, 'ledger_today.csv'),
        `${header}\nX-${day},${day} 10:00:00,North,A,B,S,1,OUT,USD,QUEUED,,\n`,
      );
    write('2026-01-22');
    expect([await watched.refresh(), ended]).toEqual(['replaced', []]);
    write('2026-01-23');
    expect([await watched.refresh(), ended]).toEqual(['replaced', ['2026-01-22']]);
  });

  test('that cannot be kept do not keep the new day out', async () => {
    const folder = ledgerFolder();
    const log = createRecordingLog();
    const onDayEnd = () => Promise.reject(new Error('disk full'));
    const watched = openWatchedLedger(folder, log, { onDayEnd });
    writeFileSync(
      join(folder, 'ledger_today.csv'),
      `${header}\nX,2026-01-23 10:00:00,North,A,B,S,1,OUT,USD,QUEUED,,\n`,
    );
    expect(await watched.refresh()).toBe('replaced');
    expect(watched.current().day).toBe('2026-01-23');
    expect(JSON.stringify(log)).toContain('were not kept');
  });
});
