/** The Agents SDK's way to a chat's connector: one request at a time, ended when it is told to, never sent again by itself. */
import type { ConnectorClient } from '@microsoft/agents-hosting';
import type { Addressed } from '../teams/activity';
import type { Connector } from '../teams/channel';

/** What the SDK throws for an answer other than 2xx. */
interface HttpError {
  readonly name: 'HttpError';
  readonly message: string;
  readonly response?: { readonly status: number; readonly headers: Headers };
}

/** Its own `sendToConversation` waits for ever and takes no signal, so its HTTP client, which holds the token, is asked. */
export function connectorOf({ httpClient }: Pick<ConnectorClient, 'httpClient'>): Connector {
  const ask = async (
    method: 'post' | 'put',
    place: readonly string[],
    message: Addressed,
    signal: AbortSignal,
  ): Promise<{ readonly id?: unknown }> => {
    const url = ['v3', 'conversations', ...place].map((part) => encodeURIComponent(part)).join('/');
    try {
      const { data } = await httpClient.request({ method, url, data: message, signal });
      return typeof data === 'object' && data !== null ? data : {};
    } catch (error) {
      throw asRestError(error, signal);
    }
  };
  return {
    post: (chat, message, signal) =>
      ask('post', [chat, 'activities', ...(message.replyToId ? [message.replyToId] : [])], message, signal),
    async update(chat, id, message, signal) {
      await ask('put', [chat, 'activities', id], { ...message, id }, signal);
    },
  };
}

/** In the one form the desk reads (`teams/cards/read-answer`). */
function asRestError(error: unknown, signal: AbortSignal): Error {
  if (signal.aborted) return named('AbortError', 'cut off');
  if (isHttpError(error)) {
    const { status, headers } = error.response ?? {};
    const retryAfter = headers?.get('retry-after') ?? undefined;
    return named('RestError', error.message, { statusCode: status, response: { headers: { get: () => retryAfter } } });
  }
  // As fetch says it: what went wrong on the way stands behind `fetch failed`.
  const { cause = error } = error as { readonly cause?: unknown };
  const { code, message } = cause as { readonly code?: unknown; readonly message?: unknown };
  return named('RestError', String(message ?? error), { code });
}

function isHttpError(error: unknown): error is HttpError {
  return (error as { readonly name?: unknown }).name === 'HttpError';
}

function named(name: string, message: string, more: object = {}): Error {
  return Object.assign(new Error(message), { name }, more);
}
