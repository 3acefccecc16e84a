/** Acts that need no place of their own on the card: each opens what it asks for, and one template draws them all. */
import type { PersonAct } from '../../domain/case/machine/commands';
import { correctableFields } from '../../domain/case/acts/correct';
import { bankReferenceInput } from '../../domain/case/acts/bank/release';
import { findOffer, type Offer } from '../../domain/case/machine/offer';
import { commentInputId, verbs } from '../verbs';
import { cut } from '../../domain/values/text/cut';
import { shown } from '../words/escape-markdown';
import type { Words } from '../words/words';
import type { PaymentCase } from '../../domain/case/payment-case';
import type { PaymentView, TypedComment } from './payment-view';

/** As long as an input takes; what is shorter says so itself. */
const maxTyped = 2_000;
/** Side by side as far as they fit a phone; Teams shows at most six in a row. */
const perRow = 3;

export type FurtherAct = Extract<PersonAct, keyof Words['acts']>;

interface Field {
  readonly id: string;
  readonly label: string;
  readonly required: boolean;
  readonly multiline: boolean;
  readonly max: number;
  readonly value: string;
  readonly error: string;
}

export interface ShownAct {
  readonly verb: string;
  readonly title: string;
  readonly style: 'default' | 'positive' | 'destructive';
  readonly note: string;
  readonly has_note: boolean;
  readonly submit: string;
  readonly fields: readonly Field[];
}

interface Look {
  readonly style: ShownAct['style'];
  /** Whether it is what comes next, and stands where people look first. */
  readonly isNext: boolean;
  /** Inputs before the person's own words, by the names the act takes them under. */
  readonly inputs: readonly { readonly id: string; readonly max: number; readonly isOptional?: true }[];
}

const looks: Readonly<Record<FurtherAct, Look>> = {
  release: { style: 'positive', isNext: true, inputs: [{ id: bankReferenceInput, max: 35 }] },
  answer_question: { style: 'positive', isNext: true, inputs: [] },
  request_override: { style: 'default', isNext: false, inputs: [] },
  ask_question: { style: 'default', isNext: false, inputs: [] },
  attach_reference: { style: 'default', isNext: false, inputs: [] },
  correct: {
    style: 'default',
    isNext: false,
    // As long as a payment request takes them.
    inputs: correctableFields.map((id) => ({
      id,
      max: id === 'beneficiary_name' ? 140 : 64,
      isOptional: true as const,
    })),
  },
  ask_again: { style: 'default', isNext: true, inputs: [] },
  take_back_approval: { style: 'default', isNext: false, inputs: [] },
  withdraw: { style: 'destructive', isNext: false, inputs: [] },
};

export const furtherActs = Object.keys(looks) as readonly FurtherAct[];

/** One act by itself, for whoever named it in a sentence: nothing is done before its button is pressed. */
export function actCardData(
  { runId, version, payment }: PaymentCase,
  terms: Offer,
  { typed, words }: { readonly typed: TypedComment & { readonly act: FurtherAct }; readonly words: Words },
) {
  const act = shownAct(typed.act, terms, words, typed);
  const money = words.show.money(payment.amount, payment.currency);
  return {
    ...act,
    heading: words.acts.heading(act.title, shown(payment.payment_id, 64)),
    payment: words.compliance.subtitle(money, shown(payment.beneficiary_name)),
    only_press: words.acts.onlyPress,
    run_id: runId,
    version,
  };
}

/** `next`: what stands beside the first buttons. `later`: rows behind More. */
export function furtherActsOf(offers: readonly Offer[], words: Words, typed: PaymentView['typed']) {
  const offered = furtherActs.flatMap((act) => {
    const offer = findOffer(offers, act);
    return offer ? [{ act, shown: shownAct(act, offer, words, typed) }] : [];
  });
  const next = offered.filter(({ act }) => looks[act].isNext).map(({ shown }) => shown);
  const later = offered.filter(({ act }) => !looks[act].isNext).map(({ shown }) => shown);
  return { has_next: next.length > 0, next, later: inRows(later) };
}

function shownAct(act: FurtherAct, { minComment }: Offer, words: Words, typed: PaymentView['typed']): ShownAct {
  const { title, note, submit, comment } = words.acts[act];
  const mine = typed?.act === act ? typed : undefined;
  const inputs = looks[act].inputs.map(({ id, max, isOptional = false }): Field => {
    const { label, error } = words.inputs[id as keyof Words['inputs']];
    return {
      id,
      label,
      error,
      required: !isOptional,
      multiline: false,
      max,
      value: cut(mine?.inputs?.[id] ?? '', max),
    };
  });
  const own: Field = {
    id: commentInputId(verbs[act]),
    label: minComment > 0 ? words.buttons.required(comment) : words.buttons.optional(comment),
    error: words.buttons.wordsMissing(minComment),
    required: minComment > 0,
    multiline: true,
    max: maxTyped,
    value: cut(mine?.comment ?? '', maxTyped),
  };
  return {
    verb: verbs[act],
    title,
    style: looks[act].style,
    note,
    has_note: note !== '',
    submit,
    fields: [...inputs, own],
  };
}

function inRows(acts: readonly ShownAct[]): readonly { readonly acts: readonly ShownAct[] }[] {
  return Array.from({ length: Math.ceil(acts.length / perRow) }, (_, row) => ({
    acts: acts.slice(row * perRow, (row + 1) * perRow),
  }));
}
