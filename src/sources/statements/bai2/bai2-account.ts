/** Reads one account of a BAI2 file: its balances and totals (record 03) and its transactions (records 16). */
import { fromMinor } from '../../../domain/liquidity/ledger/minor-units';
import type { Statement, StatementBalance, StatementEntry } from '../../../domain/liquidity/statements/statement';
import { sha256 } from '../../../domain/values/json';
import { currencyExponent } from '../../../domain/values/money';
import type { Bai2Record } from './bai2-records';
import { bai2Amount, endOfDay, readFunds, type Usable } from './bai2-values';
import { dayAfter } from '../instants';
import { referenceIn, referencesIn } from '../references';
import { badStatement, quoted } from '../values';

/** What the group says for all its accounts. */
export interface Bai2Group {
  /** As-of date, `2026-01-22`. */
  readonly day: string;
  /** Empty where the group names none. */
  readonly currency: string;
  readonly asOfMs: number;
  /** The day goes on: an interim report of it. */
  readonly isInterim: boolean;
}

export interface Bai2Account {
  readonly statement: Omit<Statement, 'id'>;
  /** Of every amount in its records: what the account trailer repeats. */
  readonly controlTotal: bigint;
}

/** The format's own default. */
const defaultCurrency = 'USD';
const typeCode = { opening: '010', closing: '015', credits: '100', debits: '400', withoutMoney: '890' };

export function readBai2Account(header: Bai2Record, details: readonly Bai2Record[], group: Bai2Group): Bai2Account {
  const { line, fields } = header;
  const account = fields.next();
  if (account === '') badStatement(line, 'names no account');
  const currency = fields.next() || group.currency || defaultCurrency;
  const exponent = currencyExponent(currency);
  if (exponent === null) badStatement(line, `${quoted(currency)} is not a currency code we know`);
  const { amounts, sum } = readSummaries(header, group.day);
  const balanceOf = (code: string): StatementBalance | null => {
    const minor = amounts.get(code);
    return minor === undefined ? null : { amount: fromMinor(minor, exponent), currency, day: group.day };
  };
  let controlTotal = sum;
  const entries = details.flatMap((detail): StatementEntry[] => {
    const read = readDetail(detail, group.day);
    controlTotal += read.minor;
    if (read.direction === null) return [];
    const { direction, references, bankReference, customerReference, usable, minor, says } = read;
    const isLater = usable === 'later' && direction === 'IN';
    return [
      {
        place: `line ${detail.line}`,
        references,
        bankReference,
        customerReference,
        direction,
        amount: fromMinor(minor, exponent),
        currency,
        status: 'booked',
        day: group.day,
        valueDay: isLater ? dayAfter(group.day) : null,
        atMs: direction === 'IN' ? arrivalOf(usable, group.day) : null,
        isLocalTime: true,
        // The format has no mark for it.
        isReturn: false,
        says,
        // The text is free: no name is guessed from it.
        counterparty: '',
      },
    ];
  });
  const [opening, closing] = [balanceOf(typeCode.opening), balanceOf(typeCode.closing)];
  const isAlone = details.length === 0 && closing !== null;
  return {
    controlTotal,
    statement: {
      place: `line ${line}`,
      format: 'BAI2',
      account: account.replaceAll(' ', ''),
      currency,
      asOfMs: group.asOfMs,
      hasLocalTimes: true,
      isInterim: group.isInterim,
      isDuplicate: false,
      firstDay: opening && !isAlone ? group.day : null,
      // A report of balances alone has no entries that could lead from one to the other; the later one is known.
      opening: isAlone ? null : opening,
      closing: group.isInterim ? null : closing,
      interim: group.isInterim ? closing : null,
      totals: {
        credits: balanceOf(typeCode.credits)?.amount ?? null,
        debits: balanceOf(typeCode.debits)?.amount ?? null,
      },
      entries,
    },
  };
}

/** Groups of type code, amount, item count and funds type, until the record ends. */
function readSummaries(
  { fields, line }: Bai2Record,
  day: string,
): { amounts: ReadonlyMap<string, bigint>; sum: bigint } {
  const amounts = new Map<string, bigint>();
  let sum = 0n;
  while (!fields.ended) {
    const code = fields.next();
    // Some banks end a line with a comma more before the record goes on.
    if (code === '') continue;
    const amountText = fields.next();
    fields.next();
    const amount = bai2Amount(amountText, line);
    readFunds(fields, amount, day, line);
    sum += amount;
    if (!/^\d{3}$/.test(code)) badStatement(line, `${quoted(code)} is no type code`);
    if (amounts.has(code)) badStatement(line, `type code ${code} stands twice`);
    if (amountText !== '') amounts.set(code, amount);
  }
  return { amounts, sum };
}

interface Detail {
  /** Null where the record moves no money. */
  readonly direction: 'IN' | 'OUT' | null;
  readonly minor: bigint;
  readonly usable: Usable;
  readonly references: readonly string[];
  readonly bankReference: string | null;
  readonly customerReference: string | null;
  readonly says: string;
}

function readDetail({ fields, line }: Bai2Record, day: string): Detail {
  const code = fields.next();
  const amountText = fields.next();
  const minor = bai2Amount(amountText, line);
  const direction = directionOf(code, line);
  if (direction && amountText === '') badStatement(line, 'the transaction has no amount');
  if (minor < 0n)
    badStatement(line, `the amount ${minor} of a transaction is negative; its type code says which way it goes`);
  const usable = readFunds(fields, minor, day, line);
  const [bank, customer] = [fields.next(), fields.next()];
  const [bankReference, customerReference] = [referenceIn(bank), referenceIn(customer)];
  const references = referencesIn([customer, bank]);
  const text: string[] = [code];
  while (!fields.ended) text.push(fields.next());
  const says = sha256(text.join(',')).slice(0, 16);
  return { direction, minor, usable, references, bankReference, customerReference, says };
}

/** Credits are 101 to 399, debits 401 to 699; of the codes a bank may define itself, 920 to 959 and 960 to 999. */
function directionOf(code: string, line: number): 'IN' | 'OUT' | null {
  if (code === typeCode.withoutMoney) return null;
  const number = /^\d{3}$/.test(code) ? Number(code) : 0;
  if (code !== typeCode.credits && code !== typeCode.debits) {
    if ((number >= 101 && number <= 399) || (number >= 920 && number <= 959)) return 'IN';
    if ((number >= 401 && number <= 699) || (number >= 960 && number <= 999)) return 'OUT';
  }
  return badStatement(line, `type code ${quoted(code)} is neither a credit nor a debit`);
}

/** Money that can be used on a later day is on the account when the day ends, and helps no payment before. */
function arrivalOf(usable: Usable, day: string): number | null {
  if (usable === 'unsaid') return null;
  return usable === 'later' ? endOfDay(day) : usable.atMs;
}
