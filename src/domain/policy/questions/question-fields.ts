/** How questions to policy are read: fields of a JSON line or of command flags, refused by name. */
import { z } from 'zod';
import type { Problem } from '../../values/errors';
import { currencyExponent } from '../../values/money';
import { parseUtc } from '../../values/time';

/** Takes a word in any case where the field's own values are upper case. */
export function upperCase<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value) => (typeof value === 'string' ? value.trim().toUpperCase() : value), schema);
}

export const isoCurrency = upperCase(
  z.string().refine((code) => currencyExponent(code) !== null, 'is not an ISO 4217 currency'),
);

export const instantText = z
  .string()
  .max(40)
  .refine((text) => parseUtc(text) !== null, 'is not a date and time like 2026-01-22T10:25:00Z');

/** One problem for each field that does not fit the schema, an unknown field by its own name. `question` is what was read. */
export function fieldProblems(error: z.ZodError, question: unknown): readonly Problem[] {
  return error.issues.flatMap((issue): Problem[] => {
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => problem('is not a known field', key));
    const [field] = issue.path.map(String);
    const isGiven = field === undefined || (Object(question) as Record<string, unknown>)[field] != null;
    return [problem(isGiven || issue.code === 'custom' ? issue.message : 'is missing', field)];
  });
}

function problem(what: string, field?: string): Problem {
  return field === undefined
    ? { code: 'field_invalid', message: what }
    : { code: 'field_invalid', message: `${field}: ${what}`, field };
}
