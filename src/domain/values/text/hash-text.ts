/** A small number for a text, the same on every machine: for buckets and marks, never for proof. */

/** FNV-1a over a text, leaving out the letter at `skip` (-1 leaves out none); a 32-bit signed number. */
export function hashText(text: string, skip = -1): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    if (at === skip) continue;
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return hash ^ (hash >>> 15);
}
