/** The test data beside the project: where it is not, what needs it is skipped with a visible line, and nothing of it is read. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const folderBeside = path.resolve(__dirname, '../../../shared/data');
const casesBeside = path.resolve(__dirname, '../../../shared/cases');

/** Where the part lies; null, and a line that says so, where it is not beside the project. */
export function sharedData(part: 'sanctions' | 'treasury'): string | null {
  const folder = path.join(folderBeside, part);
  if (existsSync(folder)) return folder;
  process.stderr.write(`skipped: ../shared/data/${part} is not beside the project\n`);
  return null;
}

/** The rows of a file of cases; none, and a line that says so, where it is not beside the project. */
export function sharedCases(file: 'statements.jsonl' | 'sentences.jsonl'): readonly unknown[] {
  const place = path.join(casesBeside, file);
  if (existsSync(place))
    return readFileSync(place, 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line): unknown => JSON.parse(line));
  process.stderr.write(`skipped: ../shared/cases/${file} is not beside the project\n`);
  return [];
}

/** A suite over such data. Its body runs only where the data is: a suite that is merely skipped still runs its body. */
export function describeWithShared(
  part: 'sanctions' | 'treasury',
  title: string,
  suite: (folder: string) => void,
): void {
  const folder = sharedData(part);
  if (folder === null) describe.skip(title, () => it('needs the data beside the project', () => undefined));
  else
    describe(title, () => {
      suite(folder);
    });
}
