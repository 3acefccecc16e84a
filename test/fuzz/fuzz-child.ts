/** The process in which inputs are read: whatever they do to it, whoever started it goes on. Its orders come as JSON in its first argument. */
import { writeSync } from 'node:fs';
import { readers } from './readers';
import { tryReader } from './try-reader';

export interface Orders {
  readonly reader: string;
  readonly seed: number;
  readonly from: number;
  readonly runs: number;
}

/** Where it writes which input it is at, and what came of all. */
export const [progress, answers] = [3, 4];

async function work(): Promise<void> {
  const orders = JSON.parse(process.argv[2] ?? '[]') as readonly Orders[];
  for (const { reader: name, ...trial } of orders) {
    const reader = readers.find((one) => one.name === name)!;
    // At its place, at once: a process that hangs can tell nothing any more.
    const onRun = (run: number): void => {
      writeSync(progress, `${name} ${run}`.padEnd(80), 0);
    };
    const tried = await tryReader(reader, { ...trial, onRun });
    const found = tried.found.map(({ input, ...rest }) => ({
      ...rest,
      name: input.name,
      bytes: input.bytes.toString('base64'),
    }));
    writeSync(answers, `${JSON.stringify({ reader: name, ...tried, found })}\n`);
  }
}

if (require.main === module || process.argv[1]?.endsWith('fuzz-child.ts'))
  void work().then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
