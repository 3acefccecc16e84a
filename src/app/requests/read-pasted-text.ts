/** Reads a pasted text with the help of an agent, where one is configured: what it adds is judged by the reader, and without it the reader stands alone. */
import { judgeQuotes } from '../../domain/sentences/judge-quotes';
import type { KnownThings } from '../../domain/sentences/known-things';
import type { Quotes } from '../../domain/sentences/quotes';
import type { Reading } from '../../domain/sentences/reading';
import { asFault, Fault } from '../../domain/values/errors';
import type { Clock, Log } from '../../ports/process';
import { withDeadline } from '../../workflow/deadline';

/** What an agent reads out of a text. Throws a fault of an agent. */
export type AskIntake = (text: string, signal: AbortSignal) => Promise<Quotes>;

/** Never throws for the agent's sake. */
export type ReadPastedText = (reading: Reading) => Promise<Reading>;

export interface ReadPastedTextDeps {
  /** Null where no agent is asked. */
  readonly ask: AskIntake | null;
  readonly known: () => KnownThings;
  readonly clock: Pick<Clock, 'sleep'>;
  readonly log: Log;
}

/** Whoever pasted a mail waits for its form; a chat service gives a bot 15 s. */
const limitMs = 8_000;
/** What is typed in one go the reader reads alone. */
const fewestLines = 3;
const fewestWords = 25;

export function createReadPastedText({ ask, known, clock, log }: ReadPastedTextDeps): ReadPastedText {
  return async (reading) => {
    if (ask === null || !isPasted(reading)) return reading;
    try {
      const quotes = await withDeadline((signal) => ask(reading.text, signal), {
        limitMs,
        clock,
        onExpiry: () => new Fault('step_timeout', `the intake agent did not answer within ${limitMs} ms`),
      });
      return judgeQuotes(reading, quotes, known()) ?? reading;
    } catch (error) {
      const fault = asFault(error);
      log.warn({ code: fault.code, err: fault }, 'the intake agent did not answer; the reader stands alone');
      return { ...reading, intake: { state: 'failed' } };
    }
  };
}

/** A request, or what the reader makes nothing of; anything else it understood needs no agent. */
function isPasted({ intent, text }: Reading): boolean {
  const isLong = text.split('\n').length >= fewestLines || text.split(/\s+/).length >= fewestWords;
  return isLong && (intent === 'request_payment' || intent === 'not_understood');
}
