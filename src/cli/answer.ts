/** How a command ends: an answer on standard output, a refusal or a fault in words on standard error. */
import { CommanderError } from 'commander';
import { asFault, describeFault, type Problem } from '../domain/values/errors';

/** What a person can correct: exit 2. */
export class RefusedInput extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(({ message }) => message).join(' '));
    this.name = 'RefusedInput';
    this.problems = problems;
  }
}

export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

export function printText(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

export interface AnswerOptions {
  readonly json?: boolean;
  readonly summary?: boolean;
}

/** JSON for programs, a few lines for a person at a terminal, unless one of the two is asked for. */
export function printAnswer({ json, summary }: AnswerOptions, value: unknown, inWords: () => readonly string[]): void {
  if (summary === true || (json !== true && process.stdout.isTTY)) printText(inWords());
  else printJson(value);
}

/** Runs a command and turns how it ended into an exit code. */
export async function exitCodeOf(run: () => Promise<void>): Promise<0 | 1 | 2> {
  try {
    await run();
    return 0;
  } catch (error) {
    if (error instanceof RefusedInput) {
      for (const { code, field, message } of error.problems)
        process.stderr.write(
          `refused: ${message} [${code}${field === undefined || field === '' ? '' : `, ${field}`}]\n`,
        );
      return 2;
    }
    if (error instanceof CommanderError) throw error;
    const fault = asFault(error);
    process.stderr.write(`${describeFault(fault.code).cardText} ${fault.message} [${fault.code}]\n`);
    return 1;
  }
}
