/** A key that was used before: what it left then, or that it was used for something else. */
import type { CaseVersionsTable } from '../schema';

type Repeated<Left> =
  ({ readonly ok: true; readonly repeated: true } & Left) | { readonly ok: false; readonly reason: 'key_reused' };

/** `rows`: what was committed under the key, one or none. Null where it is new. Throws what `read` throws. */
export function repeatedOf<Row extends Pick<CaseVersionsTable, 'input_fingerprint'>, Left extends object>(
  [first]: readonly Row[],
  inputFingerprint: string,
  read: (first: Row) => Left,
): Repeated<Left> | null {
  if (!first) return null;
  if (first.input_fingerprint !== inputFingerprint) return { ok: false, reason: 'key_reused' };
  return { ok: true, repeated: true, ...read(first) };
}
