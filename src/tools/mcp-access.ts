/** Who may call the tools over HTTP: bearers of a key or of an Entra token, or, where the profile is local, programs on this machine. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isFromThisMachine } from '../domain/values/this-machine';
import type { CheckEntraToken } from './entra-token';
import type { HttpRefusal } from './http-refusal';

export interface McpAccess {
  /** Any of them opens: two while one is replaced by another. None where none is configured. */
  readonly keys: readonly string[];
  /** What a gateway's own identity bears; left out where no tenant is configured. */
  readonly checkToken?: CheckEntraToken | undefined;
  /** The local profile: with neither, programs on this machine are served. Anywhere else nobody is. */
  readonly servesThisMachine: boolean;
}

export type Admitted =
  | {
      readonly ok: true;
      /** Who it is, for the log and for counting calls: never a secret. */
      readonly caller: string;
    }
  | { readonly ok: false; readonly refusal: HttpRefusal; readonly why: string };

export async function admitCaller(request: IncomingMessage, access: McpAccess): Promise<Admitted> {
  const { keys, checkToken, servesThisMachine } = access;
  if (keys.length === 0 && !checkToken) {
    if (!servesThisMachine) return refused(notOffered);
    const isLocal = isFromThisMachine({ peer: request.socket.remoteAddress, headers: request.headers });
    return isLocal ? { ok: true, caller: 'this machine' } : refused(forbidden);
  }
  const given = secretOf(request);
  const key = keys.findIndex((known) => isSame(given, known));
  if (key >= 0) return { ok: true, caller: `key ${key + 1}` };
  if (!checkToken) return refused(unauthorized);
  const checked = await checkToken(given);
  return checked.ok ? { ok: true, caller: checked.objectId } : refused(unauthorized, checked.fault);
}

const unauthorized: HttpRefusal = {
  status: 401,
  code: 'token_required',
  message: 'Send the access token as a bearer token.',
};
const notOffered: HttpRefusal = {
  status: 403,
  code: 'no_token_configured',
  message: 'The tools are served over HTTP only where MCP_ACCESS_TOKEN or MCP_ENTRA_TENANT is set.',
};
const forbidden: HttpRefusal = {
  status: 403,
  code: 'local_only',
  message: 'Without an access token only programs on this machine are served.',
};

/** `why` goes to the log alone: a caller learns nothing of what would have passed. */
function refused(refusal: HttpRefusal, why: string = refusal.code): Admitted {
  return { ok: false, refusal, why };
}

/** As a bearer, or in the header gateways and hosted agents' connections put keys into. */
function secretOf({ headers }: IncomingMessage): string {
  const bearer = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
  const named = headers['x-api-key'];
  return bearer ?? (typeof named === 'string' ? named : '');
}

/** Hashes have one length, and comparing them takes the same time whatever was sent. */
function isSame(given: string, known: string): boolean {
  return timingSafeEqual(digest(given), digest(known));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
