/** Where the sections of the runbooks are searched, when it is not their folder. */
import { z } from 'zod';
import { Fault } from '../../domain/values/errors';
import { text } from './parse-environment';

/** An index of Azure AI Search that holds the runbook sections. */
export interface KnowledgeService {
  /** https, e.g. `https://NAME.search.windows.net`. */
  readonly endpoint: string;
  readonly index: string;
  /** A query key; null signs in with the process's own identity. */
  readonly key: string | null;
}

/** As the environment names them. */
export const knowledgeVariables = {
  AZURE_SEARCH_ENDPOINT: z.url({ protocol: /^https$/, error: 'is not an https address' }).optional(),
  AZURE_SEARCH_INDEX: text.optional(),
  AZURE_SEARCH_KEY: text.optional(),
};

/** Null where none is configured. Throws `configuration_invalid`. */
export function readKnowledgeService(env: z.infer<z.ZodObject<typeof knowledgeVariables>>): KnowledgeService | null {
  const { AZURE_SEARCH_ENDPOINT: endpoint, AZURE_SEARCH_INDEX: index, AZURE_SEARCH_KEY: key } = env;
  if ((endpoint ?? index ?? key) === undefined) return null;
  if (endpoint === undefined || index === undefined) {
    const missing = endpoint === undefined ? 'AZURE_SEARCH_ENDPOINT' : 'AZURE_SEARCH_INDEX';
    throw new Fault('configuration_invalid', `Not set: ${missing}. Azure AI Search needs its endpoint and its index.`);
  }
  return { endpoint, index, key: key ?? null };
}
