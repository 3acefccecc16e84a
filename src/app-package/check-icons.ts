/** What Teams asks of an app's two icons. */
import { refuse, type Problem } from '../domain/values/errors';
import { readPng, type Png } from './read-png';

const sides = { color: 192, outline: 32 } as const;

/** `name` is the file's, for the messages. */
export function checkIcon(kind: keyof typeof sides, name: string, bytes: Buffer): readonly Problem[] {
  const png = readPng(bytes);
  if (!png) return problem(name, 'is no PNG, or is damaged');
  const side = sides[kind];
  if (png.width !== side || png.height !== side)
    return problem(name, `is ${png.width} x ${png.height} pixels; Teams takes ${side} x ${side}`);
  return kind === 'outline' ? checkOutline(name, png) : [];
}

/** White lines on nothing: Teams colours them itself. */
function checkOutline(name: string, { pixels }: Png): readonly Problem[] {
  if (!pixels)
    return problem(name, 'cannot be looked into: save it with 8 bits of red, green, blue and alpha, not interlaced');
  const drawn = { clear: 0, white: 0, other: 0 };
  for (let at = 0; at < pixels.length; at += 4) {
    const isWhite = pixels[at] === 255 && pixels[at + 1] === 255 && pixels[at + 2] === 255;
    drawn[pixels[at + 3] === 0 ? 'clear' : isWhite ? 'white' : 'other'] += 1;
  }
  if (drawn.other > 0) return problem(name, `has ${drawn.other} pixels of another colour than white`);
  if (drawn.clear === 0) return problem(name, 'has no transparent pixel');
  return drawn.white === 0 ? problem(name, 'shows nothing') : [];
}

function problem(name: string, what: string): readonly Problem[] {
  return refuse('configuration_invalid', `${name} ${what}.`, name).problems;
}
