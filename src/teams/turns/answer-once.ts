/** A message the channel delivers again, because an answer was slow, is answered once. */

/** Runs `answer` for a key it has not seen lately; a repetition waits for the first. Null is never a repetition. */
export type AnswerOnce = (key: string | null, answer: () => Promise<void>) => Promise<void>;

/** Channels deliver again within minutes; so many messages are an hour of a busy desk. */
const remembered = 2_000;

export function createAnswerOnce(): AnswerOnce {
  const seen = new Map<string, Promise<void>>();
  return async (key, answer) => {
    if (key === null) return answer();
    const before = seen.get(key);
    if (before) return before;
    const [oldest] = seen.keys();
    if (oldest !== undefined && seen.size >= remembered) seen.delete(oldest);
    const answering = answer();
    seen.set(key, answering);
    try {
      await answering;
    } catch (error) {
      // What failed may be tried again.
      seen.delete(key);
      throw error;
    }
  };
}
