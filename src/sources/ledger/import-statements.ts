/** Takes bank statements into the ledger in force: what can be trusted counts, the rest is set aside and named. */
import { basename } from 'node:path';
import { asFault, refuse, type Problem, type Refusal } from '../../domain/values/errors';
import { assemblePages } from '../../domain/liquidity/statements/assemble-pages';
import { checkStatement } from '../../domain/liquidity/statements/check-statement';
import { accountOf, type DerivedLedger, type PlacedStatement } from '../../domain/liquidity/statements/derive-ledger';
import type { Settlement } from '../../domain/liquidity/statements/open-entry';
import type { Statement } from '../../domain/liquidity/statements/statement';
import { formatUtc } from '../../domain/values/time';
import { contentKey, saysTheSame } from '../statements/journal';
import { readStatementFile } from '../statements/file';
import {
  carryBrought,
  dayOf,
  placeStatements,
  readBrought,
  readKept,
  writeDerivedVersion,
  type Kept,
} from './derived-version';
import { swap, type LedgerImported } from './swap';

export interface StatementImport {
  readonly folder: string;
  readonly files: readonly string[];
  /** A corrected statement takes the place of the one with its number. */
  readonly replace?: boolean;
  /** Told of each file before it is read, and null behind the last: where reading one never ends, somebody knows which. */
  readonly onRead?: (file: string | null) => void;
}

export interface FileResult {
  readonly file: string;
  readonly statements: readonly Statement[];
  /** Why the file, or statements of it, were not taken. */
  readonly problems: readonly Problem[];
  /** Whether anything of it counts. */
  readonly isTaken: boolean;
}

export interface StatementsImported extends LedgerImported {
  readonly files: readonly FileResult[];
  /** Null where the ledger has no day to put statements in. */
  readonly derived: DerivedLedger | null;
}

/** With what was wrong with each file. */
export interface StatementsRefused extends Refusal {
  readonly files: readonly FileResult[];
}

/** One file: refused where nothing of it can be trusted. */
export function importStatementFile(folder: string, file: string): StatementsImported | StatementsRefused {
  return importStatements({ folder, files: [file] });
}

/** Several files at once, in any order; refused where nothing of any of them can be taken, and then nothing has changed. */
export function importStatements({
  folder,
  files,
  replace = false,
  onRead = () => undefined,
}: StatementImport): StatementsImported | StatementsRefused {
  let results: readonly FileResult[] = [];
  const made: (DerivedLedger | null)[] = [];
  const imported = swap(folder, (draft, inForce) => {
    const kept = readKept(inForce);
    const read = files.map((path) => {
      onRead(basename(path));
      return readOne(path);
    });
    onRead(null);
    results = read;
    if (read.every(({ statements }) => statements.length === 0)) return problemsOf(read);
    carryBrought(inForce, draft);
    const brought = readBrought(folder, draft);
    const { ledger, recorded } = brought;
    const all = [...kept.statements, ...read.flatMap(({ statements }) => statements)];
    if (dayOf(ledger, recorded, all) === null)
      return refuse('no_data_for_day', 'The ledger has no rows and so no day to put a statement in.');
    const judged = judgeFiles({ folder, kept, read, replace, accountsNamed: (id) => ledger.accountsNamed(id) });
    results = judged.results;
    if (!results.some(({ isTaken }) => isTaken)) return problemsOf(results);
    const { statements } = judged;
    made.push(writeDerivedVersion({ folder, draft }, brought, { statements, settlements: kept.settlements }).derived);
    return { ok: true };
  });
  return imported.ok ? { ...imported, files: results, derived: made[0] ?? null } : { ...imported, files: results };
}

/** The same ledger with one more thing people said of an entry. */
export function settleEntry(folder: string, settlement: Settlement): LedgerImported | Refusal {
  return swap(folder, (draft, inForce) => {
    const kept = readKept(inForce);
    carryBrought(inForce, draft);
    const settlements = [...kept.settlements.filter(({ id }) => id !== settlement.id), settlement];
    writeDerivedVersion({ folder, draft }, readBrought(folder, draft), { ...kept, settlements });
    return { ok: true };
  });
}

function problemsOf(results: readonly FileResult[]): Refusal {
  return { ok: false, problems: results.flatMap(({ problems }) => problems) };
}

