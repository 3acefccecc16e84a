/** A signing key that never leaves Azure Key Vault: the vault is sent a digest and answers with its signature. */
import { createHash, createPublicKey } from 'node:crypto';
import { z } from 'zod';
import { Fault } from '../domain/values/errors';
import type { AnchorKey } from '../ports/anchors';
import { askAzure, type AzureDeps } from './ask-azure';

const scope = 'https://vault.azure.net/.default';
const what = 'Azure Key Vault';
const coordinate = z.string().regex(/^[\w-]{43}$/);
const keyAnswer = z.looseObject({
  key: z.looseObject({ kty: z.enum(['EC', 'EC-HSM']), crv: z.literal('P-256'), x: coordinate, y: coordinate }),
});
const signAnswer = z.looseObject({ value: z.string().regex(/^[\w-]{86}$/) });

/** `key` is a key's version, `https://NAME.vault.azure.net/keys/KEY/VERSION`, of P-256. */
export function createVaultKey(key: string, deps: AzureDeps): AnchorKey {
  const url = (act: string): string => `${key}${act}?api-version=7.4`;
  return {
    id: key,
    algorithm: 'ES256',
    async publicKey() {
      const response = await askAzure(deps, { what, scope, url: url(''), method: 'GET' });
      const { crv, x, y } = (await read(response, keyAnswer)).key;
      return createPublicKey({ key: { kty: 'EC', crv, x, y }, format: 'jwk' });
    },
    async sign(bytes) {
      const value = createHash('sha256').update(bytes).digest('base64url');
      const response = await askAzure(deps, {
        what,
        scope,
        url: url('/sign'),
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ alg: 'ES256', value }),
      });
      return Buffer.from((await read(response, signAnswer)).value, 'base64url');
    },
  };
}

async function read<T>(response: Response, schema: z.ZodType<T>): Promise<T> {
  const answer = schema.safeParse(await response.json().catch(() => null));
  if (!answer.success) throw new Fault('anchor_failed', `${what}: an answer of another kind`);
  return answer.data;
}
