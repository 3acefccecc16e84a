/** A version of a ledger folder is the ledger as it was brought, the statements taken since, and what they make of it. */
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { Fault } from '../../domain/values/errors';
import { ledgerKey } from '../../domain/liquidity/ledger/ledger-collector';
import type { Ledger } from '../../domain/liquidity/ledger/ledger';
import {
  deriveLedger,
  type DerivedLedger,
  type PlacedStatement,
} from '../../domain/liquidity/statements/derive-ledger';
import type { Settlement } from '../../domain/liquidity/statements/open-entry';
import type { Statement } from '../../domain/liquidity/statements/statement';
import { utcDay } from '../../domain/values/time';
import { accountNamesFile, readAccountNames } from '../statements/account-names';
import {
  bankedFile,
  journalFile,
  proofsFile,
  readJournal,
  readSettlements,
  settlementsFile,
  writeBanked,
  writeDerived,
  writeLines,
} from '../statements/journal';
import { placeInZone } from '../statements/zone';
import { asOfFile, nothingRecorded, parseAsOf, writeAsOf, type RecordedAsOf } from './as-of';
import { balancesFile, buffersFile, flowsFile, readFiles, type LedgerFiles, type ReadOptions } from './folder';
import { flowColumns } from './records';
import { copyPresent } from './versions';
import { linkOrCopy, writeBalances, writeFlows } from './write';

/** As somebody brought it: the statements are put on top of these, always anew. */
const broughtFiles: LedgerFiles = {
  flows: 'brought_ledger.csv',
  balances: 'brought_balances.csv',
  asOf: 'brought_as_of.json',
};

export interface Kept {
  readonly statements: readonly Statement[];
  readonly settlements: readonly Settlement[];
}

export function readKept(version: string): Kept {
  return {
    statements: readJournal(join(version, journalFile)),
    settlements: readSettlements(join(version, settlementsFile)),
  };
}

/** Takes what was brought over from the version in force, or, before the first import, from the folder itself. */
export function carryBrought(inForce: string, draft: string): void {
  const isDerived = existsSync(join(inForce, broughtFiles.flows));
  const from = isDerived ? broughtFiles : { flows: flowsFile, balances: balancesFile, asOf: asOfFile };
  for (const kind of ['flows', 'balances', 'asOf'] as const) {
    const path = join(inForce, from[kind]);
    if (!existsSync(path)) continue;
    // The files beside the versions are somebody else's to write again.
    if (isDerived) linkOrCopy(path, join(draft, broughtFiles[kind]));
    else copyFileSync(path, join(draft, broughtFiles[kind]));
  }
  // A position may start from statements alone, by accounts that statement_accounts.json gives an entity.
  if (!existsSync(join(draft, broughtFiles.flows)) && !existsSync(join(draft, broughtFiles.balances))) {
    writeFileSync(join(draft, broughtFiles.flows), `${flowColumns.join(',')}\n`);
    writeBalances(join(draft, broughtFiles.balances), []);
  }
  copyPresent(inForce, draft, [buffersFile]);
}

export interface BroughtLedger {
  readonly flows: string;
  readonly balances: string;
  readonly asOf: string;
}

/** Files of a new ledger, from wherever they are. */
export function takeBrought(draft: string, { flows, balances, asOf }: BroughtLedger): void {
  copyInto(flows, join(draft, broughtFiles.flows));
  copyInto(balances, join(draft, broughtFiles.balances));
  writeFileSync(join(draft, broughtFiles.asOf), writeAsOf({ asOf, day: null, accounts: new Map() }));
}

/** The balances in force before statements changed them. */
export function broughtBalances(inForce: string): string {
  const path = join(inForce, broughtFiles.balances);
  return existsSync(path) ? path : join(inForce, balancesFile);
}

export interface Brought {
  readonly ledger: Ledger;
  readonly recorded: RecordedAsOf;
}

