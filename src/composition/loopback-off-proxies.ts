/** Replies to this machine (the Playground, the Emulator) never go through a proxy, whatever the proxy variables say. */

/** Call it before anything connects. */
export function keepLoopbackOffProxies(environment: NodeJS.ProcessEnv = process.env): void {
  const known = environment['NO_PROXY'] ?? environment['no_proxy'] ?? '';
  const hosts = known.split(',').map((host) => host.trim());
  const list = [...new Set([...hosts, ...loopbackHosts])].filter((host) => host !== '').join(',');
  environment['NO_PROXY'] = list;
  environment['no_proxy'] = list;
}

/** As a URL names them. */
const loopbackHosts = ['localhost', '127.0.0.1', '[::1]', '::1'];
