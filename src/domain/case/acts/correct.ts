/** Whoever asked for a payment corrects it: what was screened and approved was something else, so it is reviewed from the beginning. */
import type { Press } from '../machine/commands';
import { type InForce, type Known } from '../in-force';
import type { Transition } from '../machine/next-case';
import { offerOf, type Offer, type OfferOrRefusal } from '../machine/offer';
import type { Correction, FieldChange, PaymentCase } from '../payment-case';
import { refuseAct, refuseByState } from '../machine/refuse-act';
import { returned, withChanger } from '../machine/return-to-review';
import { takesCommand } from '../machine/states';
import type { PaymentRequest } from '../../payment/payment-request';
import { withoutRoles, type Member } from '../../values/person';
import { formatUtc } from '../../values/time';
import { refuseWithoutRight } from '../machine/by-right';
import { wordsGiven } from '../payment-case';

const act = 'correct';

/** What may be corrected, by the names of a payment request. Who is paid, and where, is one matter; how much and from where another. */
const beneficiaryFields = [
  'beneficiary_name',
  'beneficiary_account',
  'beneficiary_bic',
  'beneficiary_bank_code',
  'beneficiary_account_number',
  'beneficiary_country',
  'beneficiary_street',
  'beneficiary_building',
  'beneficiary_postcode',
  'beneficiary_town',
] as const;
export const correctableFields = [
  'amount',
  'currency',
  'account_id',
  'beneficiary_name',
  'beneficiary_account',
  'beneficiary_bic',
  'value_date',
] as const;
export type CorrectableField = (typeof correctableFields)[number];

/** Of a part the amount is not somebody's to type: what is left of the whole was asked for beside it. */
function isOfPart({ payment, restOf }: Pick<PaymentCase, 'payment' | 'restOf'>): boolean {
  return payment.full_amount !== undefined || restOf !== undefined;
}

export function correctableIn(current: Pick<PaymentCase, 'payment' | 'restOf'>): readonly CorrectableField[] {
  return isOfPart(current) ? correctableFields.filter((field) => field !== 'amount') : correctableFields;
}

const comparedFields: readonly string[] = [
  ...new Set([...correctableFields, ...beneficiaryFields, 'entity', 'timestamp_utc']),
];

export function offerCorrection(current: PaymentCase, who: Member | null, inForce: InForce): OfferOrRefusal {
  if (!takesCommand(current.status, act)) return refuseByState(act, current);
  const refused = refuseWithoutRight(act, act, current, who, inForce);
  return refused ?? { ok: true, offers: [offerOf(act, { voided: wordsGiven(current), minComment: 1 })] };
}

export function correct(press: Press, terms: Offer, current: PaymentCase, known: Known): Transition {
  const { corrected } = press;
  if (corrected && corrected.basedOn !== current.version)
    return refuseAct(act, {
      code: 'stale_card',
      why: 'The payment has changed since the card was shown',
      next: 'Look at it again, then press.',
    });
  const changes = corrected ? changesOf(current.payment, corrected.payment) : [];
  if (!corrected || changes.length === 0)
    return refuseAct(act, {
      code: 'nothing_to_correct',
      why: 'Nothing was changed',
      next: 'Type what shall be other.',
    });
  const by = withoutRoles(press.actor);
  const correction = { by, at: formatUtc(known.nowMs), changes };
  const noted = { ...current, corrections: [...(current.corrections ?? []), correction] };
  return returned(press, terms, withChangers(noted, changes, by), known, {
    payment: corrected.payment,
    goesOn: false,
    type: 'payment_corrected',
    told: { changes: changes.map((change) => ({ ...change })) },
  });
}

function changesOf(before: PaymentRequest, after: PaymentRequest): readonly FieldChange[] {
  const valueOf = (payment: PaymentRequest, field: string) =>
    (payment as unknown as Readonly<Record<string, string | number | undefined>>)[field] ?? null;
  return comparedFields
    .map((field) => ({ field, from: valueOf(before, field), to: valueOf(after, field) }))
    .filter(({ from, to }) => from !== to);
}

function withChangers(current: PaymentCase, changes: readonly FieldChange[], by: Correction['by']): PaymentCase {
  const isOfPayee = ({ field }: FieldChange) => beneficiaryFields.some((known) => known === field);
  const paying = changes.some((change) => !isOfPayee(change)) ? withChanger(current, by) : current;
  return changes.some(isOfPayee) ? withChanger(paying, by, 'beneficiaryChangedBy') : paying;
}
