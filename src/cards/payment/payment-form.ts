/** The payment form: filled with what is known, naming what is missing or ambiguous; nothing starts before it is submitted. */
import type { Problem } from '../../domain/values/errors';
import { readCountry } from '../../domain/values/country';
import { countryCodes } from '../../domain/values/iso-countries';
import { decimal } from '../../domain/values/money';
import { parseAmount } from '../../domain/values/amounts/parse-amount';
import { channels, paymentTypes, type PaymentDraft } from '../../domain/payment/payment-request';
import { cut } from '../../domain/values/text/cut';
import { verbs } from '../verbs';
import type { Words } from '../words/words';
import { problemLines } from './texts/problem-text';

/** A funding account the form offers. */
export interface AccountChoice {
  readonly account_id: string;
  readonly entity: string;
  readonly currency: string;
}

export type FormValues = { readonly [Field in keyof PaymentDraft]?: string | number | undefined };

export interface PaymentForm {
  /** One per form shown: it makes a form posted twice one request. */
  readonly formId: string;
  /** As typed, acceptable or not: nothing a person wrote is lost. */
  readonly draft: FormValues;
  readonly problems: readonly Problem[];
  /** Under which it is logged, where it was refused. */
  readonly referenceId?: string;
  readonly accounts: readonly AccountChoice[];
}

/** More choices than this no longer fit the card's size; the account is then typed. */
const maxAccountChoices = 60;

/** Longer than any field may be: what is typed comes back whole, and its length is refused by name. */
const longestTyped = 2_000;

/** What most payments need stands open; these few need. */
const furtherFields = [
  'payment_id',
  'purpose',
  'channel',
  'beneficiary_bank_code',
  'beneficiary_bic',
  'beneficiary_country',
  'beneficiary_street',
  'beneficiary_building',
  'beneficiary_postcode',
  'beneficiary_town',
  'timestamp_utc',
  'entity',
  'originator',
  'urgency',
] as const satisfies readonly (keyof PaymentDraft)[];
const firstFields = [
  'beneficiary_name',
  'beneficiary_account',
  'amount',
  'currency',
  'account_id',
  'payment_type',
  'value_date',
] as const satisfies readonly (keyof PaymentDraft)[];

/** `listsCountries`: where there is room for all of them; else the country is typed. */
export function paymentFormData(
  { formId, draft, problems, referenceId, accounts }: PaymentForm,
  listsCountries: boolean,
  words: Words,
) {
  const { form } = words;
  const offered = choicesOf(accounts, draft, words);
  const values = Object.fromEntries(
    [...firstFields, ...furtherFields].map((field) => [field, fieldValue(draft[field])]),
  );
  const readings = amountReadings(problems, draft, words);
  const leaves = leavesOf(values['timestamp_utc'] ?? '');
  return {
    form_id: formId,
    verbs,
    form,
    has_problems: problems.length > 0,
    problems: problemLines(problems, words, { atMost: 12, referenceId }),
    values: {
      ...values,
      ...leaves,
      amount: groupedAmount(draft, words),
      beneficiary_country: listsCountries
        ? countryValue(values['beneficiary_country'] ?? '')
        : values['beneficiary_country'],
    },
    choose_amount: readings.length > 0,
    type_amount: readings.length === 0,
    readings,
    // What is filled in or wrong must be seen; the entity fills itself in with the account.
    opens_more: furtherFields.some(
      (field) => (values[field] !== '' && field !== 'entity') || problems.some((problem) => problem.field === field),
    ),
    picks_time: leaves.timestamp_utc === '',
    payment_types: paymentTypes.map(plainChoice),
    channels: channels.map(plainChoice),
    urgencies: withTyped(
      Object.entries(form.urgencies).map(([value, title]) => ({ title, value })),
      values['urgency'] ?? '',
      words,
    ),
    lists_countries: listsCountries,
    countries: listsCountries
      ? withTyped(countryChoices(words), countryValue(values['beneficiary_country'] ?? ''), words)
      : [],
    choose_account: offered.length > 0,
    type_account: offered.length === 0,
    accounts: offered,
  };
}

interface Choice {
  readonly title: string;
  readonly value: string;
}

function plainChoice(value: string): Choice {
  return { title: value, value };
}

/** What somebody said stays in the form, also where it is none of the choices. */
function withTyped(choices: readonly Choice[], typed: string, { form }: Words): readonly Choice[] {
  if (typed === '' || choices.some(({ value }) => value === typed)) return choices;
  return [...choices, { title: form.asTyped(cut(typed, 60)), value: typed }];
}

function countryChoices({ locale }: Words): readonly Choice[] {
  const countryNames = new Intl.DisplayNames([locale], { type: 'region' });
  return [...countryCodes]
    .map((code) => ({ title: countryNames.of(code) ?? code, value: code }))
    .sort((a, b) => a.title.localeCompare(b.title, locale));
}

/** What an amount that can be read in two ways may mean: one of them is chosen, as the reader writes it. */
function amountReadings(problems: readonly Problem[], { currency }: FormValues, { show }: Words): readonly Choice[] {
  const { choices = [] } = problems.find(({ field }) => field === 'amount') ?? {};
  const code = currency === undefined ? '' : String(currency).toUpperCase();
  return choices
    .filter((choice) => /^\d+(?:\.\d+)?$/.test(choice))
    .map((choice) => ({ title: `${show.figure(decimal(choice), code)} ${cut(code, 3)}`.trim(), value: choice }));
}

/** A name that is understood picks its country. */
function countryValue(typed: string): string {
  return typed === '' ? '' : (readCountry(typed) ?? typed);
}

/** Date and time for the pickers; what is no instant is shown as it was said. */
function leavesOf(instant: string): { leaves_on: string; leaves_at: string; timestamp_utc: string } {
  const [, day, time] = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::00(?:\.0+)?)?Z$/.exec(instant) ?? [];
  return day !== undefined && time !== undefined
    ? { leaves_on: day, leaves_at: time, timestamp_utc: '' }
    : { leaves_on: '', leaves_at: '', timestamp_utc: instant };
}

/** With its thousands grouped where it is understood, else as it was typed. */
function groupedAmount({ amount, currency }: FormValues, { show }: Words): string {
  const typed = fieldValue(amount);
  if (amount === undefined || currency === undefined) return typed;
  const read = parseAmount(amount, String(currency).toUpperCase());
  return read.ok ? show.typed(read.amount, String(currency).toUpperCase()) : typed;
}

function fieldValue(value: string | number | undefined): string {
  return cut(value === undefined ? '' : String(value), longestTyped);
}

/** The accounts offered, and the draft's own account even where it is none of them, so that nothing typed is lost. */
function choicesOf(accounts: readonly AccountChoice[], { account_id }: FormValues, { form }: Words): readonly Choice[] {
  const byId = new Map<string, string[]>();
  for (const { account_id, entity, currency } of accounts) {
    const known = byId.get(account_id) ?? [`${account_id}, ${entity}`];
    byId.set(account_id, [...known, currency]);
  }
  const wanted = account_id === undefined ? undefined : String(account_id);
  if (byId.size === 0 || byId.size > maxAccountChoices) return [];
  if (wanted !== undefined && !byId.has(wanted)) byId.set(wanted, [form.unknownAccount(cut(wanted, 64))]);
  return [...byId].map(([value, words]) => ({ title: cut(words.join(', '), 120), value }));
}
