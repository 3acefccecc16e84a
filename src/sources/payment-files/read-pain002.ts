/** Reads a bank's status report, ISO 20022 pain.002 of any version. */
import { bankStatusCodes } from '../../domain/payment/bank-status-codes';
import {
  partial,
  type GroupStatus,
  type PaymentStatus,
  type StatedStatus,
  type StatusReason,
  type StatusReport,
} from '../../domain/payment-file/status-report';
import { parseUtc } from '../../domain/values/time';
import { badStatement, quoted, statementText } from '../statements/values';
import { child, children, nodeAt, textAt, type XmlNode } from '../statements/xml';

/** The root of the message within its document. */
export const statusReportRoot = 'CstmrPmtStsRpt';

/** ISO 20022 Max35Text; some banks write longer ones, nobody so long. */
const longestId = 100;
/** Words of a bank are shown to people. */
const maxReasons = 5;

/** Throws `ledger_unreadable`, the message starting with the line. */
export function readPain002(message: XmlNode): StatusReport {
  const header = child(message, 'GrpHdr') ?? badStatement(message.line, 'has no GrpHdr');
  const original = child(message, 'OrgnlGrpInfAndSts') ?? badStatement(message.line, 'has no OrgnlGrpInfAndSts');
  const createdAt = textAt(header, 'CreDtTm') ?? badStatement(header.line, 'has no CreDtTm');
  if (!/^\d{4}-\d{2}-\d{2}/.test(createdAt) || parseUtc(`${createdAt.slice(0, 10)}T00:00:00Z`) === null)
    badStatement(header.line, `${quoted(createdAt)} is no date and time`);
  return {
    id: idAt(header, 'MsgId') ?? badStatement(header.line, 'has no MsgId'),
    createdAt: createdAt.slice(0, 40),
    originalId: idAt(original, 'OrgnlMsgId') ?? badStatement(original.line, 'has no OrgnlMsgId'),
    originalKind: idAt(original, 'OrgnlMsgNmId') ?? badStatement(original.line, 'has no OrgnlMsgNmId'),
    ...totalsOf(original),
    whole: statedAt(original, 'GrpSts'),
    groups: children(message, 'OrgnlPmtInfAndSts').map(groupOf),
  };
}

function groupOf(node: XmlNode): GroupStatus {
  return {
    id: idAt(node, 'OrgnlPmtInfId'),
    ...totalsOf(node),
    ...statedAt(node, 'PmtInfSts'),
    payments: children(node, 'TxInfAndSts').map(paymentOf),
  };
}

function paymentOf(node: XmlNode): PaymentStatus {
  const amount = nodeAt(node, 'OrgnlTxRef', 'Amt', 'InstdAmt');
  return {
    instructionId: idAt(node, 'OrgnlInstrId'),
    endToEndId: idAt(node, 'OrgnlEndToEndId'),
    ...statedAt(node, 'TxSts'),
    amount: amount && {
      value: numberIn(amount.text.trim(), amount.line),
      currency: (amount.attributes['Ccy'] ?? '').slice(0, 3),
    },
  };
}

const statedCodes = [...bankStatusCodes, partial] as const;

function statedAt(node: XmlNode, name: 'GrpSts' | 'PmtInfSts' | 'TxSts'): StatedStatus {
  const written = textAt(node, name);
  const code = statedCodes.find((known) => known === written) ?? null;
  if (written !== null && code === null)
    badStatement(child(node, name)?.line ?? node.line, `${quoted(written)} is no status we read`);
  const reasons = children(node, 'StsRsnInf').slice(0, maxReasons).map(reasonOf);
  return { code, reasons, place: `line ${node.line}` };
}

function reasonOf(node: XmlNode): StatusReason {
  const code = textAt(node, 'Rsn', 'Cd') ?? textAt(node, 'Rsn', 'Prtry');
  const text = children(node, 'AddtlInf')
    .map((one) => one.text)
    .join(' ');
  return { code: code === null ? null : statementText(code).slice(0, 35), text: statementText(text) || null };
}

function totalsOf(node: XmlNode): { readonly count: number | null; readonly sum: string | null } {
  const count = textAt(node, 'OrgnlNbOfTxs');
  const sum = textAt(node, 'OrgnlCtrlSum');
  if (count !== null && !/^\d{1,15}$/.test(count)) badStatement(node.line, `${quoted(count)} is no number of payments`);
  return { count: count === null ? null : Number(count), sum: sum === null ? null : numberIn(sum, node.line) };
}

function numberIn(text: string, line: number): string {
  if (!/^\d{1,18}(\.\d{1,17})?$/.test(text)) badStatement(line, `${quoted(text)} is not an amount`);
  return text;
}

function idAt(node: XmlNode, name: string): string | null {
  const id = textAt(node, name);
  if (id !== null && (id.length > longestId || statementText(id) !== id))
    badStatement(child(node, name)?.line ?? node.line, `${name} ${quoted(id)} is no id`);
  return id;
}
