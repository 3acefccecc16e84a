/** Who called, for the log: the address at the other end, or what a proxy we were told to trust says of it. */
import type { IncomingMessage } from 'node:http';

/** `trustedProxies` are addresses as they connect. Behind them the last hop that is none of them counts; without any, nobody's word does. */
export function callerAddress(request: IncomingMessage, trustedProxies: readonly string[]): string {
  const peer = plainAddress(request.socket.remoteAddress ?? 'unknown');
  const hops = [...forwardedFor(request), peer];
  const isTrusted = (address: string) => trustedProxies.includes(address);
  while (hops.length > 1 && isTrusted(hops.at(-1) ?? '')) hops.pop();
  return (hops.at(-1) ?? peer).slice(0, longestAddress);
}

/** An IPv6 address with its zone and port. */
const longestAddress = 80;

function forwardedFor({ headers }: IncomingMessage): readonly string[] {
  const said = headers['x-forwarded-for'];
  const text = Array.isArray(said) ? said.join(',') : (said ?? '');
  return text
    .split(',')
    .map((hop) => plainAddress(hop.trim()))
    .filter((hop) => hop !== '');
}

/** An IPv4 address that came over an IPv6 socket, as IPv4. */
function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}
