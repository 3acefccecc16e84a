/** Files that a Windows editor has saved with a byte order mark are the same files. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadTemplates } from '../../src/cards/templates';
import { readConfig } from '../../src/composition/config/config';
import { openReferenceData } from '../../src/composition/data/reference-data';
import { createManualClock } from '../fakes/manual-clock';

const folder = mkdtempSync(path.join(tmpdir(), 'treasury-desk-marks-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A copy whose every file begins with the mark. */
function marked(of: string): string {
  const copy = path.join(folder, of.replaceAll('/', '-'));
  cpSync(of, copy, { recursive: true });
  const files = statSync(copy).isFile()
    ? [copy]
    : readdirSync(copy, { recursive: true }).map((name) => path.join(copy, String(name)));
  for (const file of files.filter((found) => statSync(found).isFile()))
    writeFileSync(file, Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), readFileSync(file)]));
  return copy;
}

const open = (over: Readonly<Record<string, string>>) =>
  openReferenceData(readConfig({}, { PROFILE: 'local', DATA_DIR: folder, ...over }), createManualClock());

it.each([
  ['LEDGER_DIR', 'demo/ledger'],
  ['POLICY_DIR', 'policy'],
  ['PEOPLE_FILE', 'demo/people.yaml'],
  ['WORKFLOW_FILE', 'workflows/treasury-shock-day.yaml'],
  ['AGENTS_DIR', 'agents'],
  ['KNOWLEDGE_DIR', 'knowledge'],
  ['SANCTIONS_LIST_DIR', 'demo/watch-list'],
])('%s with marks reads as it does without', (variable, of) => {
  const read = open({ [variable]: marked(of) });
  const plain = open({});
  expect(read.ledger.current().findPayment('TXN-002')).toEqual(plain.ledger.current().findPayment('TXN-002'));
  expect(read.ledger.current().asOf).toBe(plain.ledger.current().asOf);
  expect(read.policy.current().roles).toEqual(plain.policy.current().roles);
  expect(read.directory.members()).toEqual(plain.directory.members());
  expect(read.definition.current().name).toBe(plain.definition.current().name);
  expect(read.runtime.agents.map(({ name }) => name)).toEqual(plain.runtime.agents.map(({ name }) => name));
  expect(read.list.entries).toEqual(plain.list.entries);
  const found = ({ knowledge }: typeof read) => knowledge.current().search({ query: 'cutoff' });
  expect(found(read)).toEqual(found(plain));
});

it('card templates too', () => {
  expect(loadTemplates(marked('cards')).expand('notice', { title: 'a', text: 'b' })).toEqual(
    loadTemplates('cards').expand('notice', { title: 'a', text: 'b' }),
  );
});
