/** Reads a file of payments of any kind we take, or says which line of it is wrong: nothing of a broken file is taken. */
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { asFault, Fault, refuse, type Refusal } from '../../domain/values/errors';
import type { PaymentFileContent } from '../../ports/payment-files';
import { decodeText } from '../statements/decode';
import { badStatement } from '../statements/values';
import { descendants, readXml } from '../statements/xml';
import { paymentRunRoot, readPain001 } from './read-pain001';
import { readPain002, statusReportRoot } from './read-pain002';
import { readTable } from './read-table';

/** Twenty thousand payments with everything that can be said of them have a third of it. */
export const maxFileBytes = 32 << 20;

export type PaymentFileRead = { readonly ok: true; readonly content: PaymentFileContent } | Refusal;

export function readPaymentFile(file: string): PaymentFileRead {
  const name = path.basename(file);
  try {
    if (statSync(file).size > maxFileBytes) return tooLarge(name);
    return readPaymentBytes(name, readFileSync(file));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (error instanceof Fault || code === undefined) throw error;
    return refuse('file_unreadable', `${name} cannot be read (${code}).`, 'file');
  }
}

/** `name` is for people. */
export function readPaymentBytes(name: string, bytes: Buffer): PaymentFileRead {
  if (bytes.length > maxFileBytes) return tooLarge(name);
  if (isNoText(bytes)) {
    const message = `A pain.001 or CSV file is needed, and ${name} is neither. From a spreadsheet, save it as CSV.`;
    return refuse('file_not_text', message, 'file', { name });
  }
  try {
    return { ok: true, content: contentOf(bytes) };
  } catch (error) {
    const fault = asFault(error);
    // What is no fault of ours is a file that holds what no reader foresaw.
    const reason = fault.code === 'ledger_unreadable' ? fault.message : '1: cannot be read';
    return refuse('file_invalid', `${name}:${reason}.`, 'file');
  }
}

function contentOf(bytes: Buffer): PaymentFileContent {
  const text = decodeText(bytes);
  const hash = createHash('sha256').update(bytes).digest('hex');
  if (!/^\s*</.test(text)) return { kind: 'payment_run', run: readTable(text, hash) };
  const messages = descendants(
    readXml(text, 'payment file', () => false),
    [paymentRunRoot, statusReportRoot],
  );
  const [message, another] = messages;
  if (!message) badStatement(1, 'is no pain.001, no pain.002 and no table of payments');
  if (another) badStatement(another.line, 'has a second message; a file has one');
  return message.name === statusReportRoot
    ? { kind: 'status_report', report: readPain002(message) }
    : { kind: 'payment_run', run: readPain001(message, hash) };
}

/** How spreadsheets (zip, or the older kind) and PDFs begin: what people attach in the place of a CSV. */
const noText = ['504b0304', 'd0cf11e0', '25504446'];

function isNoText(bytes: Buffer): boolean {
  return noText.includes(bytes.subarray(0, 4).toString('hex'));
}

function tooLarge(name: string): Refusal {
  return refuse('request_too_large', `${name} is over ${maxFileBytes >> 20} MiB.`, 'file');
}
