/** Answers on the full list made again from what was kept of each: none may differ, and what is kept must stay small. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { createKeptPartyScreeners } from '../../src/domain/sanctions/parties/kept-screeners';
import { screenAgain, screenOnBasis, type ScreeningBasis } from '../../src/domain/sanctions/parties/screening-basis';
import { createScreener } from '../../src/domain/sanctions/screen-party';
import { readOfacList } from '../../src/sources/watch-lists/ofac/ofac-list';
import { describeWithShared } from '../fakes/shared-data';

/** Some nine hundred of the labelled names. */
const everyNth = 7;
const call = { runId: 'WF-1', nowMs: Date.UTC(2026, 6, 12), maxListAgeDays: 7 };
const policy = {
  fingerprint: '',
  rules: { jurisdictions: [], programmes: undefined, mayClearExact: false },
  alwaysEscalate: ['Putin', 'Assad'],
};

describeWithShared('sanctions', 'screenings of the full list made again', (folder) => {
  test('say the same to the letter', () => {
    const screener = createScreener(readOfacList(folder, { listDate: '2026-07-10' }));
    const rows = parse<{ readonly query: string }>(readFileSync(path.join(folder, 'cases/open.csv')), {
      columns: true,
    });
    const queries = rows.filter((_, at) => at % everyNth === 0).map(({ query }) => query);
    const screenersFor = createKeptPartyScreeners();
    const differing: string[] = [];
    const sizes: number[] = [];
    for (const name of queries) {
      const input = { name, free_text: `invoice for ${name} of June` };
      const { answer, basis } = screenOnBasis({ screener, records: [] }, policy, input, call, screenersFor);
      const text = JSON.stringify(basis());
      sizes.push(text.length);
      const again = screenAgain(JSON.parse(text) as ScreeningBasis, policy, input, call);
      if (JSON.stringify(again) !== JSON.stringify(answer)) differing.push(name);
    }
    const [middle = 0, high = 0] = [0.5, 0.99].map(
      (part) => sizes.toSorted((a, b) => a - b)[Math.floor(sizes.length * part)],
    );
    process.stdout.write(
      `screened again                                ${queries.length - differing.length} of ${queries.length} the same; kept: ${middle} bytes in the middle, ${high} at 99 %\n`,
    );
    expect(differing).toEqual([]);
    expect(high).toBeLessThan(64 * 1024);
  }, 240_000);
});
