/** Tells files of payments from bank statements by how they begin: both come by the same inbox. */
import { closeSync, openSync, readSync } from 'node:fs';
import { isTable } from '../../domain/payment-file/payment-run';

/** The root of a message stands in the first letters, whatever declarations come before it. */
const beginning = 4_096;

/** A payment run (pain.001), a status report (pain.002), or a table of payments. False for what cannot be read: whoever takes it then says so. */
export function isPaymentFile(path: string): boolean {
  const head = headOf(path);
  // What is in UTF-16 has a zero beside each of these letters.
  const text = head.toString('latin1').replaceAll('\0', '');
  return /<(?:\w+:)?(?:CstmrCdtTrfInitn|CstmrPmtStsRpt)[\s>]/.test(text) || isTable(text);
}

function headOf(path: string): Buffer {
  try {
    const handle = openSync(path, 'r');
    try {
      const head = Buffer.alloc(beginning);
      return head.subarray(0, readSync(handle, head, 0, beginning, 0));
    } finally {
      closeSync(handle);
    }
  } catch {
    return Buffer.alloc(0);
  }
}