/** `called`: what whoever brought the files calls them. */
export function readBrought(folder: string, draft: string, called: ReadOptions['called'] = {}): Brought {
  const path = join(draft, broughtFiles.asOf);
  const recorded = existsSync(path) ? parseAsOf(readFileSync(path, 'utf8')) : nothingRecorded;
  return { ledger: readFiles(draft, basename(resolve(folder)), { files: broughtFiles, called }), recorded };
}

/** What the ledger calls each statement's account; times without a zone are the bank's. */
export function placeStatements(folder: string, statements: readonly Statement[]): PlacedStatement[] {
  const nameOf = readAccountNames(join(folder, accountNamesFile));
  return statements.map((read) => {
    const { accountId, timeZone, entity, bank } = nameOf(read.account);
    return { statement: placeInZone(read, timeZone), accountId, entity, bank };
  });
}

/** The ledger's own day; of one without rows the day its data is of, or the last any statement is of. */
export function dayOf(ledger: Ledger, recorded: RecordedAsOf, statements: readonly Statement[]): string | null {
  if (ledger.day !== null) return ledger.day;
  if (recorded.asOf !== null) return recorded.asOf.slice(0, 10);
  const days = statements.map(({ closing, asOfMs }) => closing?.day ?? utcDay(asOfMs));
  return days.sort().at(-1) ?? null;
}

/** Fills the draft with what is in force from now on; `ledger` is what was brought where nothing changes it. */
export function writeDerivedVersion(
  { folder, draft }: { readonly folder: string; readonly draft: string },
  { ledger, recorded }: Brought,
  { statements, settlements }: Kept,
): { derived: DerivedLedger | null; ledger: Ledger | null } {
  if (statements.length === 0 && settlements.length === 0) {
    for (const [brought, inForce] of [
      [broughtFiles.flows, flowsFile],
      [broughtFiles.balances, balancesFile],
      [broughtFiles.asOf, asOfFile],
    ] as const)
      if (existsSync(join(draft, brought))) linkOrCopy(join(draft, brought), join(draft, inForce));
    return { derived: null, ledger };
  }
  const day = dayOf(ledger, recorded, statements);
  const placed = placeStatements(folder, statements);
  const derived = day === null ? null : deriveLedger({ ledger, day, statements: placed, settlements });
  const own = derived?.accounts ?? [];
  writeFlows(join(draft, broughtFiles.flows), join(draft, flowsFile), {
    changed: new Map(own.flatMap(({ changed }) => [...changed])),
    added: own.flatMap(({ added }) => added),
  });
  const openings = new Map(own.map(({ account, opening }) => [account, opening ?? account.startOfDayBalance]));
  const started = own.map(({ account }) => account).filter((account) => !ledger.accounts().includes(account));
  writeBalances(
    join(draft, balancesFile),
    [...ledger.accounts(), ...started].map((account) => ({
      ...account,
      startOfDayBalance: openings.get(account) ?? account.startOfDayBalance,
    })),
  );
  writeFileSync(join(draft, asOfFile), writeAsOf(asOfWith(recorded, derived)));
  writeLines(join(draft, journalFile), statements);
  writeLines(join(draft, settlementsFile), settlements);
  writeBanked(
    join(draft, bankedFile),
    own.flatMap(({ banked }) => banked),
  );
  writeDerived(join(draft, proofsFile), { proofs: own.map(({ proof }) => proof), open: derived?.open ?? [] });
  return { derived, ledger: null };
}

/** A late statement of an earlier hour does not make the account's data older. */
function asOfWith({ asOf, accounts }: RecordedAsOf, derived: DerivedLedger | null): RecordedAsOf {
  const times = new Map(accounts);
  for (const { account, asOf: trueAt } of derived?.accounts ?? []) {
    const key = ledgerKey(account.account_id, account.currency);
    const present = times.get(key) ?? asOf;
    const latest = present !== null && (trueAt === null || present > trueAt) ? present : trueAt;
    if (latest !== null) times.set(key, latest);
  }
  return { asOf, day: derived?.day ?? null, accounts: times };
}

export function copyInto(from: string, to: string): void {
  try {
    copyFileSync(from, to);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unreadable';
    throw new Fault('ledger_unreadable', `${basename(from)}: cannot be read (${code})`, { cause: error });
  }
}
