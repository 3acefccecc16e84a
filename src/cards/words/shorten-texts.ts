/** The last resort for a card that is too large however plain it is drawn: every long text of its data is cut. */
import type { Json, JsonObject } from '../../domain/values/json';
import { cut } from '../../domain/values/text/cut';

/** Longer than any id, verb or amount: only prose is cut. With as many texts as a card has it fits, whatever they consist of. */
const maxLength = 100;

export function shortenTexts(data: object): object {
  return shortened(data as JsonObject) as JsonObject;
}

function shortened(value: Json | undefined): Json | undefined {
  if (typeof value === 'string') return cut(value, maxLength);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return (value as readonly Json[]).map((inner) => shortened(inner) ?? null);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shortened(inner)]));
}
