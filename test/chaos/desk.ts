/** The real desk in a process of its own whose clock is set when it is told to (`jump MINUTES` on standard input), or all of whose time passes (`pass MINUTES`). */
import { createInterface } from 'node:readline';
import { readConfig } from '../../src/composition/config/config';
import { createLog } from '../../src/composition/log';
import { openStore } from '../../src/composition/store/open-store';
import { openPostgresStore } from '../../src/storage/postgres/postgres-store';
import { serve } from '../../src/composition/serve/serve';

const realNow = Date.now.bind(Date);
let offsetMs = 0;
Date.now = () => realNow() + offsetMs;
const realElapsed = performance.now.bind(performance);
let passedMs = 0;
performance.now = () => realElapsed() + passedMs;

async function main(): Promise<void> {
  const config = { ...readConfig({ profile: 'local', logLevel: 'warn' }), port: 0 };
  const { database: place } = config;
  // A server's clock does not go with the desks'.
  const store = place
    ? await openPostgresStore({ place, recordedNow: () => Date.now(), refusesSkew: false })
    : await openStore(config, { keep: 'existing' });
  const server = await serve({ config, credentials: null, log: createLog('warn'), store });
  process.once('SIGTERM', () => {
    process.stdin.destroy();
    void server.close().then(() => store.close());
  });
  createInterface({ input: process.stdin }).on('line', (line) => {
    const [, what, minutes] = /^(jump|pass) (-?\d+)$/.exec(line) ?? [];
    const ms = Number(minutes) * 60_000;
    if (what !== undefined) offsetMs += ms;
    if (what === 'pass') passedMs += ms;
  });
  process.stdout.write(`ready ${server.url}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
