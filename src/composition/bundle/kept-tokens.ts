/** Tokens of limited life, each for one person and one payment: nobody can guess one, and all are gone with the process. */
import { minuteMs } from '../../domain/values/time';
import type { Clock, RandomHex } from '../../ports/process';

export interface KeptTokens<Given> {
  give(given: Given): string;
  /** Null for one that is over, made up or another process's: all the same to whoever has none. */
  find(token: string): Given | null;
  forget(token: string): void;
}

export const lastsMinutes = 10;
/** 256 bits: nobody finds one by trying. */
const tokenLength = 64;
/** Far more than people press in ten minutes; the oldest makes room. */
const mostTokens = 1_000;

export function keepTokens<Given>(clock: Pick<Clock, 'recordedNow'>, randomHex: RandomHex): KeptTokens<Given> {
  const kept = new Map<string, { readonly given: Given; readonly untilMs: number }>();
  return {
    give(given) {
      for (const [token, { untilMs }] of kept)
        if (untilMs <= clock.recordedNow() || kept.size >= mostTokens) kept.delete(token);
      const token = randomHex(tokenLength);
      kept.set(token, { given, untilMs: clock.recordedNow() + lastsMinutes * minuteMs });
      return token;
    },
    find(token) {
      const found = kept.get(token);
      return found && found.untilMs > clock.recordedNow() ? found.given : null;
    },
    forget(token) {
      kept.delete(token);
    },
  };
}