/** A file that cannot be read leaves the others in. */
function readOne(path: string): FileResult {
  const file = basename(path);
  try {
    return { file, statements: readStatementFile(path), problems: [], isTaken: false };
  } catch (error) {
    const fault = asFault(error);
    if (fault.code !== 'ledger_unreadable') throw error;
    return {
      file,
      statements: [],
      problems: [{ code: 'file_invalid', message: fault.message, field: 'file' }],
      isTaken: false,
    };
  }
}

interface JudgeRequest {
  readonly folder: string;
  readonly kept: Kept;
  readonly read: readonly FileResult[];
  readonly replace: boolean;
  readonly accountsNamed: Parameters<typeof accountOf>[0]['accountsNamed'];
}

/** Which statements join those kept. One that cannot be trusted is kept too, set aside, beside others of its file. */
function judgeFiles(request: JudgeRequest): { results: readonly FileResult[]; statements: readonly Statement[] } {
  const { folder, read, replace } = request;
  let statements = request.kept.statements;
  const results = read.map((result): FileResult => {
    if (result.statements.length === 0) return result;
    const placed = placeStatements(folder, result.statements);
    const judged = placed.map((one, index) => ({
      statement: result.statements[index] ?? one.statement,
      problems: problemsOfStatement(one, statements, request),
    }));
    const problems = judged.flatMap((one) => one.problems);
    const isNew = judged.filter(
      (one) => !one.problems.some(({ code }) => code === 'already_imported' || code === 'statement_changed'),
    );
    const isTaken = judged.some((one) => one.problems.length === 0);
    if (isTaken) {
      const added = isNew.map(({ statement }) => statement);
      if (replace) statements = statements.filter((known) => !added.some((next) => isCorrected(known, next)));
      statements = [...statements, ...added];
    }
    return { ...result, problems, isTaken };
  });
  return { results, statements };
}

function problemsOfStatement(
  placed: PlacedStatement,
  kept: readonly Statement[],
  { read, replace, accountsNamed }: JudgeRequest,
): Problem[] {
  const { statement, accountId } = placed;
  const at = statement.place === undefined ? '' : `${statement.place}: `;
  const name = `${at}${statement.format} ${statement.account} ${statement.id}`;
  const key = contentKey(statement);
  const before = kept.find((known) => known.id === statement.id && contentKey(known) === key);
  if (before) {
    const message = `${name} was imported already; it was true at ${formatUtc(before.asOfMs)}.`;
    return [{ code: 'already_imported', message, field: 'statement' }];
  }
  const changed = replace ? undefined : kept.find((known) => isCorrected(known, statement));
  if (changed) {
    const message = `${name} was imported with other content; import it with --replace where it corrects that one.`;
    return [{ code: 'statement_changed', message, field: 'statement' }];
  }
  const found = accountOf({ accountsNamed }, placed);
  if (!found.ok) return found.problems.map((problem) => ({ ...problem, message: `${at}${problem.message}` }));
  const gap = gapOf(statement, read);
  if (gap !== null) return [{ code: 'page_missing', message: `${name}: ${gap}.`, field: 'statement' }];
  return checkStatement(statement, accountId, found.account.currency);
}

/** Both neighbours of a missing page came together: whoever brought them lost it. */
function gapOf(statement: Statement, read: readonly FileResult[]): string | null {
  if (!statement.page) return null;
  const brought = read.flatMap(({ statements }) => statements).filter(({ account }) => account === statement.account);
  const gap = assemblePages(brought).waiting.find(
    ({ hasGap, pages }) => hasGap && pages.some(({ id }) => id === statement.id),
  );
  return gap?.why ?? null;
}

/** A final statement of the same number and days that starts from the same balance and says something else. */
function isCorrected(known: Statement, next: Statement): boolean {
  if (known.isInterim || next.isInterim || known.page || next.page) return false;
  if (known.format !== next.format || known.account !== next.account || known.currency !== next.currency) return false;
  if (known.id !== next.id || known.closing?.day !== next.closing?.day) return false;
  if (!known.opening || !next.opening || !known.opening.amount.eq(next.opening.amount)) return false;
  return !saysTheSame(known, next);
}
