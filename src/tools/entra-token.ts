/** Whether a token is Entra's own, for these tools, of one of the identities that may call them, and of no person. */
import type { KeyObject } from 'node:crypto';
import { decode, verify, type JwtPayload } from 'jsonwebtoken';
import type { Clock } from '../ports/process';

export interface EntraTrust {
  readonly tenantId: string;
  /** The tools' own application id or its `api://` URI: one of them. */
  readonly audience: string;
  /** Who may call: an agent's identity may change with publishing, so there may be several. */
  readonly objectIds: readonly string[];
}

export interface EntraTokenDeps extends EntraTrust {
  /** What the tenant signs with. Rejects where its keys cannot be had. */
  readonly keys: { find(keyId: string): Promise<{ readonly key: KeyObject } | null> };
  readonly clock: Pick<Clock, 'recordedNow'>;
}

export type EntraTokenFault =
  | 'not_a_token'
  | 'algorithm_not_allowed'
  | 'issuer_not_the_tenant'
  | 'tenant_wrong'
  | 'audience_wrong'
  | 'keys_unavailable'
  | 'key_unknown'
  | 'signature_or_time_wrong'
  | 'lifetime_missing'
  | 'of_a_person'
  | 'identity_not_listed';

export type CheckEntraToken = (
  token: string,
) => Promise<
  { readonly ok: true; readonly objectId: string } | { readonly ok: false; readonly fault: EntraTokenFault }
>;

/** What Microsoft allows clocks to differ by. */
const clockToleranceSeconds = 300;
/** Longer than any token Entra issues; what is longer is not looked at. */
const longestToken = 16_384;

export function createCheckEntraToken({ keys, clock, tenantId, audience, objectIds }: EntraTokenDeps): CheckEntraToken {
  const tenant = tenantId.toLowerCase();
  // An application decides whether its tokens are of version 1 or 2.
  const issuers = [`https://login.microsoftonline.com/${tenant}/v2.0`, `https://sts.windows.net/${tenant}/`];
  return async (token) => {
    const read = readToken(token);
    if (!read) return refused('not_a_token');
    const { algorithm, keyId, payload } = read;
    if (algorithm !== 'RS256') return refused('algorithm_not_allowed');
    if (!issuers.includes(lower(payload.iss))) return refused('issuer_not_the_tenant');
    if (lower(payload['tid']) !== tenant) return refused('tenant_wrong');
    if (typeof payload.aud !== 'string' || lower(payload.aud) !== audience.toLowerCase())
      return refused('audience_wrong');
    const found = await keys.find(keyId).catch(() => 'unavailable' as const);
    if (found === 'unavailable') return refused('keys_unavailable');
    if (!found) return refused('key_unknown');
    const fault = signatureFault(token, found.key, Math.floor(clock.recordedNow() / 1_000));
    if (fault) return refused(fault);
    if (!isOfAnApplication(payload)) return refused('of_a_person');
    const objectId = lower(payload['oid']);
    if (!objectIds.some((known) => known.toLowerCase() === objectId)) return refused('identity_not_listed');
    return { ok: true, objectId };
  };
}

/** Of a person there are scopes; where the optional claim is missing, an application's subject is itself. */
function isOfAnApplication(payload: JwtPayload): boolean {
  if (payload['scp'] !== undefined) return false;
  const kind: unknown = payload['idtyp'];
  return kind === undefined ? payload.sub !== undefined && payload.sub === payload['oid'] : kind === 'app';
}

function readToken(token: string): { algorithm: string; keyId: string; payload: JwtPayload } | null {
  if (token.length > longestToken) return null;
  try {
    const decoded = decode(token, { complete: true });
    if (!decoded || typeof decoded.payload === 'string' || 'crit' in decoded.header) return null;
    const { alg, kid } = decoded.header;
    return typeof kid === 'string' ? { algorithm: alg, keyId: kid, payload: decoded.payload } : null;
  } catch {
    // Anything may be sent as a token: what cannot be read is none.
    return null;
  }
}

function signatureFault(token: string, key: KeyObject, nowSeconds: number): EntraTokenFault | null {
  try {
    const options = {
      algorithms: ['RS256' as const],
      clockTimestamp: nowSeconds,
      clockTolerance: clockToleranceSeconds,
    };
    const verified = verify(token, key, options) as JwtPayload;
    // The library lets a token without an end live for ever.
    return typeof verified.exp === 'number' ? null : 'lifetime_missing';
  } catch {
    // The library throws for every token that does not hold.
    return 'signature_or_time_wrong';
  }
}

function lower(value: unknown): string {
  return typeof value === 'string' ? value.toLowerCase() : '';
}

function refused(fault: EntraTokenFault): { readonly ok: false; readonly fault: EntraTokenFault } {
  return { ok: false, fault };
}
