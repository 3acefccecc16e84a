import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openInbox } from '../../../src/sources/statements/inbox';
import { ledgerFolder, newFolder } from '../ledger/folder-fixture';
import { mt940 } from './samples';

const later = () => Date.now() + 1_000;

function folderWith(files: Readonly<Record<string, string>>) {
  const folder = ledgerFolder();
  const inbox = join(folder, 'inbox');
  mkdirSync(inbox);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(inbox, name), text);
  return { folder, inbox };
}

describe('a folder banks’ files are dropped in', () => {
  test('is emptied: good files are imported and put away, bad ones put aside with the reason', () => {
    const { folder, inbox } = folderWith({ 'a.sta': mt940, 'b.sta': mt940, '.part': mt940 });
    const { take, stuck } = openInbox(folder);
    expect(take(0)).toEqual([]);
    expect(take(later()).map(({ file: name, imported }) => [name, imported !== null])).toEqual([
      ['a.sta', true],
      ['b.sta', false],
    ]);
    expect(readdirSync(join(inbox, 'done'))).toEqual(['a.sta']);
    expect(readdirSync(join(inbox, 'refused')).sort()).toEqual(['b.sta', 'b.sta.reason.txt']);
    expect(readFileSync(join(inbox, 'refused', 'b.sta.reason.txt'), 'utf8')).toContain('was imported already');
    writeFileSync(join(inbox, 'b.sta'), 'nothing');
    take(later());
    expect(readdirSync(join(inbox, 'refused'))).toContain('2-b.sta');
    expect(stuck()).toEqual([]);
    expect(openInbox(newFolder()).take(later())).toEqual([]);
  });

  test.each([
    ['whose name has no room for the place it goes to', 'x'.repeat(252)],
    ['whose name is as long in bytes', 'é'.repeat(126)],
  ])('goes on with the others after a file %s, which is not tried again until it changes', (_what, name) => {
    const { folder, inbox } = folderWith({ [name]: mt940, 'zz.sta': mt940 });
    const { take, stuck } = openInbox(folder);
    expect(take(later()).map(({ file, imported }) => [file, imported !== null])).toEqual(
      [
        [name, false],
        ['zz.sta', true],
      ].sort(([one], [other]) => (String(one) < String(other) ? -1 : 1)),
    );
    expect(stuck()).toMatchObject([{ file: name, reason: expect.stringContaining('ENAMETOOLONG') }]);
    expect(take(later())).toEqual([]);
    writeFileSync(join(inbox, name), `${mt940} `);
    expect(take(later())).toMatchObject([{ file: name }]);
  });

  test.each(['refused', 'done'])('takes a file that is called %s as any other', (name) => {
    const { folder, inbox } = folderWith({ [name]: mt940, 'bad.sta': 'nothing' });
    const { take, stuck } = openInbox(folder);
    expect(take(later()).map(({ file, imported }) => [file, imported !== null])).toEqual([
      ['bad.sta', false],
      [`statement-${name}`, true],
    ]);
    expect(existsSync(join(inbox, 'done', `statement-${name}`))).toBe(true);
    expect(stuck()).toEqual([]);
  });

  test('keeps nothing of a file that was taken away by hand', () => {
    const name = 'x'.repeat(252);
    const { folder, inbox } = folderWith({ [name]: mt940 });
    const { take, stuck } = openInbox(folder);
    take(later());
    expect(stuck()).toHaveLength(1);
    rmSync(join(inbox, name));
    take(later());
    expect(stuck()).toEqual([]);
  });
});
