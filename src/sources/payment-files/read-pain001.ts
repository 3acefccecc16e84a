/** Reads a payment run, ISO 20022 pain.001 of any version: each credit transfer a row, as it was written. */
import type { PaymentRun, RunRow } from '../../domain/payment-file/payment-run';
import { mostRows } from '../../domain/payment-file/payment-run';
import { isPaymentId } from '../../domain/payment/payment-request';
import { decimal, zero, type Decimal } from '../../domain/values/money';
import { referenceIn } from '../statements/references';
import { badStatement, quoted } from '../statements/values';
import { child, children, nodeAt, textAt, type XmlNode } from '../statements/xml';

/** The root of the message within its document. */
export const paymentRunRoot = 'CstmrCdtTrfInitn';

/** Throws `ledger_unreadable`, the message starting with the line: counts and sums have to be those of what stands there. */
export function readPain001(message: XmlNode, sha256: string): PaymentRun {
  const header = child(message, 'GrpHdr') ?? badStatement(message.line, 'has no GrpHdr');
  const messageId = textAt(header, 'MsgId') ?? badStatement(header.line, 'has no MsgId');
  const groups = children(message, 'PmtInf');
  const transfers = groups.flatMap((group) => children(group, 'CdtTrfTxInf').map((node) => ({ node, group })));
  if (transfers.length === 0) badStatement(message.line, 'has no payment');
  if (transfers.length > mostRows) badStatement(message.line, `has more than ${mostRows} payments`);
  checkTotals(
    header,
    transfers.map(({ node }) => node),
  );
  for (const group of groups) checkTotals(group, children(group, 'CdtTrfTxInf'));
  for (const group of groups) {
    const how = textAt(group, 'PmtMtd');
    if (how !== 'TRF')
      badStatement(group.line, `has the payment method ${quoted(how ?? '')}; only transfers are taken`);
  }
  return { format: 'pain.001', messageId, sha256, rows: transfers.map(({ node, group }) => rowOf(node, group)) };
}

/** Where it states them. */
function checkTotals(node: XmlNode, transfers: readonly XmlNode[]): void {
  const count = textAt(node, 'NbOfTxs');
  if (count !== null && count !== String(transfers.length))
    badStatement(node.line, `says it has ${quoted(count)} payments and has ${transfers.length}`);
  const stated = textAt(node, 'CtrlSum');
  if (stated === null) return;
  const sum = transfers.reduce((total, transfer) => total.plus(amountIn(transfer) ?? zero), zero);
  if (!/^\d{1,18}(\.\d{1,17})?$/.test(stated) || !decimal(stated).eq(sum))
    badStatement(node.line, `has the control sum ${quoted(stated)}; its payments come to ${sum.toFixed()}`);
}

function amountIn(transfer: XmlNode): Decimal | null {
  const text = textAt(transfer, 'Amt', 'InstdAmt') ?? textAt(transfer, 'Amt', 'EqvtAmt', 'Amt') ?? '';
  return /^\d{1,18}(\.\d{1,17})?$/.test(text) ? decimal(text) : null;
}

function rowOf(node: XmlNode, group: XmlNode): RunRow {
  const amount = nodeAt(node, 'Amt', 'InstdAmt');
  const reference = referenceIn(textAt(node, 'PmtId', 'EndToEndId'));
  const instruction = referenceIn(textAt(node, 'PmtId', 'InstrId'));
  const id = [reference, instruction].find((one) => one !== null && isPaymentId(one));
  return {
    line: node.line,
    debtorAccount: accountIn(group, 'DbtrAcct') ?? null,
    fault: faultOf(node, amount),
    draft: stated({
      payment_id: id,
      beneficiary_name: textAt(node, 'Cdtr', 'Nm'),
      amount: amount?.text.trim(),
      currency: amount?.attributes['Ccy'],
      payment_type: typeOf(node, group),
      beneficiary_account: accountIn(node, 'CdtrAcct'),
      beneficiary_bic: textAt(node, 'CdtrAgt', 'FinInstnId', 'BICFI') ?? textAt(node, 'CdtrAgt', 'FinInstnId', 'BIC'),
      beneficiary_bank_code: textAt(node, 'CdtrAgt', 'FinInstnId', 'ClrSysMmbId', 'MmbId'),
      beneficiary_country: textAt(node, 'Cdtr', 'PstlAdr', 'Ctry'),
      beneficiary_street: textAt(node, 'Cdtr', 'PstlAdr', 'StrtNm'),
      beneficiary_building: textAt(node, 'Cdtr', 'PstlAdr', 'BldgNb'),
      beneficiary_postcode: textAt(node, 'Cdtr', 'PstlAdr', 'PstCd'),
      beneficiary_town: textAt(node, 'Cdtr', 'PstlAdr', 'TwnNm'),
      purpose: purposeOf(node),
      value_date: dayOf(group),
    }),
  };
}

function faultOf(node: XmlNode, amount: XmlNode | null): string | null {
  if (child(node, 'ChqInstr')) return 'asks for a cheque';
  return amount ? null : 'has no instructed amount';
}

function typeOf(node: XmlNode, group: XmlNode): string {
  const say = (...path: readonly string[]) => textAt(node, 'PmtTpInf', ...path) ?? textAt(group, 'PmtTpInf', ...path);
  if (say('CtgyPurp', 'Cd') === 'INTC') return 'INTERNAL';
  return say('SvcLvl', 'Cd') === 'SEPA' ? 'SEPA' : 'SWIFT';
}

function accountIn(node: XmlNode, name: 'DbtrAcct' | 'CdtrAcct'): string | null {
  return textAt(node, name, 'Id', 'IBAN') ?? textAt(node, name, 'Id', 'Othr', 'Id');
}

function purposeOf(node: XmlNode): string | null {
  const info = child(node, 'RmtInf');
  if (!info) return null;
  const free = children(info, 'Ustrd').map((one) => one.text.trim());
  const named = children(info, 'Strd').map((one) => textAt(one, 'CdtrRefInf', 'Ref') ?? '');
  return [...free, ...named].filter((text) => text !== '').join(' ') || null;
}

/** From version 8 on a choice of a day and a time, before a day. */
function dayOf(group: XmlNode): string | null {
  const written =
    textAt(group, 'ReqdExctnDt', 'Dt') ?? textAt(group, 'ReqdExctnDt', 'DtTm') ?? textAt(group, 'ReqdExctnDt');
  return written?.slice(0, 10) ?? null;
}

function stated(fields: Readonly<Record<string, string | null | undefined>>): RunRow['draft'] {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined && value !== ''),
  );
}
