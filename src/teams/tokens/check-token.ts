/**
 * Whether a request's token is the channel's own, for this bot: the seven requirements of the Bot Connector's authentication, each of them
 * refused by its own name. What Entra issues to the bot itself, for its own calls or the Emulator's, is nobody's word here.
 */
import type { KeyObject } from 'node:crypto';
import { decode, verify, type Algorithm, type Jwt, type JwtPayload } from 'jsonwebtoken';
import type { Clock } from '../../ports/process';
import type { SigningKeys } from './signing-keys';

export const tokenFaults = [
  'token_missing',
  'scheme_not_bearer',
  'token_malformed',
  'algorithm_not_allowed',
  'issuer_not_the_channel',
  'audience_not_this_bot',
  'key_unknown',
  'keys_unavailable',
  'signature_wrong',
  'expired',
  'not_yet_valid',
  'lifetime_missing',
  'service_url_missing',
  'channel_not_endorsed',
  'service_url_not_its_own',
] as const;
export type TokenFault = (typeof tokenFaults)[number];

/** What a sound token says. */
export interface ChannelToken {
  readonly serviceUrl: string;
  /** The channels its key may sign for. */
  readonly endorsements: readonly string[];
}

export type CheckedToken =
  { readonly ok: true; readonly token: ChannelToken } | { readonly ok: false; readonly fault: TokenFault };

/** Every Authorization header of the request, as many as there are. */
export type CheckToken = (authorization: readonly string[]) => Promise<CheckedToken>;

export interface CheckTokenDeps {
  readonly keys: SigningKeys;
  readonly issuer: string;
  readonly appId: string;
  readonly clock: Pick<Clock, 'recordedNow'>;
}

/** What Microsoft allows clocks to differ by. */
export const clockToleranceSeconds = 300;
/** RSA signatures alone: with HS256 the published key would be the secret. */
const algorithms: readonly Algorithm[] = ['RS256', 'RS384', 'RS512'];

export function createCheckToken({ keys, issuer, appId, clock }: CheckTokenDeps): CheckToken {
  return async (authorization) => {
    const read = readBearer(authorization);
    if (!read.ok) return read;
    const { text, header, payload } = read;
    if (!algorithms.includes(header.alg as Algorithm)) return refused('algorithm_not_allowed');
    if (payload.iss !== issuer) return refused('issuer_not_the_channel');
    if (!isForApp(payload.aud, appId)) return refused('audience_not_this_bot');
    if (header.kid === undefined) return refused('key_unknown');
    const found = await keys.find(header.kid).catch(() => 'unavailable' as const);
    if (found === 'unavailable') return refused('keys_unavailable');
    if (!found) return refused('key_unknown');
    const fault = verifySigned(text, found.key, Math.floor(clock.recordedNow() / 1_000));
    if (fault) return refused(fault);
    const serviceUrl: unknown = payload['serviceurl'];
    if (typeof serviceUrl !== 'string' || serviceUrl === '') return refused('service_url_missing');
    return { ok: true, token: { serviceUrl, endorsements: found.endorsements } };
  };
}

/** Whether the token speaks for an activity of that channel, answered at that address. */
export function bindToken(
  { serviceUrl, endorsements }: ChannelToken,
  activity: { readonly channelId: string; readonly serviceUrl: string },
): TokenFault | null {
  if (activity.serviceUrl !== serviceUrl) return 'service_url_not_its_own';
  return endorsements.includes(activity.channelId) ? null : 'channel_not_endorsed';
}

interface Bearer {
  readonly ok: true;
  readonly text: string;
  readonly header: { readonly alg: string; readonly kid?: string | undefined };
  readonly payload: JwtPayload;
}

function readBearer(authorization: readonly string[]): Bearer | { readonly ok: false; readonly fault: TokenFault } {
  const [given, ...more] = authorization;
  if (given === undefined || given.trim() === '') return refused('token_missing');
  if (more.length > 0) return refused('token_malformed');
  const [scheme, text, ...rest] = given.split(' ');
  if (scheme !== 'Bearer') return refused('scheme_not_bearer');
  if (text === undefined || text === '') return refused('token_missing');
  if (rest.length > 0 || !isCanonical(text)) return refused('token_malformed');
  const decoded = decodeWhole(text);
  if (!decoded) return refused('token_malformed');
  const { header, payload } = decoded;
  // A header that must be understood is one we do not know (RFC 7515, 4.1.11).
  if (typeof payload === 'string' || 'crit' in header) return refused('token_malformed');
  if (header.kid !== undefined && typeof header.kid !== 'string') return refused('token_malformed');
  return { ok: true, text, header, payload };
}

/** Each part must be the one way to write its bytes: the unused bits at the end of base64 could be anything. */
function isCanonical(text: string): boolean {
  const parts = text.split('.');
  return (
    parts.length === 3 &&
    parts.every((part) => part !== '' && Buffer.from(part, 'base64url').toString('base64url') === part)
  );
}

/** Null for what is no JSON object in its first two parts. */
function decodeWhole(text: string): Jwt | null {
  try {
    const decoded: unknown = decode(text, { complete: true });
    if (typeof decoded !== 'object' || decoded === null) return null;
    const { header, payload } = decoded as Jwt;
    return isObject(header) && isObject(payload) ? (decoded as Jwt) : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isForApp(audience: unknown, appId: string): boolean {
  // One audience: a token that is for others too is not the channel's.
  return typeof audience === 'string' && audience.toLowerCase() === appId.toLowerCase();
}

function verifySigned(text: string, key: KeyObject, nowSeconds: number): TokenFault | null {
  try {
    const payload = verify(text, key, {
      algorithms: [...algorithms],
      clockTimestamp: nowSeconds,
      clockTolerance: clockToleranceSeconds,
    }) as JwtPayload;
    // The library lets a token without an end live for ever.
    return typeof payload.exp === 'number' ? null : 'lifetime_missing';
  } catch (error) {
    const { name } = error as Error;
    if (name === 'TokenExpiredError') return 'expired';
    return name === 'NotBeforeError' ? 'not_yet_valid' : 'signature_wrong';
  }
}

function refused(fault: TokenFault): { readonly ok: false; readonly fault: TokenFault } {
  return { ok: false, fault };
}
