/** Whether the audit chain's end is signed and written down outside the database, with what, and where. */
import path from 'node:path';
import { z } from 'zod';
import { Fault } from '../../domain/values/errors';
import { text, wholeNumber } from './parse-environment';

export interface AnchorConfig {
  readonly key: { readonly file: string } | { readonly vaultKey: string };
  /** Null each where it is not used; one of them is. */
  readonly file: string | null;
  readonly blobContainer: string | null;
  readonly timeStamps: { readonly authority: string; readonly folder: string } | null;
  readonly every: { readonly ms: number; readonly events: number };
}

const withoutEnd = (url: string): boolean => !/[?#]|\/$/.test(url);

/** Less than half a second would leave the desk nothing else to do. */
const minutes = z
  .string()
  .trim()
  .regex(/^\d{1,4}(\.\d{1,3})?$/, 'is not a number of minutes from 0.01 to 1440')
  .transform(Number)
  .refine((number) => number >= 0.01 && number <= 1_440, 'is not a number of minutes from 0.01 to 1440');

/** As the environment names them. */
export const anchorVariables = {
  ANCHOR_KEY_FILE: text.optional(),
  ANCHOR_VAULT_KEY: z
    .url({ protocol: /^https$/ })
    .refine(
      (url) => withoutEnd(url) && /^\/keys\/[\w-]+\/[0-9a-f]{32}$/.test(new URL(url).pathname),
      'is not the version of a key like https://NAME.vault.azure.net/keys/KEY/VERSION',
    )
    .optional(),
  ANCHOR_FILE: text.optional(),
  ANCHOR_BLOB_CONTAINER: z
    .url({ protocol: /^https$/ })
    .refine(
      (url) => withoutEnd(url) && /^\/[a-z0-9-]{3,63}$/.test(new URL(url).pathname),
      'is not a container like https://ACCOUNT.blob.core.windows.net/CONTAINER',
    )
    .optional(),
  ANCHOR_TIMESTAMP_URL: z.url({ protocol: /^https?$/ }).optional(),
  ANCHOR_TIMESTAMP_DIR: text.optional(),
  ANCHOR_EVERY_MINUTES: minutes.default(15),
  ANCHOR_EVERY_EVENTS: wholeNumber(1, 1_000_000).default(1_000),
};

type Environment = z.infer<z.ZodObject<typeof anchorVariables>>;

/** Null where nothing of it is set. Throws `configuration_invalid` for one half of it without the other. */
export function readAnchorConfig(env: Environment): AnchorConfig | null {
  const { ANCHOR_KEY_FILE: keyFile, ANCHOR_VAULT_KEY: vaultKey, ANCHOR_FILE: file } = env;
  const { ANCHOR_BLOB_CONTAINER: blobContainer } = env;
  const timeStamps = readTimeStamps(env);
  const hasPlace = (file ?? blobContainer ?? timeStamps ?? null) !== null;
  if (keyFile === undefined && vaultKey === undefined) {
    if (!hasPlace) return null;
    throw invalid('Not set: ANCHOR_KEY_FILE or ANCHOR_VAULT_KEY. Anchors of the audit chain are signed.');
  }
  if (keyFile !== undefined && vaultKey !== undefined)
    throw invalid('ANCHOR_KEY_FILE and ANCHOR_VAULT_KEY both name a key; set one of them.');
  if (!hasPlace)
    throw invalid('Not set: ANCHOR_FILE, ANCHOR_BLOB_CONTAINER or ANCHOR_TIMESTAMP_URL. Anchors are kept somewhere.');
  return {
    key: vaultKey === undefined ? { file: path.resolve(keyFile ?? '') } : { vaultKey },
    file: file === undefined ? null : path.resolve(file),
    blobContainer: blobContainer ?? null,
    timeStamps,
    every: { ms: env.ANCHOR_EVERY_MINUTES * 60_000, events: env.ANCHOR_EVERY_EVENTS },
  };
}

/** An authority's word is signed, so most of them are asked over plain HTTP. */
function readTimeStamps(env: Environment): AnchorConfig['timeStamps'] {
  const { ANCHOR_TIMESTAMP_URL: authority, ANCHOR_TIMESTAMP_DIR: folder } = env;
  if (authority === undefined && folder === undefined) return null;
  if (authority === undefined || folder === undefined)
    throw invalid('ANCHOR_TIMESTAMP_URL and ANCHOR_TIMESTAMP_DIR need each other.');
  return { authority, folder: path.resolve(folder) };
}

function invalid(message: string): Fault {
  return new Fault('configuration_invalid', message);
}
