/** What an operator says of themselves and why: it stands in the audit, and by a blank nobody could tell who asked for a payment. */
import { refuse } from '../domain/values/errors';
import { isBlank } from '../domain/values/text/visible';
import { RefusedInput } from './answer';

const longest = { by: 140, reason: 2_000 } as const;

/** Trimmed. Throws `RefusedInput` for what has nothing that can be seen, control characters, or more letters than are kept. */
export function stated(option: keyof typeof longest, given: string): string {
  const text = given.trim();
  if (isBlank(text)) throw new RefusedInput(refuse('field_missing', `--${option} says nothing.`, option).problems);
  if (text.length > longest[option])
    throw new RefusedInput(
      refuse('field_invalid', `--${option} is longer than ${longest[option]} characters.`, option).problems,
    );
  if (/[\p{Cc}\p{Cs}]/u.test(text))
    throw new RefusedInput(refuse('field_invalid', `--${option} has control characters.`, option).problems);
  return text;
}
