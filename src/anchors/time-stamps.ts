/** Anchors with the word of a time stamping authority (RFC 3161): each in a file, and its time stamp beside it, as `openssl ts -verify` reads them. */
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, rename } from 'node:fs/promises';
import path from 'node:path';
import { asFault, Fault } from '../domain/values/errors';
import type { AnchorPlace } from '../ports/anchors';
import { readStampFault, stampRequest } from './stamp-messages';

export interface TimeStampDeps {
  readonly authority: string;
  readonly folder: string;
  readonly fetch: typeof fetch;
}

const longestMs = 15_000;
/** Answers have some 3 to 8 KB. */
const longestAnswer = 65_536;

export function createTimeStamps({ authority, folder, fetch: ask }: TimeStampDeps): AnchorPlace {
  return {
    name: 'audit anchors with time stamps',
    async keep({ anchor, jws }) {
      const base = path.join(
        folder,
        `${String(anchor.count).padStart(12, '0')}-${sha256(jws).toString('hex').slice(0, 8)}`,
      );
      if (existsSync(`${base}.tsr`)) return;
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await writeWhole(`${base}.jws`, Buffer.from(jws));
        await writeWhole(`${base}.tsr`, await stamp(jws));
      } catch (error) {
        throw new Fault('anchor_failed', `${authority}: ${asFault(error).message}`, { cause: error });
      }
    },
    // Whoever stamps remembers nothing, and the folder may be emptied to wherever stamps are kept.
    last: () => Promise.resolve(null),
  };

  async function stamp(jws: string): Promise<Buffer> {
    const digest = sha256(jws);
    const nonce = randomBytes(8);
    const response = await ask(authority, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query' },
      body: new Uint8Array(stampRequest(digest, nonce)),
      signal: AbortSignal.timeout(longestMs),
      redirect: 'error',
    });
    if (!response.ok) throw new Fault('anchor_failed', `status ${response.status}`);
    const answer = Buffer.from(await response.arrayBuffer());
    const fault =
      answer.length > longestAnswer ? 'a longer answer than any time stamp' : readStampFault(answer, { digest, nonce });
    if (fault !== null) throw new Fault('anchor_failed', fault);
    return answer;
  }
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

async function writeWhole(file: string, content: Uint8Array): Promise<void> {
  const handle = await open(`${file}.part`, 'w', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${file}.part`, file);
}
