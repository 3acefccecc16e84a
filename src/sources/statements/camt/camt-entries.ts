/** Reads the entries of a camt message: batches become their parts, and charges inside a payment an entry of their own. */
import type { Statement, StatementEntry } from '../../../domain/liquidity/statements/statement';
import { zero, type Decimal } from '../../../domain/values/money';
import { sha256 } from '../../../domain/values/json';
import { instantAt, type StatedInstant } from '../instants';
import { referenceIn, referencesIn } from '../references';
import { splitCharge } from '../split-charge';
import { badStatement, quoted, statementAmount, statementText } from '../values';
import { cut } from '../../../domain/values/text/cut';
import { child, children, descendants, nodeAt, textAt, type XmlNode } from '../xml';

export interface EntryContext {
  readonly format: Statement['format'];
  /** When the message was made, for entries that carry no date. */
  readonly created: StatedInstant;
  /** The account's, where the statement says. */
  readonly currency: string | null;
}

interface Part {
  readonly detail: XmlNode;
  readonly amount: Decimal;
  readonly direction: StatementEntry['direction'];
}

export function readEntry(entry: XmlNode, context: EntryContext): StatementEntry[] {
  const { line } = entry;
  const direction = directionOf(textAt(entry, 'CdtDbtInd'), line);
  const status = statusOf(entry, direction, context);
  const { amount, currency } = amountOf(entry, line);
  const details = children(entry, 'NtryDtls').flatMap((group) => children(group, 'TxDtls'));
  const banks = referenceIn(textAt(entry, 'AcctSvcrRef'));
  const isReversal = /^(true|1)$/.test(textAt(entry, 'RvslInd') ?? '');
  const common = {
    currency,
    status,
    ...bookingOf(entry, status, context),
    place: `line ${line}`,
    isReturn: isReversal || descendants(entry, ['RtrInf']).length > 0,
  };
  const parts = partsOf(details, amount, currency, direction);
  if (parts)
    return parts.map((part, at) => {
      const own = referenceIn(textAt(part.detail, 'Refs', 'AcctSvcrRef'));
      const bankReference = own !== null && own !== banks ? own : banks === null ? own : `${banks}/${at + 1}`;
      return oneOf(part.detail, { ...common, amount: part.amount, direction: part.direction, bankReference });
    });
  const [only] = details;
  const bankReference =
    banks ?? (only && details.length === 1 ? referenceIn(textAt(only, 'Refs', 'AcctSvcrRef')) : null);
  if (only && details.length === 1)
    return withCharges(entry, oneOf(only, { ...common, amount, direction, bankReference }), only);
  const batches = referencesIn([
    textAt(entry, 'NtryDtls', 'Btch', 'PmtInfId'),
    ...details.slice(0, 1).map((detail) => textAt(detail, 'Refs', 'PmtInfId')),
  ]);
  return [
    {
      ...common,
      amount,
      direction,
      bankReference,
      // Of a batch that cannot be told apart the first payment's name is not the whole one's.
      customerReference: batches[0] ?? null,
      references: referencesIn([bankReference, ...batches]),
      partNames: details.flatMap((detail) => customerReferenceOf(detail) ?? []),
      counterparty: '',
      says: saysOf(entry),
    },
  ];
}

type Common = Pick<
  StatementEntry,
  'currency' | 'status' | 'day' | 'valueDay' | 'atMs' | 'place' | 'isReturn' | 'amount' | 'direction' | 'bankReference'
>;

function oneOf(detail: XmlNode, common: Common): StatementEntry {
  return {
    ...common,
    customerReference: customerReferenceOf(detail),
    references: referencesIn([common.bankReference, ...ownReferences(detail)]),
    counterparty: counterpartyOf(detail, common.direction),
    says: saysOf(detail),
    ...returnReasonOf(detail),
  };
}

/** A card has room for no more of it. */
const longestReason = 140;

/** Nothing where it did not come back, or nobody says why. */
function returnReasonOf(detail: XmlNode): Pick<StatementEntry, 'returnReason'> {
  const told = child(detail, 'RtrInf');
  if (!told) return {};
  const code = textAt(told, 'Rsn', 'Cd') ?? textAt(told, 'Rsn', 'Prtry');
  const said = children(told, 'AddtlInf').map(({ text }) => text.trim());
  const text = cut(said.join(' '), longestReason);
  if (code === null && text === '') return {};
  return { returnReason: { code: code === null ? null : cut(code, 35), text: text === '' ? null : text } };
}

/** The desk's own ids come first: the bank's are looked for under the account. */
function ownReferences(detail: XmlNode): (string | null)[] {
  return ['EndToEndId', 'InstrId', 'PmtInfId', 'TxId', 'ChqNb', 'AcctSvcrRef'].map((name) =>
    textAt(detail, 'Refs', name),
  );
}

/** As the payer named it, end to end or to the bank alone. */
function customerReferenceOf(detail: XmlNode): string | null {
  return referencesIn(['EndToEndId', 'InstrId'].map((name) => textAt(detail, 'Refs', name)))[0] ?? null;
}

