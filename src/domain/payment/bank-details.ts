/** Where the money goes: an IBAN where the payee's country has them, else an account number with the bank's code or BIC. */
import { getCountrySpecifications, isValidBIC, isValidIBAN } from 'ibantools';
import type { CountryCode } from '../values/country';
import type { Problem } from '../values/errors';

export interface BankDetails {
  readonly beneficiary_account?: string | undefined;
  readonly beneficiary_bank_code?: string | undefined;
  readonly beneficiary_bic?: string | undefined;
}

/** `country` is the payee's, as understood; undefined where none was given. */
export function bankDetailProblems(details: BankDetails, country: CountryCode | undefined): readonly Problem[] {
  const { beneficiary_account: account, beneficiary_bank_code: bankCode, beneficiary_bic: bic } = details;
  return [
    ...(account === undefined ? [] : accountProblems(account, country, bankCode !== undefined || bic !== undefined)),
    ...(bankCode === undefined ? [] : bankCodeProblems(bankCode, country)),
    ...(bic === undefined || isValidBIC(bic)
      ? []
      : [problem('bic_invalid', 'beneficiary_bic', 'beneficiary_bic is not a valid BIC.')]),
  ];
}

function accountProblems(account: string, country: CountryCode | undefined, namesBank: boolean): readonly Problem[] {
  if (isValidIBAN(account)) return [];
  const field = 'beneficiary_account';
  if (country === undefined)
    return [
      problem(
        'iban_invalid',
        field,
        'beneficiary_account is not a valid IBAN. In a country without IBANs give beneficiary_country and beneficiary_bank_code beside the account number.',
      ),
    ];
  // A mistyped IBAN is no account number of elsewhere.
  if (hasIbans(country) || /^[A-Z]{2}\d{2}[A-Z0-9]{11,}$/.test(account))
    return [
      problem(
        'iban_invalid',
        field,
        `beneficiary_account is not a valid IBAN${hasIbans(country) ? `, which accounts in ${country} have` : ''}.`,
      ),
    ];
  if (!/^[A-Z0-9]{3,34}$/.test(account))
    return [
      problem('account_invalid', field, 'beneficiary_account is not an account number of 3 to 34 letters and digits.'),
    ];
  return namesBank
    ? []
    : [
        problem(
          'bank_code_missing',
          'beneficiary_bank_code',
          `An account number in ${country} needs its bank: beneficiary_bank_code or beneficiary_bic.`,
        ),
      ];
}

/** By the IBAN registry; a region that sanctions treat apart has its country's accounts. */
function hasIbans(country: CountryCode): boolean {
  return getCountrySpecifications()[country.slice(0, 2)]?.IBANRegistry === true;
}

function bankCodeProblems(code: string, country: CountryCode | undefined): readonly Problem[] {
  const isSound = country === 'US' ? isRoutingNumber(code) : /^[A-Z0-9]{3,15}$/.test(code);
  const kind =
    country === 'US'
      ? 'a routing number of the American Bankers Association'
      : 'a bank code of 3 to 15 letters and digits';
  return isSound
    ? []
    : [problem('bank_code_invalid', 'beneficiary_bank_code', `beneficiary_bank_code is not ${kind}.`)];
}

/** Nine digits whose sum, weighted 3, 7, 1, is a multiple of ten. Source: ABA routing number policy. */
function isRoutingNumber(code: string): boolean {
  if (!/^\d{9}$/.test(code)) return false;
  const sum = Array.from(code, Number).reduce((total, digit, at) => total + digit * ([3, 7, 1][at % 3] ?? 0), 0);
  return sum > 0 && sum % 10 === 0;
}

function problem(code: Problem['code'], field: string, message: string): Problem {
  return { code, field, message };
}
