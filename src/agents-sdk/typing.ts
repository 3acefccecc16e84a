/** Says that somebody is typing while a message is being answered, as Teams asks of what takes longer than a moment. */
import { addressed } from '../teams/activity';
import type { Connection } from '../teams/channel';

const everyMs = 1_000;
/** Nobody waits for it. */
const withinMs = 5_000;

/** Resolves and rejects as the work does. What goes wrong with the sign is nobody's loss. */
export async function typingUntil<T>({ connector, reference }: Connection, work: Promise<T>): Promise<T> {
  const sign = addressed({ type: 'typing' }, reference);
  const timer = setInterval(() => {
    connector.post(reference.conversation.id, sign, AbortSignal.timeout(withinMs)).catch(() => undefined);
  }, everyMs);
  try {
    return await work;
  } finally {
    clearInterval(timer);
  }
}
