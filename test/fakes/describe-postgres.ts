/** Tests that need a PostgreSQL server of their own. */
import { postgresBinaries } from './postgres';

/** Skips with a line that is seen where there are no binaries. */
export const describePostgres: typeof describe.skip = (() => {
  if (postgresBinaries() !== null) return describe;
  process.stdout.write('skipped: PostgreSQL is not installed (apt-get install postgresql)\n');
  return describe.skip;
})();
