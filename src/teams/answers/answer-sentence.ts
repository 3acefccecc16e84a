/** The one way from a sentence to its answer: policy is asked first, then the intent's own answer. */
import type { Card } from '../../cards/templates';
import type { AccessAct } from '../../domain/policy/tables/people/access-table';
import type { Refusal } from '../../domain/values/errors';
import type { Member } from '../../domain/values/person';
import { createAccess } from '../people/access';
import type { Desk } from '../desk';
import { notOpenCard, type Asked } from './answer-intent';
import { answers } from './answers';
import { explainWaiting } from './explain-waiting';
import { intentActs } from './intent-acts';
import { findPayment, notTheirs } from './open-payment';

export type AnswerSentence = (asked: Omit<Asked, 'named'>) => Promise<readonly Card[]>;

export function createAnswerSentence(desk: Desk): AnswerSentence {
  const access = createAccess(desk);

  return async (asked) => {
    const { reading, actor } = asked;
    const { payment_id: id } = reading.fields;
    const act = intentActs[reading.intent];
    const refusal = refuseOutright(act, actor);
    if (refusal) return [notOpenCard(desk, refusal)];
    if (id === undefined && reading.intent === 'explain_payment') return explainWaiting(desk, asked);
    const answer = answers[reading.intent];
    if (id === undefined && act !== 'read_payment') return answer(desk, { ...asked, named: null });
    const named = id === undefined ? null : await findPayment(desk, id);
    const unread = access.refuse('read_payment', actor, named ?? undefined);
    if (!unread) return answer(desk, { ...asked, named });
    const maySubmit = access.refuse('submit_payment', actor) === null;
    return [notTheirs(desk, { id: id ?? '', refusal: unread, maySubmit })];
  };

  /** Of acts that are about no payment; about one, and about the list of them, policy is asked with each payment. */
  function refuseOutright(act: AccessAct | null, actor: Member): Refusal | null {
    return act === null || act === 'read_payment' || act === 'read_worklist' ? null : access.refuse(act, actor);
  }
}
