/** Reads ISO 20022 camt.052, camt.053 and camt.054: intraday reports, statements, and notifications. */
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { asFault } from '../../domain/values/errors';
import type { Statement, StatementBalance } from '../../domain/liquidity/statements/statement';
import { parseUtc, utcDay } from '../../domain/values/time';
import { readEntries } from './camt-entries';
import { badStatement, quoted, statementAmount } from './values';
import { child, children, textAt, type XmlNode } from './xml';

const formats = [
  { root: 'BkToCstmrAcctRpt', item: 'Rpt', format: 'camt.052' },
  { root: 'BkToCstmrStmt', item: 'Stmt', format: 'camt.053' },
  { root: 'BkToCstmrDbtCdtNtfctn', item: 'Ntfctn', format: 'camt.054' },
] as const;

/** Throws `ledger_unreadable`, the message starting with the line. */
export function readCamt(text: string): readonly Statement[] {
  const document = child(parseXml(text), 'Document');
  const known = formats.find(({ root }) => document && child(document, root));
  const message = known && document && child(document, known.root);
  if (!known || !message) badStatement(1, 'is no camt.052, camt.053 or camt.054');
  const lines = linesOfTag(text, known.item);
  const entryLines = linesOfTag(text, 'Ntry');
  let entriesBefore = 0;
  return children(message, known.item).map((item, index) => {
    const own = entryLines.slice(entriesBefore, (entriesBefore += children(item, 'Ntry').length));
    return readOne(item, known.format, lines[index] ?? 1, own);
  });
}

function parseXml(text: string): XmlNode {
  // No statement needs one, and a document type is how a file makes a parser read other files or grow without end.
  if (/<!DOCTYPE/i.test(text))
    badStatement(lineAt(text, text.search(/<!DOCTYPE/i)), 'has a document type, which no statement needs');
  const valid = XMLValidator.validate(text);
  if (valid !== true) badStatement(valid.err.line, `is not well-formed XML: ${valid.err.msg.slice(0, 200)}`);
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    removeNSPrefix: true,
    // Text stays text: an amount must not pass through a double.
    parseTagValue: false,
    parseAttributeValue: false,
    alwaysCreateTextNode: true,
    trimValues: true,
    isArray: (_name, _path, _isLeaf, isAttribute) => !isAttribute,
  });
  try {
    return parser.parse(text) as XmlNode;
  } catch (error) {
    // It has limits of its own, such as how deep elements may be nested.
    return badStatement(1, `cannot be read as XML: ${asFault(error).message.slice(0, 200)}`);
  }
}

function readOne(item: XmlNode, format: Statement['format'], line: number, entryLines: readonly number[]): Statement {
  const id = textAt(item, 'Id') ?? badStatement(line, 'has no Id');
  const account = textAt(item, 'Acct', 'Id', 'IBAN') ?? textAt(item, 'Acct', 'Id', 'Othr', 'Id');
  const created = textAt(item, 'CreDtTm') ?? badStatement(line, 'has no CreDtTm');
  const createdMs = parseUtc(created) ?? badStatement(line, `CreDtTm ${quoted(created)} is not a date and time`);
  return {
    format,
    id,
    account: (account ?? badStatement(line, 'has no account')).replaceAll(' ', ''),
    currency: textAt(item, 'Acct', 'Ccy'),
    asOfMs: createdMs,
    opening: balanceOf(item, ['OPBD', 'PRCD'], line),
    closing: balanceOf(item, ['CLBD'], line),
    entries: readEntries(item, createdMs, entryLines),
  };
}

function balanceOf(item: XmlNode, codes: readonly string[], line: number): StatementBalance | null {
  for (const code of codes) {
    const balance = children(item, 'Bal').find((candidate) => textAt(candidate, 'Tp', 'CdOrPrtry', 'Cd') === code);
    if (!balance) continue;
    const [amountNode] = children(balance, 'Amt');
    const currency = amountNode ? (textAt(amountNode, '@Ccy') ?? '') : '';
    const amount = statementAmount(textAt(balance, 'Amt') ?? '', currency, line);
    const date = textAt(balance, 'Dt', 'Dt') ?? textAt(balance, 'Dt', 'DtTm') ?? '';
    const atMs = parseUtc(date.length === 10 ? `${date}T00:00` : date);
    if (atMs === null) badStatement(line, `the ${code} balance has no date`);
    const isDebit = textAt(balance, 'CdtDbtInd') === 'DBIT';
    return { amount: isDebit ? amount.negated() : amount, currency, day: utcDay(atMs) };
  }
  return null;
}

/** The line of each element of that name, in their order. */
function linesOfTag(text: string, name: string): number[] {
  const places = new RegExp(`\\n|<(?:[\\w.-]+:)?${name}[\\s>/]`, 'g');
  const lines: number[] = [];
  let line = 1;
  for (const [found] of text.matchAll(places)) {
    if (found.startsWith('<')) lines.push(line);
    if (found.endsWith('\n')) line += 1;
  }
  return lines;
}

function lineAt(text: string, index: number): number {
  return text.slice(0, Math.max(index, 0)).split('\n').length;
}
