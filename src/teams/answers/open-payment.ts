/** A payment named by its id: its card, why it stands where it stands, or the offer to review it. */
import { approvalStoppedBy, askedPeople } from '../../domain/case/people/asked-people';
import { shownStatus } from '../../domain/case/people/compliance-alone';
import { answerersIn } from '../../domain/case/people/stand-in';
import { hasEnded } from '../../domain/case/machine/states';
import type { PaymentCase } from '../../domain/case/payment-case';
import type { Refusal } from '../../domain/values/errors';
import { foldId } from '../../domain/values/text/fold-id';
import { isCertain } from '../../domain/payment/ledger-row';
import { furtherActs } from '../../cards/payment/further-acts';
import { usualSuggestions } from '../../cards/suggestions';
import type { Card } from '../../cards/templates';
import type { Desk } from '../desk';
import { problemCard, refusalCard, type AnswerIntent } from './answer-intent';

/** Where nobody else reads it, it offers what this person may do. */
export const openPayment: AnswerIntent = async (desk, { reading, actor, isPersonal, named, openCard }) => {
  const { payment_id: id = '' } = reading.fields;
  if (named && (await openCard(named))) return [];
  return [named ? await desk.renderCase(named, isPersonal ? actor : null) : notUnderReview(desk, id)];
};

/**
 * A sentence decides nothing: what it names is opened with what was said typed in, where this person may do it, and a button does it.
 * Where they may not, it says why, as the button would.
 */
export const pointToButtons: AnswerIntent = async (desk, { reading, actor, isPersonal, named }) => {
  const { payment_id: id = '', act, comment } = reading.fields;
  if (!named) return [notUnderReview(desk, id)];
  const { payment: say, acts, problems } = desk.words.chat;
  const card = await desk.renderCase(named, isPersonal ? actor : null);
  const form = act === undefined ? undefined : furtherActs.find((known) => known === act);
  if (form !== undefined) {
    const offered = await desk.offerOrRefusal(form, named, actor);
    const [terms] = offered.ok ? offered.offers : [];
    if (terms) return [desk.cards.actCard(named, terms, { act: form, comment: comment ?? '' })];
    const refused = offered.ok ? [] : offered.problems;
    const title = problems.notDone(actor.name);
    return [refusalCard(desk, title, refused, { actor, runId: named.runId }), card];
  }
  const state = shownStatus(named);
  const text = hasEnded(state)
    ? say.isOver(desk.words.caseStates.said[state](named.payment.payment_id))
    : say.pressButton(act === undefined ? say.decide : acts[act]);
  return [desk.cards.noticeCard({ title: say.buttonsDecide, text }), card];
};

export const explainPayment: AnswerIntent = async (desk, { reading, named }) => {
  const { payment_id: id = '' } = reading.fields;
  return [named ? await explanationOf(desk, named) : notUnderReview(desk, id)];
};

/** Why it stands where it stands, naming those from whom an answer would be taken now, as its card does. */
export async function explanationOf(desk: Desk, current: PaymentCase): Promise<Card> {
  const inForce = await desk.inForce(current);
  return desk.cards.explanationCard(current, {
    asked: askedPeople(current, answerersIn(desk.people.members()), inForce),
    stoppedBy: approvalStoppedBy(current, inForce),
  });
}

/** By its id as it is kept, or its run id. */
export async function findPayment(
  { store, ledger }: Pick<Desk, 'store' | 'ledger'>,
  typed: string,
): Promise<PaymentCase | null> {
  const folded = foldId(typed);
  const inLedger = ledger.current().findPayment(typed)?.txn_id;
  const ids = new Set([typed, ...(inLedger === undefined ? [] : [inLedger]), folded]);
  for (const id of ids) {
    const found = await store.findCaseByPayment(id);
    if (found) return found;
  }
  return (
    (await store.findCase(typed)) ??
    store.findCase(folded.replace(/^(WF-\d+-)(.*)$/, (_, lead: string, hex: string) => lead + hex.toLowerCase()))
  );
}

export interface NotTheirs {
  readonly id: string;
  readonly refusal: Refusal;
  readonly maySubmit: boolean;
}

/** What is not there and what is not theirs read alike: nobody finds out by asking which payments there are. */
export function notTheirs(desk: Desk, { id, refusal, maySubmit }: NotTheirs): Card {
  const typed = foldId(id);
  const { problems, suggestions } = desk.words.chat;
  const why = refusal.problems.map(({ message }) => message);
  if (!maySubmit) {
    const text = [problems.nothingReadable(typed), ...why].join(' ');
    return problemCard(desk, problems.unknownPayment, 'unknown_case', text);
  }
  return desk.cards.answerCard({
    title: typed,
    lines: [problems.mayAskForReview(typed)],
    sources: why,
    suggestions: [{ title: suggestions.startReview, said: `/payment ${typed}` }],
  });
}

function notUnderReview(desk: Desk, id: string): Card {
  const row = desk.ledger.current().findPayment(id);
  const { problems, payment: say, suggestions } = desk.words.chat;
  if (!row)
    return desk.cards.answerCard({
      title: problems.unknownPayment,
      lines: [problems.nothingKnown(foldId(id))],
      suggestions: usualSuggestions(desk.words),
    });
  const amount = desk.words.show.money(row.amount, row.currency);
  const title = say.title(row.txn_id, amount, row.beneficiary_name, row.direction === 'OUT');
  const isOpen = row.direction === 'OUT' && !isCertain(row);
  return desk.cards.answerCard({
    title,
    lines: [isOpen ? say.queued(row.account_id) : say.nothingToReview(say.inLedger[row.status])],
    suggestions: isOpen ? [{ title: suggestions.startReview, said: `/payment ${row.txn_id}` }] : [],
  });
}
