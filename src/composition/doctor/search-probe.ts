/** The index of Azure AI Search that runbooks are searched in, asked one question with the key or identity the tool uses. */
import { createAzureKnowledge } from '../../sources/knowledge/azure-knowledge';
import { connectAzureSearch } from '../../sources/knowledge/azure-search';
import type { Log } from '../../ports/process';
import type { Config } from '../config/config';
import { failsBy, off, warns, works, type Probe } from './probe';
import { statusOf } from './status-of';

export interface SearchProbeDeps {
  readonly config: Pick<Config, 'knowledgeService'>;
  readonly connect?: typeof connectAzureSearch;
  readonly log: Log;
}

/** Words every set of runbooks has. */
const question = 'payment approval cutoff sanctions liquidity';

export function searchProbe({ config, connect = connectAzureSearch, log }: SearchProbeDeps): Probe {
  const { knowledgeService: service } = config;
  return {
    name: 'Azure AI Search',
    settings: ['AZURE_SEARCH_ENDPOINT', 'AZURE_SEARCH_INDEX', 'AZURE_SEARCH_KEY'],
    look: async () => {
      if (service === null) return off('runbooks are searched in their folder');
      const { index, endpoint, key } = service;
      try {
        const knowledge = createAzureKnowledge({ index, connect: () => connect(service), log });
        const { results, dropped } = await knowledge.search({ query: question });
        if (dropped.length > 0)
          return warns(`${dropped.join(', ')}: text and hash differ`, 'Load these sections into the index again.');
        if (results.length === 0)
          return warns(`the index ${index} answers and has no section for common words`, 'Load the runbooks into it.');
        return works(`the index ${index} at ${endpoint} answers`);
      } catch (error) {
        return failsBy(error, remedyOf(statusOf(error), key !== null));
      }
    },
  };
}

function remedyOf(status: number | null, hasKey: boolean): string {
  switch (status) {
    case 401:
    case 403:
      return hasKey
        ? 'AZURE_SEARCH_KEY is not taken: it must be a query key of this service.'
        : 'The identity of this process needs the role Search Index Data Reader on the service, and the service must take role-based access.';
    case 404:
      return 'AZURE_SEARCH_INDEX names no index of the service at AZURE_SEARCH_ENDPOINT.';
    case null:
      return hasKey
        ? 'Nothing answers at AZURE_SEARCH_ENDPOINT: look at its name and at the network from here.'
        : 'Either nothing answers at AZURE_SEARCH_ENDPOINT, or this process has no identity: set AZURE_SEARCH_KEY or give it one.';
    default:
      return 'The service answers with an error of its own; look at its health, and at the fields docs/settings.md names.';
  }
}
