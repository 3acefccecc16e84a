/** What is wrong with a value of a file a person maintains, in words that say what to write instead. */
import type { z } from 'zod';
import { didYouMean } from './did-you-mean';

type Issue = z.core.$ZodIssue;

/** `value` is what stands there; `missing` are fields that are wanted beside an unknown one. */
export function explainIssue(issue: Issue, value: unknown, missing: readonly string[] = []): string {
  if (issue.code === 'invalid_type') return value === undefined ? 'is missing' : wrongType(issue.expected, value);
  if (issue.code === 'invalid_value') return noneOf(value, issue.values.map(String));
  if (issue.code !== 'unrecognized_keys') return issue.message;
  return issue.keys.map((key) => `${key} is no field that is known here${didYouMean(key, missing)}`).join('; ');
}

function wrongType(expected: string, value: unknown): string {
  if (expected === 'number' && typeof value === 'string') {
    const digits = value.replaceAll(/[\s,_']/g, '');
    return /^-?\d+(\.\d+)?$/.test(digits)
      ? `is the text "${value}"; write the number ${digits}, without quotes and separators`
      : `is "${value}", which is no number`;
  }
  if (expected === 'string' && (typeof value === 'number' || typeof value === 'boolean'))
    return `is the ${typeof value} ${String(value)}; write it in quotes: "${String(value)}"`;
  return `is ${kindOf(value)}, and ${expected === 'array' ? 'a list' : expected === 'object' ? 'a table of fields' : `a ${expected}`} is wanted`;
}

function noneOf(value: unknown, known: readonly string[]): string {
  if (value === undefined) return `is missing; it is one of ${known.join(', ')}`;
  const written = typeof value === 'string' ? `"${value}"` : kindOf(value);
  return `is ${written}, which is none of ${known.join(', ')}${typeof value === 'string' ? didYouMean(value, known) : ''}`;
}

function kindOf(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'a table of fields' : `the ${typeof value} ${JSON.stringify(value)}`;
}
