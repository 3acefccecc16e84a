/** Files of payments, what banks say of them, and whose accounts pay. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { readOwnAccountsFile } from '../../../src/sources/payment-files/own-accounts-file';
import { readPaymentBytes } from '../../../src/sources/payment-files/read-payment-file';
import type { FuzzReader } from '../fuzz-reader';
import { judgeRefusal, judgeThrown } from '../judge';

const fileReader = (name: string, covers: readonly string[], words: readonly string[]): FuzzReader => ({
  name,
  covers: ['src/sources/payment-files/read-payment-file.ts', 'src/sources/statements/xml.ts', ...covers],
  words,
  open: () => ({ read: ({ bytes }) => judgeRefusal(readPaymentBytes('payments', bytes)) }),
});

const ownAccounts: FuzzReader = {
  name: 'own-accounts',
  covers: ['src/sources/payment-files/own-accounts-file.ts'],
  shipped: ['demo/own-accounts.yaml'],
  shape: 'yaml',
  open(scratch) {
    const file = path.join(scratch, 'own-accounts.yaml');
    return {
      read({ bytes }) {
        writeFileSync(file, bytes);
        return judgeThrown(['configuration_invalid'], () => readOwnAccountsFile(file));
      },
    };
  },
};

export const paymentFileReaders: readonly FuzzReader[] = [
  fileReader(
    'pain001',
    ['src/sources/payment-files/read-pain001.ts'],
    ['<PmtInf>', '<CdtTrfTxInf>', '<InstdAmt Ccy="EUR">', '<CtrlSum>', '<NbOfTxs>', 'SEPA', 'TRF'],
  ),
  fileReader(
    'pain002',
    ['src/sources/payment-files/read-pain002.ts'],
    ['ACSC', 'RJCT', 'ACCP', 'PART', '<TxInfAndSts>', '<OrgnlPmtInfAndSts>', '<StsRsnInf>'],
  ),
  fileReader(
    'payment-table',
    ['src/sources/payment-files/read-table.ts'],
    ['payment_id', 'beneficiary_name', 'amount', 'SWIFT', 'SEPA', 'EMERGENCY', 'ACC-BAN-002'],
  ),
  ownAccounts,
];
