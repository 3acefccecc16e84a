/** An issuer of tokens on this machine: its keys, its OpenID metadata, and whatever it is asked to sign. */
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sign, type SignOptions } from 'jsonwebtoken';

export interface SigningPair {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly endorsements?: readonly string[];
}

export interface TokenIssuer {
  readonly metadataUrl: string;
  /** How often its keys were asked for. */
  readonly fetches: () => number;
  /** `status` answers the metadata with that, `hang` never answers; null is well again. */
  failWith(failure: number | 'hang' | null): void;
  publish(keys: readonly SigningPair[]): void;
  close(): Promise<void>;
}

export function makePair(kid: string, endorsements?: readonly string[]): SigningPair {
  const pair = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  return { kid, ...pair, ...(endorsements ? { endorsements } : {}) };
}

export function signWith(pair: SigningPair, claims: object, options: SignOptions = {}): string {
  return sign(claims, pair.privateKey, { algorithm: 'RS256', keyid: pair.kid, noTimestamp: true, ...options });
}

export async function startTokenIssuer(initial: readonly SigningPair[]): Promise<TokenIssuer> {
  let keys = initial;
  let failure: number | 'hang' | null = null;
  let fetches = 0;
  const server = createServer((request, response) => {
    if (failure === 'hang') return;
    if (failure !== null) {
      response.writeHead(failure);
      response.end();
      return;
    }
    response.writeHead(200, { 'content-type': 'application/json' });
    if (request.url === '/metadata') {
      response.end(JSON.stringify({ issuer: 'https://api.botframework.com', jwks_uri: `${base()}/keys` }));
      return;
    }
    fetches += 1;
    const published = keys.map(({ kid, publicKey, endorsements }) => ({
      ...publicKey.export({ format: 'jwk' }),
      use: 'sig',
      kid,
      ...(endorsements ? { endorsements } : {}),
    }));
    response.end(JSON.stringify({ keys: published }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    metadataUrl: `${base()}/metadata`,
    fetches: () => fetches,
    failWith: (wanted) => {
      failure = wanted;
    },
    publish: (wanted) => {
      keys = wanted;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}
