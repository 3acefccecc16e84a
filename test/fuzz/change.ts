/** How an input is made from a seed: a few changes, of bytes, of fields, of parts, each chosen by chance that can be had again. */
import fc from 'fast-check';
import { parse as parseYaml } from 'yaml';
import type { FuzzReader, Input } from './fuzz-reader';
import { oddValues, oddWords } from './odd-words';

/** Where: a share of the whole, so that it holds for a seed of any length. */
type Place = number;

export type Change =
  | { readonly kind: 'flip' | 'set'; readonly at: Place; readonly byte: number }
  | { readonly kind: 'cut' | 'double' | 'end'; readonly at: Place; readonly length: Place; readonly times: number }
  | { readonly kind: 'insert' | 'field' | 'line'; readonly at: Place; readonly word: number }
  | { readonly kind: 'part'; readonly at: Place; readonly how: number; readonly word: number }
  | { readonly kind: 'splice'; readonly at: Place; readonly from: Place; readonly other: number }
  | { readonly kind: 'encode'; readonly as: 'utf16le' | 'utf16be' | 'latin1' | 'bom' };

export interface Plan {
  readonly seed: number;
  readonly changes: readonly Change[];
}

const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const word = fc.nat(100_000);
const byte = fc.integer({ min: 0, max: 255 });
const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('flip', 'set'), at: place, byte }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('cut', 'double', 'end'),
      at: place,
      length: place,
      times: fc.constantFrom(1, 1, 2, 50),
    }),
  },
  { weight: 6, arbitrary: fc.record({ kind: fc.constantFrom('insert', 'field', 'field', 'line'), at: place, word }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('part'), at: place, how: fc.nat(100), word }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('splice'), at: place, from: place, other: fc.nat(1_000) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('encode'), as: fc.constantFrom('utf16le', 'utf16be', 'latin1', 'bom') }),
  },
);

export const plans: fc.Arbitrary<Plan> = fc.record({
  seed: fc.nat(1_000_000),
  changes: fc.array(change, { minLength: 1, maxLength: 5 }),
});

/** Larger inputs are the business of the size limits' own tests. */
const maxBytes = 256 << 10;

export function applyPlan(
  { seed, changes }: Plan,
  seeds: readonly Input[],
  { words = [], shape }: Pick<FuzzReader, 'words' | 'shape'>,
): Input {
  const { name, bytes } = seeds[seed % seeds.length]!;
  const known = [...words, ...oddWords];
  // Where a seed has parts, most of its changes are of them: what breaks the frame alone never gets further than the frame's reader.
  const told = shape !== undefined && seed % 4 !== 0 ? changes.map(asPart) : changes;
  const changed = told.reduce((now, one) => applyChange(now, one, { seeds, words: known, shape }), bytes);
  return { name, bytes: changed.subarray(0, maxBytes) };
}

function asPart(change: Change): Change {
  if (change.kind === 'part' || change.kind === 'encode') return change;
  const drawn = Math.floor(change.at * 1_000_000);
  return { kind: 'part', at: (change.at * 7) % 1, how: drawn % 100, word: 'word' in change ? change.word : drawn };
}

interface Around {
  readonly seeds: readonly Input[];
  readonly words: readonly string[];
  readonly shape: FuzzReader['shape'];
}

function applyChange(bytes: Buffer, change: Change, around: Around): Buffer {
  switch (change.kind) {
    case 'flip':
    case 'set': {
      const changed = Buffer.from(bytes);
      const at = Math.floor(change.at * bytes.length);
      if (at < changed.length)
        changed[at] = change.kind === 'set' ? change.byte : changed[at]! ^ (1 << (change.byte % 8));
      return changed;
    }
    case 'cut':
    case 'double':
    case 'end':
      return changeStretch(bytes, change.kind, change);
    case 'insert':
    case 'field':
    case 'line':
      return changeText(bytes, change.kind, change.at, around.words[change.word % around.words.length]!);
    case 'part':
      return changePart(bytes, change, around);
    case 'splice': {
      const { bytes: other } = around.seeds[change.other % around.seeds.length]!;
      return Buffer.concat([
        bytes.subarray(0, Math.floor(change.at * bytes.length)),
        other.subarray(Math.floor(change.from * other.length)),
      ]);
    }
    case 'encode':
      return encode(bytes, change.as);
  }
}

