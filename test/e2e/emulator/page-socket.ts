/** The server's side of a WebSocket, as much of it as one page needs: what is pushed down to it (RFC 6455). */
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

/** What every handshake's key is hashed with, says the RFC. */
const handshake = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const textFrame = 0x81;

/** Takes the connection over; what the page itself sends down (pings) is not read. */
export function openSocket(request: IncomingMessage, connection: Duplex): (text: string) => void {
  const accept = createHash('sha1')
    .update(`${request.headers['sec-websocket-key'] ?? ''}${handshake}`)
    .digest('base64');
  const head = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade'];
  connection.write([...head, `Sec-WebSocket-Accept: ${accept}`, '', ''].join('\r\n'));
  connection.on('error', () => connection.destroy());
  connection.resume();
  return (text) => {
    if (connection.writable) connection.write(frame(Buffer.from(text)));
  };
}

function frame(payload: Buffer): Buffer {
  if (payload.length < 126) return Buffer.concat([Buffer.from([textFrame, payload.length]), payload]);
  const isLong = payload.length > 0xffff;
  const length = Buffer.alloc(isLong ? 8 : 2);
  if (isLong) length.writeBigUInt64BE(BigInt(payload.length));
  else length.writeUInt16BE(payload.length);
  return Buffer.concat([Buffer.from([textFrame, isLong ? 127 : 126]), length, payload]);
}
