import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { folderBefore, folderInForce, readVersionRecord } from '../../../src/sources/watch-lists/list-versions';
import type { ListFormat } from '../../../src/sources/watch-lists/list-format';
import { ofacConsolidated, ofacSdn } from '../../../src/sources/watch-lists/ofac/ofac';
import { readOfacList } from '../../../src/sources/watch-lists/ofac/ofac-list';
import { updateList } from '../../../src/sources/watch-lists/update-list';
import { listFiles, parties, putList } from './list-fixture';

let folder: string;
let root: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'list-update-'));
  root = path.join(folder, 'list');
});
afterEach(() => rmSync(folder, { recursive: true }));

let minute = 0;
function takeIn(from: string, more: { listDate?: string; isDropAccepted?: boolean; format?: ListFormat } = {}) {
  const format = more.format ?? ofacSdn;
  minute += 1;
  return updateList({
    root,
    format,
    source: from,
    fill: (staging) => Promise.resolve(format.copy(from, staging)),
    listDate: more.listDate ?? null,
    isDropAccepted: more.isDropAccepted ?? false,
    at: `2026-01-22T10:${String(minute).padStart(2, '0')}:00Z`,
  });
}
const published = (name: string, listed = parties, day?: string) => putList(path.join(folder, name), listed, day);
const leftovers = () => readdirSync(root).filter((name) => name.startsWith('.'));

describe('a list taken in', () => {
  test('is in force with its day, its size and its fingerprint on record, and leaves no staging folder', async () => {
    const result = await takeIn(published('a', parties, '2026-01-20'));
    expect(result).toMatchObject({ ok: true, isUnchanged: false, diff: null, list: { listDate: '2026-01-20' } });
    const inForce = folderInForce(root);
    const list = readOfacList(inForce);
    expect(readVersionRecord(inForce)).toMatchObject({
      list_date: '2026-01-20',
      hash: list.hash,
      entries: 40,
      names: 80,
      is_drop_accepted: false,
    });
    expect(leftovers()).toEqual([]);
    expect(readFileSync(path.join(root, 'history.jsonl'), 'utf8').trim().split('\n')).toHaveLength(1);
  });

  test('names what it changed, and the list before stays to be compared', async () => {
    await takeIn(published('a', parties, '2026-01-20'));
    const before = folderInForce(root);
    const changed = parties.slice(1).map((party) => (party.uid === 105 ? { ...party, remarks: 'Moved.' } : party));
    const result = await takeIn(published('b', [...changed, { uid: 900, name: 'NEWLY LISTED' }], '2026-01-21'));
    expect(result).toMatchObject({
      ok: true,
      diff: { added: [{ uid: '900' }], removed: [{ uid: '100' }], changed: [{ uid: '105' }] },
    });
    expect(folderBefore(root)).toBe(before);
    expect(folderInForce(root)).not.toBe(before);
  });

  test('that is already in force changes nothing', async () => {
    const from = published('a', parties, '2026-01-20');
    await takeIn(from);
    const before = folderInForce(root);
    expect(await takeIn(from)).toMatchObject({ ok: true, isUnchanged: true });
    expect(folderInForce(root)).toBe(before);
  });

  test('with the same entries and a later day is in force with that day: it is not old any more', async () => {
    await takeIn(published('a', parties, '2026-01-20'));
    expect(await takeIn(published('b', parties, '2026-01-22'))).toMatchObject({ ok: true, isUnchanged: false });
    expect(readOfacList(folderInForce(root)).listDate).toBe('2026-01-22');
  });

  test('may be the consolidated list', async () => {
    const from = path.join(folder, 'cons');
    putList(from, []);
    for (const [name, text] of Object.entries(listFiles(parties, 'consolidated')))
      writeFileSync(path.join(from, name.toUpperCase()), text, 'latin1');
    expect(await takeIn(from, { format: ofacConsolidated })).toMatchObject({
      ok: true,
      list: { family: 'OFAC Consolidated' },
    });
  });
});

