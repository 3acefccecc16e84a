/** The thread that reads a file of payments: a large or hostile one keeps this one busy, and nobody else. */
import { parentPort, workerData } from 'node:worker_threads';
import { asFault } from '../../domain/values/errors';
import { readPaymentFile } from './read-payment-file';
import type { PaymentThreadMessage } from './read-aside';

const tell = (message: PaymentThreadMessage): void => parentPort?.postMessage(message);

try {
  tell({ kind: 'done', read: readPaymentFile(workerData as string) });
} catch (error) {
  tell({ kind: 'failed', message: asFault(error).message });
}
