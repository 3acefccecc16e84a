/** Every anchor that was kept in a file, or in a folder of single ones, checked against the keys that signed them. */
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { KeyObject } from 'node:crypto';
import path from 'node:path';
import type { Anchor } from '../domain/case/anchor';
import { refuse, type Refusal } from '../domain/values/errors';
import { readSignedAnchor } from './signed-anchor';

export interface KeptAnchors {
  readonly ok: true;
  /** As they were kept, the oldest first. */
  readonly anchors: readonly Anchor[];
  /** Lines and files that are no anchors: what a crash cut off, or somebody spoiled. */
  readonly unreadable: number;
}

/** An anchor that none of the keys signed is refused by `anchor_not_signed`; no anchor at all by `anchor_unreadable`. Throws what the file system does. */
export async function readAnchors(place: string, keys: readonly KeyObject[]): Promise<KeptAnchors | Refusal> {
  const anchors: Anchor[] = [];
  let unreadable = 0;
  for await (const jws of readTexts(place)) {
    const readings = keys.map((key) => readSignedAnchor(jws, key));
    const signed = readings.find((reading) => reading.ok);
    if (signed) anchors.push(signed.signed.anchor);
    else {
      const unsigned = readings.find((reading) => !reading.ok && reading.problems[0]?.code === 'anchor_not_signed');
      if (unsigned && !unsigned.ok) return unsigned;
      unreadable += 1;
    }
  }
  if (anchors.length === 0)
    return refuse('anchor_unreadable', `${place} holds no anchor of the audit chain.`, 'anchors');
  return { ok: true, anchors, unreadable };
}

async function* readTexts(place: string): AsyncIterable<string> {
  if ((await stat(place)).isDirectory()) {
    // The names begin with the count.
    const names = (await readdir(place)).filter((name) => name.endsWith('.jws')).sort();
    for (const name of names) yield await readFile(path.join(place, name), 'utf8');
    return;
  }
  for await (const line of createInterface({ input: createReadStream(place), crlfDelay: Infinity }))
    if (line.trim() !== '') yield line.trim();
}
