/** The reader of sentences on the shipped demo data and the demo day. */
import path from 'node:path';
import { createUnderstand, type UnderstandDeps } from '../../src/app/requests/understand';
import { createKnowledgeIndex } from '../../src/domain/knowledge/search';
import { shippedSections } from '../domain/knowledge/shipped-sections';
import { readLedgerFolder } from '../../src/sources/ledger/folder';
import { readPeople } from '../../src/sources/policy/people-file';
import { shippedPolicy } from '../domain/policy/shipped-policy';

const root = path.resolve(__dirname, '../..');
const ledger = readLedgerFolder(path.join(root, 'demo/ledger'), null);

const index = createKnowledgeIndex(shippedSections);

export const demoKnown: UnderstandDeps = {
  ledger: { current: () => ledger },
  policy: { current: () => shippedPolicy },
  directory: readPeople(path.join(root, 'demo/people.yaml'), shippedPolicy.roles),
  knowledge: { current: () => index },
  clock: { now: () => Date.parse('2026-01-22T10:25:00Z') },
};

export const understand = createUnderstand(demoKnown);
