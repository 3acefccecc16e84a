import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createCurrentScreener } from '../../../src/sources/watch-lists/current-screener';
import { ofacSdn } from '../../../src/sources/watch-lists/ofac/ofac';
import { updateList } from '../../../src/sources/watch-lists/update-list';
import { createOfacSource, createUnSource } from '../../../src/sources/watch-lists/watch-list-sources';
import { createManualClock } from '../../fakes/manual-clock';
import { createRecordingLog } from '../../fakes/recording-log';
import { parties, putList } from './list-fixture';

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'current-list-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const newParty = { uid: 900, name: 'QUILLFEATHER MARITIME HOLDING' };

function start(root = path.join(folder, 'list')) {
  const clock = createManualClock();
  const log = createRecordingLog();
  const screener = createCurrentScreener({ sources: [createOfacSource(root, {})], clock, log });
  const decisionOn = (name: string) => screener.current().screen({ name }).decision;
  return { root, clock, log, screener, decisionOn };
}

function takeIn(root: string, from: string, isDropAccepted = false) {
  return updateList({
    root,
    format: ofacSdn,
    source: from,
    fill: (staging) => Promise.resolve(ofacSdn.copy(from, staging)),
    listDate: null,
    isDropAccepted,
    at: '2026-01-22T10:00:00Z',
  });
}

describe('the screener in force', () => {
  test('follows a list taken in while it runs, within seconds', async () => {
    const desk = start(putList(path.join(folder, 'list'), parties, '2026-01-20'));
    expect(desk.decisionOn(newParty.name)).toBe('CLEAR');
    expect(
      await takeIn(desk.root, putList(path.join(folder, 'new'), [...parties, newParty], '2026-01-21')),
    ).toMatchObject({ ok: true });
    expect(desk.decisionOn(newParty.name)).toBe('CLEAR');
    await desk.clock.advance(5_000);
    expect(desk.decisionOn(newParty.name)).toBe('BLOCK');
    expect(desk.screener.current().list.listDate).toBe('2026-01-21');
    expect(desk.log.lines).toMatchObject([
      { level: 'info', message: 'watch list in force', fields: { date: '2026-01-21', entries: 41 } },
    ]);
  });

  test('is the same one as long as nothing changed', async () => {
    const desk = start(putList(path.join(folder, 'list'), parties));
    const before = desk.screener.current();
    await desk.clock.advance(60_000);
    expect(desk.screener.current()).toBe(before);
  });

  test.each([
    ['cut short', (root: string) => writeFileSync(path.join(root, 'sdn.csv'), '100,"HARBOUR'), /sdn\.csv:1: /],
    [
      'with a column missing',
      (root: string) => writeFileSync(path.join(root, 'alt.csv'), '100,1,"aka","X"\r\n'),
      /alt\.csv:1: 4 columns instead of 5/,
    ],
    [
      'with more than a twentieth gone',
      (root: string) => putList(root, parties.slice(3)),
      /37 entries where the last good list has 40, 7\.5 % fewer/,
    ],
    ['that is gone', (root: string) => rmSync(root, { recursive: true }), /ENOENT/],
    [
      'that turns out to be a demo list',
      (root: string) => writeFileSync(path.join(root, 'publication.json'), '{"publish_date":"2026-01-21","demo":true}'),
      /demo list/,
    ],
  ])('keeps the last good list when the files bring one %s, and logs why', async (_, spoil, reason) => {
    const desk = start(putList(path.join(folder, 'list'), parties));
    spoil(desk.root);
    await desk.clock.advance(5_000);
    expect(desk.decisionOn(parties[0]!.name)).toBe('BLOCK');
    await desk.clock.advance(5_000);
    expect(desk.screener.current().list.entries).toHaveLength(40);
    expect(desk.log.lines).toMatchObject([
      { level: 'error', message: 'watch list refused', fields: { reason: expect.stringMatching(reason) as string } },
    ]);
  });

  test('takes a far smaller list that a person accepted', async () => {
    const desk = start(putList(path.join(folder, 'list'), parties));
    const small = putList(path.join(folder, 'new'), parties.slice(10), '2026-01-21');
    expect(await takeIn(desk.root, small)).toMatchObject({ ok: false, problems: [{ code: 'list_dropped' }] });
    expect(await takeIn(desk.root, small, true)).toMatchObject({ ok: true });
    await desk.clock.advance(5_000);
    expect(desk.screener.current().list.entries).toHaveLength(30);
  });

  test('does not start on a list that cannot be read', () => {
    expect(() => start(path.join(folder, 'nowhere'))).toThrow(
      expect.objectContaining({ code: 'list_unreadable' }) as Error,
    );
  });

  test("screens another authority's list beside, and follows each", async () => {
    const un = path.join(folder, 'un.xml');
    const putUn = (name: string) =>
      writeFileSync(
        un,
        `<CONSOLIDATED_LIST dateGenerated="2026-01-19T00:00:00Z"><ENTITIES><ENTITY><FIRST_NAME>${name}</FIRST_NAME><REFERENCE_NUMBER>QDe.1</REFERENCE_NUMBER></ENTITY></ENTITIES></CONSOLIDATED_LIST>`,
      );
    putUn('THISTLEDOWN GRAIN UNION');
    const clock = createManualClock();
    const root = putList(path.join(folder, 'list'), parties, '2026-01-20');
    const screener = createCurrentScreener({
      sources: [createOfacSource(root, {}), createUnSource(un)],
      clock,
      log: createRecordingLog(),
    });
    expect(screener.current().screen({ name: 'Thistledown Grain Union' }).match?.listedBy).toBe('UN Consolidated');
    expect(screener.current().list).toMatchObject({ name: 'OFAC SDN + UN Consolidated', listDate: '2026-01-19' });
    putUn('BRIARWOOD LANTERN SOCIETY');
    await clock.advance(5_000);
    expect(screener.current().screen({ name: 'Briarwood Lantern Society' }).decision).toBe('BLOCK');
  });
});