/** Null for a single booking, or where the parts are not all given or do not add up: then the entry stands as one. */
function partsOf(
  details: readonly XmlNode[],
  total: Decimal,
  currency: string,
  direction: StatementEntry['direction'],
): readonly Part[] | null {
  if (details.length < 2) return null;
  const parts: Part[] = [];
  for (const detail of details) {
    const found = detailAmount(detail);
    if (!found || found.currency !== currency) return null;
    const own = textAt(detail, 'CdtDbtInd');
    parts.push({ detail, amount: found.amount, direction: own === null ? direction : directionOf(own, detail.line) });
  }
  const sum = parts.reduce(
    (all, part) => (part.direction === direction ? all.plus(part.amount) : all.minus(part.amount)),
    zero,
  );
  return sum.eq(total) ? parts : null;
}

function detailAmount(detail: XmlNode): { amount: Decimal; currency: string } | null {
  const holder = child(detail, 'Amt') ? detail : nodeAt(detail, 'AmtDtls', 'TxAmt');
  return holder && child(holder, 'Amt') ? amountOf(holder, detail.line) : null;
}

/** What the bank took for itself inside the booked amount; only where payment and charges make up the entry to the cent. */
function withCharges(entry: XmlNode, whole: StatementEntry, detail: XmlNode): StatementEntry[] {
  const payment = detailAmount(detail);
  const records = [entry, detail]
    .flatMap((node) => children(node, 'Chrgs'))
    .flatMap((charges) => children(charges, 'Rcrd'));
  const charges = records.flatMap((record) => (child(record, 'Amt') ? [amountOf(record, record.line)] : []));
  if (!payment || charges.length === 0) return [whole];
  if ([payment, ...charges].some(({ currency }) => currency !== whole.currency)) return [whole];
  const sum = charges.reduce((total, { amount }) => total.plus(amount), zero);
  return splitCharge(whole, payment.amount, sum);
}

function amountOf(holder: XmlNode, line: number): { amount: Decimal; currency: string } {
  const currency = child(holder, 'Amt')?.attributes['Ccy'] ?? '';
  return { amount: statementAmount(textAt(holder, 'Amt') ?? '', currency, line), currency };
}

function directionOf(indicator: string | null, line: number): 'IN' | 'OUT' {
  if (indicator === 'CRDT') return 'IN';
  if (indicator === 'DBIT') return 'OUT';
  return badStatement(line, `CdtDbtInd ${quoted(indicator ?? '')} is neither CRDT nor DBIT`);
}

/** A status we do not know promises no money, and may still take some. */
function statusOf(entry: XmlNode, direction: 'IN' | 'OUT', { format }: EntryContext): StatementEntry['status'] {
  const status = textAt(entry, 'Sts', 'Cd') ?? textAt(entry, 'Sts', 'Prtry') ?? textAt(entry, 'Sts');
  if (status === null) return format === 'camt.053' ? 'booked' : badStatement(entry.line, 'the entry has no status');
  if (status === 'BOOK') return 'booked';
  if (status === 'PDNG' || status === 'FUTR') return 'pending';
  return status === 'INFO' || direction === 'IN' ? 'information' : 'pending';
}

/** The day as the bank writes it. What is expected and has no booking date is booked on its value date at the earliest. */
function bookingOf(
  entry: XmlNode,
  status: StatementEntry['status'],
  { created }: EntryContext,
): Pick<StatementEntry, 'day' | 'valueDay' | 'atMs' | 'isLocalTime'> {
  const read = (name: string): StatedInstant | null => {
    const text = textAt(entry, name, 'DtTm') ?? textAt(entry, name, 'Dt');
    if (text === null) return null;
    return instantAt(text) ?? badStatement(entry.line, `${quoted(text)} is not a date`);
  };
  const [booked, value] = [read('BookgDt'), read('ValDt')];
  const valueDay = value?.day ?? null;
  if (booked)
    return {
      day: booked.day,
      valueDay,
      atMs: booked.hasTime ? booked.atMs : null,
      ...(booked.isLocal ? { isLocalTime: true } : {}),
    };
  const isExpectedLater = status === 'pending' || (valueDay !== null && valueDay <= created.day);
  return { day: valueDay !== null && isExpectedLater ? valueDay : created.day, valueDay, atMs: null };
}

/** Who the money went to, or came from; since version 8 the name stands one element deeper. */
function counterpartyOf(detail: XmlNode, direction: 'IN' | 'OUT'): string {
  const party = direction === 'OUT' ? 'Cdtr' : 'Dbtr';
  const name = textAt(detail, 'RltdPties', party, 'Nm') ?? textAt(detail, 'RltdPties', party, 'Pty', 'Nm');
  return statementText(name ?? '');
}

/** All its texts in their order, its references left out: they may come later. */
function saysOf(node: XmlNode): string {
  const texts: string[] = [];
  const walk = (at: XmlNode): void => {
    if (at.name === 'NtryRef' || at.name === 'AcctSvcrRef' || at.name === 'Sts') return;
    if (at.text.trim() !== '') texts.push(`${at.name}=${at.text.trim()}`);
    at.children.forEach(walk);
  };
  walk(node);
  return sha256(texts.join('\n')).slice(0, 16);
}
