/** A sentence that asks for a payment fills the form, names what is missing, unclear or left out, and the person submits. */
import type { Card } from '../../cards/templates';
import { requiredFields } from '../../domain/payment/complete-request';
import type { PaymentDraft } from '../../domain/payment/payment-request';
import type { Fields, Reading } from '../../domain/sentences/reading';
import type { Problem } from '../../domain/values/errors';
import type { Words } from '../../cards/words/words';
import { sweepSources } from '../../domain/case/acts/sweep-offer';
import type { PaymentCase } from '../../domain/case/payment-case';
import { createAccountMask } from '../../cards/words/account-mask';
import type { Desk } from '../desk';
import type { AnswerIntent } from './answer-intent';
import { intakeRemarks } from './intake-remarks';

export const fillForm: AnswerIntent = async (desk, { reading, formId }) => {
  const draft = { ...asSaid(reading), ...draftOf(reading.fields) };
  return [formFor(desk, reading, draft, formId, await lastPaid(desk, draft))];
};

/** Another account than the payee was last paid on must be seen before anybody submits it. */
async function lastPaid(desk: Desk, draft: PaymentDraft): Promise<readonly Problem[]> {
  const {
    beneficiary_name: payee,
    beneficiary_account: account,
    beneficiary_bic: bic,
    beneficiary_bank_code: code,
  } = draft;
  if (payee === undefined || account === undefined) return [];
  const last = await desk.findLastPaidAccount({
    beneficiary_name: payee,
    beneficiary_account: account,
    ...(bic === undefined ? {} : { beneficiary_bic: bic }),
    ...(code === undefined ? {} : { beneficiary_bank_code: code }),
  });
  if (last === null) return [];
  const { account: before, banks } = last;
  const mask = createAccountMask([before, account]);
  const at = (bank: string | undefined): string => (bank === undefined ? '' : ` (${bank})`);
  const message = desk.words.form.intake.lastPaid(
    payee,
    `${mask.ibanPlain(before)}${at(banks?.before)}`,
    `${mask.ibanPlain(account)}${at(banks?.now)}`,
  );
  return [{ code: 'assumed', field: 'beneficiary_account', message, inWords: true }];
}

/** Money between accounts of our own: the entity that gets it is the payee, by the channel policy sweeps with. */
export const fillTransfer: AnswerIntent = (desk, { reading, formId }) => {
  const ledger = desk.ledger.current();
  const { account_id: from, to_account_id: to, ...fields } = reading.fields;
  const [paying] = from === undefined ? [] : ledger.accountsNamed(from);
  const [paid] = to === undefined ? [] : ledger.accountsNamed(to);
  const { same_entity: within, intercompany } = desk.policy.current().liquidity.sweep_channels;
  const isWithin = paying === undefined || paid === undefined || paying.entity === paid.entity;
  const draft: PaymentDraft = {
    payment_type: isWithin ? within : intercompany,
    ...draftOf(fields),
    ...(from === undefined ? {} : { account_id: from }),
    ...(paid === undefined ? {} : { beneficiary_name: paid.entity }),
    purpose:
      [...(fields.purpose === undefined ? [] : [fields.purpose]), ...(to === undefined ? [] : [`to ${to}`])].join(
        ', ',
      ) || undefined,
  };
  return [formFor(desk, reading, draft, formId)];
};

/** The transfer that a payment under its buffer waits for, as its evidence proves it: from that account, or the best of those. */
export function sweepForm(desk: Desk, current: PaymentCase, from: string | null): Card {
  const sources = sweepSources(current);
  const source = sources.find(({ account_id: id }) => id === from) ?? sources[0];
  const { payment } = current;
  const { same_entity: within, intercompany } = desk.policy.current().liquidity.sweep_channels;
  const draft: PaymentDraft = {
    payment_type: source?.intercompany === true ? intercompany : within,
    beneficiary_name: payment.entity,
    currency: payment.currency,
    ...(source
      ? { account_id: source.account_id, entity: source.entity, amount: String(source.amount) }
      : { amount: undefined }),
    purpose: desk.words.chat.fundsPayment(payment.account_id, payment.payment_id),
  };
  const accounts = desk.ledger.current().accounts();
  return desk.cards.paymentFormCard({ draft, problems: [], accounts, formId: desk.randomHex(formIdLength) });
}

