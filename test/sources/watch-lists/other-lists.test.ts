import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { joinLists } from '../../../src/domain/sanctions/lists/join-lists';
import { createScreener } from '../../../src/domain/sanctions/screen-party';
import { euFsf } from '../../../src/sources/watch-lists/published/eu';
import { turkishFreezes } from '../../../src/sources/watch-lists/published/turkish-freezes';
import { uk } from '../../../src/sources/watch-lists/published/uk';
import { updateList } from '../../../src/sources/watch-lists/update-list';
import { folderInForce } from '../../../src/sources/watch-lists/list-versions';
import type { ListFormat } from '../../../src/sources/watch-lists/list-format';
import { createCurrentScreener } from '../../../src/sources/watch-lists/current-screener';
import { createListSource } from '../../../src/sources/watch-lists/watch-list-sources';
import { createManualClock } from '../../fakes/manual-clock';
import { createRecordingLog } from '../../fakes/recording-log';
import { euCsv, euRow, euRows, euXml, turkishCsv, ukCsv, ukRows, ukXml } from './other-lists-fixture';

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'other-lists-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function put(file: string, content: string | Buffer, under = 'list'): string {
  const place = path.join(folder, under);
  mkdirSync(place, { recursive: true });
  writeFileSync(path.join(place, file), content);
  return place;
}
const read = (format: ListFormat, file: string, content: string | Buffer) => format.read(put(file, content), {});
const entry = (format: ListFormat, file: string, content: string, uid: string) =>
  read(format, file, content).entries.find((one) => one.uid === uid);

describe("the European Union's list", () => {
  test.each([
    ['xmlFullSanctionsList_1_1.xml', euXml],
    ['20260120-FULL-1_1.csv', euCsv()],
  ])('in %s: a person with all names, birth dates, papers and citizenship', (file, content) => {
    const list = read(euFsf, file, content);
    expect(list).toMatchObject({ name: 'EU FSF', family: 'EU FSF', listDate: '2026-01-20', isDemo: false });
    expect(list.entries).toHaveLength(3);
    const person = list.entries.find(({ uid }) => uid === 'EU.27.28');
    expect(person).toMatchObject({
      name: 'Ondar Velikov',
      type: 'individual',
      programs: ['IRQ'],
      title: 'Minister',
      identity: {
        birthDates: ['1937-04-28', '1938~'],
        nationalities: ['IQ'],
        identifiers: [{ kind: 'passport', value: 'P4455667', country: 'IQ' }],
      },
    });
    expect(person?.aliases).toContainEqual({ name: 'Ondar Velikoff', strength: 'strong', kind: 'aka' });
    expect(person?.aliases).toContainEqual({ name: 'Old Ondar', strength: 'weak', kind: 'aka' });
  });

  test('a name with quotes in it, or before it, keeps them and swallows nothing', () => {
    const works = entry(euFsf, 'eu.csv', euCsv(), 'EU.99.1');
    expect(works?.name).toBe('Quarrelwood "Meridian" Works');
    expect(works?.aliases.map(({ name }) => name)).toEqual(['"Quarrelwood" Meridian']);
  });

  test('a ship is known by the IMO number in its remark', () => {
    expect(entry(euFsf, 'eu.csv', euCsv(), 'EU.120.5')).toMatchObject({
      type: 'vessel',
      identity: { identifiers: [{ kind: 'imo', value: '9187629' }] },
    });
    expect(entry(euFsf, 'eu.xml', euXml, '120')?.type).toBe('vessel');
  });

  test('a weak alias said only in a remark is weak, an unknown country is none, and CS is Serbia', () => {
    expect(entry(euFsf, 'eu.xml', euXml, 'EU.27.28')?.aliases).toContainEqual({
      name: 'Ondar the Tall',
      strength: 'weak',
      kind: 'aka',
    });
    expect(entry(euFsf, 'eu.xml', euXml, 'EU.99.1')?.countries).toEqual(['RS']);
  });

  test('rows with fewer or more cells than the header are read', () => {
    const short = euRow({ Entity_LogicalId: '7', NameAlias_WholeName: 'Short Row Party' }).replace(/;+$/, '');
    const long = `${euRow({ Entity_LogicalId: '8', NameAlias_WholeName: 'Long Row Party' })};;;`;
    const names = read(euFsf, 'eu.csv', euCsv([...euRows, short, long])).entries.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['Short Row Party', 'Long Row Party']));
  });

  test('the XML is taken where a folder has both editions, since the CSV does not know weak aliases', () => {
    put('eu.csv', euCsv([]));
    expect(read(euFsf, 'eu.xml', euXml).entries).toHaveLength(3);
  });
});

