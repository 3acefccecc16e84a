/** Reads ISO 20022 camt.052, camt.053 and camt.054, of any version and in any envelope: intraday reports, statements, notifications. */
import type {
  Statement,
  StatementBalance,
  StatementEntry,
  StatementPage,
} from '../../../domain/liquidity/statements/statement';
import { readEntry } from './camt-entries';
import { checkCamtTotals } from './camt-totals';
import { dayAfter, instantAt, type StatedInstant } from '../instants';
import { badStatement, quoted, statementAmount } from '../values';
import { child, children, descendants, nodeAt, readXml, textAt, type XmlNode } from '../xml';

const formats = [
  { root: 'BkToCstmrAcctRpt', item: 'Rpt', format: 'camt.052' },
  { root: 'BkToCstmrStmt', item: 'Stmt', format: 'camt.053' },
  { root: 'BkToCstmrDbtCdtNtfctn', item: 'Ntfctn', format: 'camt.054' },
] as const;

/** Throws `ledger_unreadable`, the message starting with the line. */
export function readCamt(text: string): readonly Statement[] {
  const entries = new Map<XmlNode, XmlNode[]>();
  const root = readXml(text, 'statement', (node, parent) => {
    if (node.name !== 'Ntry') return false;
    const listed = entries.get(parent);
    if (listed) listed.push(node);
    else entries.set(parent, [node]);
    return true;
  });
  const messages = descendants(
    root,
    formats.map((known) => known.root),
  );
  const [first] = messages;
  if (!first) badStatement(1, 'is no camt.052, camt.053 or camt.054');
  return messages.flatMap((message) => {
    const known = formats.find((candidate) => candidate.root === message.name);
    if (!known) return [];
    const header = child(message, 'GrpHdr');
    return children(message, known.item).map((item) =>
      readOne({ item, header, format: known.format, entries: entries.get(item) ?? [] }),
    );
  });
}

interface Item {
  readonly item: XmlNode;
  readonly header: XmlNode | null;
  readonly format: Statement['format'];
  readonly entries: readonly XmlNode[];
}

function readOne({ item, header, format, entries: nodes }: Item): Statement {
  const { line } = item;
  const id = textAt(item, 'Id') ?? (header && textAt(header, 'MsgId')) ?? badStatement(line, 'has no Id');
  const created = createdAt(item, header);
  const account = accountOf(item) ?? badStatement(line, 'has no account');
  const balances = children(item, 'Bal').map(balanceOf);
  const currency = textAt(item, 'Acct', 'Ccy') ?? balances[0]?.currency ?? null;
  const entries = nodes.flatMap((node): StatementEntry[] => readEntry(node, { format, created, currency }));
  const isInterim = format !== 'camt.053';
  const page = pageOf(item, header, id);
  // A page's summary may be of all pages.
  if (!page) checkCamtTotals(item, nodes);
  const opening = openingOf(balances);
  const closing = isInterim ? null : lastOf(balances, ['CLBD']);
  return {
    place: `line ${line}`,
    format,
    id,
    account: account.replaceAll(/\s/g, ''),
    currency,
    asOfMs: created.atMs,
    ...(created.isLocal ? { hasLocalTimes: true } : {}),
    isInterim,
    isDuplicate: ['DUPL', 'CODU'].includes(textAt(item, 'CpyDplctInd') ?? ''),
    firstDay: opening && firstDayOf(opening, closing),
    opening: opening?.isPage === true ? null : opening,
    closing: closing?.isPage === true ? null : closing,
    interim: interimOf(balances, isInterim),
    ...(page
      ? { page: { ...page, from: opening?.amount ?? null, to: lastOf(balances, ['CLBD', 'ITBD'])?.amount ?? null } }
      : {}),
    entries,
  };
}

