/** One request to a service of Azure, as the desk's own identity. */
import type { TokenCredential } from '@azure/identity' with { 'resolution-mode': 'import' };
import { asFault, Fault } from '../domain/values/errors';

export interface AzureDeps {
  readonly credential: Pick<TokenCredential, 'getToken'>;
  readonly fetch: typeof fetch;
}

export interface AzureRequest {
  /** The service's name, for faults. */
  readonly what: string;
  readonly scope: string;
  readonly url: string;
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Answers beside 2xx that are no fault. */
  readonly alsoFine?: readonly number[];
}

const longestMs = 15_000;

/** The package is loaded only where it is asked for. */
export async function openOwnIdentity(): Promise<AzureDeps['credential']> {
  const { DefaultAzureCredential } = await import('@azure/identity');
  return new DefaultAzureCredential();
}

/** Throws `anchor_failed`. */
export async function askAzure(deps: AzureDeps, request: AzureRequest): Promise<Response> {
  const { what, scope, url, method, headers, body, alsoFine = [] } = request;
  const signal = AbortSignal.timeout(longestMs);
  let response: Response;
  try {
    const token = await deps.credential.getToken(scope, { abortSignal: signal });
    if (token === null) throw new Fault('anchor_failed', 'the identity has no token');
    const authorization = `Bearer ${token.token}`;
    const sent = body === undefined ? {} : { body };
    response = await deps.fetch(url, {
      method,
      headers: { ...headers, authorization },
      ...sent,
      signal,
      redirect: 'error',
    });
  } catch (error) {
    throw new Fault('anchor_failed', `${what}: ${asFault(error).message}`, { cause: error });
  }
  if (!response.ok && !alsoFine.includes(response.status))
    throw new Fault('anchor_failed', `${what}: status ${response.status}`);
  return response;
}
