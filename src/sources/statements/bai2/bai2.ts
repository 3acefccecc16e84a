/** Reads BAI2 (Cash Management Balance Reporting, version 2): a file of groups of accounts, each closed by control totals. */
import type { Statement } from '../../../domain/liquidity/statements/statement';
import { readBai2Account, type Bai2Group } from './bai2-account';
import { readBai2Records, type Bai2Record } from './bai2-records';
import { bai2Amount, bai2Day, bai2Time, endOfDay } from './bai2-values';
import { badStatement, quoted } from '../values';
import { ownMember } from '../../../domain/values/own-member';

/** Throws `ledger_unreadable`, the message starting with the line. */
export function readBai2(text: string): readonly Statement[] {
  const records = createReader(readBai2Records(text));
  const header = records.take('01');
  const file = readFileHeader(header);
  const statements: Statement[] = [];
  let [lines, total, groups] = [header.lines, 0n, 0];
  while (records.peek() === '02') {
    groups += 1;
    const group = readGroup(records, file, groups);
    statements.push(...group.statements);
    lines += group.lines;
    total += group.total;
  }
  const trailer = records.take('99');
  checkTrailer(trailer, 'file', total, { groups }, lines + trailer.lines);
  const after = records.peekLine();
  if (after !== null) badStatement(after, 'stands behind the end of the file');
  return statements;
}

interface Reader {
  /** Null at the end. */
  readonly peek: () => string | null;
  readonly peekLine: () => number | null;
  readonly take: (code: string) => Bai2Record;
}

function createReader(records: readonly Bai2Record[]): Reader {
  let at = 0;
  return {
    peek: () => records[at]?.code ?? null,
    peekLine: () => records[at]?.line ?? null,
    take(code) {
      const record = records[at];
      if (!record) badStatement(records.at(-1)?.line ?? 1, `the file ends here, before its record ${code}`);
      if (record.code !== code) badStatement(record.line, `a record ${code} is expected, not ${record.code}`);
      at += 1;
      return record;
    },
  };
}

interface FileHeader {
  /** Sender, date, time and number: no two files of a sender share them. */
  readonly id: string;
  readonly day: string;
  /** Null where the file does not say. */
  readonly createdMs: number | null;
}

function readFileHeader({ fields, line }: Bai2Record): FileHeader {
  const [sender, , date, time, number] = [0, 1, 2, 3, 4].map(() => fields.next());
  fields.next();
  fields.next();
  const version = fields.next();
  if (version !== '2') badStatement(line, `version ${quoted(version)} is not BAI2`);
  const day = bai2Day(date ?? '', line);
  return {
    id: [sender, date, time, number].join(' '),
    day,
    createdMs: bai2Time(day, time ?? '', line),
  };
}

interface GroupRead {
  readonly statements: readonly Statement[];
  readonly lines: number;
  readonly total: bigint;
}

function readGroup(records: Reader, file: FileHeader, number: number): GroupRead {
  const header = records.take('02');
  const group = readGroupHeader(header, file);
  const statements: Statement[] = [];
  let [lines, total] = [header.lines, 0n];
  while (records.peek() === '03') {
    const accountHeader = records.take('03');
    const details: Bai2Record[] = [];
    while (records.peek() === '16') details.push(records.take('16'));
    const { statement, controlTotal } = readBai2Account(accountHeader, details, group);
    const trailer = records.take('49');
    const own = [accountHeader, ...details, trailer].reduce((sum, record) => sum + record.lines, 0);
    checkTrailer(trailer, 'account', controlTotal, {}, own);
    // One account may stand in a file several times, for several days or currencies.
    statements.push({ ...statement, id: `${file.id}/${number}.${statements.length + 1}` });
    lines += own;
    total += controlTotal;
  }
  const trailer = records.take('98');
  checkTrailer(trailer, 'group', total, { accounts: statements.length }, lines + trailer.lines);
  return { statements, lines: lines + trailer.lines, total };
}

/** The as-of-date modifiers of interim data, of the previous day and of the same; the others are final. */
const interimModifiers = ['1', '3'];
const groupStatuses: Readonly<Record<string, string>> = { '2': 'a deletion', '3': 'a correction', '4': 'a test' };

function readGroupHeader({ fields, line }: Bai2Record, file: FileHeader): Bai2Group {
  const [, , status = '', date = '', time = '', currency = '', modifier = ''] = [0, 1, 2, 3, 4, 5, 6].map(() =>
    fields.next(),
  );
  if (status !== '1') {
    const what = ownMember(groupStatuses, status) ?? 'unknown';
    badStatement(line, `the group status ${quoted(status)} is ${what}; only updates (1) are taken`);
  }
  const day = bai2Day(date, line);
  const isInterim = interimModifiers.includes(modifier);
  return { day, currency, isInterim, asOfMs: bai2Time(day, time, line) ?? asOfByFile(day, file, line) };
}

/** Without a time of its own a group was true when its file was made, or, of an earlier day, when that day ended. */
function asOfByFile(day: string, file: FileHeader, line: number): number {
  if (day < file.day) return endOfDay(day);
  if (day === file.day && file.createdMs !== null) return file.createdMs;
  return badStatement(line, 'has no as-of time, so nobody knows when it was true');
}

/** A trailer repeats the sum of all amounts, then how much it closes, then how many lines, its own included. */
function checkTrailer(
  { fields, line }: Bai2Record,
  level: 'account' | 'group' | 'file',
  total: bigint,
  counts: Readonly<Record<string, number>>,
  lines: number,
): void {
  const stated = bai2Amount(fields.next(), line, 'total');
  if (stated !== total)
    badStatement(line, `the control total of the ${level} is ${stated}; its amounts add up to ${total}`);
  for (const [what, count] of Object.entries({ ...counts, records: lines })) {
    const text = fields.next();
    if (!/^\d{1,9}$/.test(text) || Number(text) !== count)
      badStatement(
        line,
        `the ${level} is said to have ${text === '' ? 'no number of' : text.slice(0, 40)} ${what}; it has ${count}`,
      );
  }
}
