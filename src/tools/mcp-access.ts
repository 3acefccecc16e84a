/** Who may call the tools over HTTP: bearers of the token, or, where the profile is local, programs on this machine. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isFromThisMachine } from '../domain/values/this-machine';
import type { HttpRefusal } from './http-refusal';

export interface McpAccess {
  /** What every caller must bear; null where none is configured. */
  readonly token: string | null;
  /** The local profile: without a token, programs on this machine are served. Anywhere else nobody is. */
  readonly servesThisMachine: boolean;
}

/** Null for a caller who may. */
export function accessRefusal(request: IncomingMessage, { token, servesThisMachine }: McpAccess): HttpRefusal | null {
  if (token !== null) return bearsToken(request, token) ? null : unauthorized;
  if (!servesThisMachine) return notOffered;
  return isFromThisMachine({ peer: request.socket.remoteAddress, headers: request.headers }) ? null : forbidden;
}

const unauthorized: HttpRefusal = {
  status: 401,
  code: 'token_required',
  message: 'Send the access token as a bearer token.',
};
const notOffered: HttpRefusal = {
  status: 403,
  code: 'no_token_configured',
  message: 'The tools are served over HTTP only where MCP_ACCESS_TOKEN is set.',
};
const forbidden: HttpRefusal = {
  status: 403,
  code: 'local_only',
  message: 'Without an access token only programs on this machine are served.',
};

function bearsToken({ headers }: IncomingMessage, token: string): boolean {
  const given = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
  // Hashes have one length, and comparing them takes the same time whatever was sent.
  return timingSafeEqual(digest(given), digest(token));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
