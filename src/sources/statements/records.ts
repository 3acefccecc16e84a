/** What a ledger folder remembers about bank statements: those it took, and which account each bank number is. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { IANAZone } from 'luxon';
import { z } from 'zod';
import { Fault } from '../../domain/values/errors';
import { readYaml } from '../../domain/values/yaml-document';

export const takenFile = 'statements.json';
/** The bank's references of rows that have another id, `{"ACC-1:BANK-7": "PAY-1"}`: a later report may give that reference alone. */
export const filedFile = 'statement_references.json';
/**
 * IBANs or bank account numbers, without spaces, and the ledger's account: `{"TR330006100519786457841326": "ACC-BAN-001"}`, or
 * with the zone of a bank whose times have none: `{"0123456789": {"account_id": "ACC-1", "time_zone": "America/New_York"}}`.
 * Optional; it stands in the ledger folder itself, whatever version is in force.
 */
export const accountNamesFile = 'statement_accounts.json';

const texts = z.record(z.string(), z.string());

/** Statement key to when it was true, or a bank's reference to its row; empty where there are none. Throws `ledger_unreadable`. */
export function readTaken(path: string): Map<string, string> {
  return new Map(Object.entries(readJson(path, texts) ?? {}));
}

export function writeTaken(path: string, taken: ReadonlyMap<string, string>): void {
  writeFileSync(path, `${JSON.stringify(Object.fromEntries(taken), null, 2)}\n`);
}

export interface NamedAccount {
  readonly accountId: string;
  /** IANA. */
  readonly timeZone: string;
}

const zone = z.string().refine((name) => IANAZone.isValidZone(name), 'is no time zone like America/New_York');
const namedAccounts = z.record(
  z.string(),
  z.union([z.string(), z.strictObject({ account_id: z.string(), time_zone: zone })]),
);

/** What the ledger calls a bank's account: its own number, where nobody said otherwise. Throws `ledger_unreadable`. */
export function readAccountNames(path: string): (account: string) => NamedAccount {
  const named = new Map(Object.entries(readJson(path, namedAccounts) ?? {}));
  return (account) => {
    const found = named.get(account) ?? account;
    if (typeof found === 'string') return { accountId: found, timeZone: 'UTC' };
    return { accountId: found.account_id, timeZone: found.time_zone };
  };
}

/** Null where the file is not there. */
function readJson<T>(path: string, schema: z.ZodType<T>): T | null {
  if (!existsSync(path)) return null;
  const read = readYaml(basename(path), readFileSync(path, 'utf8'), schema);
  if (!read.ok) throw new Fault('ledger_unreadable', read.problems.map(({ message }) => message).join('; '));
  return read.document.value;
}
