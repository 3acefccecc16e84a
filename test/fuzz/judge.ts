/** What a reader may answer: a value, or a refusal with a named problem. Everything else is thrown as a fault of the reader. */
import { Fault, isFaultCode, type FaultCode, type Refusal } from '../../src/domain/values/errors';
import type { Outcome } from './fuzz-reader';

/** Whatever a reader gave. */
export const value: Outcome = 'value';

export function judgeRefusal(read: { readonly ok: true } | Refusal): Outcome {
  if (read.ok) return value;
  if (read.problems.length === 0) throw new Error('refused without a problem');
  for (const { code, message } of read.problems) {
    if (code.trim() === '' || message.trim() === '') throw new Error('refused with a problem that says nothing');
    refuseUnforeseen(message);
    refuseFlood(message);
  }
  return [...new Set(read.problems.map(({ code }) => code))].sort().join(' ');
}

/** For readers that throw their refusals as faults of these codes. */
export async function judgeThrown(codes: readonly FaultCode[], read: () => unknown): Promise<Outcome> {
  try {
    await read();
    return value;
  } catch (error) {
    if (!(error instanceof Fault) || !isFaultCode(error.code) || !codes.includes(error.code)) throw error;
    if (error.message.trim() === '') throw new Error('refused with a message that says nothing', { cause: error });
    refuseUnforeseen(error.message);
    refuseFlood(error.message);
    refuseSlip(error.cause);
    return error.code;
  }
}

/** Readers of bank files end like this where something was thrown that none of them meant. */
function refuseUnforeseen(message: string): void {
  if (/:1: cannot be read\.?$/.test(message)) throw new Error(`refused as unforeseen: ${message}`);
}

/** Whoever reads what is wrong reads a terminal, a log or a card: a file is named there, not copied. */
const longestMessage = 8_000;

function refuseFlood(message: string): void {
  if (message.length > longestMessage)
    throw new Error(`refused in ${message.length} letters: ${message.slice(0, 120)}...`);
}

/** A refusal is meant; what came of a slip in the code was caught by luck. */
function refuseSlip(cause: unknown): void {
  if (!(cause instanceof Error)) return;
  const isSlip = cause instanceof TypeError || cause instanceof RangeError || cause instanceof ReferenceError;
  // Node's own way to say that bytes are no text, or that a file name or an address is none.
  const isMeant = 'code' in cause && typeof cause.code === 'string';
  if (isSlip && !isMeant) throw cause;
  refuseSlip(cause.cause);
}
