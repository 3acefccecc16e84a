import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createScreener } from '../../../../src/domain/sanctions/screen-party';
import { readUnList } from '../../../../src/sources/watch-lists/published/un-list';

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'un-list-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function put(xml: string): string {
  const file = path.join(folder, 'consolidated.xml');
  writeFileSync(file, xml);
  return file;
}

const individual = `<INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>TESTER</FIRST_NAME><SECOND_NAME>OMAR</SECOND_NAME><THIRD_NAME>VELIKOV</THIRD_NAME>
  <UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER> KPi.901 </REFERENCE_NUMBER><NAME_ORIGINAL_SCRIPT>Тестер Омар Великов</NAME_ORIGINAL_SCRIPT>
  <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Omar Velikoff</ALIAS_NAME></INDIVIDUAL_ALIAS>
  <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Old Omar</ALIAS_NAME></INDIVIDUAL_ALIAS>
  <INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
  <INDIVIDUAL_ADDRESS><COUNTRY>Democratic People's Republic of Korea</COUNTRY></INDIVIDUAL_ADDRESS></INDIVIDUAL>`;
const entity = `<ENTITY><DATAID>2</DATAID><FIRST_NAME>SALT &amp; ANCHOR TRADING</FIRST_NAME><UN_LIST_TYPE>Al-Qaida</UN_LIST_TYPE>
  <REFERENCE_NUMBER>QDe.902</REFERENCE_NUMBER><COMMENTS1>Written for this test.</COMMENTS1>
  <ENTITY_ALIAS><QUALITY>f.k.a.</QUALITY><ALIAS_NAME>SALT TRADING HOUSE</ALIAS_NAME></ENTITY_ALIAS>
  <ENTITY_ADDRESS><COUNTRY/></ENTITY_ADDRESS></ENTITY>`;
const list = (individuals: string, entities: string): string =>
  `<?xml version="1.0" encoding="utf-8"?>\n<CONSOLIDATED_LIST dateGenerated="2026-01-20T00:00:00.000Z"><INDIVIDUALS>${individuals}</INDIVIDUALS><ENTITIES>${entities}</ENTITIES></CONSOLIDATED_LIST>`;

describe("the United Nations' list", () => {
  test('is read with persons, entities, aliases by their quality, countries and its own date', () => {
    const read = readUnList(put(list(individual, entity)));
    expect(read).toMatchObject({
      name: 'UN Consolidated',
      family: 'UN Consolidated',
      listDate: '2026-01-20',
      isDemo: false,
    });
    expect(read.entries).toEqual([
      {
        uid: 'KPi.901',
        name: 'TESTER OMAR VELIKOV',
        type: 'individual',
        programs: ['UN-DPRK'],
        aliases: [
          { name: 'Omar Velikoff', strength: 'strong', kind: 'aka' },
          { name: 'Old Omar', strength: 'weak', kind: 'aka' },
          { name: 'Тестер Омар Великов', strength: 'strong', kind: 'aka' },
        ],
        title: null,
        remarks: null,
        countries: ["Democratic People's Republic of Korea"],
      },
      {
        uid: 'QDe.902',
        name: 'SALT & ANCHOR TRADING',
        type: 'entity',
        programs: ['UN-Al-Qaida'],
        aliases: [{ name: 'SALT TRADING HOUSE', strength: 'strong', kind: 'fka' }],
        title: null,
        remarks: 'Written for this test.',
        countries: [],
      },
    ]);
  });

  test('is screened like any other', () => {
    const screener = createScreener(readUnList(put(list(individual, entity))));
    expect(screener.screen({ name: 'Salt and Anchor Trading' })).toMatchObject({
      decision: 'BLOCK',
      match: { uid: 'QDe.902', listedBy: 'UN Consolidated' },
    });
    expect(screener.screen({ name: 'Old Omar' }).decision).toBe('ESCALATE');
  });

  test('of a few thousand entries with escaped letters is read whole', () => {
    const many = Array.from({ length: 3_000 }, (_, at) => entity.replace('QDe.902', `QDe.${at}`)).join('');
    expect(readUnList(put(list('', many))).entries).toHaveLength(3_000);
  });

  test.each([
    ['cut short', list(individual, entity).slice(0, -60), /consolidated\.xml:\d+: /],
    ['of another kind', '<OTHER/>', /root is not CONSOLIDATED_LIST/],
    ['empty', list('', ''), /has no entries/],
    ['with an entry twice', list('', entity + entity), /QDe\.902 is there twice/],
    [
      'with an entry without a number',
      list('', entity.replace(/<REFERENCE_NUMBER>.*?<.REFERENCE_NUMBER>/, '')),
      /ENTITY 1 cannot be read: REFERENCE_NUMBER/,
    ],
    [
      'with an entry without a name',
      list('', entity.replace(/<FIRST_NAME>.*?<\/FIRST_NAME>/, '')),
      /QDe\.902 has no name/,
    ],
  ])('%s is refused with file and reason', (_, xml, reason) => {
    const file = put(xml);
    expect(() => readUnList(file)).toThrow(
      expect.objectContaining({ code: 'list_unreadable', message: expect.stringMatching(reason) as string }) as Error,
    );
  });

  test('that is not there is refused', () =>
    expect(() => readUnList(path.join(folder, 'nowhere.xml'))).toThrow(
      expect.objectContaining({ code: 'list_unreadable' }) as Error,
    ));
});
