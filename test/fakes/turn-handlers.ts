/** Turns that nobody has anything to say to, but for what a test wants. */
import type { TurnHandlers } from '../../src/teams/channel';

export function handlersWith(over: Partial<TurnHandlers>): TurnHandlers {
  const nothing = (): Promise<void> => Promise.resolve();
  return {
    installed: nothing,
    membersAdded: nothing,
    said: nothing,
    posted: nothing,
    executed: () => Promise.resolve('nothing'),
    otherInvoke: nothing,
    failed: (_turn, error) => Promise.reject(error instanceof Error ? error : new Error(String(error))),
    ...over,
  };
}
