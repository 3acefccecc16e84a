import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { takeInbox } from '../../../src/sources/statements/inbox';
import { ledgerFolder, newFolder } from '../ledger/folder-fixture';
import { mt940 } from './samples';

describe('a folder banks’ files are dropped in', () => {
  test('is emptied: good files are imported and put away, bad ones put aside with the reason', () => {
    const folder = ledgerFolder();
    const inbox = join(folder, 'inbox');
    mkdirSync(inbox);
    writeFileSync(join(inbox, 'a.sta'), mt940);
    writeFileSync(join(inbox, 'b.sta'), mt940);
    writeFileSync(join(inbox, '.part'), mt940);
    const later = Date.now() + 1_000;
    expect(takeInbox(folder, 0)).toEqual([]);
    expect(takeInbox(folder, later).map(({ file: name, isTaken }) => [name, isTaken])).toEqual([
      ['a.sta', true],
      ['b.sta', false],
    ]);
    expect(readdirSync(join(inbox, 'done'))).toEqual(['a.sta']);
    expect(readdirSync(join(inbox, 'refused')).sort()).toEqual(['b.sta', 'b.sta.reason.txt']);
    expect(readFileSync(join(inbox, 'refused', 'b.sta.reason.txt'), 'utf8')).toContain('was imported already');
    writeFileSync(join(inbox, 'b.sta'), 'nothing');
    takeInbox(folder, later);
    expect(readdirSync(join(inbox, 'refused'))).toContain('2-b.sta');
    expect(takeInbox(newFolder(), later)).toEqual([]);
  });
});
