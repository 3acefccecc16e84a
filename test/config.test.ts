import { readConfig } from '../src/config';

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
