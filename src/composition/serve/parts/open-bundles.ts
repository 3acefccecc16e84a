/** A payment's bundle for whoever asks from its card: as a file where Teams takes it, else as a link. */
import type { Knowledge } from '../../../app/know';
import type { Clock, Log, RandomHex } from '../../../ports/process';
import type { Store } from '../../../ports/store';
import type { Desk } from '../../../teams/desk';
import { createUploadFile } from '../../../teams/files/upload-file';
import { createBundleLinks, type BundleLinks } from '../../bundle/bundle-links';
import { createBundleOffers } from '../../bundle/bundle-offers';
import { createZipOfPayment } from '../../bundle/zip-of-payment';
import type { BotCredentials, Config } from '../../config/config';

export interface BundleParts {
  readonly config: Pick<Config, 'dataDir' | 'publicUrl' | 'profile'>;
  /** Null in the local profile, whose clients show no question about a file. */
  readonly credentials: BotCredentials | null;
  /** Left out: wherever there are credentials. */
  readonly takesFiles?: boolean | undefined;
  readonly store: Store;
  readonly knowledge: Pick<Knowledge, 'inForce'>;
  readonly clock: Clock;
  readonly randomHex: RandomHex;
  readonly log: Log;
}

export interface Bundles extends Pick<BundleLinks, 'listenAt' | 'mounted'> {
  readonly forChat: Pick<Desk, 'linkBundle' | 'bundleOffers' | 'uploadFile'>;
}

export function openBundles({
  config,
  credentials,
  takesFiles = credentials !== null,
  store,
  ...others
}: BundleParts): Bundles {
  const zipOfPayment = createZipOfPayment({ store, dataDir: config.dataDir });
  const parts = { ...others, store, config, zipOfPayment };
  const { link, listenAt, mounted } = createBundleLinks(parts);
  return {
    listenAt,
    mounted,
    forChat: {
      linkBundle: link,
      bundleOffers: takesFiles ? createBundleOffers(parts) : null,
      uploadFile: createUploadFile({ takesLocal: credentials === null }),
    },
  };
}
