/** Variables held against a schema; every one that is wrong is named. */
import { z } from 'zod';
import { Fault } from '../../domain/values/errors';

/** A value of at least one character that is no blank. */
export const text = z.string().trim().min(1);

/** Digits alone: `0x10`, `1e3` and ` ` are numbers to a program and to nobody else. */
export function wholeNumber(least: number, most: number) {
  const wanted = `is not a whole number from ${least} to ${most}`;
  return z
    .string()
    .trim()
    .regex(/^\d{1,9}$/, wanted)
    .transform(Number)
    .refine((number) => number >= least && number <= most, wanted);
}

/** Throws `configuration_invalid`. */
export function parseWith<T extends z.ZodType>(schema: T, environment: NodeJS.ProcessEnv): z.infer<T> {
  // An empty variable in an env file means "not set".
  const set = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = schema.safeParse(set);
  if (parsed.success) return parsed.data;
  const reasons = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Fault('configuration_invalid', reasons.join('; '));
}
