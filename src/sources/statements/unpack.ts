/** Takes the files out of a zip or gzip archive, within bounds: a small file must not become one that stops the desk. */
import { gunzipSync, inflateRawSync } from 'node:zlib';
import { Fault } from '../../domain/values/errors';

export interface PackedFile {
  /** As people find it: `day.zip/ACC-1.xml`. */
  readonly name: string;
  readonly bytes: Buffer;
}

export interface UnpackLimits {
  readonly maxEntries: number;
  /** Of everything unpacked. */
  readonly maxBytes: number;
  /** Unpacked to packed; statements, full of repeated tags, reach 60. */
  readonly maxRatio: number;
}

/** The file itself where it is no archive. Archives inside archives are refused. Throws `ledger_unreadable` with the name. */
export function unpack(name: string, bytes: Buffer, limits: UnpackLimits): readonly PackedFile[] {
  if (isGzip(bytes)) {
    const inside = name.replace(/\.gz$/i, '');
    const content = inflate(name, bytes, limits, gunzipSync);
    if (isArchive(content)) refuse(name, 'holds an archive inside an archive');
    return [{ name: inside, bytes: content }];
  }
  return isZip(bytes) ? unzip(name, bytes, limits) : [{ name, bytes }];
}

function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

const zipSignature = 0x04034b50;
const emptyZipSignature = 0x06054b50;

function isZip(bytes: Buffer): boolean {
  return bytes.length >= 4 && [zipSignature, emptyZipSignature].includes(bytes.readUInt32LE(0));
}

function isArchive(bytes: Buffer): boolean {
  return isGzip(bytes) || isZip(bytes);
}

/** Small files may be packed better than any statement and still harm nobody. */
const harmlessBytes = 1 << 20;

function inflate(
  name: string,
  packed: Buffer,
  { maxBytes, maxRatio }: UnpackLimits,
  how: (bytes: Buffer, options: { maxOutputLength: number }) => Buffer,
): Buffer {
  const most = Math.min(maxBytes, Math.max(harmlessBytes, packed.length * maxRatio));
  try {
    return how(packed, { maxOutputLength: most });
  } catch (error) {
    const isTooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    return refuse(
      name,
      isTooLarge ? 'unpacks to more than a statement needs' : 'cannot be unpacked: the archive is damaged',
    );
  }
}

function refuse(name: string, reason: string): never {
  throw new Fault('ledger_unreadable', `${name}: ${reason}`);
}

const directorySignature = 0x02014b50;
const endLength = 22;
const directoryLength = 46;
const localLength = 30;
/** The end of a zip may have a comment of this length behind it. */
const maxComment = 0xffff;

/** By the directory at the archive's end, as zip readers do; sizes come from the data and not from what the directory claims. */
function unzip(name: string, bytes: Buffer, limits: UnpackLimits): PackedFile[] {
  const end = findEnd(bytes) ?? refuse(name, 'is a zip archive without an end');
  const count = bytes.readUInt16LE(end + 10);
  if (count > limits.maxEntries) refuse(name, `holds ${count} files; at most ${limits.maxEntries} are taken`);
  let at = bytes.readUInt32LE(end + 16);
  let left = limits.maxBytes;
  const files: PackedFile[] = [];
  for (let index = 0; index < count; index += 1) {
    if (at + directoryLength > bytes.length || bytes.readUInt32LE(at) !== directorySignature)
      refuse(name, 'is a zip archive with a damaged directory');
    const nameLength = bytes.readUInt16LE(at + 28);
    const inside = plainName(bytes.toString('utf8', at + directoryLength, at + directoryLength + nameLength));
    const content = inside === '' ? null : readZipped(`${name}/${inside}`, bytes, at, { ...limits, maxBytes: left });
    if (content) {
      left -= content.length;
      if (isArchive(content)) refuse(`${name}/${inside}`, 'is an archive inside an archive');
      files.push({ name: `${name}/${inside}`, bytes: content });
    }
    at += directoryLength + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  if (files.length === 0) refuse(name, 'holds no file');
  return files;
}

function findEnd(bytes: Buffer): number | null {
  const lowest = Math.max(0, bytes.length - endLength - maxComment);
  for (let at = bytes.length - endLength; at >= lowest; at -= 1)
    if (bytes.readUInt32LE(at) === emptyZipSignature) return at;
  return null;
}

/** Never a path: nothing is written, and nobody should read one. Empty for folders and what operating systems add. */
function plainName(path: string): string {
  if (path.endsWith('/') || path.startsWith('__MACOSX/')) return '';
  const last = path.split(/[/\\]/).at(-1) ?? '';
  // eslint-disable-next-line no-control-regex -- control characters are what is taken out here
  return last.startsWith('.') ? '' : last.replace(/[\u0000-\u001f\u007f]/g, ' ').slice(0, 100);
}

function readZipped(name: string, bytes: Buffer, at: number, limits: UnpackLimits): Buffer {
  const [flags, method] = [bytes.readUInt16LE(at + 8), bytes.readUInt16LE(at + 10)];
  if ((flags & 1) === 1) refuse(name, 'is encrypted');
  const packedLength = bytes.readUInt32LE(at + 20);
  const local = bytes.readUInt32LE(at + 42);
  if (local + localLength > bytes.length || bytes.readUInt32LE(local) !== zipSignature) refuse(name, 'is damaged');
  const from = local + localLength + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  if (from + packedLength > bytes.length) refuse(name, 'is cut off');
  const packed = bytes.subarray(from, from + packedLength);
  if (method === 0) {
    if (packed.length > limits.maxBytes) refuse(name, 'is larger than a statement may be');
    return Buffer.from(packed);
  }
  if (method !== 8) refuse(name, 'is packed in a way we do not read');
  return inflate(name, packed, limits, inflateRawSync);
}
