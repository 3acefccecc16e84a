/** The two messages of RFC 3161 in DER, as far as a client needs them: whoever wants proof of the authority's signature asks `openssl ts -verify`. */

const tag = { integer: 0x02, boolean: 0x01, octets: 0x04, nothing: 0x05, object: 0x06, sequence: 0x30 } as const;
/** 2.16.840.1.101.3.4.2.1 */
const sha256Id = Buffer.from('608648016503040201', 'hex');

/** Asks for the digest's time, with the authority's certificate in the answer. */
export function stampRequest(digest: Uint8Array, nonce: Uint8Array): Buffer {
  const algorithm = der(tag.sequence, der(tag.object, sha256Id), der(tag.nothing));
  return der(
    tag.sequence,
    der(tag.integer, Buffer.from([1])),
    der(tag.sequence, algorithm, der(tag.octets, digest)),
    derNonce(nonce),
    der(tag.boolean, Buffer.from([0xff])),
  );
}

/** Why the answer is no stamp of what was asked; null where it is one. */
export function readStampFault(
  answer: Buffer,
  asked: { readonly digest: Uint8Array; readonly nonce: Uint8Array },
): string | null {
  const status = readStatus(answer);
  if (status === null) return 'an answer that is no time stamp';
  // 0 granted, 1 granted with modifications.
  if (status > 1) return `the time stamp was refused with status ${status}`;
  const isOfThis = answer.includes(der(tag.octets, asked.digest)) && answer.includes(derNonce(asked.nonce));
  return isOfThis ? null : 'a time stamp of something else';
}

/** An integer above zero in as few bytes as it takes. */
function derNonce(nonce: Uint8Array): Buffer {
  const firstSet = nonce.findIndex((byte) => byte !== 0);
  const digits = firstSet < 0 ? Buffer.from([0]) : Buffer.from(nonce.slice(firstSet));
  return der(tag.integer, (digits[0] ?? 0) < 0x80 ? digits : Buffer.concat([Buffer.from([0]), digits]));
}

function der(type: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  if (content.length > 0x7f) throw new RangeError('a message of a time stamp client has at most 127 bytes a part');
  return Buffer.concat([Buffer.from([type, content.length]), content]);
}

/** TimeStampResp begins with PKIStatusInfo, which begins with the status. */
function readStatus(answer: Buffer): number | null {
  const response = enter(answer, 0, tag.sequence);
  const info = response === null ? null : enter(answer, response, tag.sequence);
  const status = info === null ? null : enter(answer, info, tag.integer);
  return status === null || answer[status - 1] !== 1 ? null : (answer[status] ?? null);
}

/** Where the content of the element at `at` begins; null where it is another one, or longer than what is there. */
function enter(bytes: Buffer, at: number, type: number): number | null {
  if (bytes[at] !== type) return null;
  const first = bytes[at + 1] ?? 0;
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
  if (lengthBytes > 4 || at + 2 + lengthBytes > bytes.length) return null;
  const start = at + 2 + lengthBytes;
  const length = lengthBytes === 0 ? first : bytes.readUIntBE(at + 2, lengthBytes);
  return start + length <= bytes.length ? start : null;
}
