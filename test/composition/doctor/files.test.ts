import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { lookAt, named, openWorkplace, type Workplace } from './look';

let place: Workplace;
beforeEach(() => {
  place = openWorkplace();
});
afterEach(() => place.remove());

/** The demo list as a published one of that day. */
function publishedList(listDate: string) {
  const folder = place.copy('demo/watch-list');
  rmSync(path.join(folder, 'publication.json'));
  return { SANCTIONS_LIST_DIR: folder, SANCTIONS_LIST_DATE: listDate };
}

const production = () => ({
  PROFILE: 'production',
  SANCTIONS_LIST_DIR: 'demo/watch-list',
  LEDGER_DIR: 'demo/ledger',
  PEOPLE_FILE: 'demo/people.yaml',
  DATA_DIR: place.folder,
});

test('a fresh checkout is all well, and what is not configured says that it is off', async () => {
  const found = await lookAt({ DATA_DIR: place.folder });
  expect(named(found, 'fails', 'warns', 'untried')).toEqual([]);
  expect(named(found, 'works')).toEqual([
    'policy',
    'people',
    'watch list sdn',
    'ledger',
    'runbooks',
    'agents and workflow',
    'card templates',
    'database',
    'tools over MCP',
  ]);
  expect(found['Azure AI Search']?.state).toBe('off');
});

type Fault = readonly [
  what: string,
  environment: () => Readonly<Record<string, string>>,
  probe: string,
  finding: { readonly said: RegExp; readonly settings: readonly string[]; readonly code?: string },
];

const faults: readonly Fault[] = [
  [
    'people that are no YAML',
    () => ({ PEOPLE_FILE: place.write('people.yaml', 'people: [') }),
    'people',
    { said: /people\.yaml/, settings: ['PEOPLE_FILE'], code: 'policy_invalid' },
  ],
  [
    'a list that is not there',
    () => ({ EU_LIST_DIR: place.folder }),
    'watch list eu',
    { said: /./, settings: ['EU_LIST_DIR', 'EU_LIST_DATE'], code: 'list_unreadable' },
  ],
  [
    'the demo list in production',
    production,
    'watch list sdn',
    { said: /is the demo list/, settings: ['SANCTIONS_LIST_DIR', 'SANCTIONS_LIST_DATE'] },
  ],
  [
    'a list too old',
    () => ({ ...production(), ...publishedList('2026-01-02') }),
    'watch list sdn',
    { said: /of 2026-01-02 is \d+ days old; policy allows 7/, settings: ['SANCTIONS_LIST_DIR', 'SANCTIONS_LIST_DATE'] },
  ],
  [
    'false positives that are none',
    () => ({ FALSE_POSITIVES_FILE: place.write('cleared.yaml', 'false_positives: 7') }),
    'recorded false positives',
    { said: /cleared\.yaml/, settings: ['FALSE_POSITIVES_FILE'], code: 'policy_invalid' },
  ],
  [
    'a ledger that is refused',
    () => {
      const folder = place.copy('demo/ledger');
      appendFileSync(path.join(folder, 'ledger_today.csv'), 'no,row,at,all\n');
      return { LEDGER_DIR: folder };
    },
    'ledger',
    { said: /ledger_today\.csv/, settings: ['LEDGER_DIR', 'LEDGER_AS_OF'], code: 'ledger_unreadable' },
  ],
  [
    'a ledger of another day',
    production,
    'ledger',
    { said: /the ledger is of 2026-01-22, and today is/, settings: ['LEDGER_DIR', 'LEDGER_AS_OF'] },
  ],
  [
    'runbooks that are not there',
    () => ({ KNOWLEDGE_DIR: path.join(place.folder, 'nothing') }),
    'runbooks',
    { said: /cannot be read/, settings: ['KNOWLEDGE_DIR'], code: 'knowledge_unreadable' },
  ],
  [
    'a workflow with an agent that is none',
    () => {
      const text = readFileSync('workflows/treasury-shock-day.yaml', 'utf8');
      return { WORKFLOW_FILE: place.write('w.yaml', text.replace('sanctions-screening-agent', 'fraud-agent')) };
    },
    'agents and workflow',
    { said: /fraud-agent/, settings: ['AGENTS_DIR', 'WORKFLOW_FILE'], code: 'definition_invalid' },
  ],
  [
    'cards that are not there',
    () => ({ CARDS_DIR: place.folder }),
    'card templates',
    { said: /card template/, settings: ['CARDS_DIR'], code: 'configuration_invalid' },
  ],
];

test.each(faults)('%s fails, naming its setting', async (_what, environment, probe, { said, ...finding }) => {
  const found = await lookAt({ DATA_DIR: place.folder, ...environment() });
  expect(found[probe]).toMatchObject({ state: 'fails', ...finding });
  expect(found[probe]?.said).toMatch(said);
});

test('a policy that cannot be read fails once; what is judged by it is not tried, and the rest is', async () => {
  const policy = place.copy('policy');
  appendFileSync(path.join(policy, 'cutoffs.yaml'), '\nnot: [a policy');
  const found = await lookAt({ DATA_DIR: place.folder, POLICY_DIR: policy });
  expect(found['policy']).toMatchObject({ state: 'fails', code: 'policy_invalid', settings: ['POLICY_DIR'] });
  expect(named(found, 'fails')).toEqual(['policy']);
  expect(named(found, 'untried')).toEqual(['people', 'watch list sdn', 'ledger', 'runbooks']);
});

test('a role nobody holds is told', async () => {
  const people = place.copy('demo/people.yaml');
  writeFileSync(people, readFileSync(people, 'utf8').replaceAll('Head of Treasury', 'Payments Operator'));
  const found = await lookAt({ DATA_DIR: place.folder, PEOPLE_FILE: people });
  expect(found['people']).toMatchObject({ state: 'warns', settings: ['PEOPLE_FILE'] });
  expect(found['people']?.said).toContain('nobody holds Head of Treasury');
});
