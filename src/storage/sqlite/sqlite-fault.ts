/** What a SQLite error means to the product. */
import { Fault } from '../../domain/values/errors';

/** The file itself is not, or no longer, a database of ours. */
const corruptCodes = /^SQLITE_(CORRUPT|NOTADB|FORMAT|SCHEMA)/;
/** SQLite has one code for every statement it cannot prepare; only its text tells a missing table from bad SQL of ours. */
const missingPart = /no such (table|column)/;

/** `store_corrupt` for a file that cannot be trusted, `store_failed` for a change or a read that may work later; both name the file. */
export function sqliteFault(file: string, error: unknown): Fault {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  const isCorrupt = corruptCodes.test(code) || missingPart.test(message);
  return new Fault(isCorrupt ? 'store_corrupt' : 'store_failed', `${file}: ${message}`, { cause: error });
}
