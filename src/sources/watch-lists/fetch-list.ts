/** Brings one published list into a staging folder: from OFAC's published addresses, or from a folder somebody filled. */
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { asFault, Fault } from '../../domain/values/errors';
import { csvFilesOf, type OfacLayout } from './ofac/ofac-layouts';

export interface PublicationFacts {
  /** ISO day; null where the publication does not say. */
  readonly listDate: string | null;
  readonly recordCount: number | null;
}

const downloadTimeoutMs = 120_000;
/** OFAC's largest CSV has under 5 MB; far beyond that, it is something else. */
const maxFileBytes = 100_000_000;
/** The publication's head stands in the first kilobytes of the XML edition, which has more than 20 MB. */
const maxHeadBytes = 65_536;

/** `baseUrl` is asked for each file by its name in capitals. Throws `list_unreadable` naming the file and why. */
export async function downloadList(
  layout: OfacLayout,
  staging: string,
  { baseUrl, fetch }: { baseUrl: string; fetch: typeof globalThis.fetch },
): Promise<PublicationFacts> {
  const ask = async (file: string, accepted: readonly number[] = []): Promise<Response> => {
    try {
      const response = await fetch(`${baseUrl}/${file.toUpperCase()}`, {
        signal: AbortSignal.timeout(downloadTimeoutMs),
      });
      if (!response.ok && !accepted.includes(response.status))
        throw new Error(`the server answered ${response.status}`);
      return response;
    } catch (error) {
      throw new Fault('list_unreadable', `${file}: cannot be downloaded: ${asFault(error).message}`, { cause: error });
    }
  };
  for (const file of csvFilesOf(layout)) {
    const content = await readAll(file, await ask(file));
    writeFileSync(path.join(staging, file), content);
  }
  const xml = await ask(layout.xml, [404]);
  return xml.ok ? readHead(await readStart(layout.xml, xml)) : { listDate: null, recordCount: null };
}

/** One file at its own address. Throws `list_unreadable`; the address may bear a token, so no reason repeats it. */
export async function downloadFile(address: string, fetch: typeof globalThis.fetch): Promise<Buffer> {
  const host = URL.canParse(address) ? new URL(address).host : 'no address';
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(downloadTimeoutMs) });
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    return await readAll(host, response);
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw new Fault(
      'list_unreadable',
      `${host}: cannot be downloaded: ${asFault(error).message.replaceAll(address, host)}`,
      { cause: error },
    );
  }
}

/** Copies the list's files, found in any letter case. What the folder says of its publication counts before its XML edition. */
export function copyList(layout: OfacLayout, from: string, staging: string): PublicationFacts {
  const found = new Map<string, string>();
  try {
    for (const name of readdirSync(from)) found.set(name.toLowerCase(), path.join(from, name));
  } catch (error) {
    throw new Fault('list_unreadable', `${from}: ${asFault(error).message}`, { cause: error });
  }
  for (const file of [...csvFilesOf(layout), 'publication.json']) {
    const source = found.get(file);
    if (source !== undefined) copyFileSync(source, path.join(staging, file));
  }
  const xml = found.get(layout.xml);
  return xml === undefined
    ? { listDate: null, recordCount: null }
    : readHead(readFileSync(xml).subarray(0, maxHeadBytes).toString('utf8'));
}

/** OFAC writes `<Publish_Date>07/10/2026</Publish_Date><Record_Count>19143</Record_Count>`. */
function readHead(text: string): PublicationFacts {
  const date = /<Publish_Date>\s*(\d{2})\/(\d{2})\/(\d{4})\s*<\/Publish_Date>/.exec(text);
  const count = /<Record_Count>\s*(\d+)\s*<\/Record_Count>/.exec(text);
  return {
    listDate: date ? `${date[3] ?? ''}-${date[1] ?? ''}-${date[2] ?? ''}` : null,
    recordCount: count ? Number(count[1]) : null,
  };
}

async function readAll(file: string, response: Response): Promise<Buffer> {
  try {
    const content = Buffer.from(await response.arrayBuffer());
    const stated = Number(response.headers.get('content-length') ?? content.length);
    // A compressed transfer states the compressed length; fetch hands on what it unpacked.
    const isWhole = response.headers.has('content-encoding') || stated === content.length;
    if (!isWhole) throw new Error(`${content.length} bytes of ${stated}`);
    if (content.length > maxFileBytes) throw new Error(`more than ${maxFileBytes} bytes`);
    return content;
  } catch (error) {
    throw new Fault('list_unreadable', `${file}: cannot be downloaded whole: ${asFault(error).message}`, {
      cause: error,
    });
  }
}

async function readStart(file: string, response: Response): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return '';
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    while (bytes < maxHeadBytes) {
      const part = (await reader.read()) as { done: boolean; value?: Uint8Array };
      if (part.done || !part.value) break;
      chunks.push(part.value);
      bytes += part.value.length;
    }
    await reader.cancel();
  } catch (error) {
    throw new Fault('list_unreadable', `${file}: cannot be downloaded: ${asFault(error).message}`, { cause: error });
  }
  return Buffer.concat(chunks).toString('utf8');
}