describe('the UK Sanctions List', () => {
  test.each([
    ['UK-Sanctions-List.xml', ukXml],
    ['UK-Sanctions-List.csv', ukCsv()],
  ])(
    'in %s: a person with given names before the family name, what is imposed, and half-known birth dates',
    (file, content) => {
      const list = read(uk, file, content);
      expect(list).toMatchObject({ family: 'UK Sanctions List', listDate: '2026-01-20' });
      const person = list.entries.find(({ uid }) => uid === 'AFG9001');
      expect(person).toMatchObject({
        name: 'Mirwand Hasib OSTROVAN',
        type: 'individual',
        measures: ['Asset freeze', 'Travel Ban'],
        identity: { nationalities: ['Afghanistan'] },
      });
      expect(person?.identity?.birthDates[0]).toBe('1958');
      expect(person?.identity?.identifiers[0]).toEqual({ kind: 'passport', value: 'OA454838' });
      expect(person?.aliases).toEqual(
        expect.arrayContaining([
          { name: 'Mirwand Ostrowan', strength: 'strong', kind: 'aka' },
          // One word, and nobody says how good it is.
          { name: 'Mirwand', strength: 'weak', kind: 'aka' },
          { name: 'میروند استروان', strength: 'strong', kind: 'aka' },
        ]),
      );
      expect(list.entries.find(({ uid }) => uid === 'DPR9003')).toMatchObject({
        type: 'vessel',
        identity: { identifiers: [{ kind: 'imo', value: '9187629' }] },
      });
    },
  );

  test('several numbers and dates of one party are all kept', () => {
    const { identity } = entry(uk, 'uk.csv', ukCsv(), 'AFG9001')!;
    expect(identity?.birthDates).toEqual(['1958', '1959-03-04']);
    expect(identity?.identifiers.map(({ value }) => value)).toEqual(['OA454838', 'OA000111']);
  });
});

describe("Türkiye's freezing decisions in our layout", () => {
  test('a person and a company with aliases, numbers and the decision', () => {
    const { entries, listDate } = read(turkishFreezes, 'freezes.csv', `\uFEFF${turkishCsv}`);
    expect(listDate).toBeNull();
    expect(entries).toMatchObject([
      {
        name: 'ONDAR VELİKOĞLU',
        type: 'individual',
        programs: ['Law 6415 Art. 7'],
        aliases: [{ name: 'Ondar Velikoglu' }, { name: 'Ondar the Tall' }],
        remarks: 'Gazette 31.12.2025-33123, listed on 31.12.2025',
        identity: {
          birthDates: ['1962-03-04', '1963'],
          nationalities: ['TR'],
          identifiers: [
            { kind: 'national_id', value: '10000000146' },
            { kind: 'passport', value: 'U1234567', country: 'TR' },
          ],
        },
      },
      { type: 'entity', identity: { identifiers: [{ kind: 'tax_id', value: '1234567890' }] } },
    ]);
  });

  test('saved with semicolons it is the same, and a row keeps its number while others come and go', () => {
    const semicolons = `name;aliases;type;programme\nONDAR VELİKOĞLU;"A;B";person;Law 6415 Art. 7\n`;
    const [first] = read(turkishFreezes, 'freezes.csv', semicolons).entries;
    const [, again] = read(
      turkishFreezes,
      'freezes.csv',
      semicolons.replace('ONDAR', 'ANOTHER ONE;;entity;Law 6415 Art. 5\nONDAR'),
    ).entries;
    expect(first?.aliases.map(({ name }) => name)).toEqual(['A', 'B']);
    expect(again?.uid).toBe(first?.uid);
  });

  test.each([
    ['an unknown type', turkishCsv.replace(',entity,', ',kurum,'), /freezes\.csv:3: "kurum" is no type/],
    [
      'a date nobody can read',
      turkishCsv.replace('04.03.1962', 'spring 1962'),
      /freezes\.csv:2: "spring 1962" is no date/,
    ],
    [
      'an unknown kind of number',
      turkishCsv.replace('vkn:', 'phone:'),
      /freezes\.csv:3: "phone" is no kind of identifier/,
    ],
    ['a missing column', turkishCsv.replace(',programme,', ',law,'), /has no column programme/],
    ['one party twice', `${turkishCsv}${turkishCsv.split('\n')[1] ?? ''}\n`, /is there twice/],
    ['a row without a name', turkishCsv.replace('ONDAR VELİKOĞLU', ''), /freezes\.csv:2: has no name/],
  ])('with %s is refused by its line', (_, content, reason) => {
    expect(() => read(turkishFreezes, 'freezes.csv', content)).toThrow(reason);
  });
});

