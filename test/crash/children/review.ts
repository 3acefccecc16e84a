/** The real `review` in a process that kills itself right after a commit: `review.ts DATA_DIR KILL_POINT PAYMENT_ID`. */
import { reviewIn } from '../../../src/cli/review';
import { readConfig } from '../../../src/composition/config/config';
import { createLog } from '../../../src/composition/log';
import { openStore } from '../../../src/composition/store/open-store';
import { killingStore, parseKillPoint } from './killing-store';

async function main(): Promise<void> {
  const [dataDir = '', killPoint = '', paymentId = ''] = process.argv.slice(2);
  const config = readConfig({ profile: 'local', dataDir });
  const store = killingStore(await openStore(config, { keep: 'existing' }), parseKillPoint(killPoint));
  await reviewIn(store, config, createLog('silent'), { payment_id: paymentId });
  await store.close();
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
