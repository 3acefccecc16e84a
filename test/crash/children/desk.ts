/** The real desk in a process of its own: says where it listens, and kills itself where it is told to, as a power cut would. */
import { readConfig } from '../../../src/composition/config/config';
import { openStore } from '../../../src/composition/store/open-store';
import { serve } from '../../../src/composition/serve/serve';
import type { Log } from '../../../src/ports/process';
import { killingStore, parseKillPoint } from './killing-store';

const quiet = () => undefined;
const log: Log = {
  info: quiet,
  warn: quiet,
  error: (fields, message) => process.stderr.write(`${message} ${JSON.stringify(fields)}\n`),
};

async function main(): Promise<void> {
  const [dataDir = '', killPoint = ''] = process.argv.slice(2);
  const config = { ...readConfig({ profile: 'local', dataDir }), port: 0 };
  const opened = await openStore(config, { keep: 'existing' });
  const store = killingStore(opened, parseKillPoint(killPoint));
  const server = await serve({ config, credentials: null, log, store });
  process.once('SIGTERM', () => {
    // As `serve` ends: an agent that was cut off keeps no process.
    void server
      .close()
      .then(() => store.close())
      .then(() => process.exit(0));
  });
  process.stdout.write(`ready ${server.url}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
