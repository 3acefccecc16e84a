/** The real export in a process that kills itself: `export.ts DATA_DIR OUT KILL_POINT`; `written` is once the file is there and before that is noted. */
import { exportIn } from '../../../src/cli/payments/export';
import { readConfig } from '../../../src/composition/config/config';
import { createLog } from '../../../src/composition/log';
import { openStore } from '../../../src/composition/store/open-store';
import type { Store } from '../../../src/ports/store';
import { killingStore, parseKillPoint } from './killing-store';

async function main(): Promise<void> {
  const [dataDir = '', folder = '', killPoint = ''] = process.argv.slice(2);
  const config = readConfig({ profile: 'local', dataDir });
  const opened = await openStore(config, { keep: 'existing' });
  const store = killPoint === 'written' ? dyingBeforeNote(opened) : killingStore(opened, parseKillPoint(killPoint));
  await exportIn(store, config, createLog('silent'), { folder, askedBy: 'Omar Okafor' });
  await store.close();
}

function dyingBeforeNote(store: Store): Store {
  return {
    ...store,
    async commitSubject() {
      process.kill(process.pid, 'SIGKILL');
      return new Promise(() => undefined);
    },
  };
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
