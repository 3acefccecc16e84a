/** `serve`: the bot and its tools, until a signal ends it; then the process ends, whatever still hangs. */
import type { BotCredentials, Config } from '../composition/config/config';
import { Fault } from '../domain/values/errors';
import { openStore } from '../composition/store/open-store';
import { serve } from '../composition/serve/serve';
import { endsWithin } from '../jobs/ends-within';
import { createTimers } from '../jobs/timers';
import type { Log } from '../ports/process';

export async function serveDesk(config: Config, credentials: BotCredentials | null, log: Log): Promise<void> {
  const store = await openStore(config, { keep: config.keepData ? 'existing' : 'fresh', log });
  try {
    const server = await serve({ config, credentials, log, store }).catch((error: unknown) => {
      throw portFault(config, error);
    });
    // Whoever reads that it is ready may end it at once.
    const ended = endSignal();
    log.info(
      { url: server.url, profile: config.profile, readyAfterMs: Math.round(process.uptime() * 1_000) },
      'Treasury Desk is ready',
    );
    await ended;
    await server.close();
    log.info({}, 'Treasury Desk has ended');
  } finally {
    if (!(await endsWithin(closeWithinMs, store.close(), createTimers())))
      log.warn({}, 'the end did not wait for the database, which does not answer');
  }
}

/** What is left of the 25 s after the rest has ended; what was acknowledged has been kept long before. */
const closeWithinMs = 3_000;

/** A port that cannot be had is the operator's to settle, not a defect of the desk. */
function portFault({ host, port }: Config, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  const reason =
    code === 'EADDRINUSE'
      ? 'is in use by another process'
      : code === 'EACCES'
        ? 'may not be opened by this user'
        : null;
  if (reason === null) return error;
  return new Fault(
    'configuration_invalid',
    `Port ${port} on ${host ?? 'this machine'} ${reason}; set PORT to another one.`,
    {
      cause: error,
    },
  );
}

/** Once is enough: a terminal and npm each tell it, and the second shall not cut off what the first lets end. */
function endSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, resolve);
  });
}
