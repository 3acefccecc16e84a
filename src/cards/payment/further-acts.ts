/** Acts that need no place of their own on the card: each opens what it asks for, and one template draws them all. */
import type { PersonAct } from '../../domain/case/machine/commands';
import { correctableIn } from '../../domain/case/acts/correct';
import { bankReferenceInput } from '../../domain/case/acts/bank/release';
import { readEvidence } from '../../domain/case/run/case-evidence';
import { findOffer, type Offer } from '../../domain/case/machine/offer';
import { commentInputId, verbs } from '../verbs';
import { cut } from '../../domain/values/text/cut';
import { shown } from '../words/escape-markdown';
import type { Words } from '../words/words';
import type { PaymentRequest } from '../../domain/payment/payment-request';
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
  readonly is_date: boolean;
  /** What stays where nothing is typed; empty where that is nothing. */
  readonly placeholder: string;
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
  readonly inputs: (current: PaymentCase) => readonly Input[];
}

interface Input {
  readonly id: string;
  readonly max: number;
  readonly isOptional?: true;
  readonly isDate?: true;
}

const none = (): readonly Input[] => [];

const looks: Readonly<Record<FurtherAct, Look>> = {
  release: { style: 'positive', isNext: true, inputs: () => [{ id: bankReferenceInput, max: 35 }] },
  answer_question: { style: 'positive', isNext: true, inputs: none },
  request_override: { style: 'default', isNext: false, inputs: none },
  ask_question: { style: 'default', isNext: false, inputs: none },
  attach_reference: { style: 'default', isNext: false, inputs: none },
  correct: {
    style: 'default',
    isNext: false,
    // As long as a payment request takes them.
    inputs: (current) =>
      correctableIn(current).map((id) => ({
        id,
        max: id === 'beneficiary_name' ? 140 : 64,
        isOptional: true,
        ...(id === 'value_date' ? { isDate: true } : {}),
      })),
  },
  ask_again: { style: 'default', isNext: true, inputs: none },
  take_back_approval: { style: 'default', isNext: false, inputs: none },
  withdraw: { style: 'destructive', isNext: false, inputs: none },
};

export const furtherActs = Object.keys(looks) as readonly FurtherAct[];

export function isBehindMore(act: PersonAct): boolean {
  const further = furtherActs.find((known) => known === act);
  return further !== undefined && !looks[further].isNext;
}

/** One act by itself, for whoever named it in a sentence: nothing is done before its button is pressed. */
export function actCardData(
  current: PaymentCase,
  terms: Offer,
  { typed, words }: { readonly typed: TypedComment & { readonly act: FurtherAct }; readonly words: Words },
) {
  const { runId, version, payment } = current;
  const act = shownAct(typed.act, terms, current, { words, typed });
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
export function furtherActsOf(
  { case: current, offers, typed }: Pick<PaymentView, 'case' | 'offers' | 'typed'>,
  words: Words,
) {
  const offered = furtherActs.flatMap((act) => {
    const offer = findOffer(offers, act);
    return offer ? [{ act, shown: shownAct(act, offer, current, { words, typed }) }] : [];
  });
  const next = offered.filter(({ act }) => looks[act].isNext).map(({ shown }) => shown);
  const later = offered.filter(({ act }) => !looks[act].isNext).map(({ shown }) => shown);
  return { has_next: next.length > 0, next, later: inRows(later) };
}

function shownAct(
  act: FurtherAct,
  { minComment }: Offer,
  current: PaymentCase,
  { words, typed }: { readonly words: Words; readonly typed: PaymentView['typed'] },
): ShownAct {
  const { title, submit, comment } = words.acts[act];
  const note = noteOf(act, current, words);
  const mine = typed?.act === act ? typed : undefined;
  const inputs = looks[act].inputs(current).map(({ id, max, isOptional = false, isDate = false }): Field => {
    const { label, error } = words.inputs[id as keyof Words['inputs']];
    return {
      id,
      label,
      error,
      required: !isOptional,
      is_date: isDate,
      placeholder: isOptional ? cut(valueNow(id, current.payment, words), max) : '',
      multiline: false,
      max,
      value: cut(mine?.inputs?.[id] ?? '', max),
    };
  });
  const own: Field = {
    id: commentInputId(verbs[act]),
    label: minComment > 0 ? comment : words.buttons.optional(comment),
    error: words.buttons.wordsMissing(minComment),
    required: minComment > 0,
    is_date: false,
    placeholder: '',
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

/** Money alone: account numbers are masked on a card, and an input's text is none that Markdown could be taken out of. */
function valueNow(field: string, { amount, currency }: PaymentRequest, { show }: Words): string {
  if (field === 'amount') return show.figure(amount, currency);
  return field === 'currency' ? currency : '';
}

/** What the ledger has of a payment is said before somebody corrects it to something else. */
function noteOf(act: FurtherAct, { run }: PaymentCase, { acts }: Words): string {
  const isInLedger = typeof readEvidence(run).liquidity?.payment_assessed['ledger_status'] === 'string';
  return act === 'correct' && isInLedger ? `${acts[act].note} ${acts.inLedger}` : acts[act].note;
}

function inRows(acts: readonly ShownAct[]): readonly { readonly acts: readonly ShownAct[] }[] {
  return Array.from({ length: Math.ceil(acts.length / perRow) }, (_, row) => ({
    acts: acts.slice(row * perRow, (row + 1) * perRow),
  }));
}
