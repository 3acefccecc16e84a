/** Brings an attached file here: from hosts that are allowed alone, never by a detour, within bounds of size and time. */
import { refuse, type Refusal } from '../../domain/values/errors';
import type { ReceivedFile } from './received-files';
import { isTeamsPlace } from './teams-place';

export type FetchFile = (file: ReceivedFile) => Promise<{ readonly ok: true; readonly bytes: Buffer } | Refusal>;

export interface FetchFileDeps {
  /** Whether this machine's own addresses, and files within the message, are taken: in the local profile alone. */
  readonly takesLocal: boolean;
  readonly maxBytes: number;
}

const withinMs = 20_000;

export function createFetchFile({ takesLocal, maxBytes }: FetchFileDeps): FetchFile {
  return async ({ url }) => {
    if (takesLocal && url.startsWith('data:')) return fromMessage(url, maxBytes);
    if (!isTeamsPlace(url, takesLocal)) return refused('it is kept where files are not taken from');
    try {
      // A way that leads elsewhere is not followed: it could lead into our own network.
      const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(withinMs) });
      if (!response.ok || !response.body) return refused(`its place answers ${response.status}`);
      return await readBounded(response.body, maxBytes);
    } catch {
      return refused('it cannot be had');
    }
  };
}

/** What a sender says of a length is not believed. */
async function readBounded(body: ReadableStream<Uint8Array>, maxBytes: number) {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of body) {
    length += piece.length;
    if (length > maxBytes) return refused(`it is over ${maxBytes >> 20} MiB`);
    pieces.push(piece);
  }
  return { ok: true as const, bytes: Buffer.concat(pieces) };
}

function fromMessage(url: string, maxBytes: number) {
  const [, encoded] = /^data:[\w/.+-]*(?:;[\w=-]+)*;base64,([A-Za-z0-9+/=]*)$/.exec(url) ?? [];
  if (encoded === undefined) return refused('what the message holds cannot be read');
  const bytes = Buffer.from(encoded, 'base64');
  return bytes.length > maxBytes ? refused(`it is over ${maxBytes >> 20} MiB`) : { ok: true as const, bytes };
}

function refused(why: string): Refusal {
  return refuse('attachment_refused', `The file is not taken: ${why}.`, 'file');
}
