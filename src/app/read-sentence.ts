/** Reads a plain sentence ("pay ACME Trading LLC 250,000 USD from ACC-BAN-001, emergency") into a form draft; it never starts a payment. */
import { currencyExponent } from '../domain/values/money';
import type { PaymentDraft, PaymentType } from '../domain/payment/payment-request';

export interface SentenceReading {
  readonly draft: PaymentDraft;
  /** What a person must still look at, in words. */
  readonly remarks: readonly string[];
}

const typeWords: readonly (readonly [RegExp, PaymentType])[] = [
  [/\bemergency\b/i, 'EMERGENCY'],
  [/\burgent(?:[ -]supplier)?\b/i, 'URGENT_SUPPLIER'],
  [/\bsepa\b/i, 'SEPA'],
  [/\bswift\b/i, 'SWIFT'],
  [/\binternal\b/i, 'INTERNAL'],
];

const currencySigns: Readonly<Record<string, string>> = { $: 'USD', '€': 'EUR', '£': 'GBP', '₺': 'TRY' };
const multipliers: Readonly<Record<string, number>> = { k: 3, thousand: 3, m: 6, mn: 6, million: 6 };

/** The amount with its currency on either side: "250,000 USD", "USD 250k", "$2.5 million". */
const amountPattern =
  /(?:\b([A-Z]{3})\s*|([$€£₺])\s*)?(\d[\d.,]*)\s*(k|m|mn|thousand|million)?\b(?:\s*([A-Z]{3})\b)?/gi;

/** Null when the text is no payment sentence at all. `isAccount` tells account ids from other words with digits. */
export function readSentence(text: string, isAccount: (id: string) => boolean): SentenceReading | null {
  if (!/\b(pay|send|transfer|wire|remit)\b/i.test(text)) return null;
  const remarks: string[] = [];
  const draft: PaymentDraft = {};

  const accounts = [...new Set(text.match(/\b[A-Za-z]{2,}-[A-Za-z0-9-]*\d[A-Za-z0-9-]*\b/g) ?? [])];
  const [account, ...moreAccounts] = accounts.filter(isAccount);
  const [unknownAccount] = accounts.filter((id) => !isAccount(id));
  if (account !== undefined && moreAccounts.length === 0) draft.account_id = account;
  else if (moreAccounts.length > 0) remarks.push(`More than one account is named: ${accounts.join(', ')}.`);
  else if (unknownAccount !== undefined) remarks.push(`No account ${unknownAccount} is in the ledger.`);

  const withoutAccounts = accounts.reduce((rest, id) => rest.replaceAll(id, ' '), text);
  const money = readMoney(withoutAccounts);
  const [only, ...others] = money;
  if (only && others.length === 0) {
    const { amount, currency } = only;
    if (amount === null) remarks.push(`The amount "${only.text}" can be read in more than one way.`);
    else draft.amount = amount;
    if (currency !== null) draft.currency = currency;
  } else if (only) remarks.push(`More than one amount is named: ${money.map((found) => found.text).join(', ')}.`);

  const types = typeWords.filter(([word]) => word.test(withoutAccounts)).map(([, type]) => type);
  const [type] = types;
  if (type !== undefined && types.length === 1) draft.payment_type = type;
  else if (types.length > 1) remarks.push(`More than one payment type is named: ${types.join(', ')}.`);

  const beneficiary = readBeneficiary(
    withoutAccounts,
    money.map((found) => found.text),
  );
  if (beneficiary !== null) draft.beneficiary_name = beneficiary;
  return { draft, remarks };
}

interface MoneyReading {
  readonly text: string;
  /** Null when ambiguous, e.g. "250.000". */
  readonly amount: string | null;
  readonly currency: string | null;
}

function readMoney(text: string): MoneyReading[] {
  return [...text.matchAll(amountPattern)].flatMap(([found, before, sign, digits = '', unit, after]) => {
    const leading = currencyOf(before);
    const trailing = currencyOf(after);
    const currency = trailing ?? leading ?? (sign === undefined ? null : (currencySigns[sign] ?? null));
    // A bare short number ("in 2 days") is no amount; one with a currency, a unit or thousands is.
    if (currency === null && unit === undefined && digits.replace(/\D/g, '').length < 3) return [];
    // Three letters that are no currency ("LLC 250,000", "100 for") belong to the words around.
    const from = before !== undefined && leading === null ? before.length : 0;
    const until = after !== undefined && trailing === null ? -after.length : undefined;
    return [{ text: found.slice(from, until).trim(), amount: readDigits(digits, unit), currency }];
  });
}

function currencyOf(word: string | undefined): string | null {
  const code = word?.toUpperCase();
  return code !== undefined && currencyExponent(code) !== null ? code : null;
}

/** "250,000.50" and "2.5" with a unit; "250.000" or "1,5" could be either and are left to the person. */
function readDigits(digits: string, unit: string | undefined): string | null {
  const plain = digits.replace(/[.,]$/, '');
  if (!/^(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/.test(plain)) return null;
  const [whole = '', fraction = ''] = plain.replaceAll(',', '').split('.');
  if (unit === undefined) return fraction.length === 3 ? null : plain.replaceAll(',', '');
  const places = multipliers[unit.toLowerCase()] ?? 0;
  if (fraction.length > places) return null;
  return `${whole}${fraction.padEnd(places, '0')}`.replace(/^0+(?=\d)/, '');
}

/** The words between the verb (or "to") and the next thing that is clearly something else. */
function readBeneficiary(text: string, moneyTexts: readonly string[]): string | null {
  const withoutMoney = moneyTexts.reduce((rest, money) => rest.replace(money, ' | '), text);
  const afterVerb = /\b(?:pay|send|transfer|wire|remit)\b(.*)$/is.exec(withoutMoney)?.[1] ?? '';
  const named = /\bto\s+(.+)$/is.exec(afterVerb)?.[1] ?? afterVerb;
  const name = named
    .split(/\||,(?!\s*(?:ltd|inc|llc|co)\b)|;|\bfrom\b|\bfor\b|\bby\b|\bas\b|\bemergency\b|\burgent\b/i)
    .map((part) => part.trim())
    .find((part) => part !== '');
  return name === undefined || name.length > 140
    ? null
    : name.replace(/\s+/g, ' ').replace(/^(?:the|an?)\s+(?=emergency|urgent)/i, '');
}
