/** Says that somebody is typing while a message is being answered, as Teams asks of what takes longer than a moment. */
import type { ConnectorClient } from '@microsoft/agents-hosting';
import { addressed, referenceOf } from '../teams/activity';
import type { Turn } from '../teams/channel';
import { takesActivities } from '../teams/read-activity';
import { connectorOf } from './connect';

const everyMs = 1_000;
/** Nobody waits for it. */
const withinMs = 5_000;

/** Resolves and rejects as the work does. What goes wrong with the sign is nobody's loss. */
export async function typingUntil<T>(
  { activity }: Pick<Turn, 'activity'>,
  client: ConnectorClient | null,
  work: Promise<T>,
): Promise<T> {
  if (client === null || activity.type !== 'message' || !takesActivities(activity)) return work;
  const connector = connectorOf(client);
  const reference = referenceOf(activity);
  const sign = { ...addressed({ type: 'message', attachments: [] }, reference), type: 'typing' } as never;
  const timer = setInterval(() => {
    connector.post(reference.conversation.id, sign, AbortSignal.timeout(withinMs)).catch(() => undefined);
  }, everyMs);
  try {
    return await work;
  } finally {
    clearInterval(timer);
  }
}
