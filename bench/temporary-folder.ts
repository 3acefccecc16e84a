/** A folder that exists while a bench runs and not a moment longer. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export async function inTemporaryFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(path.join(tmpdir(), 'treasury-desk-bench-'));
  const remove = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  // Also where the bench is called off half-way.
  process.once('exit', remove);
  try {
    return await work(folder);
  } finally {
    process.off('exit', remove);
    remove();
  }
}
