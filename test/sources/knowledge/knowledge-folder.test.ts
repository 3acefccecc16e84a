import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { asFault } from '../../../src/domain/values/errors';
import { readKnowledgeFolder } from '../../../src/sources/knowledge/knowledge-folder';
import { shippedPolicy } from '../../domain/policy/shipped-policy';

const shipped = path.resolve(__dirname, '../../../knowledge');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'desk-knowledge-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function refusalOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    const { code, message } = asFault(error);
    return `${code} ${message}`;
  }
  throw new Error('nothing was refused');
}

test('every section id of the shipped folder is its own', () => {
  const ids = readKnowledgeFolder(shipped, shippedPolicy).map(({ id }) => id);
  expect(ids.length).toBeGreaterThan(40);
  expect(new Set(ids).size).toBe(ids.length);
});

test('every section that the shipped policy rests on exists', () => {
  const ids = new Set(readKnowledgeFolder(shipped, shippedPolicy).map(({ id }) => id));
  const wanted = shippedPolicy.procedures.procedures.flatMap(({ sections }) => sections);
  expect(wanted.filter((id) => !ids.has(id))).toEqual([]);
});

test('broken documents are refused together, with file and line', () => {
  writeFileSync(path.join(folder, 'a.md'), '# No front matter\n');
  writeFileSync(path.join(folder, 'b.md'), '---\ntitle: B\ndoc_type: novel\ntopics: [x]\n---\n\n## One\n\nText.\n');
  const refusal = refusalOf(() => readKnowledgeFolder(folder, shippedPolicy));
  expect(refusal).toMatch(/^knowledge_unreadable .*\/a\.md:1: has no front matter/);
  expect(refusal).toMatch(/\/b\.md:3: doc_type: /);
});

test('a folder without a document, or none at all, is refused', () => {
  writeFileSync(path.join(folder, 'notes.txt'), 'not Markdown');
  expect(refusalOf(() => readKnowledgeFolder(folder, shippedPolicy))).toMatch(
    /^knowledge_unreadable .*has no document/,
  );
  expect(refusalOf(() => readKnowledgeFolder(path.join(folder, 'gone'), shippedPolicy))).toMatch(
    /cannot be read \(ENOENT\)/,
  );
});

test('everyday words that fit no section are refused, with file and line', () => {
  writeFileSync(path.join(folder, 'a.md'), '---\ntitle: A\ndoc_type: ops\ntopics: [x]\n---\n\n## Cutoff\n\nText.\n');
  writeFileSync(path.join(folder, 'everyday-words.yaml'), 'cutoff: [deadline]\nrail: [track]\n');
  expect(refusalOf(() => readKnowledgeFolder(folder, shippedPolicy))).toMatch(
    /\/everyday-words\.yaml:2: no section has the term "rail"/,
  );
  writeFileSync(path.join(folder, 'everyday-words.yaml'), 'cutoff: [deadline]\n');
  expect(readKnowledgeFolder(folder, shippedPolicy).map(({ askedAs }) => askedAs)).toEqual([['deadline']]);
});
