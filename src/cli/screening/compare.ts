/** `compare`: how alike two names are, without any list. */
import { compareNames } from '../../domain/sanctions/matching/compare-names';
import { refuse } from '../../domain/values/errors';
import { printJson, RefusedInput } from '../answer';
import { readCsvRows } from '../csv-rows';

export interface CompareOptions {
  readonly schema?: string;
  readonly batch?: string;
}

/** Two names, or `--batch PAIRS.csv` with columns name1, name2 and optional schema: one JSON object a line. Throws `RefusedInput`. */
export function compare(name1: string | undefined, name2: string | undefined, { schema, batch }: CompareOptions): void {
  if (batch !== undefined) {
    const lines = readCsvRows(batch, ['name1', 'name2']).map((row) => JSON.stringify(asLine(row)));
    if (lines.length > 0) process.stdout.write(`${lines.join('\n')}\n`);
    return;
  }
  if (name1 === undefined || name2 === undefined)
    throw new RefusedInput(refuse('names_missing', 'Give two names, or --batch FILE.csv.').problems);
  printJson(asLine({ name1, name2, ...(schema === undefined ? {} : { schema }) }));
}

function asLine({ name1 = '', name2 = '', schema }: Readonly<Record<string, string>>) {
  const { score, features } = compareNames(name1, name2, schema);
  return { name1, name2, score: Math.round(score * 10_000) / 10_000, features };
}
