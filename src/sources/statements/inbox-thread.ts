/** The thread that takes the inbox in: a large or hostile file keeps this one busy, and nobody else. */
import { parentPort, workerData } from 'node:worker_threads';
import { asFault } from '../../domain/values/errors';
import type { ThreadMessage, ThreadTask } from './inbox-aside';
import { takeInbox } from './inbox';

const { folder, settledBeforeMs } = workerData as ThreadTask;
const tell = (message: ThreadMessage): void => parentPort?.postMessage(message);

try {
  const results = takeInbox(folder, settledBeforeMs, (file) => {
    tell({ kind: 'reading', file });
  });
  tell({ kind: 'done', results });
} catch (error) {
  tell({ kind: 'failed', message: asFault(error).message });
}
