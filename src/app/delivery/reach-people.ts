/** Writes down the cards a case shall have beside its own: of each person who is asked, in the chat they talk in. */
import type { InForce } from '../../domain/case/in-force';
import { isRemindedToRelease } from '../../domain/case/time/follow-up';
import type { PaymentCase } from '../../domain/case/payment-case';
import type { JsonObject } from '../../domain/values/json';
import type { Member } from '../../domain/values/person';
import type { Store } from '../../ports/store';
import { addCopies } from './add-copies';
import { missingCopies, wantedCopies, whoIsAsked, whoIsTold, type ApprovalsChannel } from './addressees';

/** Idempotent: what is written down already is not written again. Null where the case has no chat. */
export type ReachPeople = (current: PaymentCase) => Promise<void>;

export interface ReachPeopleDeps {
  readonly store: Pick<Store, 'listCopies' | 'saveCopies' | 'findChats'>;
  readonly inForce: (current: PaymentCase) => Promise<InForce>;
  readonly members: () => readonly Member[];
  readonly channel: ApprovalsChannel | null;
  readonly chatOf: (conversation: JsonObject) => string;
}

/** No case has so many approvers and reminders; what goes on and on ends here. */
const maxCopies = 300;

export function createReachPeople({ store, inForce, members, channel, chatOf }: ReachPeopleDeps): ReachPeople {
  return async (current) => {
    const home = current.conversation;
    if (!home || !(mayConcernPeople(current) || isUnreleased(current))) return;
    const question = { current, inForce: await inForce(current), members: members() };
    const chats = await store.findChats([...whoIsAsked(question), ...whoIsTold(question)]);
    const wanted = wantedCopies({ ...question, chats, channel, chatOf });
    if (wanted.length === 0) return;
    await addCopies(store, current.runId, (copies) =>
      // The payment's own card is the first of them.
      copies.length === 0 || copies.length >= maxCopies
        ? []
        : missingCopies(current.runId, copies, wanted, (conversation) => chatOf(conversation ?? home)),
    );
  };
}

/** Most commits are steps of a review: nobody is asked then. */
export function mayConcernPeople({ status }: PaymentCase): boolean {
  return status !== 'under_review' && status !== 'approved';
}

function isUnreleased(current: PaymentCase): boolean {
  return current.status === 'approved' && isRemindedToRelease(current);
}
