/** One thread of a batch: opens the lists once and screens the parts it is handed. */
import { parentPort, workerData } from 'node:worker_threads';
import { toolKeysOf, type Config } from '../../composition/config/config';
import { openRowScreener, type BatchRow } from './screen-rows';

export interface BatchSetup {
  /** Plain data: a function cannot be handed to a thread. */
  readonly config: Omit<Config, 'toolKey'>;
  readonly runId: string;
}

export interface BatchAnswer {
  readonly listed: string;
  readonly lines: readonly string[];
}

if (parentPort) {
  const port = parentPort;
  const { config, runId } = workerData as BatchSetup;
  const opened = openRowScreener({ ...config, toolKey: toolKeysOf() }, runId);
  port.on('message', (rows: readonly BatchRow[]) => {
    void answer(rows);
  });

  async function answer(rows: readonly BatchRow[]): Promise<void> {
    try {
      const screener = await opened;
      port.postMessage({ listed: screener.listed, lines: await screener.screen(rows) } satisfies BatchAnswer);
    } catch (error) {
      // Thrown outside the promise it ends the thread, and the batch with it.
      setImmediate(() => {
        throw error;
      });
    }
  }
}
