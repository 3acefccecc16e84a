/** The one place that speaks to Azure AI Search: loads its client when first needed and turns its errors into faults. */
import type { TokenCredential } from '@azure/identity' with { 'resolution-mode': 'import' };
import type { SearchClientOptions } from '@azure/search-documents' with { 'resolution-mode': 'import' };
import { asFault, Fault } from '../../domain/values/errors';

export interface AzureSearchService {
  readonly endpoint: string;
  readonly index: string;
  /** A query key; null signs in with the process's own identity. */
  readonly key: string | null;
}

export interface SectionQuery {
  /** Plain words without operators. */
  readonly words: string;
  readonly docType: string | null;
  /** Any of these; none asks for every topic. */
  readonly topics: readonly string[];
  readonly limit: number;
}

/** What the index answered, best first, as it came: the caller checks it. */
export type SearchSections = (
  query: SectionQuery,
) => Promise<readonly { readonly document: unknown; readonly score: number }[]>;

export interface ConnectOptions {
  /** For a proxy of one's own, e.g. `httpClient`. */
  readonly client?: SearchClientOptions;
  readonly identity?: () => Promise<TokenCredential>;
  readonly timeoutMs?: number;
}

const sectionFields = ['section_id', 'title', 'doc_type', 'topics', 'text', 'hash'] as const;

/** A search takes well under a second; three attempts of this fit into a step's time many times over. */
const longestSearchMs = 10_000;

/** The packages are loaded here and nowhere else: a tenth of a second each, which only those who use them pay. Throws what loading throws. */
export async function connectAzureSearch(
  { endpoint, index, key }: AzureSearchService,
  { client: options, identity = ownIdentity, timeoutMs = longestSearchMs }: ConnectOptions = {},
): Promise<SearchSections> {
  const { AzureKeyCredential, odata, SearchClient } = await import('@azure/search-documents');
  const client = new SearchClient<Record<(typeof sectionFields)[number], unknown>>(
    endpoint,
    index,
    key === null ? await identity() : new AzureKeyCredential(key),
    // The workflow tries again itself; attempts within attempts would outlast the step.
    { ...options, retryOptions: { maxRetries: 0 } },
  );
  const filterFor = ({ docType, topics }: SectionQuery): string | undefined => {
    const anyTopic = topics.map((topic) => odata`topic eq ${topic}`).join(' or ');
    const filters = [
      ...(docType === null ? [] : [odata`doc_type eq ${docType}`]),
      ...(topics.length === 0 ? [] : [`topics/any(topic: ${anyTopic})`]),
    ];
    return filters.length === 0 ? undefined : filters.join(' and ');
  };

  return async (query) => {
    const signal = AbortSignal.timeout(timeoutMs);
    const filter = filterFor(query);
    try {
      const answer = await client.search(query.words, {
        queryType: 'simple',
        searchMode: 'any',
        select: [...sectionFields],
        top: query.limit,
        ...(filter === undefined ? {} : { filter }),
        abortSignal: signal,
      });
      const hits: { document: unknown; score: number }[] = [];
      for await (const { document, score } of answer.results) {
        hits.push({ document, score });
        if (hits.length === query.limit) break;
      }
      return hits;
    } catch (error) {
      if (signal.aborted) throw unavailable(`no answer within ${timeoutMs} ms`, error);
      throw toFault(error);
    }
  };
}

async function ownIdentity(): Promise<TokenCredential> {
  const { DefaultAzureCredential } = await import('@azure/identity');
  return new DefaultAzureCredential();
}

/** Too many requests, a service that is down and a lost connection pass; a wrong key, index or answer does not. */
function toFault(error: unknown): Fault {
  const { name, statusCode, code } = error as { name?: string; statusCode?: number; code?: string };
  const isConnectionLost = name === 'RestError' && statusCode === undefined && code !== 'PARSE_ERROR';
  const passes = isConnectionLost || statusCode === 408 || statusCode === 429 || (statusCode ?? 0) >= 500;
  const why = `${statusCode === undefined ? '' : `status ${statusCode}, `}${asFault(error).message}`;
  return passes ? unavailable(why, error) : new Fault('tool_failed', `Azure AI Search: ${why}`, { cause: error });
}

function unavailable(why: string, cause: unknown): Fault {
  return new Fault('agent_unavailable', `Azure AI Search: ${why}`, { cause });
}
