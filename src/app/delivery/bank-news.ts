/** Who is told that a payment came back from the bank, or was booked short: whoever asked for it and whoever released it, once. */
import { shortfall } from '../../domain/case/acts/bank/bank-word';
import type { PaymentCase } from '../../domain/case/payment-case';
import { samePerson, type Person } from '../../domain/values/person';
import type { JsonObject } from '../../domain/values/json';
import type { PersonalChat } from '../../ports/delivery';
import { viewerOf, type Wanted } from './wanted';

/** Nobody where there is no such news. Who asked for a payment file is a name alone, and has no chat. */
export function whoHearsOfBank(current: PaymentCase): readonly Person[] {
  const { submitter, release } = current;
  if (newsOf(current) === null) return [];
  return release && !samePerson(release.by, submitter) ? [submitter, release.by] : [submitter];
}

/** One in each chat: two people who talk in one read one word. Where somebody has no chat it is said where the payment is. */
export function bankNotices(
  current: PaymentCase,
  chats: readonly PersonalChat[],
  chatOf: (conversation: JsonObject) => string,
): readonly Wanted[] {
  const about = newsOf(current);
  const home = current.conversation;
  if (about === null || home === null) return [];
  const byChat = new Map<string, Wanted>();
  for (const person of whoHearsOfBank(current)) {
    const own = chats.find((chat) => samePerson(chat.person, person));
    const chat = chatOf(own?.conversation ?? home);
    if (chat === chatOf(home) || !own) byChat.set(chat, { kind: 'notice', conversation: null, about });
    else if (!byChat.has(chat))
      byChat.set(chat, { kind: 'notice', conversation: own.conversation, viewer: viewerOf(own), about });
  }
  return [...byChat.values()];
}

/** Names the bank's word itself: the same statement brought again is no news, another amount that is missing is. Once it is asked for again nothing is left to tell. */
function newsOf(current: PaymentCase): string | null {
  const { status, bankReturn, settlement, askedAgain } = current;
  if (status === 'returned') return bankReturn && !askedAgain ? `returned ${bankReturn.at}` : null;
  return shortfall(current) && settlement ? `short ${settlement.at}` : null;
}
