/** Reads who pays from its YAML file. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ownAccountsSchema, type OwnAccounts } from '../../domain/payment-file/own-accounts';
import { Fault } from '../../domain/values/errors';
import { faultLines } from '../../domain/values/file-faults';
import { readYaml } from '../../domain/values/yaml-document';

/** Throws `configuration_invalid` naming file and line. */
export function readOwnAccountsFile(file: string): OwnAccounts {
  const read = readYaml(path.basename(file), textOf(file), ownAccountsSchema);
  if (read.ok) return read.document.value;
  throw new Fault('configuration_invalid', faultLines(read.problems));
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unreadable';
    throw new Fault('configuration_invalid', `${file} cannot be read (${code})`, { cause: error });
  }
}
