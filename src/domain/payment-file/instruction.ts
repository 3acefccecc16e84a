/** One payment as a payment file says it, or why it cannot be said: nothing that a bank asks for is made up. */
import { isValidIBAN } from 'ibantools';
import type { Channel, PaymentRequest } from '../payment/payment-request';
import { currencyExponent, decimal } from '../values/money';
import { debtorOf, marksOf, type ChannelMarks, type Debtor, type FileAccount, type FileAddress } from './own-accounts';
import type { OwnAccounts } from './own-accounts';
import { isPaymentReference, paymentText } from './payment-text';

export interface Instruction {
  readonly paymentId: string;
  readonly endToEndId: string;
  /** Exact text with all the decimals of its currency. */
  readonly amount: string;
  readonly currency: string;
  /** ISO day on which it leaves the account. */
  readonly executionDate: string;
  readonly debtor: Debtor;
  readonly marks: ChannelMarks;
  readonly creditor: { readonly name: string; readonly address: FileAddress };
  readonly account: FileAccount;
  readonly bank: PayeesBank;
  /** Null where no purpose was stated. */
  readonly remittance: string | null;
}

/** The payee's bank: by its BIC, its number in the clearing of its country, or both; by neither where an IBAN says it all. */
export interface PayeesBank {
  readonly bic: string | null;
  readonly clearing: { readonly system: string; readonly member: string } | null;
}

/** Why a payment cannot go out in a file; names that stand in what an operator reads. */
export const whyNotExportable = [
  'channel_sends_no_files',
  'own_account_unknown',
  'currency_not_taken',
  'reference_not_sendable',
  'reference_taken',
  'name_not_sendable',
  'name_too_long',
  'town_missing',
  'country_missing',
  'address_not_sendable',
  'account_missing',
  'iban_missing',
  'bank_missing',
  'clearing_unknown',
  'purpose_not_sendable',
  'purpose_too_long',
] as const;
export type WhyNotExportable = (typeof whyNotExportable)[number];

export type Instructed =
  { readonly ok: true; readonly instruction: Instruction } | { readonly ok: false; readonly why: WhyNotExportable[] };

/** SEPA takes 70 letters of a name, and more is cut off on the way by others too. */
const longestName = 70;
/** ISO 20022: Max140Text of unstructured remittance information. */
const longestRemittance = 140;

export interface InstructionQuestion {
  readonly payment: PaymentRequest;
  readonly channel: Channel;
  /** What statements and status reports will call it. */
  readonly endToEndId: string;
  readonly own: OwnAccounts;
}

/** Everything that stands in the way at once. */
export function instructionOf({ payment, channel, endToEndId, own }: InstructionQuestion): Instructed {
  const why: WhyNotExportable[] = [];
  const need = <T>(value: T | null | undefined, reason: WhyNotExportable): T | null => {
    if (value !== null && value !== undefined) return value;
    why.push(reason);
    return null;
  };
  const { account_id: accountId, currency, payment_id: paymentId } = payment;
  const marks = need(marksOf(own, channel), 'channel_sends_no_files');
  const debtor = need(debtorOf(own, { accountId, currency }), 'own_account_unknown');
  if (marks?.currencies && !marks.currencies.includes(currency)) why.push('currency_not_taken');
  if (!isPaymentReference(paymentId) || !isPaymentReference(endToEndId)) why.push('reference_not_sendable');
  const name = need(paymentText(payment.beneficiary_name), 'name_not_sendable');
  if (name !== null && name.length > longestName) why.push('name_too_long');
  const address = addressOf(payment, why);
  const account = accountOf(payment, marks?.iban_only === true, why);
  const bank = bankOf(payment, account, marks?.iban_only === true, why);
  const remittance = remittanceOf(payment, why);
  if (why.length > 0 || !marks || !debtor || name === null || !address || !account || !bank) return { ok: false, why };
  return {
    ok: true,
    instruction: {
      paymentId,
      endToEndId,
      amount: decimal(payment.amount).toFixed(currencyExponent(currency) ?? 0),
      currency,
      executionDate: payment.timestamp_utc.slice(0, 10),
      debtor,
      marks,
      creditor: { name, address },
      account,
      bank,
      remittance,
    },
  };
}

/** From November 2026 on banks take no address without town and country in their own elements (CBPR+, EPC). */
function addressOf(payment: PaymentRequest, why: WhyNotExportable[]): FileAddress | null {
  const stated = {
    street: payment.beneficiary_street,
    building: payment.beneficiary_building,
    postcode: payment.beneficiary_postcode,
    town: payment.beneficiary_town,
  };
  const parts = new Map<string, string>();
  for (const [part, text] of Object.entries(stated)) {
    if (text === undefined) continue;
    const sent = paymentText(text);
    // Letters of another alphabet may grow: nothing is cut off an address.
    if (sent !== null && sent.length <= (room[part] ?? 0)) parts.set(part, sent);
    else if (!why.includes('address_not_sendable')) why.push('address_not_sendable');
  }
  if (stated.town === undefined) why.push('town_missing');
  // A region that sanctions treat apart is of its country.
  const country = payment.beneficiary_country?.slice(0, 2);
  if (country === undefined) why.push('country_missing');
  const { town, ...others }: Partial<Record<string, string>> = Object.fromEntries(parts);
  return town === undefined || country === undefined ? null : { ...others, town, country };
}

const room: Readonly<Record<string, number>> = { street: 70, building: 16, postcode: 16, town: 35 };

function accountOf(
  { beneficiary_account: account }: PaymentRequest,
  ibanOnly: boolean,
  why: WhyNotExportable[],
): FileAccount | null {
  if (account === undefined) {
    why.push('account_missing');
    return null;
  }
  if (isValidIBAN(account)) return { iban: account };
  if (!ibanOnly) return { number: account };
  why.push('iban_missing');
  return null;
}

/** ISO 20022 ExternalClearingSystemIdentification1Code, of the countries whose bank codes say which bank it is. */
const clearingSystems: Readonly<Record<string, string>> = {
  AU: 'AUBSB',
  CA: 'CACPA',
  CN: 'CNAPS',
  GB: 'GBDSC',
  HK: 'HKNCC',
  IN: 'INFSC',
  JP: 'JPZGN',
  NZ: 'NZNCC',
  SG: 'SGIBG',
  TW: 'TWNCC',
  US: 'USABA',
  ZA: 'ZANCC',
};

function bankOf(
  { beneficiary_bic, beneficiary_bank_code: member, beneficiary_country: country = '' }: PaymentRequest,
  account: FileAccount | null,
  ibanOnly: boolean,
  why: WhyNotExportable[],
): PayeesBank | null {
  const bic = beneficiary_bic ?? null;
  const system = clearingSystems[country.slice(0, 2)];
  const clearing = member === undefined || system === undefined ? null : { system, member };
  if (bic === null && member !== undefined && system === undefined) {
    why.push('clearing_unknown');
    return null;
  }
  // Within SEPA the IBAN leads to the bank; elsewhere somebody has to say it.
  if (bic === null && clearing === null && !ibanOnly) {
    if (account !== null) why.push('bank_missing');
    return null;
  }
  return { bic, clearing };
}

function remittanceOf({ purpose }: PaymentRequest, why: WhyNotExportable[]): string | null {
  if (purpose === undefined) return null;
  const text = paymentText(purpose);
  if (text === null) why.push('purpose_not_sendable');
  else if (text.length > longestRemittance) why.push('purpose_too_long');
  return text;
}
