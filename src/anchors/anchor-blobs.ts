/** Anchors in a container of Azure Blob Storage, one blob each, never overwritten: with an immutability policy nobody can take them back. */
import { createHash } from 'node:crypto';
import type { AnchorPlace } from '../ports/anchors';
import { askAzure, type AzureDeps } from './ask-azure';

/** `container` is `https://ACCOUNT.blob.core.windows.net/CONTAINER`, where the desk's identity may add blobs. */
export function createAnchorBlobs(container: string, deps: AzureDeps): AnchorPlace {
  return {
    name: 'audit anchors in blob storage',
    async keep({ anchor, jws }) {
      const digest = createHash('sha256').update(jws).digest('hex').slice(0, 8);
      await askAzure(deps, {
        what: 'Azure Blob Storage',
        scope: 'https://storage.azure.com/.default',
        url: `${container}/${String(anchor.count).padStart(12, '0')}-${digest}.jws`,
        method: 'PUT',
        headers: {
          'content-type': 'application/jose',
          'x-ms-version': '2023-11-03',
          'x-ms-blob-type': 'BlockBlob',
          'if-none-match': '*',
        },
        body: jws,
        // It stands there already: its name is made from what it says.
        alsoFine: [409, 412],
      });
    },
    // An identity that may only add blobs lists none.
    last: () => Promise.resolve(null),
  };
}
