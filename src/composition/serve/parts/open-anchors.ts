/** The duties that anchor the audit chain, one for each place, wired from the configuration. */
import { createAnchorBlobs } from '../../../anchors/anchor-blobs';
import { createAnchorFile } from '../../../anchors/anchor-file';
import { openOwnIdentity } from '../../../anchors/ask-azure';
import { readKeyFile } from '../../../anchors/key-file';
import { createVaultKey } from '../../../anchors/key-vault';
import { signAnchor } from '../../../anchors/signed-anchor';
import { createTimeStamps } from '../../../anchors/time-stamps';
import { createAnchorChain } from '../../../app/house/anchor-chain';
import type { Duty } from '../../../jobs/duties';
import type { Clock } from '../../../ports/process';
import type { Store } from '../../../ports/store';
import type { AnchorKey, AnchorPlace } from '../../../ports/anchors';
import type { AnchorConfig } from '../../config/anchor-config';

export interface Anchors {
  readonly duties: readonly Duty[];
  /** Anchors what no duty has yet, at the end. Throws `anchor_failed`. */
  close(): Promise<void>;
}

const lookEveryMs = 5_000;

/** Throws `store_corrupt` where the database is not the one that was anchored, `anchor_failed`, and `configuration_invalid`. */
export async function openAnchors(
  config: AnchorConfig | null,
  { store, clock }: { readonly store: Store; readonly clock: Clock },
): Promise<Anchors> {
  if (config === null) return { duties: [], close: () => Promise.resolve() };
  const key = await openAnchorKey(config);
  const places = await openAnchorPlaces(config, key);
  const { every } = config;
  const chains = places.map((place) => ({
    place,
    chain: createAnchorChain({ store, place, sign: (anchor) => signAnchor(anchor, key), clock, every }),
  }));
  for (const { chain } of chains) await chain.open();
  return {
    duties: chains.map(({ place, chain }) => ({ name: place.name, everyMs: lookEveryMs, run: () => chain.keepUp() })),
    async close() {
      await Promise.all(chains.map(({ chain }) => chain.catchUp()));
    },
  };
}

export async function openAnchorKey({ key }: Pick<AnchorConfig, 'key'>): Promise<AnchorKey> {
  if ('file' in key) return readKeyFile(key.file);
  return createVaultKey(key.vaultKey, { credential: await openOwnIdentity(), fetch });
}

export async function openAnchorPlaces(config: AnchorConfig, key: AnchorKey): Promise<readonly AnchorPlace[]> {
  const { file, blobContainer, timeStamps } = config;
  return [
    ...(file === null ? [] : [createAnchorFile(file, key)]),
    ...(blobContainer === null
      ? []
      : [createAnchorBlobs(blobContainer, { credential: await openOwnIdentity(), fetch })]),
    ...(timeStamps === null ? [] : [createTimeStamps({ ...timeStamps, fetch })]),
  ];
}
