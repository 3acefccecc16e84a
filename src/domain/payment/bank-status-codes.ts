/** What a bank answers to a payment of a file, in the words of ISO 20022. */

/** ISO 20022 ExternalPaymentTransactionStatus1Code, as far as banks answer a file of credit transfers with them; from the first word to the last. */
export const bankStatusCodes = [
  'RCVD',
  'PDNG',
  'ACTC',
  'ACCP',
  'ACFC',
  'ACWC',
  'ACWP',
  'ACSP',
  'ACSC',
  'ACCC',
  'RJCT',
] as const;
export type BankStatusCode = (typeof bankStatusCodes)[number];
