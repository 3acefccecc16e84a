/** The keys the channel signs its tokens with, as its OpenID metadata publishes them: fetched when needed, kept for a day, never fetched on demand of strangers. */
import { createPublicKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import type { Clock, Log } from '../../ports/process';
import { hourMs, minuteMs } from '../../domain/values/time';

export interface SigningKey {
  readonly key: KeyObject;
  /** The channels this key may sign for, e.g. `msteams`. */
  readonly endorsements: readonly string[];
}

export interface SigningKeys {
  /** Null for a key the channel does not publish. Throws where its keys cannot be had at all. */
  find(keyId: string): Promise<SigningKey | null>;
}

export interface SigningKeysDeps {
  /** The OpenID metadata document, e.g. of the Bot Connector. */
  readonly metadataUrl: string;
  readonly clock: Pick<Clock, 'recordedNow'>;
  readonly log: Log;
}

/** "Valid keys are stable, but new ones may be added at any time": the channel asks for a look once a day. */
const freshForMs = 24 * hourMs;
/** While the metadata cannot be reached, known keys count for one day more: longer, a withdrawn key would live on. */
const keptForMs = 48 * hourMs;
/** Anybody can name keys that do not exist; a new key of the channel is announced long before it signs. */
const unknownKeyPauseMs = 5 * minuteMs;
/** After a failed fetch, so that refused requests do not become requests to the channel. */
const failedPauseMs = 10_000;
/** Below the deadline of a turn. */
const fetchTimeoutMs = 5_000;

const metadataSchema = z.object({ jwks_uri: z.url({ protocol: /^https?$/ }) });
const keysSchema = z.object({ keys: z.array(z.looseObject({ kid: z.string().optional() })) });
const rsaKeySchema = z.object({
  kty: z.literal('RSA'),
  kid: z.string().min(1),
  n: z.string().min(1),
  e: z.string().min(1),
  endorsements: z.array(z.string()).default([]),
});

interface Fetched {
  readonly keys: ReadonlyMap<string, SigningKey>;
  readonly atMs: number;
}

export function createSigningKeys({ metadataUrl, clock, log }: SigningKeysDeps): SigningKeys {
  let fetched: Fetched | null = null;
  let failedAtMs: number | null = null;
  let fetching: Promise<Fetched> | null = null;

  /** One fetch at a time, whoever asks. */
  function fetchOnce(): Promise<Fetched> {
    fetching ??= fetchKeys(metadataUrl, clock.recordedNow())
      .then((found) => {
        failedAtMs = null;
        return (fetched = found);
      })
      .catch((error: unknown) => {
        failedAtMs = clock.recordedNow();
        log.error({ metadataUrl, err: error }, 'the signing keys of the channel could not be fetched');
        throw error;
      })
      .finally(() => {
        fetching = null;
      });
    return fetching;
  }

  async function known(): Promise<Fetched> {
    const ageMs = fetched === null ? Number.POSITIVE_INFINITY : clock.recordedNow() - fetched.atMs;
    if (fetched !== null && ageMs < freshForMs) return fetched;
    const kept = fetched !== null && ageMs < keptForMs ? fetched : null;
    const hasJustFailed = failedAtMs !== null && clock.recordedNow() - failedAtMs < failedPauseMs;
    if (hasJustFailed && kept) return kept;
    if (hasJustFailed) throw new Error('the signing keys of the channel could not be fetched a moment ago');
    return fetchOnce().catch((error: unknown) => {
      if (kept) return kept;
      throw error;
    });
  }

  return {
    async find(keyId) {
      const { keys, atMs } = await known();
      const key = keys.get(keyId);
      if (key) return key;
      if (clock.recordedNow() - atMs < unknownKeyPauseMs) return null;
      // Counts as a look whether it succeeds or not; what was known stays.
      fetched = { keys, atMs: clock.recordedNow() };
      const renewed = await fetchOnce().catch(() => null);
      return renewed?.keys.get(keyId) ?? null;
    },
  };
}

async function fetchKeys(metadataUrl: string, atMs: number): Promise<Fetched> {
  const { jwks_uri: keysUrl } = metadataSchema.parse(await fetchJson(metadataUrl));
  if (metadataUrl.startsWith('https:') && !keysUrl.startsWith('https:'))
    throw new Error(`the signing keys lie at ${keysUrl}, which is not https`);
  const { keys } = keysSchema.parse(await fetchJson(keysUrl));
  const usable = keys.flatMap((published): [string, SigningKey][] => {
    const rsa = rsaKeySchema.safeParse(published);
    if (!rsa.success) return [];
    const { kid, endorsements } = rsa.data;
    const key = publicKey(rsa.data);
    return key ? [[kid, { key, endorsements }]] : [];
  });
  return { keys: new Map(usable), atMs };
}

/** Null for one that is none: the others sign as before. */
function publicKey({ kty, n, e }: z.infer<typeof rsaKeySchema>): KeyObject | null {
  try {
    return createPublicKey({ key: { kty, n, e }, format: 'jwk' });
  } catch {
    return null;
  }
}

async function fetchJson(url: string): Promise<unknown> {
  const response = await fetch(url, { signal: AbortSignal.timeout(fetchTimeoutMs) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.json();
}
