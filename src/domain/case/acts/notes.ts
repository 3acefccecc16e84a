/** Questions, answers and references about a payment: they decide nothing, and nobody loses their place by them. */
import type { Press } from '../machine/commands';
import { type InForce, type Known } from '../in-force';
import { nextCase, type Transition } from '../machine/next-case';
import { offerOf, type OfferOrRefusal } from '../machine/offer';
import type { Note, PaymentCase } from '../payment-case';
import { refuseAct, refuseByState } from '../machine/refuse-act';
import { rolesAskedNow } from '../time/follow-up';
import { standsInFor } from '../people/stand-in';
import { takesCommand } from '../machine/states';
import { withoutRoles, type Member } from '../../values/person';
import { formatUtc } from '../../values/time';
import { refuseWithoutRight } from '../machine/by-right';

export type NoteAct = 'ask_question' | 'answer_question' | 'attach_reference';

/** A card shows a dozen rows of history; more than this is a conversation, for which there is a chat. */
const mostNotes = 30;
/** A link as people paste them is shorter. */
const longestReference = 500;

const made = {
  ask_question: { kind: 'question', event: 'question_asked' },
  answer_question: { kind: 'answer', event: 'question_answered' },
  attach_reference: { kind: 'reference', event: 'reference_attached' },
} as const satisfies Record<NoteAct, { readonly kind: Note['kind']; readonly event: string }>;

/** The last question, where nobody has answered since. */
export function openQuestion({ notes = [] }: Pick<PaymentCase, 'notes'>): Note | null {
  const last = notes.findLast(({ kind }) => kind !== 'reference');
  return last?.kind === 'question' ? last : null;
}

/** The last question and what was answered to it last; null while it is open, or where nobody asked. */
export function lastAnswer({ notes = [] }: Pick<PaymentCase, 'notes'>): { question: Note | null; answer: Note } | null {
  const answer = notes.findLast(({ kind }) => kind !== 'reference');
  if (answer?.kind !== 'answer') return null;
  return { question: notes.findLast(({ kind }) => kind === 'question') ?? null, answer };
}

export function offerNote(act: NoteAct, current: PaymentCase, who: Member | null, inForce: InForce): OfferOrRefusal {
  if (!takesCommand(current.status, act)) return refuseByState(act, current);
  if ((current.notes ?? []).length >= mostNotes)
    return refuseAct(act, { code: 'too_many_notes', why: `A payment takes ${mostNotes} notes` });
  if (act === 'answer_question' && !openQuestion(current))
    return refuseAct(act, { code: 'nothing_to_answer', why: 'Nobody has asked a question that is open' });
  const isAsked = who !== null && act !== 'answer_question' && standsInFor(who, rolesAskedNow(current));
  const refused = isAsked ? null : refuseWithoutRight(act, act, current, who, inForce);
  return refused ?? { ok: true, offers: [offerOf(act, { minComment: 1 })] };
}

export function addNote(act: NoteAct, { actor, comment }: Press, current: PaymentCase, known: Known): Transition {
  const text = comment?.trim() ?? '';
  if (act === 'attach_reference' && !isReference(text))
    return refuseAct(act, {
      code: 'reference_invalid',
      why: `A reference is one line of at most ${longestReference} characters, and a link begins with https://`,
      field: 'comment',
    });
  const { kind, event } = made[act];
  const by = withoutRoles(actor);
  const note: Note = { kind, by, at: formatUtc(known.nowMs), text };
  return nextCase(
    { ...current, notes: [...(current.notes ?? []), note] },
    { by, nowMs: known.nowMs, type: event, payload: { comment: text }, showsAnew: false },
  );
}

function isReference(text: string): boolean {
  const scheme = /^[a-z][a-z0-9+.-]*:(?=\S)/i.exec(text)?.[0].toLowerCase();
  const isPlain = text.length <= longestReference && /^[^\p{Cc}]+$/u.test(text);
  return isPlain && (scheme === undefined || (scheme === 'https:' && URL.canParse(text)));
}
