/** A compact read-only multimap from text to small numbers: hashes in typed arrays, so that half a million keys cost no objects. */

export interface HashBuckets {
  /** Every id put in under this hash. Two texts may share a hash, so the caller still compares what it finds. */
  visit(hash: number, found: (id: number) => void): void;
}

/** `hashes[i]` leads to `ids[i]`. Buckets are about as many as entries. */
export function createHashBuckets(hashes: readonly number[], ids: readonly number[]): HashBuckets {
  const bits = Math.max(4, Math.ceil(Math.log2(hashes.length + 1)));
  const mask = 2 ** bits - 1;
  const starts = new Int32Array(mask + 2);
  for (const hash of hashes) starts[(hash & mask) + 1] = (starts[(hash & mask) + 1] ?? 0) + 1;
  for (let at = 1; at < starts.length; at += 1) starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0);
  const filled = starts.slice();
  const sortedIds = new Int32Array(ids.length);
  const sortedHashes = new Int32Array(ids.length);
  for (let at = 0; at < hashes.length; at += 1) {
    const hash = hashes[at] ?? 0;
    const place = filled[hash & mask] ?? 0;
    sortedIds[place] = ids[at] ?? 0;
    sortedHashes[place] = hash;
    filled[hash & mask] = place + 1;
  }
  return {
    visit(hash, found) {
      const end = starts[(hash & mask) + 1] ?? 0;
      for (let at = starts[hash & mask] ?? 0; at < end; at += 1) {
        if (sortedHashes[at] === hash) found(sortedIds[at] ?? 0);
      }
    },
  };
}