describe('a file that cannot be trusted is refused by name and reason', () => {
  const cut = (text: string, keep: number) => text.slice(0, Math.floor(text.length * keep));
  test.each<[string, ListFormat, string, string | Buffer, RegExp]>([
    ['cut XML', euFsf, 'eu.xml', cut(euXml, 0.7), /eu\.xml/],
    ['cut UK XML', uk, 'uk.xml', cut(ukXml, 0.9), /uk\.xml/],
    ['a line cut short', euFsf, 'eu.csv', euCsv().slice(0, -90), /eu\.csv:11: the last line is cut short/],
    ['a UK line cut short', uk, 'uk.csv', ukCsv().slice(0, -30), /uk\.csv:\d+: the last line is cut short/],
    [
      'a quote left open to the end',
      euFsf,
      'eu.csv',
      euCsv([...euRows, euRow({ Entity_LogicalId: '7', NameAlias_WholeName: '"Open' })]),
      /eu\.csv/,
    ],
    [
      'a quote that swallows rows',
      euFsf,
      'eu.csv',
      euCsv([
        euRow({ Entity_LogicalId: '7', NameAlias_WholeName: '"Open' }),
        ...euRows.slice(0, 5),
        euRow({ Entity_LogicalId: '8', NameAlias_WholeName: 'Closed"' }),
      ]),
      /a quote is left open and runs over rows/,
    ],
    ['another table', euFsf, 'eu.csv', 'name,country\nA,B\n', /has no column entity_logicalid/],
    ['another document', euFsf, 'eu.xml', '<html><body>Service unavailable</body></html>', /the root is not export/],
    ['no entries', uk, 'uk.csv', ukCsv([]), /the list has no entries/],
    ['a row without its key', uk, 'uk.csv', ukCsv([...ukRows, 'x,,y']), /has no Unique ID/],
    ['an id that is no number', euFsf, 'eu.csv', euCsv([euRow({ Entity_LogicalId: 'x' })]), /"x" is not a logical id/],
    ['a party without a name', euFsf, 'eu.csv', euCsv([euRow({ Entity_LogicalId: '7' })]), /7 has no name/],
    ['another encoding', uk, 'uk.csv', Buffer.from(ukCsv().replace('OSTROVAN', 'ÖSTROVAN'), 'latin1'), /is not UTF-8/],
  ])('%s', (_, format, file, content, reason) => {
    expect(() => read(format, file, content)).toThrow(reason);
  });

  test('two files, of which nobody says which is the list', () => {
    put('a.csv', ukCsv());
    expect(() => read(uk, 'b.csv', ukCsv())).toThrow(/two files/);
  });

  test('an empty folder', () => {
    mkdirSync(path.join(folder, 'empty'));
    expect(() => euFsf.read(path.join(folder, 'empty'), {})).toThrow(/has no XML or CSV file of EU FSF/);
  });
});

describe('taken in like the SDN list', () => {
  const take = (from: string) =>
    updateList({
      root: path.join(folder, 'root'),
      format: euFsf,
      source: from,
      fill: (staging) => Promise.resolve(euFsf.copy(from, staging)),
      listDate: null,
      isDropAccepted: false,
      at: '2026-01-22T10:00:00Z',
    });

  test('with what changed, and a broken or smaller one changes nothing', async () => {
    expect(await take(put('eu.csv', euCsv(), 'a'))).toMatchObject({ ok: true, list: { listDate: '2026-01-20' } });
    const more = [...euRows, euRow({ Entity_LogicalId: '200', NameAlias_WholeName: 'Newly Listed Party' })];
    expect(await take(path.join(put('eu.csv', euCsv(more), 'b'), 'eu.csv'))).toMatchObject({
      ok: true,
      diff: { added: [{ uid: '200', name: 'Newly Listed Party' }], removed: [], changed: [] },
    });
    expect(await take(put('eu.csv', euCsv(euRows.slice(0, 2)), 'c'))).toMatchObject({
      ok: false,
      problems: [{ code: 'list_dropped' }],
    });
    expect(await take(put('eu.csv', '<html>busy</html>', 'd'))).toMatchObject({ ok: false });
    expect(euFsf.read(folderInForce(path.join(folder, 'root')), {}).entries).toHaveLength(4);
  });

  test('downloaded from an address of its own, whose token stands in no reason', async () => {
    const address = 'https://lists.invalid/eu?token=SECRET';
    const staging = put('none.txt', '', 'staging');
    const answer = (status: number) => () => Promise.resolve(new Response(euCsv(), { status }));
    await euFsf.download(staging, { baseUrl: address, fetch: answer(200) });
    expect(euFsf.read(staging, {}).entries).toHaveLength(3);
    const refused = euFsf.download(staging, { baseUrl: address, fetch: answer(403) });
    await expect(refused).rejects.toThrow(/lists\.invalid: cannot be downloaded: the server answered 403/);
    await expect(euFsf.download(staging, { baseUrl: address, fetch: answer(403) })).rejects.not.toThrow(/SECRET/);
  });

  test('while running a broken file is logged and the last good list stays', async () => {
    const root = put('eu.csv', euCsv());
    const clock = createManualClock();
    const log = createRecordingLog();
    const screener = createCurrentScreener({ sources: [createListSource(euFsf, root, {})], clock, log });
    put('eu.csv', euCsv().slice(0, 900));
    await clock.advance(10_000);
    expect(screener.current().list.entries).toHaveLength(3);
    expect(JSON.stringify(log.lines)).toMatch(/watch list refused/);
  });
});

test('joined with others, every match says whose list it stands on', () => {
  const lists = joinLists([read(uk, 'uk.csv', ukCsv()), euFsf.read(put('eu.xml', euXml, 'eu'), {})]);
  const screener = createScreener(lists);
  expect(screener.screen({ name: 'Quarrelwood Meridian Works' }).match?.listedBy).toBe('EU FSF');
  expect(screener.screen({ name: 'Mirwand Hasib Ostrovan' }).match?.listedBy).toBe('UK Sanctions List');
});
