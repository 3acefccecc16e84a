/** Takes the inbox in beside the desk's own thread, within limits of time and memory: a file that reaches them is put aside and named. */
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { putAside, waitingInInbox, type InboxResult } from './inbox';

export interface ThreadTask {
  readonly folder: string;
  readonly settledBeforeMs: number;
}

export type ThreadMessage =
  /** Null once all are read. */
  | { readonly kind: 'reading'; readonly file: string | null }
  | { readonly kind: 'done'; readonly results: readonly InboxResult[] }
  | { readonly kind: 'failed'; readonly message: string };

export interface AsideLimits {
  /** For reading one file: 64 MiB of camt take 5 s. */
  readonly fileMs: number;
  /** For putting what was read into the ledger: a million flows take 15 s. */
  readonly mergeMs: number;
  /** Of the thread: a million flows and a statement of 64 MiB need 2 GB. */
  readonly memoryMb: number;
}

export const asideLimits: AsideLimits = { fileMs: 30_000, mergeMs: 180_000, memoryMb: 3_072 };

export type TakeInbox = (folder: string, settledBeforeMs: number) => Promise<readonly InboxResult[]>;

/** The thread's file stands beside this one, built or not; tests run it from its source. */
const ownThread = { file: path.join(__dirname, `inbox-thread${path.extname(__filename)}`), execArgv: process.execArgv };

/** Rejects where the thread could not do its work and no file is to blame. */
export function createTakeInboxAside(limits: AsideLimits = asideLimits, thread = ownThread): TakeInbox {
  return async (folder, settledBeforeMs) => {
    if (waitingInInbox(folder, settledBeforeMs).length === 0) return [];
    const outcome = await runThread({ folder, settledBeforeMs }, limits, thread);
    if (outcome.kind === 'done') return outcome.results;
    if (outcome.file === null) throw new Error(outcome.why);
    const message = `${outcome.file}: ${outcome.why}`;
    return [putAside(folder, outcome.file, [{ code: 'file_invalid', message, field: 'file' }])];
  };
}

type Outcome =
  | { readonly kind: 'done'; readonly results: readonly InboxResult[] }
  | { readonly kind: 'broken'; readonly file: string | null; readonly why: string };

function runThread(task: ThreadTask, limits: AsideLimits, thread: typeof ownThread): Promise<Outcome> {
  return new Promise((resolve) => {
    const worker = new Worker(thread.file, {
      workerData: task,
      execArgv: thread.execArgv,
      resourceLimits: { maxOldGenerationSizeMb: limits.memoryMb },
    });
    let reading: string | null = null;
    let timer: NodeJS.Timeout | null = null;
    const end = (outcome: Outcome): void => {
      if (timer) clearTimeout(timer);
      void worker.terminate();
      resolve(outcome);
    };
    const allow = (ms: number): void => {
      if (timer) clearTimeout(timer);
      timer = setTimeout(() => {
        end({ kind: 'broken', file: reading, why: `takes longer than ${ms / 1_000} s` });
      }, ms);
    };
    allow(limits.mergeMs);
    worker.on('message', (message: ThreadMessage) => {
      if (message.kind === 'done') end(message);
      else if (message.kind === 'failed') end({ kind: 'broken', file: null, why: message.message });
      else {
        reading = message.file;
        allow(reading === null ? limits.mergeMs : limits.fileMs);
      }
    });
    // Out of memory ends the thread, not the process.
    worker.on('error', (error: NodeJS.ErrnoException) => {
      const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      end({
        kind: 'broken',
        file: reading,
        why: isMemory ? `needs more than ${limits.memoryMb} MB of memory` : error.message,
      });
    });
    worker.on('exit', () => {
      end({ kind: 'broken', file: reading, why: 'stopped the thread that read it' });
    });
  });
}
