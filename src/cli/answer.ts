/** How a command ends: an answer on standard output, a refusal or a fault in words on standard error. */
import { CommanderError } from 'commander';
import { asFault, describeFault, type Problem } from '../domain/values/errors';

/** Of every command; docs/commands.md says what they mean to a script. */
export const exitCodes = {
  /** Answered, whatever the decision; what was asked is done. */
  done: 0,
  /** Something broke, or what was looked at is not as it should be. */
  wrong: 1,
  /** Nothing was done. */
  refused: 2,
  /** What was right is done. */
  partlyRefused: 3,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** What a person can correct. */
export class RefusedInput extends Error {
  readonly problems: readonly Problem[];
  readonly exitCode: ExitCode;

  /** `isPartly`: the rest of what was given is done. */
  constructor(problems: readonly Problem[], { isPartly = false }: { readonly isPartly?: boolean } = {}) {
    super(problems.map(({ message }) => message).join(' '));
    this.name = 'RefusedInput';
    this.problems = problems;
    this.exitCode = isPartly ? exitCodes.partlyRefused : exitCodes.refused;
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
export async function exitCodeOf(run: () => Promise<void>): Promise<ExitCode> {
  try {
    await run();
    return exitCodes.done;
  } catch (error) {
    if (error instanceof RefusedInput) {
      for (const { code, field, message } of error.problems)
        process.stderr.write(
          `refused: ${message} [${code}${field === undefined || field === '' ? '' : `, ${field}`}]\n`,
        );
      return error.exitCode;
    }
    if (error instanceof CommanderError) throw error;
    const fault = asFault(error);
    process.stderr.write(`${describeFault(fault.code).cardText} ${fault.message} [${fault.code}]\n`);
    return exitCodes.wrong;
  }
}