/** Some versions have the time only in the message's header. */
function createdAt(item: XmlNode, header: XmlNode | null): StatedInstant {
  const stated = textAt(item, 'CreDtTm') ?? (header && textAt(header, 'CreDtTm'));
  if (stated === null) badStatement(item.line, 'has no CreDtTm');
  return instantAt(stated) ?? badStatement(item.line, `CreDtTm ${quoted(stated)} is not a date and time`);
}

function accountOf(item: XmlNode): string | null {
  const id = nodeAt(item, 'Acct', 'Id');
  if (!id) return null;
  return textAt(id, 'IBAN') ?? textAt(id, 'Othr', 'Id') ?? textAt(id, 'BBAN') ?? textAt(id, 'PrtryAcct', 'Id');
}

interface Balance extends StatementBalance {
  readonly code: string;
  /** Of one page of several, not of the day. */
  readonly isPage: boolean;
}

function balanceOf(balance: XmlNode): Balance {
  const { line } = balance;
  const code =
    textAt(balance, 'Tp', 'CdOrPrtry', 'Cd') ??
    textAt(balance, 'Tp', 'Cd') ??
    textAt(balance, 'Tp', 'CdOrPrtry', 'Prtry') ??
    '';
  const currency = child(balance, 'Amt')?.attributes['Ccy'] ?? '';
  const amount = statementAmount(textAt(balance, 'Amt') ?? '', currency, line);
  const date = textAt(balance, 'Dt', 'Dt') ?? textAt(balance, 'Dt', 'DtTm') ?? textAt(balance, 'Dt') ?? '';
  const day = instantAt(date)?.day ?? badStatement(line, `the ${code} balance has no date`);
  const isDebit = textAt(balance, 'CdtDbtInd') === 'DBIT';
  const isPage = (textAt(balance, 'Tp', 'SubTp', 'Cd') ?? '') === 'ITBD';
  return { code, amount: isDebit ? amount.negated() : amount, currency, day, isPage };
}

/** The first day's opening; what the day before closed with where that is all the bank gives. */
function openingOf(balances: readonly Balance[]): Balance | null {
  return firstOf(balances, ['OPBD']) ?? firstOf(balances, ['PRCD']);
}

function firstOf(balances: readonly Balance[], codes: readonly string[]): Balance | null {
  const found = balances.filter(({ code }) => codes.includes(code));
  return found.reduce<Balance | null>((first, one) => (first && first.day <= one.day ? first : one), null);
}

function lastOf(balances: readonly Balance[], codes: readonly string[]): Balance | null {
  const found = balances.filter(({ code }) => codes.includes(code));
  return found.reduce<Balance | null>((last, one) => (last && last.day > one.day ? last : one), null);
}

/** OPBD is dated with the day it opens, PRCD with the one it closed. */
function firstDayOf(opening: Balance, closing: Balance | null): string {
  return opening.code === 'PRCD' && opening.day !== closing?.day ? dayAfter(opening.day) : opening.day;
}

/** What the bank has booked so far, in a report of a day that goes on. */
function interimOf(balances: readonly Balance[], isInterim: boolean): StatementBalance | null {
  return isInterim ? lastOf(balances, ['ITBD', 'CLBD']) : null;
}

/** In the statement itself or, in older versions, in the message's header. */
function pageOf(
  item: XmlNode,
  header: XmlNode | null,
  id: string,
): Pick<StatementPage, 'number' | 'page' | 'isFirst' | 'isLast'> | null {
  const own = ['StmtPgntn', 'RptPgntn', 'NtfctnPgntn'].flatMap((name) => child(item, name) ?? [])[0];
  const pagination = own ?? (header && child(header, 'MsgPgntn'));
  if (!pagination) return null;
  const page = Number(textAt(pagination, 'PgNb') ?? '1');
  const isLast = textAt(pagination, 'LastPgInd') !== 'false';
  if (!Number.isInteger(page) || page < 1) badStatement(pagination.line, 'PgNb is no page number');
  return page === 1 && isLast ? null : { number: id, page, isFirst: page === 1, isLast };
}
