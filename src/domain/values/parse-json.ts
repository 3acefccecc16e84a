/** Reads JSON that comes from outside: a byte order mark is passed over, and depth is bounded before anything is built. */
import { refuse, type Refusal } from './errors';

/**
 * How deep values may lie in each other. A card's answer in a Teams activity nests about ten deep; every later walk of a value (zod,
 * JSON.stringify, canonical text) recurses, and a stack that overflows is a fault nobody caused.
 */
export const maxJsonDepth = 64;

/** `name` stands in the refusal for what was read. Refuses as `not_json` or `json_too_deep`; the parser's own words quote the input and are left out. */
export function parseJson(text: string, name = 'This'): { ok: true; value: unknown } | Refusal {
  // Windows editors and PowerShell write the mark; RFC 8259 lets a parser ignore it.
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (isDeeperThan(plain, maxJsonDepth))
    return refuse('json_too_deep', `${name} is nested more than ${maxJsonDepth} deep.`);
  try {
    return { ok: true, value: JSON.parse(plain) as unknown };
  } catch {
    return refuse('not_json', `${name} is not JSON.`);
  }
}

/** Counts brackets outside strings, in one pass without building anything; what is no JSON is for the parser to refuse. */
function isDeeperThan(text: string, limit: number): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === backslash) at += 1;
      else if (code === quote) inString = false;
    } else if (code === quote) inString = true;
    else if (code === openBracket || code === openBrace) {
      depth += 1;
      if (depth > limit) return true;
    } else if (code === closeBracket || code === closeBrace) depth -= 1;
  }
  return false;
}

const quote = 34;
const backslash = 92;
const openBracket = 91;
const closeBracket = 93;
const openBrace = 123;
const closeBrace = 125;
