/** Reads SWIFT MT940 statements and MT942 interim reports. */
import type { Statement, StatementBalance, StatementEntry } from '../../domain/liquidity/statements/statement';
import { parseUtc } from '../../domain/values/time';
import { checkTotals } from './mt-totals';
import { badStatement, quoted, statementAmount, statementText } from './values';

interface Field {
  readonly tag: string;
  readonly value: string;
  readonly line: number;
}

/** Throws `ledger_unreadable`, the message starting with the line. */
export function readMt(text: string): readonly Statement[] {
  return messagesOf(fieldsOf(text)).map(readOne);
}

/** A field runs until the next tag; block headers, the trailing `-}` and what follows it belong to no field. */
function fieldsOf(text: string): Field[] {
  const fields: { tag: string; value: string; line: number }[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.replace(/\r$/, '');
    const tagged = /^(?:\{.*\{4:)?:(\d{2}[A-Z]?):(.*)$/.exec(line);
    const last = fields.at(-1);
    if (tagged) fields.push({ tag: tagged[1] ?? '', value: tagged[2] ?? '', line: index + 1 });
    else if (/^(\{|-\}?)/.test(line) || line.trim() === '') continue;
    else if (last) last.value += `\n${line}`;
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
  const account = need('25', '25P').value.split('\n')[0]?.replaceAll(' ', '') ?? '';
  const opening = find('60F', '60M');
  const closing = find('62F', '62M');
  const isStatement = opening !== undefined || closing !== undefined;
  if (isStatement && (!opening || !closing))
    badStatement(startLine, 'the statement lacks an opening or a closing balance');
  const openingBalance = opening ? balanceOf(opening) : null;
  const closingBalance = closing ? balanceOf(closing) : null;
  const currency = openingBalance?.currency ?? floorCurrency(need('34F'));
  const made = find('13D', '13');
  const asOfMs = made ? instantOf(made) : parseUtc(`${closingBalance?.day ?? ''}T23:59:59`);
  if (asOfMs === null) badStatement(startLine, 'the report has no :13D:, so nobody knows when it was true');
  const entries = entriesOf(fields, currency, new Date(asOfMs).getUTCFullYear());
  checkTotals(fields, entries, currency);
  return {
    format: isStatement ? 'MT940' : 'MT942',
    id: [need('20').value, find('28C', '28')?.value ?? ''].join(' ').trim(),
    account: account.replace(/^[A-Z]{6}[A-Z0-9]{2,5}\//, ''),
    currency,
    asOfMs,
    // Intermediate balances are of one page, not of the day.
    opening: opening?.tag === '60F' ? openingBalance : null,
    closing: closing?.tag === '62F' ? closingBalance : null,
    entries,
  };
}

/** `C260122EUR1234,56` */
function balanceOf({ tag, value, line }: Field): StatementBalance {
  const [, mark, date = '', currency = '', amount = ''] = /^([CD])(\d{6})([A-Z]{3})([\d,]+)$/.exec(value.trim()) ?? [];
  if (mark === undefined) badStatement(line, `:${tag}: is not a balance`);
  const exact = statementAmount(amount, currency, line);
  return { amount: mark === 'D' ? exact.negated() : exact, currency, day: dayOf(date, line) };
}

/** `EURD0,00` */
function floorCurrency({ value, line }: Field): string {
  return /^([A-Z]{3})[CD]?[\d,]+$/.exec(value.trim())?.[1] ?? badStatement(line, ':34F: has no currency');
}

/** `2601221430+0100` */
function instantOf({ tag, value, line }: Field): number {
  const [, date = '', hours = '', minutes = '', zone = ''] =
    /^(\d{6})(\d{2})(\d{2})([+-]\d{4})?$/.exec(value.trim()) ?? [];
  const atMs = date === '' ? null : parseUtc(`${dayOf(date, line)}T${hours}:${minutes}${zone === '' ? 'Z' : zone}`);
  return atMs ?? badStatement(line, `:${tag}: is not a date and time`);
}

/** SWIFT years have two digits; no statement is older than 2000. */
function dayOf(date: string, line: number): string {
  const day = `20${date.slice(0, 2)}-${date.slice(2, 4)}-${date.slice(4, 6)}`;
  return parseUtc(`${day}T00:00`) === null ? badStatement(line, `${quoted(date)} is not a date`) : day;
}

/** Each part ends where the next begins, so that no text is gone through twice; the references behind it are cut by hand. */
const statementLine = /^(\d{6})(\d{4})?(E?[CD]|R[CD])([A-Z])?(\d[\d,]*)([SNF][A-Z0-9]{3})([^\n]*)$/;

function entriesOf(fields: readonly Field[], currency: string, year: number): StatementEntry[] {
  const entries: StatementEntry[] = [];
  for (const [index, field] of fields.entries()) {
    if (field.tag !== '61') continue;
    // A second line holds details nobody reads; a third is not of the format.
    const [first = '', , ...tooMany] = field.value.split('\n');
    const match = tooMany.length === 0 ? statementLine.exec(first) : null;
    if (!match) badStatement(field.line, ':61: is not a statement line');
    const [, valueDate = '', entryDate, mark = '', , amount = '', , references = ''] = match;
    const [ours, bankReference] = referencesIn(references);
    const next = fields[index + 1];
    entries.push({
      place: `line ${field.line}`,
      references: [ours, bankReference].filter((reference) => reference !== null),
      bankReference,
      customerReference: ours,
      // A reversal of a debit comes in; E marks what is only expected.
      direction: ['C', 'EC', 'RD'].includes(mark) ? 'IN' : 'OUT',
      amount: statementAmount(amount, currency, field.line),
      currency,
      booked: !mark.startsWith('E'),
      day: entryDate === undefined ? dayOf(valueDate, field.line) : entryDay(valueDate, entryDate, year, field.line),
      atMs: null,
      counterparty: next?.tag === '86' ? nameIn(next.value) : '',
    });
  }
  return entries;
}

/** Ours before the slashes, the bank's behind; banks write NONREF where there is none. */
function referencesIn(text: string): [ours: string | null, banks: string | null] {
  const slashes = text.indexOf('//');
  const parts = slashes < 0 ? [text, ''] : [text.slice(0, slashes), text.slice(slashes + 2)];
  const [ours = '', banks = ''] = parts.map((part) => part.trim());
  const given = (reference: string): string | null => (['', 'NONREF'].includes(reference) ? null : reference);
  return [given(ours), given(banks)];
}

/** The entry date has no year: the one that puts it nearest to the value date. */
function entryDay(valueDate: string, entryDate: string, year: number, line: number): string {
  const valueMs = parseUtc(`${dayOf(valueDate, line)}T00:00`) ?? 0;
  const days = [year - 1, year, year + 1].flatMap((candidate) => {
    const day = `${candidate}-${entryDate.slice(0, 2)}-${entryDate.slice(2)}`;
    const atMs = parseUtc(`${day}T00:00`);
    return atMs === null ? [] : [{ day, distance: Math.abs(atMs - valueMs) }];
  });
  const [nearest] = days.sort((a, b) => a.distance - b.distance);
  return nearest?.day ?? badStatement(line, `${quoted(entryDate)} is not a month and day`);
}

/** The name subfields of the structured form (?32, ?33) or of the slash form (/NAME/); otherwise nothing is guessed. */
function nameIn(information: string): string {
  const joined = information.replaceAll('\n', '');
  const structured = [...joined.matchAll(/\?3[23]([^?]*)/g)].map(([, part = '']) => part).join('');
  const slashed = /\/NAME\/([^/]*)/.exec(joined)?.[1] ?? '';
  return statementText(structured === '' ? slashed : structured);
}
