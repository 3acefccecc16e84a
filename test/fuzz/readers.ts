/** Every reader of what comes from outside: the one table the fuzzer goes by. `table.test.ts` finds the ones that are missing. */
import type { FuzzReader } from './fuzz-reader';
import { chatReaders } from './readers/chat';
import { houseFileReaders } from './readers/house-files';
import { keyReaders } from './readers/keys';
import { ledgerReaders } from './readers/ledger';
import { paymentFileReaders } from './readers/payment-files';
import { recordReaders } from './readers/records';
import { statementReaders } from './readers/statements';
import { toolReaders } from './readers/tools';
import { watchListReaders } from './readers/watch-lists';

export const readers: readonly FuzzReader[] = [
  ...statementReaders,
  ...paymentFileReaders,
  ...watchListReaders,
  ...houseFileReaders,
  ...ledgerReaders,
  ...chatReaders,
  ...toolReaders,
  ...recordReaders,
  ...keyReaders,
];
