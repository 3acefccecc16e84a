/** `--batch FILE.jsonl`: one JSON question a line, one JSON answer a line, in order. */
import { readFileSync } from 'node:fs';
import { refuse, type Refusal } from '../domain/values/errors';
import { parseJson } from '../domain/values/parse-json';
import { RefusedInput } from './answer';

/** `-` reads standard input. A refused line answers `{"problems": [...]}`; empty lines are passed over. Throws `RefusedInput`. */
export function answerLines(file: string, answer: (question: unknown) => { ok: true; value: unknown } | Refusal): void {
  const answers = readText(file)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const answered = answerLine(line, answer);
      return JSON.stringify(answered.ok ? answered.value : { problems: answered.problems });
    });
  if (answers.length > 0) process.stdout.write(`${answers.join('\n')}\n`);
}

function answerLine(
  line: string,
  answer: (question: unknown) => { ok: true; value: unknown } | Refusal,
): { ok: true; value: unknown } | Refusal {
  const question = parseJson(line, 'The line');
  return question.ok ? answer(question.value) : question;
}

function readText(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    throw new RefusedInput(refuse('file_unreadable', `${file} cannot be read: ${why}.`, 'batch').problems);
  }
}