function changeStretch(
  bytes: Buffer,
  kind: 'cut' | 'double' | 'end',
  { at, length, times }: { readonly at: Place; readonly length: Place; readonly times: number },
): Buffer {
  const from = Math.floor(at * bytes.length);
  if (kind === 'end') return bytes.subarray(0, from);
  // Short stretches find more than long ones.
  const to = from + Math.floor(length ** 3 * (bytes.length - from));
  const stretch = Buffer.concat(Array.from({ length: kind === 'cut' ? 0 : times + 1 }, () => bytes.subarray(from, to)));
  return Buffer.concat([bytes.subarray(0, from), stretch, bytes.subarray(to)]).subarray(0, maxBytes);
}

function changeText(bytes: Buffer, kind: 'insert' | 'field' | 'line', at: Place, text: string): Buffer {
  const word = Buffer.from(text, 'utf8');
  const from = Math.floor(at * bytes.length);
  if (kind === 'insert') return Buffer.concat([bytes.subarray(0, from), word, bytes.subarray(from)]);
  // What stands between two marks of most formats is a field; between two ends of lines, a line.
  const whole = bytes.toString('latin1');
  const marks = kind === 'line' ? /\n/g : /[<>,;:"'\n/=|\]}[{ ]/g;
  const ends = [...whole.matchAll(marks)].map(({ index }) => index);
  const first = ends.findLast((end) => end < from) ?? -1;
  const next = ends.find((end) => end >= from) ?? bytes.length;
  return Buffer.concat([bytes.subarray(0, first + 1), word, bytes.subarray(next)]);
}

interface Part {
  readonly holder: Record<string, unknown>;
  readonly key: string;
}

/** One value of the tree is replaced, left out, doubled or put elsewhere. What is no tree any more is changed as text. */
function changePart(
  bytes: Buffer,
  { at, how, word }: { readonly at: Place; readonly how: number; readonly word: number },
  { shape, words }: Around,
): Buffer {
  const asText = () => changeText(bytes, 'field', at, words[word % words.length]!);
  if (shape === undefined) return asText();
  const text = bytes.toString('utf8');
  const tree = readTree(shape, text);
  const parts = tree === undefined ? [] : partsOf(tree);
  const part = parts[Math.floor(at * parts.length)];
  if (!part) return asText();
  const { holder, key } = part;
  const other = parts[word % parts.length]!;
  if (how < 50) holder[key] = oddValues[word % oddValues.length]!();
  else if (how < 65) holder[key] = words[word % words.length];
  else if (how < 80) Reflect.deleteProperty(holder, key);
  else if (how < 90) holder[key] = [holder[key], holder[key]];
  else holder[key] = structuredClone(other.holder[other.key]);
  // JSON is YAML too.
  return Buffer.from(JSON.stringify(tree, null, 1), 'utf8').subarray(0, maxBytes);
}

function readTree(shape: 'json' | 'yaml', text: string): unknown {
  try {
    return shape === 'json'
      ? (JSON.parse(text) as unknown)
      : parseYaml(text, { maxAliasCount: 10, logLevel: 'silent' });
  } catch {
    // An earlier change broke it.
    return undefined;
  }
}

/** Trees of a hostile depth are not walked: they came of an earlier change. */
const maxDepth = 40;

function partsOf(tree: unknown, depth = 0): readonly Part[] {
  if (typeof tree !== 'object' || tree === null || depth > maxDepth) return [];
  const holder = tree as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...partsOf(holder[key], depth + 1)]);
}

function encode(bytes: Buffer, as: 'utf16le' | 'utf16be' | 'latin1' | 'bom'): Buffer {
  const text = bytes.toString('utf8');
  switch (as) {
    case 'bom':
      return Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]);
    case 'latin1':
      return Buffer.from(text, 'latin1');
    case 'utf16le':
      return Buffer.from(`\uFEFF${text}`, 'utf16le');
    case 'utf16be':
      return Buffer.from(`\uFEFF${text}`, 'utf16le').swap16();
  }
}
