/** What a ledger folder remembers about bank statements: those it took, and which account each bank number is. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import { Fault } from '../domain/errors';
import { readYaml } from '../domain/yaml-document';

export const takenFile = 'statements.json';
/** `{"TR330006100519786457841326": "ACC-BAN-001"}`: IBANs or bank account numbers, without spaces. Optional. */
export const accountNamesFile = 'statement_accounts.json';

const texts = z.record(z.string(), z.string());

/** Statement key to when it was true; empty where none was taken. Throws `ledger_unreadable`. */
export function readTaken(path: string): Map<string, string> {
  return new Map(Object.entries(readTexts(path)));
}

export function writeTaken(path: string, taken: ReadonlyMap<string, string>): void {
  writeFileSync(path, `${JSON.stringify(Object.fromEntries(taken), null, 2)}\n`);
}

/** Throws `ledger_unreadable`. */
export function readAccountNames(path: string): ReadonlyMap<string, string> {
  return new Map(Object.entries(readTexts(path)));
}

function readTexts(path: string): Record<string, string> {
  if (!existsSync(path)) return {};
  const read = readYaml(basename(path), readFileSync(path, 'utf8'), texts);
  if (!read.ok) throw new Fault('ledger_unreadable', read.problems.map(({ message }) => message).join('; '));
  return read.document.value;
}
