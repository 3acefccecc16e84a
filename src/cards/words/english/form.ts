/** The words of the payment form, in English: the names people have for the fields, and everything around them. */

/** Fields by their wire names; what is not listed is shown with its underscores as spaces. */
const fields = {
  beneficiary_name: 'Payee',
  beneficiary_account: 'Payee’s account',
  amount: 'Amount',
  currency: 'Currency',
  account_id: 'Pay from',
  payment_type: 'Payment type',
  value_date: 'Value date',
  payment_id: 'Payment id',
  purpose: 'Purpose',
  channel: 'Channel',
  beneficiary_bank_code: 'Bank code',
  beneficiary_bic: 'BIC',
  beneficiary_country: 'Payee’s country',
  timestamp_utc: 'Leaves at',
  entity: 'Entity',
  originator: 'Originator',
  urgency: 'Urgency',
};

export const englishForm = {
  fields,
  title: 'New payment request',
  note: 'Nothing is sent before you press Submit. You are recorded as the originator.',
  problems: 'Please look at these',
  labels: {
    beneficiary_name: 'Payee (required)',
    beneficiary_account: 'Payee’s account, IBAN or number',
    amount: 'Amount (required)',
    currency: 'Currency, empty for the account’s',
    account_id: 'Pay from (required)',
    payment_type: 'Payment type (required)',
    value_date: 'Value date, empty for the earliest',
    payment_id: 'Payment id, empty for a new one',
    purpose: 'Purpose',
    channel: 'Channel, empty for the type’s own',
    beneficiary_bank_code: 'Bank code, where there is no IBAN',
    beneficiary_bic: 'BIC of the payee’s bank',
    beneficiary_country: 'Payee’s country',
    leaves_on: 'Leaves on, empty for today',
    leaves_at: 'Leaves at (UTC), empty for now',
    timestamp_utc: 'Leaves at (UTC), as it was said',
    entity: 'Entity, empty for the account’s own',
    originator: 'Originator, if it is somebody else',
    urgency: 'Urgency',
  },
  /** What an agent made of a pasted mail. */
  intake: {
    took: (names: readonly string[]): string =>
      `Found in the text by the intake agent, please check: ${names.join(', ')}.`,
    chose: (name: string, taken: string, among: string): string =>
      `${name}: the text names ${among}; the intake agent took ${taken}. Please check.`,
    dropped: (name: string, said: string, why: string): string => `${name}: "${said}" was not taken, ${why}.`,
    why: {
      not_in_text: 'it does not stand in the text',
      not_readable: 'it cannot be read as that',
      read_otherwise: 'the text says something else there',
      to_be_asked: 'only you can say how it is meant',
    },
    failed: 'The intake agent did not answer. This is what could be read without it.',
    lastPaid: (payee: string, before: string, now: string): string =>
      `${payee} was last paid on ${before}; here it is ${now}. Please ask the payee by a number you know.`,
  },
  hints: {
    payment_id: 'TXN-1234',
    amount: '250,000.00',
    currency: 'USD',
    account_id: 'Choose an account',
    payment_type: 'Choose a type',
    channel: 'The type’s own',
    country: 'Choose a country',
    urgency: 'Not stated',
    entity: 'GroupTreasuryCo',
  },
  errors: {
    beneficiary_name: 'The payee’s full name is needed.',
    amount: 'An amount is needed, like 250,000.00.',
    currency: 'A three-letter currency code is needed, or nothing.',
    account_id: 'An account to pay from is needed.',
    payment_type: 'A payment type is needed.',
  },
  /** By what the request says. */
  urgencies: { urgent: 'urgent', high: 'high', normal: 'normal' },
  unknownAccount: (account: string): string => `${account}, not a known account`,
  asTyped: (text: string): string => `${text}, as it was said`,
  more: 'More fields',
  moreTooltip: 'Shows or hides the fields that few payments need',
  submit: 'Submit',
  cancel: 'Cancel',
  cancelled: { title: 'Cancelled', text: 'Nothing was requested.' },
};
