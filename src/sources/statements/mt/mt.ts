/** Reads SWIFT MT940 statements and MT942 interim reports, as the standard has them and as banks send them. */
import type {
  Statement,
  StatementBalance,
  StatementEntry,
  StatementPage,
} from '../../../domain/liquidity/statements/statement';
import { parseUtc, utcDay } from '../../../domain/values/time';
import { dayAfter } from '../instants';
import { readStatementLine, type LineContext } from './mt-line';
import { checkTotals } from './mt-totals';
import { mtDay } from './mt-values';
import { badStatement, statementAmount } from '../values';

interface Field {
  readonly tag: string;
  readonly value: string;
  readonly line: number;
}

/** Throws `ledger_unreadable`, the message starting with the line. */
export function readMt(text: string): readonly Statement[] {
  return messagesOf(fieldsOf(text)).map(readOne);
}

/** Lines some banks write before the first field: the sender, the message's kind, a counter. */
const beforeFields = /^(:?9[04][0-9]:?|[A-Z0-9]{6,12}|\d{4} \d{2}[A-Z0-9]{6,40}|[A-Z0-9]{8,12} ?\d*)$/;

/** A field runs until the next tag; block headers, the trailing `-}` and what follows it belong to no field. */
function fieldsOf(text: string): Field[] {
  const fields: { tag: string; value: string; line: number }[] = [];
  let isInside = false;
  for (const [index, raw] of text.split('\n').entries()) {
    // eslint-disable-next-line no-control-regex -- start and end of a transmission, which some banks leave in the file
    const line = raw.replace(/\r$/, '').replace(/^[\u0001\u0002]+|[\u0003\u001a]+$/g, '');
    const tagged = /^(?:\{.*\{4:)?:(\d{2}[A-Z]?):(.*)$/.exec(line);
    const last = fields.at(-1);
    if (tagged) {
      fields.push({ tag: tagged[1] ?? '', value: tagged[2] ?? '', line: index + 1 });
      isInside = true;
    } else if (/^(\{|-\}?\s*$|-\})/.test(line)) isInside = false;
    else if (line.trim() === '' || (!isInside && beforeFields.test(line.trim()))) continue;
    else if (last && isInside) last.value += `\n${line}`;
    else badStatement(index + 1, 'is neither XML nor a field like :20:');
  }
  return fields;
}

/** Each message starts with its reference, field 20. */
function messagesOf(fields: readonly Field[]): Field[][] {
  const messages: Field[][] = [];
  for (const field of fields) {
    if (field.tag === '20') messages.push([field]);
    else if (messages.length === 0) badStatement(field.line, `:${field.tag}: comes before :20:`);
    else messages.at(-1)?.push(field);
  }
  return messages;
}

function readOne(fields: readonly Field[]): Statement {
  const find = (...tags: string[]): Field | undefined => fields.find(({ tag }) => tags.includes(tag));
  const startLine = fields[0]?.line ?? 1;
  const need = (...tags: string[]): Field =>
    find(...tags) ?? badStatement(startLine, `the message has no :${tags.join(': or :')}:`);
  const account = accountIn(need('25', '25P').value);
  const [opening, closing] = [find('60F', '60M'), find('62F', '62M')];
  const isStatement = opening !== undefined || closing !== undefined;
  if (isStatement && (!opening || !closing))
    badStatement(startLine, 'the statement lacks an opening or a closing balance');
  const openingBalance = opening ? balanceOf(opening) : null;
  const closingBalance = closing ? balanceOf(closing) : null;
  const currency = openingBalance?.currency ?? floorCurrency(find('34F', '90D', '90C') ?? need('34F'));
  const asOf = asOfOf(find('13D', '13'), closingBalance, startLine);
  const firstDay = openingBalance && firstDayOf(openingBalance.day, closingBalance?.day ?? openingBalance.day);
  const lastDay = closingBalance?.day ?? utcDay(asOf.atMs);
  const entries = entriesOf(fields, { currency, firstDay: firstDay ?? lastDay, lastDay });
  checkTotals(fields, entries, currency);
  const number = (find('28C', '28')?.value ?? '').trim();
  const page = opening && closing ? pageOf(number, opening, closing) : null;
  return {
    place: `line ${startLine}`,
    format: isStatement ? 'MT940' : 'MT942',
    id: [need('20').value, number].join(' ').trim(),
    account,
    currency,
    asOfMs: asOf.atMs,
    ...(asOf.isLocal ? { hasLocalTimes: true } : {}),
    isInterim: !isStatement,
    isDuplicate: false,
    firstDay,
    // Intermediate balances are of one page, not of the day.
    opening: opening?.tag === '60F' ? openingBalance : null,
    closing: closing?.tag === '62F' ? closingBalance : null,
    interim: null,
    ...(page ? { page: { ...page, from: openingBalance?.amount ?? null, to: closingBalance?.amount ?? null } } : {}),
    entries,
  };
}

/** `BANKTRIS/0815`, `/PL61109010140000071219812874`, `12345678 EUR`: the account's number without bank, slash or blanks. */
function accountIn(value: string): string {
  const first = (value.split('\n')[0] ?? '').trim().replace(/^\//, '');
  return first
    .replace(/ ([A-Z]{3})$/, '')
    .replaceAll(' ', '')
    .replace(/^[A-Z]{6}[A-Z0-9]{2,5}\//, '');
}

/** `C260122EUR1234,56` */
function balanceOf({ tag, value, line }: Field): StatementBalance {
  const [, mark, date = '', currency = '', amount = ''] = /^([CD])(\d{6})([A-Z]{3})([\d,.]+)$/.exec(value.trim()) ?? [];
  if (mark === undefined) badStatement(line, `:${tag}: is not a balance`);
  const exact = statementAmount(amount, currency, line);
  return { amount: mark === 'D' ? exact.negated() : exact, currency, day: mtDay(date, line) };
}

/** `EURD0,00` of the floor limit, `3EUR12,` of a total. */
function floorCurrency({ tag, value, line }: Field): string {
  const found = /^\d{0,5}([A-Z]{3})[CD]?[\d,.]+$/.exec(value.trim())?.[1];
  return found ?? badStatement(line, `:${tag}: has no currency`);
}

/** An opening balance is dated with the day the balance before was of; with the statement's own only where there is one day. */
function firstDayOf(openingDay: string, closingDay: string): string {
  return openingDay >= closingDay ? closingDay : dayAfter(openingDay);
}

function asOfOf(
  made: Field | undefined,
  closing: StatementBalance | null,
  startLine: number,
): { atMs: number; isLocal: boolean } {
  if (made) return instantOf(made);
  const atMs = parseUtc(`${closing?.day ?? ''}T23:59:59`);
  if (atMs === null) badStatement(startLine, 'the report has no :13D:, so nobody knows when it was true');
  return { atMs, isLocal: false };
}

/** `2601221430+0100` */
function instantOf({ tag, value, line }: Field): { atMs: number; isLocal: boolean } {
  const [, date = '', hours = '', minutes = '', zone = ''] =
    /^(\d{6})(\d{2})(\d{2})([+-]\d{4})?$/.exec(value.trim()) ?? [];
  const atMs = date === '' ? null : parseUtc(`${mtDay(date, line)}T${hours}:${minutes}${zone === '' ? 'Z' : zone}`);
  return { atMs: atMs ?? badStatement(line, `:${tag}: is not a date and time`), isLocal: zone === '' };
}

/** `7/2` of :28C:. A statement from :60F: to :62F: is whole, whatever its number says. */
function pageOf(
  number: string,
  opening: Field,
  closing: Field,
): Pick<StatementPage, 'number' | 'page' | 'isFirst' | 'isLast'> | null {
  const [isFirst, isLast] = [opening.tag === '60F', closing.tag === '62F'];
  if (isFirst && isLast) return null;
  const [, of = number, page = '1'] = /^(\d{1,5})\/(\d{1,5})$/.exec(number) ?? [];
  return { number: of, page: Number(page), isFirst, isLast };
}

function entriesOf(fields: readonly Field[], context: LineContext): StatementEntry[] {
  return fields.flatMap((field, index) => {
    if (field.tag !== '61') return [];
    const next = fields[index + 1];
    return readStatementLine(field, next?.tag === '86' ? next.value : '', context);
  });
}
