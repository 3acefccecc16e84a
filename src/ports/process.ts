/** What every part of the process needs from outside: time, chance, and a place for what is to be read later. */

/** Business time and real time; they differ only on the demo day. All instants are UTC milliseconds. */
export interface Clock {
  now(): number;
  recordedNow(): number;
  /** Rejects with the signal's reason when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Says on cards and reports that business time is simulated. */
  readonly isDemoDay: boolean;
}

/** Random lower-case hex of the given length. */
export type RandomHex = (length: number) => string;

export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
