/** Which account of the ledger each of a bank's numbers is. */
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { IANAZone } from 'luxon';
import { z } from 'zod';
import { Fault } from '../../domain/values/errors';
import { faultLines } from '../../domain/values/file-faults';
import { readYaml } from '../../domain/values/yaml-document';

/**
 * IBANs or bank account numbers, without spaces, and the ledger's account: `{"TR330006100519786457841326": "ACC-BAN-001"}`, or
 * with the zone of a bank whose times have none: `{"0123456789": {"account_id": "ACC-1", "time_zone": "America/New_York"}}`. With
 * `entity` (and `bank`) beside, an account the ledger does not have starts from its first statement. Optional; it stands in the ledger folder itself, whatever version is in force.
 */
export const accountNamesFile = 'statement_accounts.json';

export interface NamedAccount {
  readonly accountId: string;
  /** IANA. */
  readonly timeZone: string;
  /** Whose account it is, for one that the ledger does not have yet; undefined where nobody said. */
  readonly entity?: string | undefined;
  /** Who keeps such an account. */
  readonly bank?: string | undefined;
}

const zone = z.string().refine((name) => IANAZone.isValidZone(name), 'is no time zone like America/New_York');
const namedAccounts = z.record(
  z.string(),
  z.union([
    z.string(),
    z.strictObject({
      account_id: z.string(),
      time_zone: zone.optional(),
      entity: z.string().optional(),
      bank: z.string().optional(),
    }),
  ]),
);

/** What the ledger calls a bank's account: its own number, where nobody said otherwise. Throws `ledger_unreadable`. */
export function readAccountNames(path: string): (account: string) => NamedAccount {
  const named = new Map(Object.entries(readJson(path, namedAccounts) ?? {}));
  return (account) => {
    const found = named.get(account) ?? account;
    if (typeof found === 'string') return { accountId: found, timeZone: 'UTC' };
    return { accountId: found.account_id, timeZone: found.time_zone ?? 'UTC', entity: found.entity, bank: found.bank };
  };
}

/** Null where the file is not there. */
function readJson<T>(path: string, schema: z.ZodType<T>): T | null {
  if (!existsSync(path)) return null;
  const read = readYaml(basename(path), readFileSync(path, 'utf8'), schema);
  if (!read.ok) throw new Fault('ledger_unreadable', faultLines(read.problems));
  return read.document.value;
}
