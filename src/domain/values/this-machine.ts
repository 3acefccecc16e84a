/** Whether a request comes from the machine it arrives at, and from a program there rather than through a proxy or a web page. */

export interface ArrivedFrom {
  /** The address at the other end of the connection. */
  readonly peer: string | undefined;
  /** By lower-case name, as Node gives them. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/**
 * Written by reverse proxies. Behind one on the same machine every caller has a local address, and some proxies write Host anew:
 * whoever came through one is not of this machine, whatever else is said.
 */
const proxyHeaders = [
  'forwarded',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-forwarded-port',
  'x-forwarded-server',
  'x-real-ip',
  'x-client-ip',
  'x-original-host',
  'x-original-forwarded-for',
  'x-envoy-external-address',
  'x-arr-ssl',
  'true-client-ip',
  'cf-connecting-ip',
];

/** Peer, Host and Origin must all be local: a web page that rebinds its own name to 127.0.0.1 sends its own. */
export function isFromThisMachine({ peer, headers }: ArrivedFrom): boolean {
  if (peer === undefined || !isLoopbackAddress(peer)) return false;
  if (proxyHeaders.some((name) => headers[name] !== undefined)) return false;
  const { host, origin } = headers;
  if (typeof host !== 'string' || !isLoopbackUrl(`http://${host}`)) return false;
  return origin === undefined || (typeof origin === 'string' && isLoopbackUrl(origin));
}

export function isLoopbackAddress(address: string): boolean {
  return /^(127(\.\d{1,3}){3}|::1|::ffff:127(\.\d{1,3}){3})$/.test(address);
}

/** A URL whose host is this machine; anything that is no URL is not. */
export function isLoopbackUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { hostname } = new URL(text);
  return hostname === 'localhost' || isLoopbackAddress(hostname.replace(/^\[(.*)\]$/, '$1'));
}
