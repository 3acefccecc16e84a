/** The payment form: filled with what is known, naming what is missing or ambiguous; nothing starts before it is submitted. */
import type { Problem } from '../../domain/values/errors';
import { channels, paymentTypes, type PaymentDraft } from '../../domain/payment/payment-request';
import { cut, shown } from '../words/escape-markdown';
import { verbs } from '../verbs';

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
  readonly accounts: readonly AccountChoice[];
}

/** More choices than this no longer fit the card's size; the account is then typed. */
const maxAccountChoices = 60;

const draftFields = [
  'payment_id',
  'beneficiary_name',
  'amount',
  'currency',
  'account_id',
  'entity',
  'payment_type',
  'channel',
  'beneficiary_account',
  'beneficiary_bank_code',
  'beneficiary_bic',
  'beneficiary_country',
  'purpose',
  'value_date',
  'timestamp_utc',
  'originator',
  'urgency',
] as const satisfies readonly (keyof PaymentDraft)[];

export function paymentFormData({ formId, draft, problems, accounts }: PaymentForm) {
  const offered = choicesOf(accounts, draft);
  return {
    form_id: formId,
    verb: verbs.submit_payment,
    has_problems: problems.length > 0,
    problems: problems.slice(0, 12).map((problem) => ({ text: problemText(problem) })),
    values: Object.fromEntries(draftFields.map((field) => [field, fieldValue(draft[field])])),
    payment_types: paymentTypes.map((type) => ({ title: type, value: type })),
    channels: channels.map((channel) => ({ title: channel, value: channel })),
    choose_account: offered.length > 0,
    type_account: offered.length === 0,
    accounts: offered,
  };
}

function fieldValue(value: string | number | undefined): string {
  return cut(value === undefined ? '' : String(value), 400);
}

/** `⚠ beneficiary name: is missing`. */
export function problemText({ field, message }: Problem): string {
  const named = field === undefined ? '' : `**${shown(field.replaceAll('_', ' '), 60)}**: `;
  return `⚠ ${named}${shown(message, 240)}`;
}

/** The accounts offered, and the draft's own account even where it is none of them, so that nothing typed is lost. */
function choicesOf(accounts: readonly AccountChoice[], { account_id }: FormValues) {
  const byId = new Map<string, string[]>();
  for (const { account_id, entity, currency } of accounts) {
    const known = byId.get(account_id) ?? [`${account_id}, ${entity}`];
    byId.set(account_id, [...known, currency]);
  }
  const wanted = account_id === undefined ? undefined : String(account_id);
  if (byId.size === 0 || byId.size > maxAccountChoices) return [];
  if (wanted !== undefined && !byId.has(wanted)) byId.set(wanted, [`${cut(wanted, 64)}, not a known account`]);
  return [...byId].map(([value, words]) => ({ title: cut(words.join(', '), 120), value }));
}
