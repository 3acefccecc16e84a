/** `serve`: the bot and its tools, until a signal ends it. */
import { readBotCredentials, type Config } from '../config';
import { openStore, serve } from '../main';
import type { Log } from '../ports';

export async function serveDesk(config: Config, log: Log): Promise<void> {
  const credentials = readBotCredentials(config.profile);
  const store = await openStore(config, { keep: config.keepData ? 'existing' : 'fresh' });
  try {
    const server = await serve({ config, credentials, log, store });
    log.info(
      { url: server.url, profile: config.profile, readyAfterMs: Math.round(process.uptime() * 1_000) },
      'Treasury Desk is ready',
    );
    await endSignal();
    await server.close();
  } finally {
    await store.close();
  }
}

function endSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => {
      resolve();
    });
    process.once('SIGTERM', () => {
      resolve();
    });
  });
}
