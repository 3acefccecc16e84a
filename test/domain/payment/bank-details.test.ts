import { bankDetailProblems } from '../../../src/domain/payment/bank-details';

const codes = (...asked: Parameters<typeof bankDetailProblems>) => bankDetailProblems(...asked).map(({ code }) => code);

test.each<[string, Parameters<typeof bankDetailProblems>]>([
  ['an IBAN, whatever the country', [{ beneficiary_account: 'TR330006100519786457841326' }, undefined]],
  ['an IBAN of another country than the payee’s', [{ beneficiary_account: 'DE89370400440532013000' }, 'US']],
  [
    'an American account with its routing number',
    [{ beneficiary_account: '4411223344', beneficiary_bank_code: '021000021' }, 'US'],
  ],
  [
    'an account with its bank’s BIC',
    [{ beneficiary_account: '6222020200012345678', beneficiary_bic: 'ICBKCNBJ' }, 'CN'],
  ],
  ['an account with a bank code', [{ beneficiary_account: '012345678', beneficiary_bank_code: '062000' }, 'AU']],
  ['nothing at all', [{}, 'US']],
])('accepted: %s', (_, asked) => {
  expect(codes(...asked)).toEqual([]);
});

test.each<[string, Parameters<typeof bankDetailProblems>, string[]]>([
  ['a wrong IBAN', [{ beneficiary_account: 'TR330006100519786457841327' }, undefined], ['iban_invalid']],
  [
    'a number without a country',
    [{ beneficiary_account: '4411223344', beneficiary_bank_code: '021000021' }, undefined],
    ['iban_invalid'],
  ],
  [
    'a number where there are IBANs',
    [{ beneficiary_account: '4411223344', beneficiary_bank_code: '37040044' }, 'DE'],
    ['iban_invalid'],
  ],
  [
    'a number in a region of such a country',
    [{ beneficiary_account: '4411223344', beneficiary_bank_code: '37040044' }, 'UA-43'],
    ['iban_invalid'],
  ],
  [
    'a mistyped IBAN for a country without',
    [{ beneficiary_account: 'TR330006100519786457841327', beneficiary_bank_code: '021000021' }, 'US'],
    ['iban_invalid'],
  ],
  ['an account without its bank', [{ beneficiary_account: '4411223344' }, 'US'], ['bank_code_missing']],
  [
    'a routing number with a wrong digit',
    [{ beneficiary_account: '4411223344', beneficiary_bank_code: '021000022' }, 'US'],
    ['bank_code_invalid'],
  ],
  [
    'a routing number of zeros',
    [{ beneficiary_account: '4411223344', beneficiary_bank_code: '000000000' }, 'US'],
    ['bank_code_invalid'],
  ],
  [
    'signs in an account',
    [{ beneficiary_account: '44/1122', beneficiary_bank_code: '062000' }, 'AU'],
    ['account_invalid'],
  ],
  ['signs in a bank code', [{ beneficiary_bank_code: '06 2:00' }, 'AU'], ['bank_code_invalid']],
  ['a wrong BIC', [{ beneficiary_bic: 'NOPE' }, 'AU'], ['bic_invalid']],
])('refused: %s', (_, asked, expected) => {
  expect(codes(...asked)).toEqual(expected);
});
