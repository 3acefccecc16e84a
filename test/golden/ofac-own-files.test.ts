/** OFAC's own files, whole: nothing of them is lost on the way into a list. */
import path from 'node:path';
import { readOfacList } from '../../src/sources/watch-lists/ofac/ofac-list';
import { describeWithShared } from '../fakes/shared-data';

describeWithShared('sanctions', "OFAC's own files", (shared) => {
  test('of July 2021 are read to the last row', () => {
    const list = readOfacList(path.join(shared, 'verbatim'), { listDate: '2021-07-07' });
    expect(list.entries).toHaveLength(8976);
    expect(list.entries.find(({ uid }) => uid === '4633')).toMatchObject({ name: 'BANK MASKAN', type: 'entity' });
    const published = list.entries
      .flatMap(({ aliases }) => aliases)
      .filter(({ strength, kind }) => strength === 'strong' && kind !== 'qualifier_dropped');
    expect(published).toHaveLength(11_910);
  });

  test('of the consolidated list of December 2025 are read to the last row', () => {
    const list = readOfacList(path.join(shared, 'consolidated'), { layout: 'consolidated', listDate: '2025-12-19' });
    expect(list).toMatchObject({ name: 'OFAC Consolidated', family: 'OFAC Consolidated', listDate: '2025-12-19' });
    expect(list.entries).toHaveLength(442);
    const published = list.entries
      .flatMap(({ aliases }) => aliases)
      .filter(({ strength, kind }) => strength === 'strong' && kind !== 'qualifier_dropped');
    expect(published).toHaveLength(1_073);
  });
});
