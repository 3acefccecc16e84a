/** Precision and recall of the pair score at its balanced mark, on pairs made of the labelled cases: floors a little under what it reaches. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { compareNames } from '../../src/domain/sanctions/matching/compare-names';
import { createScreener } from '../../src/domain/sanctions/screen-party';
import { readOfacList } from '../../src/sources/watch-lists/ofac/ofac-list';
import { describeWithShared } from '../fakes/shared-data';

interface Pair {
  readonly name1: string;
  readonly name2: string;
  readonly schema: string;
  readonly isSame: boolean;
}

/** Information only, equal to a listed name but for its form, or so easy that they would only flatter. */
const leftOut = new Set([
  'crosslist_far',
  'neg_core_identical',
  'exact',
  'alias_exact',
  'exact_vessel',
  'contract',
  'weak_alias',
]);
/** Every 39th listed party against the other entry most like it: what two different parties look like at worst. */
const everyNthNeighbour = 39;
/** A third of the cases says the same and takes a third of the time. */
const everyNthCase = 3;
const balanced = 0.7;

describeWithShared('sanctions', 'names compared in pairs, against the full list', (folder) => {
  test('pairs at 0.7: precision and recall balance, F1 0.91 or more', () => {
    const list = readOfacList(folder);
    const screener = createScreener(list);
    const byUid = new Map(list.entries.map((entry) => [entry.uid, entry]));
    const schemaOf = (type: string | undefined): string => (type === 'individual' ? 'Person' : 'Company');
    const rows = parse<{ query: string; expect: string; entity_uid: string; category: string; source: string }>(
      readFileSync(path.join(folder, 'cases/open.csv')),
      { columns: true },
    );
    const pairs: Pair[] = [];
    for (const { query, expect: wanted, entity_uid: uid, category, source } of rows.filter(
      (_, at) => at % everyNthCase === 0,
    )) {
      if (leftOut.has(category)) continue;
      if (wanted === 'CLEAR') {
        const { match, runnerUp } = screener.screen({ name: query });
        const nearest = match ?? runnerUp;
        if (nearest)
          pairs.push({ name1: query, name2: nearest.matchedName, schema: schemaOf(nearest.type), isSame: false });
        continue;
      }
      const entry = byUid.get(uid);
      if (!entry) continue;
      // The name the case was made from; where others wrote it, the nearest of the entry's names.
      const [, from] = /from "+(.*?)"+$/.exec(source) ?? [];
      const names = from === undefined ? [entry.name, ...entry.aliases.map(({ name }) => name)] : [from];
      const schema = schemaOf(entry.type);
      const [name2 = entry.name] = names
        .map((name) => ({ name, score: compareNames(query, name, schema).score }))
        .sort((a, b) => b.score - a.score)
        .map(({ name }) => name);
      pairs.push({ name1: query, name2, schema, isSame: true });
    }
    for (let at = 7; at < list.entries.length; at += everyNthNeighbour) {
      const entry = list.entries[at]!;
      if (entry.type !== 'individual' && entry.type !== 'entity') continue;
      const { match, runnerUp } = screener.screen({ name: entry.name });
      const other = match?.uid === entry.uid ? runnerUp : match;
      const letters = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');
      if (other && other.uid !== entry.uid && letters(other.matchedName) !== letters(entry.name))
        pairs.push({ name1: entry.name, name2: other.matchedName, schema: schemaOf(entry.type), isSame: false });
    }
    const count = { found: 0, falsely: 0, missed: 0 };
    for (const { name1, name2, schema, isSame } of pairs) {
      const isMatch = compareNames(name1, name2, schema).score >= balanced;
      if (isMatch && isSame) count.found += 1;
      else if (isMatch) count.falsely += 1;
      else if (isSame) count.missed += 1;
    }
    const precision = count.found / (count.found + count.falsely);
    const recall = count.found / (count.found + count.missed);
    const f1 = (2 * precision * recall) / (precision + recall);
    process.stdout.write(
      `pairs at ${balanced}: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}, F1 ${f1.toFixed(3)} of ${pairs.length}, floor 0.91\n`,
    );
    expect(pairs.length).toBeGreaterThan(1_500);
    expect(f1).toBeGreaterThanOrEqual(0.91);
    expect(Math.abs(precision - recall)).toBeLessThan(0.08);
  }, 120_000);
});