describe('a list that cannot be trusted changes nothing', () => {
  test.each<[string, () => Promise<unknown>, string, RegExp]>([
    ['fewer entries', () => takeIn(published('b', parties.slice(3), '2026-01-21')), 'list_dropped', /7\.5 % fewer/],
    [
      'an older day',
      () => takeIn(published('b', parties.slice(1), '2026-01-19')),
      'list_older',
      /2026-01-19.*2026-01-20/,
    ],
    ['no day', () => takeIn(published('b', parties.slice(1))), 'list_undated', /--list-date/],
    [
      'a record count that differs',
      () => {
        const from = published('b', parties, '2026-01-21');
        writeFileSync(path.join(from, 'publication.json'), '{"publish_date":"2026-01-21","record_count":41}');
        return takeIn(from);
      },
      'list_refused',
      /sdn\.csv:40: 40 entries, the publication states 41/,
    ],
    [
      'a file cut short',
      () => {
        const from = published('b', parties, '2026-01-21');
        writeFileSync(path.join(from, 'sdn.csv'), listFiles(parties)['sdn.csv']!.slice(0, 900));
        return takeIn(from);
      },
      'list_refused',
      /^sdn\.csv:\d+: /,
    ],
    [
      'no alias file',
      () => {
        const from = published('b', parties, '2026-01-21');
        rmSync(path.join(from, 'alt.csv'));
        return takeIn(from);
      },
      'list_refused',
      /^alt\.csv: /,
    ],
    ['no folder', () => takeIn(path.join(folder, 'nowhere')), 'list_refused', /ENOENT/],
    [
      'a demo list',
      () => {
        const from = published('b');
        writeFileSync(path.join(from, 'publication.json'), '{"publish_date":"2026-01-21","demo":true}');
        return takeIn(from);
      },
      'demo_list',
      /demo list/,
    ],
  ])('%s', async (_, attempt, code, reason) => {
    await takeIn(published('a', parties, '2026-01-20'));
    const before = folderInForce(root);
    expect(await attempt()).toEqual({
      ok: false,
      problems: [expect.objectContaining({ code, message: expect.stringMatching(reason) as string })],
    });
    expect(folderInForce(root)).toBe(before);
    expect(readOfacList(before).entries).toHaveLength(40);
    expect(leftovers()).toEqual([]);
  });

  test('and a folder that holds a demo list is not updated', async () => {
    putList(root, parties);
    writeFileSync(path.join(root, 'publication.json'), '{"publish_date":"2026-01-21","demo":true}');
    expect(await takeIn(published('a', parties, '2026-01-22'))).toMatchObject({
      ok: false,
      problems: [{ code: 'demo_list' }],
    });
    expect(existsSync(path.join(root, 'current'))).toBe(false);
  });

  test('but one that replaces an unreadable list is taken, saying what was not compared', async () => {
    putList(root, parties);
    writeFileSync(path.join(root, 'sdn.csv'), '100,"HARB');
    expect(await takeIn(published('a', parties, '2026-01-22'))).toMatchObject({
      ok: true,
      lastGoodFault: expect.stringMatching(/sdn\.csv:1: /) as string,
    });
  });
});

describe('a download', () => {
  let server: Server;
  let baseUrl: string;
  let served: Record<string, string>;
  const xmlHead = (count: number) =>
    `<sdnList><publshInformation><Publish_Date>01/21/2026</Publish_Date><Record_Count>${count}</Record_Count></publshInformation>`;

  beforeEach(async () => {
    served = Object.fromEntries(
      Object.entries(listFiles(parties)).map(([name, text]) => [`/${name.toUpperCase()}`, text]),
    );
    served['/SDN.XML'] = xmlHead(40) + '<sdnEntry>'.repeat(50_000);
    server = createServer((request, response) => {
      const text = served[request.url ?? ''];
      response.statusCode = text === undefined ? 404 : 200;
      response.end(text ?? 'nothing here');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(
    () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(resolve);
      }),
  );

  const download = () =>
    updateList({
      root,
      format: ofacSdn,
      source: baseUrl,
      fill: (staging) => ofacSdn.download(staging, { baseUrl, fetch }),
      listDate: null,
      isDropAccepted: false,
      at: '2026-01-22T11:00:00Z',
    });

  test('asks for every file by its published name and takes day and count from the XML edition', async () => {
    expect(await download()).toMatchObject({ ok: true, list: { listDate: '2026-01-21' } });
    expect(readOfacList(folderInForce(root)).entries).toHaveLength(40);
  });

  test('whose count is not what the XML edition states is refused', async () => {
    served['/SDN.XML'] = xmlHead(41);
    expect(await download()).toMatchObject({
      ok: false,
      problems: [
        { code: 'list_refused', message: expect.stringMatching(/40 entries, the publication states 41/) as string },
      ],
    });
    expect(leftovers()).toEqual([]);
  });

  test('of a file that is not there is refused by its name', async () => {
    delete served['/ALT.CSV'];
    expect(await download()).toMatchObject({
      ok: false,
      problems: [{ message: expect.stringMatching(/^alt\.csv: cannot be downloaded: .*404/) as string }],
    });
  });

  test('is undated where there is no XML edition', async () => {
    delete served['/SDN.XML'];
    expect(await download()).toMatchObject({ ok: true, list: { listDate: null } });
  });

  test('without a network is refused', async () => {
    const nowhere = () => Promise.reject(new TypeError('fetch failed'));
    const result = await updateList({
      root,
      format: ofacSdn,
      source: baseUrl,
      listDate: null,
      isDropAccepted: false,
      at: '2026-01-22T11:00:00Z',
      fill: (staging) => ofacSdn.download(staging, { baseUrl, fetch: nowhere }),
    });
    expect(result).toMatchObject({ ok: false, problems: [{ message: 'sdn.csv: cannot be downloaded: fetch failed' }] });
  });
});
