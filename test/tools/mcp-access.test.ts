import type { IncomingMessage } from 'node:http';
import { accessRefusal } from '../../src/tools/mcp-access';

function from(
  remoteAddress: string | undefined,
  headers: Record<string, string> = { host: 'localhost' },
): IncomingMessage {
  return { headers, socket: { remoteAddress } } as unknown as IncomingMessage;
}

describe('without an access token', () => {
  it.each(['127.0.0.1', '127.1.2.3', '::1', '::ffff:127.0.0.1'])('a caller at %s is on this machine', (address) => {
    expect(accessRefusal(from(address), null)).toBeNull();
  });

  it.each(['10.0.0.5', '::ffff:10.0.0.5', '128.0.0.1', 'fe80::1', undefined])('a caller at %s is not', (address) => {
    expect(accessRefusal(from(address), null)).toMatchObject({ status: 403, code: 'local_only' });
  });

  it('a caller who names no host is refused', () => {
    expect(accessRefusal(from('127.0.0.1', {}), null)).toMatchObject({ status: 403 });
  });
});

describe('with an access token', () => {
  it('a caller from anywhere who bears it may call', () => {
    expect(accessRefusal(from('10.0.0.5', { authorization: 'Bearer the-secret' }), 'the-secret')).toBeNull();
  });

  it('a local caller without it may not', () => {
    expect(accessRefusal(from('127.0.0.1'), 'the-secret')).toMatchObject({ status: 401, code: 'token_required' });
  });
});