const formIdLength = 12;

export const askOneAtATime: AnswerIntent = (desk) => [
  desk.cards.answerCard({
    title: desk.words.chat.smallTalk.oneAtATime,
    lines: [desk.words.chat.smallTalk.severalNamed],
    suggestions: [{ title: desk.words.chat.suggestions.newPayment, said: '/new' }],
  }),
];

export function emptyForm(desk: Desk, formId: string): Card {
  return desk.cards.paymentFormCard({ draft: {}, problems: [], accounts: desk.ledger.current().accounts(), formId });
}

function formFor(
  desk: Desk,
  reading: Reading,
  draft: PaymentDraft,
  formId: string,
  beside: readonly Problem[] = [],
): Card {
  const say = desk.words.chat.problems;
  const fieldNames: Readonly<Record<string, string>> = desk.words.form.fields;
  const ledger = desk.ledger.current();
  const accounts = draft.account_id === undefined ? [] : ledger.accountsNamed(draft.account_id);
  const [account, ...others] = accounts;
  const completed: PaymentDraft = {
    ...draft,
    ...(account ? { entity: account.entity } : {}),
    ...(account && others.length === 0 && draft.currency === undefined && !isAsked(reading, 'currency')
      ? { currency: account.currency }
      : {}),
  };
  const missing = requiredFields
    .filter((field) => completed[field] === undefined && !isAsked(reading, field))
    .map((field): Problem => ({
      code: 'field_missing',
      field,
      message: say.isMissing(fieldNames[field] ?? field),
      inWords: true,
    }));
  return desk.cards.paymentFormCard({
    draft: completed,
    problems: [
      ...beside,
      ...intakeRemarks(reading, desk.words),
      ...asked(reading, say),
      ...missing,
      ...remarks(reading, say),
    ],
    accounts: ledger.accounts(),
    formId,
  });
}

function isAsked({ ambiguities }: Reading, wanted: string): boolean {
  return ambiguities.some(({ field }) => field === wanted);
}

type ProblemWords = Words['chat']['problems'];

function asked({ ambiguities }: Reading, { orChoices, why }: ProblemWords): readonly Problem[] {
  return ambiguities.map((unclear) => {
    const { field, said, choices } = unclear;
    const message = `"${said}": ${why(unclear)}${orChoices(choices)}`;
    return { code: 'ambiguous', field, message, choices, inWords: true };
  });
}

function remarks({ assumed, leftOut }: Reading, { assumed: sayAssumed, notTaken }: ProblemWords): readonly Problem[] {
  return [
    ...assumed.map((made): Problem => ({ code: 'assumed', message: sayAssumed(made), inWords: true })),
    ...(leftOut.length > 0
      ? [{ code: 'not_taken' as const, message: notTaken(leftOut.map((text) => `"${text}"`)), inWords: true as const }]
      : []),
  ];
}

/** What cannot be read stands in its field as it was said, to be put right there. */
function asSaid({ ambiguities }: Reading): PaymentDraft {
  const unread = ambiguities.filter(({ code }) =>
    ['minus', 'not_an_amount', 'too_precise', 'iban_wrong', 'unknown_account'].includes(code),
  );
  return Object.fromEntries(unread.map(({ field, said }) => [field, said]));
}

/** The fields a draft has too. */
function draftOf(fields: Fields): PaymentDraft {
  const {
    to_account_id: _to,
    payment_id: _id,
    act: _act,
    comment: _comment,
    name: _name,
    calendar: _calendar,
    date: _date,
    role: _role,
    person: _person,
    severity: _severity,
    after_hours: _night,
    ...draft
  } = fields;
  return draft;
}
