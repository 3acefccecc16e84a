/** Who may call the tools over HTTP: bearers of the token, or without a token only callers on this machine. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { HttpRefusal } from './http-refusal';

/** Null for a caller who may. Without a token, Host and Origin must be local too: a web page that rebinds its own name to 127.0.0.1 sends its own. */
export function accessRefusal(request: IncomingMessage, accessToken: string | null): HttpRefusal | null {
  if (accessToken !== null) return bearsToken(request, accessToken) ? null : unauthorized;
  const { host, origin } = request.headers;
  const local = isLoopbackAddress(request.socket.remoteAddress) && isLoopbackHost(`http://${host ?? ''}`);
  return local && (origin === undefined || isLoopbackHost(origin)) ? null : forbidden;
}

const unauthorized: HttpRefusal = {
  status: 401,
  code: 'token_required',
  message: 'Send the access token as a bearer token.',
};
const forbidden: HttpRefusal = {
  status: 403,
  code: 'local_only',
  message: 'Without an access token only this machine is served.',
};

function bearsToken({ headers }: IncomingMessage, accessToken: string): boolean {
  const given = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
  // Hashes have one length, and comparing them takes the same time whatever was sent.
  return timingSafeEqual(digest(given), digest(accessToken));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function isLoopbackAddress(address: string | undefined): boolean {
  return address !== undefined && /^(127(\.\d+){3}|::1|::ffff:127(\.\d+){3})$/.test(address);
}

function isLoopbackHost(origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(origin).hostname);
}
