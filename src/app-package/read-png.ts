/** Reads a PNG as far as an icon needs it: its size and, where it has 8 bits of RGBA and no interlace, its pixels. */
import { inflateSync } from 'node:zlib';

export interface Png {
  readonly width: number;
  readonly height: number;
  /** RGBA, row by row; null for a PNG of another kind. */
  readonly pixels: Uint8Array | null;
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const headerEnd = 33;
const channels = 4;
/** Far above any icon: a file that says more of itself is not unpacked. */
const maxSide = 1024;

/** Null for what is no PNG or is cut off. */
export function readPng(bytes: Buffer): Png | null {
  if (bytes.length < headerEnd || !bytes.subarray(0, 8).equals(signature) || chunkName(bytes, 8) !== 'IHDR')
    return null;
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const [bitDepth, colourType, , , interlace] = bytes.subarray(24, 29);
  const isPlain = bitDepth === 8 && colourType === 6 && interlace === 0;
  if (!isPlain || width === 0 || height === 0 || width > maxSide || height > maxSide)
    return { width, height, pixels: null };
  const rows = unpack(bytes, height * (1 + width * channels));
  return rows && { width, height, pixels: unfilter(rows, width * channels) };
}

const chunkName = (bytes: Buffer, at: number): string => bytes.toString('latin1', at + 4, at + 8);

/** The rows as they are stored, each with its filter before it; null where they are not all there. */
function unpack(bytes: Buffer, length: number): Buffer | null {
  const parts: Buffer[] = [];
  for (let at = 8; at + 12 <= bytes.length; at += 12 + bytes.readUInt32BE(at))
    if (chunkName(bytes, at) === 'IDAT') parts.push(bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at)));
  try {
    const rows = inflateSync(Buffer.concat(parts), { maxOutputLength: length });
    return rows.length === length ? rows : null;
  } catch {
    // Not packed as a PNG packs it: as unreadable as a file that is no PNG.
    return null;
  }
}

/** The five filters of the PNG specification, section 9; null where a row names another. */
function unfilter(rows: Buffer, rowLength: number): Uint8Array | null {
  const height = rows.length / (rowLength + 1);
  const pixels = new Uint8Array(height * rowLength);
  for (let row = 0; row < height; row += 1) {
    const predict = predictors[rows[row * (rowLength + 1)] ?? -1];
    if (!predict) return null;
    for (let column = 0; column < rowLength; column += 1) {
      const at = row * rowLength + column;
      const left = column < channels ? 0 : (pixels[at - channels] ?? 0);
      const up = row === 0 ? 0 : (pixels[at - rowLength] ?? 0);
      const upLeft = column < channels || row === 0 ? 0 : (pixels[at - rowLength - channels] ?? 0);
      pixels[at] = (rows[row * (rowLength + 1) + 1 + column] ?? 0) + predict(left, up, upLeft);
    }
  }
  return pixels;
}

type Predictor = (left: number, up: number, upLeft: number) => number;

/** none, sub, up, average, Paeth. */
const predictors: readonly Predictor[] = [
  () => 0,
  (left) => left,
  (_, up) => up,
  (left, up) => (left + up) >> 1,
  (left, up, upLeft) => {
    const estimate = left + up - upLeft;
    const [byLeft, byUp, byBoth] = [left, up, upLeft].map((value) => Math.abs(estimate - value)) as [
      number,
      number,
      number,
    ];
    if (byLeft <= byUp && byLeft <= byBoth) return left;
    return byUp <= byBoth ? up : upLeft;
  },
];
