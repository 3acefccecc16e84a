/** Reads a file of payments beside the desk's own thread, within limits of time and memory. */
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { refuse } from '../../domain/values/errors';
import type { PaymentFileRead } from './read-payment-file';

export type PaymentThreadMessage =
  { readonly kind: 'done'; readonly read: PaymentFileRead } | { readonly kind: 'failed'; readonly message: string };

export interface ReadLimits {
  /** Twenty thousand payments take three seconds. */
  readonly fileMs: number;
  readonly memoryMb: number;
}

export const readLimits: ReadLimits = { fileMs: 60_000, memoryMb: 1_024 };

/** The thread's file stands beside this one, built or not; tests run it from its source. */
const ownThread = {
  file: path.join(__dirname, `payment-file-thread${path.extname(__filename)}`),
  execArgv: process.execArgv,
};

/** Rejects where the thread could not do its work and the file is not to blame. */
export type ReadAside = (source: PaymentSource) => Promise<PaymentFileRead>;

/** A file, or what was sent under a name. */
export type PaymentSource = string | { readonly name: string; readonly bytes: Uint8Array };

export function createReadAside(limits: ReadLimits = readLimits, thread = ownThread): ReadAside {
  return (source) =>
    new Promise((resolve, reject) => {
      const name = typeof source === 'string' ? path.basename(source) : source.name;
      const worker = new Worker(thread.file, {
        workerData: source,
        execArgv: thread.execArgv,
        resourceLimits: { maxOldGenerationSizeMb: limits.memoryMb },
      });
      const end = (settle: () => void): void => {
        clearTimeout(timer);
        void worker.terminate();
        settle();
      };
      const refused = (why: string): void => {
        end(() => {
          resolve(refuse('file_invalid', `${name}: ${why}.`, 'file'));
        });
      };
      const timer = setTimeout(() => {
        refused(`takes longer than ${limits.fileMs / 1_000} s`);
      }, limits.fileMs);
      worker.on('message', (message: PaymentThreadMessage) => {
        end(() => {
          if (message.kind === 'done') resolve(message.read);
          else reject(new Error(message.message));
        });
      });
      // Out of memory ends the thread, not the process.
      worker.on('error', (error: NodeJS.ErrnoException) => {
        refused(
          error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? `needs more than ${limits.memoryMb} MB of memory` : error.message,
        );
      });
      worker.on('exit', () => {
        refused('stopped the thread that read it');
      });
    });
}
