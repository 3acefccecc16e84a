/** The code work ended with, as spans and figures name it. */
import { asFault } from '../domain/values/errors';
import type { Activity } from '../ports/telemetry';

/** A fault's own; `stopped` for what somebody stopped, however it then failed. */
export function codeOf(error: unknown, { signal }: Pick<Activity, 'signal'>): string {
  return signal?.aborted === true ? 'stopped' : asFault(error).code;
}
