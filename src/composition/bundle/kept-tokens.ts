/** Tokens of limited life, each for one person and one payment: nobody can guess one, and every process knows them. */
import type { z } from 'zod';
import { sha256, type JsonObject } from '../../domain/values/json';
import { minuteMs } from '../../domain/values/time';
import type { Clock, RandomHex } from '../../ports/process';
import type { Store } from '../../ports/store';

export interface KeptTokens<Given> {
  give(given: Given): Promise<string>;
  /** Null for one that is over or made up: all the same to whoever has none. */
  find(token: string): Promise<Given | null>;
  /** False where it was over, or somebody else did: true once. */
  drop(token: string): Promise<boolean>;
}

export interface KeepTokensDeps<Given> {
  readonly store: Pick<Store, 'keepToken' | 'findToken' | 'dropToken'>;
  readonly clock: Pick<Clock, 'recordedNow'>;
  readonly randomHex: RandomHex;
  /** What they are for: a token for one thing is none for another. */
  readonly use: string;
  readonly given: z.ZodType<Given>;
}

export const lastsMinutes = 10;
/** 256 bits: nobody finds one by trying. */
const tokenLength = 64;

export function keepTokens<Given extends JsonObject>(deps: KeepTokensDeps<Given>): KeptTokens<Given> {
  const { store, clock, randomHex, use, given: schema } = deps;
  /** Whoever reads the database has no token by it. */
  const hashOf = (token: string): string => sha256(`${use} ${token}`);
  return {
    async give(given) {
      const token = randomHex(tokenLength);
      await store.keepToken({ hash: hashOf(token), given, untilMs: clock.recordedNow() + lastsMinutes * minuteMs });
      return token;
    },
    async find(token) {
      // What another release gave in another form is over.
      return schema.safeParse(await store.findToken(hashOf(token))).data ?? null;
    },
    drop: (token) => store.dropToken(hashOf(token)),
  };
}
