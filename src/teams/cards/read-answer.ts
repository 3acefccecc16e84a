/** What an error of the connector client says about the request: refused, unheard of, or never sent. */
import type { ChannelAnswer } from '../../ports/delivery';

interface RestError {
  readonly name: string;
  readonly statusCode?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
  readonly response?: { readonly headers?: { get(name: string): string | undefined } };
}

/** Nobody listens there, or the name means nothing: the request cannot have arrived. */
const neverSent = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];

/** `activityId` is the message that was updated; null for a post. */
export function readAnswer(error: unknown, activityId: string | null): ChannelAnswer {
  const { name, statusCode, code, message, response } = asRestError(error);
  const reason = typeof message === 'string' ? message.slice(0, 300) : 'unknown';
  // What goes wrong with the desk's own token also has a status, of another server's.
  if (name !== 'RestError' && name !== 'AbortError') return { kind: 'fault', reason };
  // Taken, and said so in words nobody reads: sent again, it would stand there twice.
  if (typeof statusCode === 'number' && statusCode >= 200 && statusCode < 300) return { kind: 'taken', activityId };
  if (typeof statusCode === 'number')
    return { kind: 'refused', status: statusCode, retryAfterMs: readRetryAfter(response?.headers?.get('retry-after')) };
  if (typeof code === 'string' && neverSent.includes(code)) return { kind: 'fault', reason };
  // A connection that broke, also one used before that ended without a byte of an answer: a connector that read the card and then fell over
  // looks the same as one that had closed an idle connection (RFC 9110, 9.2.2), and sent again at once it might stand there twice.
  return { kind: 'silence', reason };
}

/** How a connector names a message; null for what names none. */
export function readName(id: unknown): string | null {
  if (typeof id === 'number') return String(id);
  return typeof id === 'string' && id !== '' ? id : null;
}

function asRestError(error: unknown): RestError {
  return typeof error === 'object' && error !== null && 'name' in error
    ? (error as RestError)
    : { name: 'none', message: String(error) };
}

/** Seconds; a date is not worth reading: clocks differ. */
function readRetryAfter(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,6}$/.test(text.trim()) ? Number(text) * 1_000 : null;
}
