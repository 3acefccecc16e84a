/**
 * Which updates may still be on their way although nobody waits for them any more: an older one that lands last would stand on the
 * card for good. Counted in time that passes evenly, which no clock that is set can shorten.
 */
import type { CardCopy } from '../../ports/delivery';
import { minuteMs } from '../../domain/values/time';

type Card = Pick<CardCopy, 'runId' | 'number'>;

export interface Doubts {
  /** The card was updated, and nobody heard what became of it. */
  raise(card: Card): void;
  /** It is in doubt, whoever found that out: unless this process knows since when, it is from now on. */
  hear(card: Card): void;
  /** This process has posted it: no process before it has an update of it under way. */
  notePosted(card: Card): void;
  /** Whether what is sent at that moment, in the time of `elapsedMs`, lands after everything that may still be under way. */
  isSettled(card: Card, sentMs: number): boolean;
}

/** How long an update that nobody heard of may still be under way: gateways give up after a minute. */
export const settledAfterMs = minuteMs;
/** Remembered for longer: what is in doubt is looked at several times a minute. */
const forgottenAfterMs = 2 * settledAfterMs;

/** Any card may have an update under way that a process before this one sent and did not live to hear of. */
export function createDoubts(elapsedMs: () => number): Doubts {
  const startedMs = elapsedMs();
  /** Since when each is in doubt, the longest ago first. */
  const since = new Map<string, number>();

  function note(card: Card, atMs: number): void {
    const key = keyOf(card);
    since.delete(key);
    since.set(key, atMs);
    const nowMs = elapsedMs();
    if (nowMs < startedMs + settledAfterMs) return;
    for (const [known, knownMs] of since) {
      if (knownMs + forgottenAfterMs > nowMs) return;
      since.delete(known);
    }
  }

  return {
    raise(card) {
      note(card, elapsedMs());
    },
    hear(card) {
      if (!since.has(keyOf(card))) note(card, elapsedMs());
    },
    notePosted(card) {
      if (elapsedMs() < startedMs + settledAfterMs) note(card, -Infinity);
    },
    isSettled(card, sentMs) {
      return sentMs >= (since.get(keyOf(card)) ?? startedMs) + settledAfterMs;
    },
  };
}

function keyOf({ runId, number }: Card): string {
  return `${runId} ${number}`;
}
