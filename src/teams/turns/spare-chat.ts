/** Keeps presses from filling a chat with answers nobody else asked for: a few are said to everybody there, the rest to the presser alone. */
import { aMinute, type PaceOf } from '../../ports/case-locks';
import type { Clock } from '../../ports/process';
import { minuteMs } from '../../domain/values/time';

/** Whether one more message about a press of that person may be posted in that chat. Never rejects. */
export type SpareChat = (chat: string, person: string) => Promise<boolean>;

/** Messages a minute. */
export interface ChatLimits {
  readonly ofPerson: number;
  readonly ofChat: number;
}

/**
 * Somebody who pressed the wrong button reads why; the same person again within the minute has read it. A whole chat gets to read a few:
 * the payments' own cards are what it is for.
 */
export const refusalLimits: ChatLimits = { ofPerson: 2, ofChat: 6 };
/** Suggestions are pressed one after the other by whoever explores, at the speed of reading. Teams takes 60 messages in half a minute. */
export const answerLimits: ChatLimits = { ofPerson: 10, ofChat: 20 };
/** Forgotten beyond that, the oldest first: whoever is forgotten may be said a message more. */
const remembered = 5_000;

export interface SpareChatDeps {
  readonly clock: Pick<Clock, 'recordedNow'>;
  /** What is spared: each is counted for itself. */
  readonly name: string;
  readonly paceOf: PaceOf;
}

export function createSpareChat({ clock, name, paceOf }: SpareChatDeps, limits: ChatLimits): SpareChat {
  const saidAt = new Map<string, readonly number[]>();
  const ofPersonTogether = paceOf(aMinute(limits.ofPerson));
  const ofChatTogether = paceOf(aMinute(limits.ofChat));

  const recent = (key: string, nowMs: number): readonly number[] =>
    (saidAt.get(key) ?? []).filter((atMs) => atMs <= nowMs && nowMs - atMs < minuteMs);

  function isSpareHere(chat: string, person: string): boolean {
    const nowMs = clock.recordedNow();
    const keys = [chat, `${chat} ${person}`] as const;
    const [ofChat, ofPerson] = keys.map((key) => recent(key, nowMs));
    if ((ofChat?.length ?? 0) >= limits.ofChat || (ofPerson?.length ?? 0) >= limits.ofPerson) return false;
    for (const key of keys) {
      const said = [...recent(key, nowMs), nowMs];
      saidAt.delete(key);
      saidAt.set(key, said);
    }
    while (saidAt.size > remembered) saidAt.delete(saidAt.keys().next().value ?? '');
    return true;
  }

  async function isSpareTogether(chat: string, person: string): Promise<boolean> {
    if (!ofPersonTogether || !ofChatTogether) return true;
    try {
      const waitMs = await ofPersonTogether(`${name} to ${person} in ${chat}`);
      return waitMs === 0 && (await ofChatTogether(`${name} in ${chat}`)) === 0;
    } catch {
      // Where the database is away this is told, and counted here alone.
      return true;
    }
  }

  return async (chat, person) => isSpareHere(chat, person) && (await isSpareTogether(chat, person));
}
