/** The thread that reads a file of payments: a large or hostile one keeps this one busy, and nobody else. */
import { parentPort, workerData } from 'node:worker_threads';
import { asFault } from '../../domain/values/errors';
import { readPaymentBytes, readPaymentFile } from './read-payment-file';
import type { PaymentSource, PaymentThreadMessage } from './read-aside';

const tell = (message: PaymentThreadMessage): void => parentPort?.postMessage(message);

try {
  const source = workerData as PaymentSource;
  const read =
    typeof source === 'string' ? readPaymentFile(source) : readPaymentBytes(source.name, Buffer.from(source.bytes));
  tell({ kind: 'done', read });
} catch (error) {
  tell({ kind: 'failed', message: asFault(error).message });
}
