/** Makes text of a file's bytes in the encoding it declares; where it declares none, UTF-8, or else Latin-1. */
import { isUtf8 } from 'node:buffer';
import { badStatement, quoted } from './values';

/** Throws `ledger_unreadable`, the message starting with the line. */
export function decodeText(bytes: Buffer): string {
  const encoding = markedEncoding(bytes) ?? declaredEncoding(bytes) ?? (isUtf8(bytes) ? 'utf-8' : 'windows-1252');
  try {
    return new TextDecoder(encoding, { fatal: encoding === 'utf-8' }).decode(bytes).replace(/^\ufeff/, '');
  } catch {
    return badStatement(1, `is not ${encoding.toUpperCase()}, though it says so`);
  }
}

/** By a byte order mark, or by the zeros UTF-16 puts beside every ASCII letter. */
function markedEncoding(bytes: Buffer): string | null {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first !== undefined && first !== 0 && second === 0 && third !== 0) return 'utf-16le';
  return first === 0 && second !== 0 && second !== undefined ? 'utf-16be' : null;
}

/** The XML declaration stands in the first letters. */
const declarationLength = 200;
const known = /^(utf-8|us-ascii|iso-8859-\d{1,2}|windows-125\d|latin1)$/i;

function declaredEncoding(bytes: Buffer): string | null {
  const head = bytes.toString('latin1', 0, declarationLength);
  const [, declared] = /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([^"']+)["']/.exec(head) ?? [];
  if (declared === undefined) return null;
  if (!known.test(declared)) badStatement(1, `is in an encoding we do not read, ${quoted(declared)}`);
  return declared.toLowerCase();
}
