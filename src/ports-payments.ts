/** Where payment files go out, and whose accounts pay. */
import type { OwnAccounts } from './domain/payment-file/own-accounts';
import type { Refusal } from './domain/values/errors';

export interface PaymentFolder {
  /**
   * The whole file or nothing, on the disk when it returns. The same text again is no change; another text under the name is refused
   * (`file_exists`), and so is a folder that cannot be written to (`file_unwritable`).
   */
  write(folder: string, name: string, text: string): { readonly ok: true } | Refusal;
}

/** Read anew each time it is asked. Throws `configuration_invalid` naming file and line. */
export type ReadOwnAccounts = () => OwnAccounts;
