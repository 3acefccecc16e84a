/** Anchors in a file that is only ever added to, one a line: on another machine's share, or where the system lets nobody rewrite it. */
import { open } from 'node:fs/promises';
import type { KeyObject } from 'node:crypto';
import { asFault, Fault } from '../domain/values/errors';
import type { AnchorKey, AnchorPlace, SignedAnchor } from '../ports/anchors';
import { readSignedAnchor } from './signed-anchor';

/** Several anchors: the newest whole one is among them also where the last line was cut off by a crash. */
const tailBytes = 16_384;

/** A line of another key, or of none, is no anchor of this desk. */
export function createAnchorFile(file: string, key: Pick<AnchorKey, 'publicKey'>): AnchorPlace {
  return {
    name: 'audit anchors in a file',
    async keep({ jws }) {
      await failing(async () => {
        const handle = await open(file, 'a+', 0o600);
        try {
          const tail = await readTail(handle);
          // What a crash cut off stays a line of its own.
          await handle.appendFile(`${tail === '' || tail.endsWith('\n') ? '' : '\n'}${jws}\n`);
          await handle.sync();
        } finally {
          await handle.close();
        }
      });
    },
    last: () =>
      failing(async () => {
        const handle = await open(file, 'a+', 0o600);
        try {
          return newestOf((await readTail(handle)).split('\n'), await key.publicKey());
        } finally {
          await handle.close();
        }
      }),
  };
}

type Handle = Awaited<ReturnType<typeof open>>;

async function readTail(handle: Handle): Promise<string> {
  const { size } = await handle.stat();
  const length = Math.min(size, tailBytes);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, size - length);
  return buffer.subarray(0, bytesRead).toString('utf8');
}

function newestOf(lines: readonly string[], publicKey: KeyObject): SignedAnchor | null {
  for (const line of lines.toReversed()) {
    const read = readSignedAnchor(line, publicKey);
    if (read.ok) return read.signed;
  }
  return null;
}

async function failing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new Fault('anchor_failed', `ANCHOR_FILE: ${asFault(error).message}`, { cause: error });
  }
}
