/** Files of payments in the inbox that statements come by too. */
import path from 'node:path';
import type { PaymentInbox } from '../../ports/payment-files';
import { inboxFolder, paymentFilesInInbox, putAside, putDone } from '../statements/inbox';
import type { ReadAside } from './read-aside';

export interface PaymentInboxDeps {
  /** The ledger folder. */
  readonly folder: string;
  readonly readAside: ReadAside;
  /** Real time before which a file's last write must lie. */
  readonly settledBeforeMs: () => number;
}

export function createPaymentInbox({ folder, readAside, settledBeforeMs }: PaymentInboxDeps): PaymentInbox {
  return {
    waiting: () => paymentFilesInInbox(folder, settledBeforeMs()),
    read: (file) => readAside(path.join(folder, inboxFolder, file)),
    putDone: (file, notes) =>
      putDone(folder, file, [], notes.length === 0 ? undefined : `${notes.join('\n')}\n`).problems,
    putAside: (file, problems) => {
      const moved = putAside(folder, file, problems).problems;
      return moved.slice(problems.length);
    },
  };
}
