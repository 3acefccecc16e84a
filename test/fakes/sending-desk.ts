/** A desk without a chat that sends payment files: its people, agents and store, and the export over them. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createChangeTogether } from '../../src/app/change-together';
import { createChangeSubject } from '../../src/app/house/change-subject';
import { createExportPayments, type Exported } from '../../src/app/payment-files/export-payments';
import type { PaymentDraft } from '../../src/domain/payment/payment-request';
import type { PaymentCase } from '../../src/domain/case/payment-case';
import type { Refusal } from '../../src/domain/values/errors';
import type { Store } from '../../src/ports/store';
import type { PaymentFolder } from '../../src/ports/payment-files';
import { readOwnAccountsFile } from '../../src/sources/payment-files/own-accounts-file';
import { paymentFolder } from '../../src/sources/payment-files/payment-folder';
import { openTreasury, type Treasury } from './treasury';

/** What a file can say of a payee in the United States. */
export const payableDraft = {
  beneficiary_name: 'ACME Corp',
  currency: 'USD',
  payment_type: 'SWIFT',
  account_id: 'ACC-BAN-002',
  beneficiary_account: '000123456789',
  beneficiary_bank_code: '021000021',
  beneficiary_country: 'US',
  beneficiary_town: 'New York',
} as const satisfies PaymentDraft;

export interface SendingDesk {
  readonly treasury: Treasury;
  readonly folder: string;
  /** A payment everybody approved. */
  approved(over?: PaymentDraft): Promise<PaymentCase>;
  /** One run of the export; with another store or folder, as a test wants it. */
  send(over?: {
    store?: Partial<Store>;
    paymentFolder?: PaymentFolder;
    folder?: string;
    refuseBehind?: () => Refusal | null;
  }): Promise<Exported>;
  /** Throws where it is refused. */
  sent(): Promise<Extract<Exported, { ok: true }>>;
  fileText(name: string): string;
  close(): Promise<void>;
}

export async function openSendingDesk(): Promise<SendingDesk> {
  const treasury = await openTreasury();
  const folder = mkdtempSync(path.join(tmpdir(), 'treasury-desk-out-'));
  let drawn = 0;

  const send: SendingDesk['send'] = (over = {}) => {
    const store: Store = { ...treasury.store, ...over.store };
    const { clock, knowledge, data } = treasury;
    const exportPayments = createExportPayments({
      store,
      changeTogether: createChangeTogether({ store, clock, refuseBehind: over.refuseBehind }),
      changeSubject: createChangeSubject({ store, clock }),
      knowledge,
      ledger: data.ledger,
      readOwnAccounts: () => readOwnAccountsFile('demo/own-accounts.yaml'),
      paymentFolder: over.paymentFolder ?? paymentFolder,
      clock,
      randomHex: (length) => (drawn += 1).toString(16).padStart(length, '0'),
    });
    return exportPayments({ folder: over.folder ?? folder, askedBy: 'Omar Okafor' });
  };

  return {
    treasury,
    folder,
    async approved(over = {}) {
      const { runId } = await treasury.askFor({ ...payableDraft, amount: 1_000, ...over });
      const done = await treasury.approve(runId);
      if (!done.ok) throw new Error(done.problems.map(({ message }) => message).join(' '));
      return done.case;
    },
    send,
    async sent() {
      const exported = await send();
      if (!exported.ok) throw new Error(exported.problems.map(({ message }) => message).join(' '));
      return exported;
    },
    fileText: (name) => readFileSync(path.join(folder, name), 'utf8'),
    async close() {
      await treasury.close();
      rmSync(folder, { recursive: true });
    },
  };
}
