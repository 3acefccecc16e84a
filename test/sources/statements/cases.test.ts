/** The small inputs of ../shared/cases/statements.jsonl, each with what is right. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readLedgerFolder } from '../../../src/sources/ledger/folder';
import { importStatementFile } from '../../../src/sources/ledger/import-statements';
import { ownCases } from './own-cases';
import { checkCase, type StatementCase } from './statement-case';

const shared = resolve(__dirname, '../../../../shared/cases/statements.jsonl');
const sharedCases: StatementCase[] = existsSync(shared)
  ? readFileSync(shared, 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => JSON.parse(line) as StatementCase)
  : [];
if (sharedCases.length === 0) console.warn('skipped: ../shared/cases/statements.jsonl is not beside the project');

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'case-'));
  folders.push(folder);
  return folder;
}

const takeOne = (folder: string, name: string, text: string) => {
  const path = join(newFolder(), name);
  writeFileSync(path, text);
  return importStatementFile(folder, path);
};

(sharedCases.length > 0 ? describe : describe.skip)('a shared case', () => {
  test.each(sharedCases.map((one) => [one.kind, one.title, one] as const))('%s: %s', (_kind, _title, one) => {
    checkCase(one, { newFolder, takeOne, readLedger: readLedgerFolder });
  });
});

describe('a case of our own', () => {
  test.each(ownCases.map((one) => [one.kind, one.title, one] as const))('%s: %s', (_kind, _title, one) => {
    checkCase(one, { newFolder, takeOne, readLedger: readLedgerFolder });
  });
});
