/** Reads a request's JSON body up to a limit. */
import type { IncomingMessage } from 'node:http';
import { parseJson } from '../domain/values/parse-json';
import type { HttpRefusal } from './http-refusal';

/** One tool call is a few hundred bytes; 1 MB is the limit of every endpoint of this service. */
const bodyLimitBytes = 1024 * 1024;

type Body = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly refusal: HttpRefusal };

const tooLarge: Body = {
  ok: false,
  refusal: { status: 413, code: 'body_too_large', message: 'The body is larger than 1 MB.' },
};
const cutOff: Body = {
  ok: false,
  refusal: { status: 400, code: 'body_cut_off', message: 'The body did not arrive whole.' },
};

/** Stops reading at the limit, whatever length was announced. */
export function readJsonBody(request: IncomingMessage): Promise<Body> {
  if (Number(request.headers['content-length'] ?? 0) > bodyLimitBytes) return Promise.resolve(tooLarge);
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const onData = (chunk: Buffer) => {
      size += chunk.length;
      if (size <= bodyLimitBytes) {
        chunks.push(chunk);
        return;
      }
      request.off('data', onData);
      request.pause();
      resolve(tooLarge);
    };
    request.on('data', onData);
    request.once('end', () => resolve(parseBody(Buffer.concat(chunks).toString('utf8'))));
    request.once('error', () => resolve(cutOff));
    request.once('close', () => resolve(cutOff));
  });
}

function parseBody(text: string): Body {
  const parsed = parseJson(text, 'The body');
  if (parsed.ok) return parsed;
  const [{ code, message } = { code: 'not_json', message: '' }] = parsed.problems;
  return { ok: false, refusal: { status: 400, code, message } };
}
