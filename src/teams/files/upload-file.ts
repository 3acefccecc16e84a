/** Puts a file where Teams says, if that is a place where Teams keeps files: from hosts that are allowed alone, never by a detour, within a time. */
import { refuse, type Refusal } from '../../domain/values/errors';
import { isTeamsPlace } from './teams-place';

export type UploadFile = (uploadUrl: string, bytes: Uint8Array) => Promise<{ readonly ok: true } | Refusal>;

/** What Teams takes in one request; a bundle of a busy day has some hundred KB. */
export const maxUploadBytes = 50 << 20;
/** An invoke is answered within fifteen. */
const withinMs = 12_000;

/** `takesLocal`: this machine's own addresses, in the local profile alone. */
export function createUploadFile({ takesLocal }: { readonly takesLocal: boolean }): UploadFile {
  return async (uploadUrl, bytes) => {
    if (!isTeamsPlace(uploadUrl, takesLocal)) return refused('its place is none where Teams keeps files');
    if (bytes.length > maxUploadBytes) return refused(`it is over ${maxUploadBytes >> 20} MiB`);
    const headers = {
      'Content-Type': 'application/octet-stream',
      'Content-Range': `bytes 0-${bytes.length - 1}/${bytes.length}`,
    };
    try {
      // A way that leads elsewhere is not followed: what it says would go wherever somebody wants it.
      const response = await fetch(uploadUrl, {
        method: 'PUT',
        headers,
        body: new Uint8Array(bytes),
        redirect: 'error',
        signal: AbortSignal.timeout(withinMs),
      });
      await response.body?.cancel();
      return response.ok ? { ok: true } : refused(`its place answers ${response.status}`);
    } catch {
      return refused('its place cannot be reached');
    }
  };
}

function refused(why: string): Refusal {
  return refuse('upload_refused', `The file was not put among yours: ${why}.`, 'file');
}
