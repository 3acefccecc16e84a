/** The small statements beside the project and the project's own, each with what is right. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLedgerFolder } from '../../../src/sources/ledger/folder';
import { importStatementFile } from '../../../src/sources/ledger/import-statements';
import { sharedCases } from '../../fakes/shared-data';
import { ownCases } from './own-cases';
import { checkCase, type StatementCase } from './statement-case';

const shared = sharedCases('statements.jsonl') as readonly StatementCase[];

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

(shared.length > 0 ? describe : describe.skip)('a shared case', () => {
  test.each(shared.map((one) => [one.kind, one.title, one] as const))('%s: %s', (_kind, _title, one) => {
    checkCase(one, { newFolder, takeOne, readLedger: readLedgerFolder });
  });
});

describe('a case of our own', () => {
  test.each(ownCases.map((one) => [one.kind, one.title, one] as const))('%s: %s', (_kind, _title, one) => {
    checkCase(one, { newFolder, takeOne, readLedger: readLedgerFolder });
  });
});
