/** Reads the entries of a camt message; a batch booking whose parts add up becomes one entry for each part. */
import type { Decimal } from '../../domain/values/money';
import { zero } from '../../domain/values/money';
import type { StatementEntry } from '../../domain/liquidity/statements/statement';
import { parseUtc, utcDay } from '../../domain/values/time';
import { badStatement, quoted, statementAmount, statementText } from './values';
import { child, children, textAt, type XmlNode } from './xml';

/** `createdMs`: when the message was made, for entries that carry no date. `lines`: where each entry stands. */
export function readEntries(
  statement: XmlNode,
  createdMs: number,
  lines: readonly number[],
): readonly StatementEntry[] {
  return children(statement, 'Ntry').flatMap((entry, index) => readEntry(entry, index, createdMs, lines[index] ?? 1));
}

function readEntry(entry: XmlNode, index: number, createdMs: number, line: number): StatementEntry[] {
  const direction = directionOf(textAt(entry, 'CdtDbtInd'), line);
  const status = textAt(entry, 'Sts', 'Cd') ?? textAt(entry, 'Sts');
  if (status === null) badStatement(line, 'the entry has no status');
  const booked = status === 'BOOK';
  const { amount, currency } = amountOf(entry, line);
  const { day, atMs } = bookingOf(entry, createdMs, line);
  const common = { direction, currency, booked, day, atMs };
  const details = children(entry, 'NtryDtls').flatMap((group) => children(group, 'TxDtls'));
  const [bankReference = null] = given([textAt(entry, 'AcctSvcrRef'), textAt(entry, 'NtryRef')]);
  const parts = partsOf(details, amount, currency, line);
  if (!parts) {
    const own = [bankReference, ...details.slice(0, 1).flatMap(referencesOf)];
    return [
      {
        ...common,
        place: `entry ${index + 1}`,
        amount,
        bankReference,
        // Of a batch that cannot be told apart the first payment's name is not the whole one's.
        customerReference: details.length === 1 && details[0] ? customerReferenceOf(details[0]) : null,
        references: given(own),
        counterparty: details[0] ? counterpartyOf(details[0], direction) : '',
      },
    ];
  }
  return parts.map((part, at) => {
    const own =
      given([textAt(part.detail, 'Refs', 'AcctSvcrRef')])[0] ??
      (bankReference === null ? null : `${bankReference}/${at + 1}`);
    return {
      ...common,
      place: `entry ${index + 1}, part ${at + 1}`,
      amount: part.amount,
      bankReference: own,
      customerReference: customerReferenceOf(part.detail),
      references: given([own, ...referencesOf(part.detail)]),
      counterparty: counterpartyOf(part.detail, direction),
    };
  });
}

/** Null for a single booking, or where the parts are not all given or do not add up: then the entry stands as one. */
function partsOf(
  details: readonly XmlNode[],
  total: Decimal,
  currency: string,
  line: number,
): { detail: XmlNode; amount: Decimal }[] | null {
  if (details.length < 2) return null;
  const parts: { detail: XmlNode; amount: Decimal }[] = [];
  for (const detail of details) {
    const holder = child(detail, 'Amt') ? detail : nodeAt(detail, 'AmtDtls', 'TxAmt');
    if (!holder) return null;
    const found = amountOf(holder, line);
    if (found.currency !== currency) return null;
    parts.push({ detail, amount: found.amount });
  }
  return parts.reduce((sum, { amount }) => sum.plus(amount), zero).eq(total) ? parts : null;
}

function nodeAt(node: XmlNode, ...path: readonly string[]): XmlNode | null {
  return path.reduce<XmlNode | null>((at, name) => at && child(at, name), node);
}

function amountOf(holder: XmlNode, line: number): { amount: Decimal; currency: string } {
  const [node] = children(holder, 'Amt');
  const currency = (node && textAt(node, '@Ccy')) ?? '';
  return { amount: statementAmount(textAt(holder, 'Amt') ?? '', currency, line), currency };
}

function directionOf(indicator: string | null, line: number): 'IN' | 'OUT' {
  if (indicator === 'CRDT') return 'IN';
  if (indicator === 'DBIT') return 'OUT';
  return badStatement(line, `CdtDbtInd ${quoted(indicator ?? '')} is neither CRDT nor DBIT`);
}

function bookingOf(entry: XmlNode, createdMs: number, line: number): { day: string; atMs: number | null } {
  const exact = textAt(entry, 'BookgDt', 'DtTm');
  const date = exact ?? textAt(entry, 'BookgDt', 'Dt') ?? textAt(entry, 'ValDt', 'Dt');
  if (date === null) return { day: utcDay(createdMs), atMs: null };
  const atMs = parseUtc(exact ?? `${date}T00:00`);
  if (atMs === null) badStatement(line, `${quoted(date)} is not a date`);
  return { day: utcDay(atMs), atMs: exact === null ? null : atMs };
}

/** The desk's own ids come first: the bank's are looked for under the account. */
function referencesOf(detail: XmlNode): (string | null)[] {
  return ['EndToEndId', 'InstrId', 'PmtInfId', 'TxId', 'AcctSvcrRef'].map((name) => textAt(detail, 'Refs', name));
}

/** As the payer named it, end to end or to the bank alone. */
function customerReferenceOf(detail: XmlNode): string | null {
  return given(['EndToEndId', 'InstrId'].map((name) => textAt(detail, 'Refs', name)))[0] ?? null;
}

/** Banks write NOTPROVIDED where the payer gave no reference; it names nothing. */
function given(references: readonly (string | null)[]): string[] {
  return [...new Set(references.filter((text) => text !== null && text !== 'NOTPROVIDED'))] as string[];
}

/** Who the money went to, or came from; since version 8 the name stands one element deeper. */
function counterpartyOf(detail: XmlNode, direction: 'IN' | 'OUT'): string {
  const party = direction === 'OUT' ? 'Cdtr' : 'Dbtr';
  const name = textAt(detail, 'RltdPties', party, 'Nm') ?? textAt(detail, 'RltdPties', party, 'Pty', 'Nm');
  return statementText(name ?? '');
}
