/** A compact read-only multimap from text to small numbers: hashes in typed arrays, so that a hundred thousand keys cost no objects. */

/** FNV-1a over a text, leaving out the letter at `skip` (-1 leaves out none). */
export function hashText(text: string, skip = -1): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    if (at === skip) continue;
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return (hash ^ (hash >>> 15)) >>> 0;
}

export interface HashBuckets {
  /** Ids whose key may have this hash: a bucket mixes keys, so the caller checks each. `ids.subarray(start, end)`. */
  readonly ids: Int32Array;
  startOf(hash: number): number;
  endOf(hash: number): number;
}

/** `hashes[i]` leads to `ids[i]`. Buckets are about as many as entries. */
export function createHashBuckets(hashes: readonly number[], ids: readonly number[]): HashBuckets {
  const bits = Math.max(4, Math.ceil(Math.log2(hashes.length + 1)));
  const mask = 2 ** bits - 1;
  const starts = new Int32Array(mask + 2);
  for (const hash of hashes) starts[(hash & mask) + 1] = (starts[(hash & mask) + 1] ?? 0) + 1;
  for (let at = 1; at < starts.length; at += 1) starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0);
  const filled = starts.slice();
  const sorted = new Int32Array(ids.length);
  for (let at = 0; at < hashes.length; at += 1) {
    const bucket = (hashes[at] ?? 0) & mask;
    const place = filled[bucket] ?? 0;
    sorted[place] = ids[at] ?? 0;
    filled[bucket] = place + 1;
  }
  return {
    ids: sorted,
    startOf: (hash) => starts[hash & mask] ?? 0,
    endOf: (hash) => starts[(hash & mask) + 1] ?? 0,
  };
}
