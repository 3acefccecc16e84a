/** Reads a UTF-8 file line by line in bounded memory, handing out places in the text instead of copies. */
import { isUtf8 } from 'node:buffer';
import { closeSync, openSync, readSync } from 'node:fs';
import { Fault } from '../../domain/values/errors';
import { runSlices } from '../../domain/values/run-slices';

export interface LineSource {
  /** The file's name for people. */
  readonly file: string;
  readonly path: string;
  /** Sees every byte once, in order, for a fingerprint. */
  readonly onBytes?: (bytes: Buffer) => void;
}

/** The line is `text` from `from` to before `to`, without its line end. `lineNumber` counts from 1. */
export type TakeLine = (text: string, from: number, to: number, lineNumber: number) => void;

/** Two thousand flows: a slice of a few milliseconds. */
const chunkBytes = 1 << 18;
/** No line is longer. */
const maxLineBytes = 1 << 20;
const newline = 0x0a;
const carriageReturn = 0x0d;

/** Throws what `take` throws, and `ledger_unreadable` for text that is not UTF-8 or a line over 1 MiB. */
export function readTextLines(source: LineSource, take: TakeLine): void {
  runSlices(textLines(source, take));
}

/** The same in slices: whoever reads beside other work lets that go on after each. */
export function* textLines(source: LineSource, take: TakeLine): Generator<void, void> {
  let lineNumber = 0;
  for (const bytes of blocksOf(source)) {
    if (bytes === tooLong)
      throw new Fault('ledger_unreadable', `line ${lineNumber + 1} is longer than a mebibyte, more than any row is`);
    if (!isUtf8(bytes)) throw new Fault('ledger_unreadable', `the text after line ${lineNumber} is not UTF-8`);
    const text = bytes.toString('utf8');
    let from = lineNumber === 0 && text.startsWith('\ufeff') ? 1 : 0;
    while (from < text.length) {
      const found = text.indexOf('\n', from);
      const end = found < 0 ? text.length : found;
      lineNumber += 1;
      take(text, from, end > from && text.charCodeAt(end - 1) === carriageReturn ? end - 1 : end, lineNumber);
      from = end + 1;
    }
    yield;
  }
}

/** In the place of a block whose first line has no end within bounds: whoever counts the lines knows which it is. */
const tooLong = Buffer.alloc(0);

/** Blocks of whole lines; each is used before the next is asked for. */
function* blocksOf(source: LineSource): Generator<Buffer, void> {
  const buffer = Buffer.allocUnsafe(maxLineBytes + 2 * chunkBytes);
  const handle = openFile(source);
  try {
    let kept = 0;
    for (;;) {
      const read = readSync(handle, buffer, kept, chunkBytes, null);
      source.onBytes?.(buffer.subarray(kept, kept + read));
      const filled = kept + read;
      if (read === 0) {
        if (kept > 0) yield buffer.subarray(0, kept);
        return;
      }
      const whole = buffer.lastIndexOf(newline, filled - 1) + 1;
      if (whole > 0) {
        yield buffer.subarray(0, whole);
        buffer.copyWithin(0, whole, filled);
        kept = filled - whole;
      } else kept = filled;
      if (kept > maxLineBytes) yield tooLong;
    }
  } finally {
    closeSync(handle);
  }
}

function openFile({ path }: LineSource): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unreadable';
    throw new Fault('ledger_unreadable', `cannot be read (${code})`, { cause: error });
  }
}
