import { readConfig } from '../../src/composition/config';

const endpoint = 'https://desk.search.windows.net';
const configured = (environment: Record<string, string>) =>
  readConfig({ profile: 'local' }, environment).knowledgeService;

describe('Azure AI Search', () => {
  test('is not used unless it is configured', () => {
    expect(configured({})).toBeNull();
    expect(configured({ AZURE_SEARCH_ENDPOINT: ' ', AZURE_SEARCH_INDEX: '' })).toBeNull();
  });

  test('is used with its key, or with the own identity of the desk where there is none', () => {
    const named = { AZURE_SEARCH_ENDPOINT: endpoint, AZURE_SEARCH_INDEX: 'kb' };
    expect(configured({ ...named, AZURE_SEARCH_KEY: 'secret' })).toEqual({ endpoint, index: 'kb', key: 'secret' });
    expect(configured(named)).toEqual({ endpoint, index: 'kb', key: null });
  });

  test.each([
    [{ AZURE_SEARCH_ENDPOINT: endpoint }, 'AZURE_SEARCH_INDEX'],
    [{ AZURE_SEARCH_INDEX: 'kb' }, 'AZURE_SEARCH_ENDPOINT'],
    [{ AZURE_SEARCH_KEY: 'secret' }, 'AZURE_SEARCH_ENDPOINT'],
    [{ AZURE_SEARCH_ENDPOINT: 'http://desk.search.windows.net', AZURE_SEARCH_INDEX: 'kb' }, 'not an https address'],
    [{ AZURE_SEARCH_ENDPOINT: 'desk', AZURE_SEARCH_INDEX: 'kb' }, 'not an https address'],
  ])('stops the start where it is half configured, or not over https: %j', (environment, named) => {
    expect(() => configured(environment)).toThrow(named);
    expect(() => configured({ ...environment, AZURE_SEARCH_KEY: 'secret' })).not.toThrow('secret');
  });
});

describe('when the ledger was true', () => {
  const asOf = (given: string) => readConfig({ profile: 'local' }, { LEDGER_AS_OF: given }).ledgerAsOf;

  test('is left to the ledger folder unless it is configured', () => {
    expect(readConfig({ profile: 'local' }, {}).ledgerAsOf).toBeNull();
    expect(asOf('2026-01-22T12:20:00+02:00')).toBe('2026-01-22T10:20:00Z');
  });

  test.each(['today', '2026-02-30T10:00:00Z', '10:20'])('stops the start where it is no instant: %s', (given) => {
    expect(() => asOf(given)).toThrow('LEDGER_AS_OF: is not a date and time like 2026-01-22T10:25:00Z');
  });
});
