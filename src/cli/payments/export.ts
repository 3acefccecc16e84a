/** `payments export`: approved payments go to the bank in one file, and what cannot go is listed with its reason. */
import path from 'node:path';
import {
  createExportPayments,
  type ExportAsked,
  type Exported,
  type SentFile,
} from '../../app/payment-files/export-payments';
import type { LeftOut } from '../../app/payment-files/choose-payments';
import { createChangeTogether } from '../../app/change-together';
import { createChangeSubject } from '../../app/house/change-subject';
import type { Config } from '../../composition/config/config';
import { openReferenceData } from '../../composition/data/reference-data';
import { joinDesk } from '../../composition/join-desk';
import { openReview } from '../../composition/open-review';
import { createClock } from '../../composition/create-clock';
import { randomHex } from '../../composition/random-hex';
import { refuse } from '../../domain/values/errors';
import type { WhyNotExportable } from '../../domain/payment-file/instruction';
import type { Log } from '../../ports/process';
import type { Store } from '../../ports/store';
import { readOwnAccountsFile } from '../../sources/payment-files/own-accounts-file';
import { paymentFolder } from '../../sources/payment-files/payment-folder';
import { printJson, printText, RefusedInput } from '../answer';
import { openToGoOn } from '../open-recorded';
import { stated } from '../stated';

export interface ExportOptions {
  readonly out: string;
  readonly by: string;
  readonly json?: boolean;
}

export async function exportFile(config: Config, log: Log, { out, by, json }: ExportOptions): Promise<void> {
  const askedBy = stated('by', by);
  const store = await openToGoOn(config);
  try {
    const exported = await exportIn(store, config, log, { folder: path.resolve(out), askedBy });
    if (json === true) printJson({ files: exported.files, left_out: exported.leftOut });
    else printText(inWords(exported));
  } finally {
    await store.close();
  }
}

/** Throws `RefusedInput`. */
export async function exportIn(store: Store, config: Config, log: Log, asked: ExportAsked): Promise<Sent> {
  const { ownAccountsFile } = config;
  if (ownAccountsFile === null)
    throw new RefusedInput(
      refuse('own_accounts_missing', 'Nobody said who pays: set OWN_ACCOUNTS_FILE to the file of your accounts.')
        .problems,
    );
  const clock = await createClock(config, store);
  const data = openReferenceData(config, clock, { store, log });
  const { knowledge } = openReview({ data, store, clock, log });
  const { refuseBehind, leave } = await joinDesk({ place: config.database, data, store, clock, log });
  try {
    const exportPayments = createExportPayments({
      store,
      changeTogether: createChangeTogether({ store, clock, refuseBehind }),
      changeSubject: createChangeSubject({ store, clock }),
      knowledge,
      ledger: data.ledger,
      readOwnAccounts: () => readOwnAccountsFile(ownAccountsFile),
      paymentFolder,
      clock,
      randomHex,
    });
    const exported = await exportPayments(asked);
    if (!exported.ok) throw new RefusedInput(exported.problems);
    return exported;
  } finally {
    await leave();
  }
}

type Sent = Extract<Exported, { ok: true }>;

function inWords({ files, leftOut }: Sent): readonly string[] {
  return [
    ...(files.length === 0 ? ['No payment is ready to go.'] : files.flatMap(fileInWords)),
    ...(leftOut.length === 0 ? [] : [`${leftOut.length} stay approved and are in no file:`]),
    ...leftOut.map(leftOutInWords),
  ];
}

function fileInWords({ name, count, sum, sha256, wasUnfinished }: SentFile): readonly string[] {
  const began = wasUnfinished ? ', begun by an earlier run' : '';
  return [
    `${name}: ${count} ${count === 1 ? 'payment' : 'payments'}, control sum ${sum}${began}`,
    `  sha256 ${sha256}`,
  ];
}

function leftOutInWords({ paymentId, why }: LeftOut): string {
  const said = why.map((reason) => (isOfFile(reason) ? `${reasons[reason]} [${reason}]` : `[${reason}]`));
  return `  ${paymentId}: ${said.join('; ')}`;
}

function isOfFile(reason: LeftOut['why'][number]): reason is WhyNotExportable {
  return reason in reasons;
}

const reasons: Readonly<Record<WhyNotExportable, string>> = {
  channel_sends_no_files: 'no payment of its channel goes out in files',
  own_account_unknown: 'the account that pays is not in the file of own accounts',
  currency_not_taken: 'its channel does not take its currency',
  reference_not_sendable: 'its id is longer than 35 characters or has signs that banks do not take',
  reference_taken: 'another payment of the file has its reference',
  name_not_sendable: "the payee's name has no letter that banks take",
  name_too_long: "the payee's name is longer than 70 letters",
  town_missing: "the payee's town is missing",
  country_missing: "the payee's country is missing",
  address_not_sendable: "the payee's address cannot be said in the letters and lengths banks take",
  account_missing: "the payee's account is missing",
  iban_missing: 'its channel needs an IBAN',
  bank_missing: "the payee's bank is missing: its BIC, or its bank code",
  clearing_unknown: "which clearing the payee's bank code is of is not known; a BIC says the bank",
  purpose_not_sendable: 'its purpose has no letter that banks take',
  purpose_too_long: 'its purpose is longer than the 140 letters banks take',
};
