/** Why something in a sentence has to be asked: a stable code each, and what it says to people in English. */

const texts = {
  amounts: 'More than one amount is named.',
  minus: 'An amount with a minus is none to pay.',
  not_an_amount: 'This is not written as amounts are.',
  two_readings: 'This can be read in two ways.',
  too_precise: 'This has more decimals than its currency.',
  currencies: 'More than one currency may be meant.',
  accounts: 'More than one account is named.',
  unknown_account: 'No such account is in the ledger.',
  types: 'More than one payment type is named.',
  channels: 'More than one channel is named.',
  entities: 'More than one entity is named.',
  several_days: 'More than one day is named.',
  days: 'This can be more than one day.',
  times: 'More than one time is named.',
  time_without_zone: 'Nothing says which zone or day this time is of.',
  ibans: 'More than one IBAN is named.',
  iban_wrong: 'This is no valid IBAN; one of its characters is wrong.',
  two_readers: 'The reader finds one, the intake agent another.',
  calendars: 'More than one calendar is named.',
} as const;

export type AmbiguityCode = keyof typeof texts;

export function whyAsked(code: AmbiguityCode): string {
  return texts[code];
}
