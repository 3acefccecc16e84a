/** What several processes on one database need so that each case is worked on by one of them: locks that end with their process. */

/** Beside the desk's own tables, in the same database. */
export const wakeupSchema = 'desk_wakeups';

/** Held by a process for as long as it works on a case. Where the process or its connection ends, so does the lock. */
export interface CaseLocks {
  /** False where another process is at it, or has just been. Throws what the store throws. */
  take(runId: string): Promise<boolean>;
  /** Whether this process still has it: a lost connection may have given it to another. */
  holds(runId: string): boolean;
  /** Never rejects: what cannot be given back is told, tried again, and ends with the connection at the latest. */
  giveBack(runId: string): Promise<void>;
  /** Those nobody is at, in the same order. Throws what the store throws. */
  free(runIds: readonly string[]): Promise<readonly string[]>;
}

export interface SharedPaceLimit {
  /** At once, after a rest. */
  readonly burst: number;
  readonly perSecond: number;
}

/** So many times a minute, spread as one likes. */
export function aMinute(times: number): readonly SharedPaceLimit[] {
  return [{ burst: times, perSecond: times / 60 }];
}

/** 0 where it may be done now, and then it counts for all processes; otherwise how long to wait, ms. Throws what the store throws. */
export type SharedPace = (key: string) => Promise<number>;

/** The same limits for each key, whichever process counts it; null where there is one process. Keys of different uses are spelt differently. */
export type PaceOf = (limits: readonly SharedPaceLimit[]) => SharedPace | null;

/** One connection to the database, whose questions are answered in order. Throws what the store throws. */
export type AskDatabase = (text: string, values?: readonly unknown[]) => Promise<{ readonly rows: unknown[] }>;
