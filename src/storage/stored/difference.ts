/** What a text says otherwise than another, as a short list: pieces of that other text, and words of its own. */
import { z } from 'zod';

/** Where in the other text a piece begins and how long it is, in UTF-16 units; or words of its own. */
type Part = readonly [from: number, length: number] | string;

const parts = z.array(z.union([z.tuple([z.int().nonnegative(), z.int().positive()]), z.string()]));

/** As long as what is worth pointing at: pointing takes about twelve letters. */
const worthPointing = 24;
/** How far apart the texts are tried for the next piece; what is the same before it is found by going back. */
const stride = 16;

/** Null where it would take more than so many letters of its own. */
export function differenceOf(text: string, base: string, mostOwn: number): string | null {
  const found: Part[] = [];
  // Both texts mostly run alongside each other, so the next piece is looked for behind the last one first.
  let [told, own, near] = [0, 0, 0];
  const say = (until: number): void => {
    if (until > told) found.push(text.slice(told, until));
    own += until - told;
  };
  for (let at = 0; at + worthPointing <= text.length && own + at - told <= mostOwn;) {
    const from = findNear(base, text.slice(at, at + worthPointing), near);
    if (from === -1) {
      at += stride;
      continue;
    }
    const back = Math.min(sameBefore(text, at, base, from), at - told);
    const length = back + sameAfter(text, at, base, from);
    say(at - back);
    found.push([from - back, length]);
    told = at = at - back + length;
    near = from - back + length;
  }
  say(text.length);
  return own > mostOwn ? null : JSON.stringify(found);
}

function findNear(base: string, piece: string, near: number): number {
  const behind = base.indexOf(piece, near);
  return behind === -1 ? base.indexOf(piece) : behind;
}

function sameBefore(text: string, at: number, base: string, from: number): number {
  let length = 0;
  while (length < at && length < from && text.charCodeAt(at - length - 1) === base.charCodeAt(from - length - 1))
    length += 1;
  return length;
}

/** In great steps first: comparing letter by letter takes ten times as long. */
function sameAfter(text: string, at: number, base: string, from: number): number {
  let length = 0;
  for (const step of [1_024, 128, 16, 1])
    while (
      at + length + step <= text.length &&
      from + length + step <= base.length &&
      text.slice(at + length, at + length + step) === base.slice(from + length, from + length + step)
    )
      length += step;
  return length;
}

/** The text that differs so from the other. Null where it is no difference from that text. */
export function applyDifference(difference: unknown, base: string): string | null {
  const read = parts.safeParse(difference);
  if (!read.success) return null;
  let text = '';
  for (const part of read.data) {
    if (typeof part !== 'string' && part[0] + part[1] > base.length) return null;
    text += typeof part === 'string' ? part : base.slice(part[0], part[0] + part[1]);
  }
  return text;
}
