import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Fault } from '../../../../src/domain/values/errors';
import { readOfacList } from '../../../../src/sources/watch-lists/ofac/ofac-list';

const none = '-0- ';
const entityRow = (uid: number, name: string, programs: string, remarks = none): string =>
  `${uid},"${name}",${none},"${programs}",${Array(7).fill(none).join(',')},${remarks === none ? none : `"${remarks}"`}`;
const sdn = [
  entityRow(10, 'ALFA BANK', 'IRAN] [IRAN-EO13902', "Website x; a.k.a. 'AB'; f.k.a. 'ABU-'UMAR'."),
  `11,"MU\u00d1OZ, Jos\u00e9","individual","SDNTK",${Array(8).fill(none).join(',')}`,
];
const alt = [`10,1,"aka","HOUSING BANK - OF IRAN",${none}`, `10,2,"fka","OLD BANK (OF TABRIZ)",${none}`];
const toFile = (rows: readonly string[]): string => `${rows.join('\r\n')}\r\n\x1a`;

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'watch-list-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function put(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text, 'latin1');
}

function faultOf(read: () => unknown): Fault {
  try {
    read();
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
  throw new Error('the list was read');
}

describe("a list in OFAC's layout", () => {
  test('is read with programmes, types, strong and weak aliases, latin-1 letters and a last line of Ctrl-Z', () => {
    put({ 'SDN.CSV': toFile(sdn), 'Alt.csv': toFile(alt) });
    const list = readOfacList(folder);
    expect(list.entries).toHaveLength(2);
    expect(list.entries[0]).toMatchObject({
      uid: '10',
      type: 'entity',
      programs: ['IRAN', 'IRAN-EO13902'],
      title: null,
    });
    expect(list.entries[0]?.aliases).toEqual([
      { name: 'HOUSING BANK - OF IRAN', strength: 'strong', kind: 'aka' },
      { name: 'OLD BANK (OF TABRIZ)', strength: 'strong', kind: 'fka' },
      { name: 'AB', strength: 'weak', kind: 'aka' },
      { name: "ABU-'UMAR", strength: 'weak', kind: 'fka' },
      { name: 'HOUSING BANK', strength: 'strong', kind: 'qualifier_dropped' },
      { name: 'OLD BANK', strength: 'strong', kind: 'qualifier_dropped' },
    ]);
    expect(list.entries[1]).toMatchObject({ name: 'MUÑOZ, José', type: 'individual', aliases: [] });
  });

  test('takes countries from ADD and appends SDN_COMMENTS to the remarks, weak aliases cut in two included', () => {
    put({
      'sdn.csv': toFile([entityRow(10, 'ALFA BANK', 'IRAN', "Website x; a.k.a. 'ALFA ")]),
      'alt.csv': toFile([]),
      'add.csv': toFile([
        `10,1,${none},"Tehran","Iran",${none}`,
        `10,2,${none},${none},"Iran",${none}`,
        `10,3,${none},${none},${none},${none}`,
      ]),
      'sdn_comments.csv': toFile([`10,"MOSCOW'; Tax ID 7."`]),
    });
    const [entry] = readOfacList(folder).entries;
    expect(entry?.countries).toEqual(['Iran']);
    expect(entry?.remarks).toContain("a.k.a. 'ALFA MOSCOW'");
  });

  test('has the date of its configuration, else of its publication, else none; never of its files', () => {
    put({ 'sdn.csv': toFile(sdn), 'alt.csv': toFile(alt) });
    expect(readOfacList(folder)).toMatchObject({ name: 'OFAC SDN', listDate: null, isDemo: false });
    put({ 'publication.json': '{"publish_date":"2026-01-21","list_name":"DEMO LIST","demo":true,"record_count":2}' });
    expect(readOfacList(folder)).toMatchObject({
      name: 'DEMO LIST',
      family: 'OFAC SDN',
      listDate: '2026-01-21',
      isDemo: true,
    });
    expect(readOfacList(folder, { listDate: '2026-02-01' }).listDate).toBe('2026-02-01');
  });

  test('has a hash that changes with any of its bytes', () => {
    put({ 'sdn.csv': toFile(sdn), 'alt.csv': toFile(alt) });
    const before = readOfacList(folder).hash;
    expect(readOfacList(folder).hash).toBe(before);
    put({ 'alt.csv': toFile(alt).replace('TABRIZ', 'TABRIS') });
    expect(readOfacList(folder).hash).not.toBe(before);
  });
});

describe('a list that cannot be trusted is refused with file, line and reason', () => {
  const good = { 'sdn.csv': toFile(sdn), 'alt.csv': toFile(alt) };
  test.each<[string, Readonly<Record<string, string>>, RegExp]>([
    ['no sdn.csv', { 'alt.csv': toFile(alt) }, /sdn\.csv: there is no such file/],
    ['no alt.csv', { 'sdn.csv': toFile(sdn) }, /alt\.csv: there is no such file/],
    ['a row cut short', { ...good, 'sdn.csv': `${sdn[0] ?? ''}\r\n11,"MUNOZ"` }, /sdn\.csv:2: 2 columns instead of 12/],
    [
      'a quote left open at the end',
      { ...good, 'sdn.csv': `${sdn[0] ?? ''}\r\n11,"MUNOZ, Jo` },
      /sdn\.csv:2: Quote Not Closed/,
    ],
    [
      'an alias row with a column too many',
      { ...good, 'alt.csv': `10,1,"aka","X",${none},${none}` },
      /alt\.csv:1: 6 columns instead of 5/,
    ],
    [
      'an entry number that is none',
      { ...good, 'sdn.csv': entityRow(10, 'X', 'IRAN').replace('10', 'ten') },
      /sdn\.csv:1: "ten" is not an entry number/,
    ],
    ['an entry twice', { ...good, 'sdn.csv': toFile([...sdn, ...sdn]) }, /sdn\.csv:3: entry 10 is there twice/],
    [
      'an unknown type',
      { ...good, 'sdn.csv': sdn.join('\r\n').replace('individual', 'planet') },
      /sdn\.csv:2: unknown type "planet"/,
    ],
    ['no entries', { ...good, 'sdn.csv': '\x1a' }, /sdn\.csv:1: the list has no entries/],
    [
      'fewer entries than the publication states',
      { ...good, 'publication.json': '{"publish_date":"2026-01-21","record_count":3}' },
      /2 entries, the publication states 3/,
    ],
    ['a publication without a date', { ...good, 'publication.json': '{"list_name":"X"}' }, /publication\.json: /],
  ])('%s', (_, files, reason) => {
    put(files);
    const fault = faultOf(() => readOfacList(folder));
    expect(fault.code).toBe('list_unreadable');
    expect(fault.message).toMatch(reason);
  });

  test('no folder', () =>
    expect(faultOf(() => readOfacList(path.join(folder, 'nowhere'))).code).toBe('list_unreadable'));
});
