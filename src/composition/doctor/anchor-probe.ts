/** Where the audit chain's end is written down: whether the key signs, and what was kept last. Nothing is anchored. */
import { verify } from 'node:crypto';
import { digestOf } from '../../anchors/keys';
import type { Config } from '../config/config';
import { openAnchorKey, openAnchorPlaces } from '../serve/parts/open-anchors';
import { fails, failsBy, off, works, type Probe } from './probe';

const settings = [
  'ANCHOR_KEY_FILE',
  'ANCHOR_VAULT_KEY',
  'ANCHOR_FILE',
  'ANCHOR_BLOB_CONTAINER',
  'ANCHOR_TIMESTAMP_URL',
  'ANCHOR_TIMESTAMP_DIR',
  'ANCHOR_EVERY_MINUTES',
  'ANCHOR_EVERY_EVENTS',
];
const remedy =
  "A key of Azure Key Vault needs the role Key Vault Crypto User for the desk's identity; a file must be one the desk may add to.";

export function anchorProbe({ anchors: config }: Pick<Config, 'anchors'>): Probe {
  return {
    name: 'audit anchors',
    settings,
    look: async () => {
      if (config === null) return off('the end of the audit trail is written down nowhere else');
      try {
        const key = await openAnchorKey(config);
        const tried = Buffer.from('desk doctor');
        const signature = await key.sign(tried);
        const publicKey = { key: await key.publicKey(), dsaEncoding: 'ieee-p1363' } as const;
        if (!verify(digestOf(key.algorithm), tried, publicKey, signature))
          return fails(`key ${key.id} signs what its public half does not confirm`, remedy);
        const kept = [];
        for (const place of await openAnchorPlaces(config, key)) {
          const last = await place.last();
          kept.push(last ? `${place.name}: event ${last.anchor.count} at ${last.anchor.recorded_at}` : place.name);
        }
        return works(`key ${key.id} signs; ${kept.join('; ')}`);
      } catch (error) {
        return failsBy(error, remedy);
      }
    },
  };
}
