/** The tools alone over HTTP, for a command that has hosted agents ask them. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Config } from '../config/config';
import { mountTools, type MountToolsDeps } from './mount-tools';

export interface ServedTools {
  close(): Promise<void>;
}

/** On the port the bot would have. Rejects where it cannot be had. */
export async function serveTools({
  config,
  ...deps
}: Omit<MountToolsDeps, 'config' | 'elapsedMs'> & {
  readonly config: MountToolsDeps['config'] & Pick<Config, 'host' | 'port'>;
}): Promise<ServedTools> {
  const mounted = mountTools({ config, ...deps, elapsedMs: () => performance.now() });
  const server = createServer((request, response) => {
    const [path = ''] = (request.url ?? '').split('?');
    const handle = mounted[path];
    if (handle) void handle(request, response);
    else {
      response.writeHead(404);
      response.end();
    }
  });
  server.listen(config.port, config.host ?? '::');
  await once(server, 'listening');
  return {
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}
