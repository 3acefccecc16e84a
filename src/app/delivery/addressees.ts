/** Who gets a card or a word of their own about a case, and in which chat: derived from the case, so that what was missed is found again. */
import { activeClaim } from '../../domain/case/acts/claim';
import { askedPeople, whoMay, whoReleases } from '../../domain/case/people/asked-people';
import { followUpOf, isRemindedToRelease, toReleaseKey } from '../../domain/case/time/follow-up';
import { answerersIn } from '../../domain/case/people/stand-in';
import type { InForce } from '../../domain/case/in-force';
import { waitsForAcknowledgement, type PaymentCase } from '../../domain/case/payment-case';
import type { JsonObject } from '../../domain/values/json';
import { distinctPeople, samePerson, type Member, type Person } from '../../domain/values/person';
import type { CardCopy, PersonalChat } from '../../ports/delivery';
import { bankNotices, whoHearsOfBank } from './bank-news';
import { viewerOf, type Wanted } from './wanted';

export interface ApprovalsChannel {
  readonly conversation: JsonObject;
  /** Only where somebody who is asked has no chat of their own, or always. */
  readonly use: 'otherwise' | 'besides';
}

export interface AddresseeQuestion {
  readonly current: PaymentCase;
  readonly inForce: InForce;
  readonly members: readonly Member[];
  /** The chats people talked in; one each. */
  readonly chats: readonly PersonalChat[];
  readonly channel: ApprovalsChannel | null;
  readonly chatOf: (conversation: JsonObject) => string;
}

/** Whom the case waits for now: those from whom an answer would be taken. */
export function whoIsAsked({
  current,
  inForce,
  members,
}: Omit<AddresseeQuestion, 'chats' | 'channel' | 'chatOf'>): readonly Member[] {
  if (current.status === 'approved')
    return isRemindedToRelease(current) ? whoReleases(current, { members, inForce }) : [];
  if (waitsForAcknowledgement(current))
    return whoMay('acknowledge_block', current, { members, inForce, atMost: members.length });
  return distinctPeople(askedPeople(current, answerersIn(members), inForce).flatMap(({ people }) => people));
}

/** Whoever else is told something: a payment that is held, or has left, asks nobody by name. */
export function whoIsTold({ current, inForce }: Pick<AddresseeQuestion, 'current' | 'inForce'>): readonly Person[] {
  return [...whoItIsPassedTo({ current, inForce }), ...whoHearsOfBank(current)];
}

function whoItIsPassedTo({ current, inForce }: Pick<AddresseeQuestion, 'current' | 'inForce'>): readonly Person[] {
  const claim = activeClaim(current, inForce.nowMs);
  return claim?.passedBy ? [claim.by] : [];
}

export function wantedCopies(question: AddresseeQuestion): readonly Wanted[] {
  const { current, chats, channel, chatOf } = question;
  const home = current.conversation;
  if (!home) return [];
  // What the bank has is asked of nobody any more.
  const ofBank = bankNotices(current, chats, chatOf);
  if (ofBank.length > 0) return ofBank;
  const asked = whoIsAsked(question);
  const chatFor = (member: Person) => chats.find(({ person }) => samePerson(person, member));
  // Where the payment was asked for its card stands already; a persona's stands there beside it, for the persona.
  const own = asked.flatMap((member): Wanted[] => {
    const chat = chatFor(member);
    if (!chat || (chatOf(chat.conversation) === chatOf(home) && !chat.isPersona)) return [];
    return [{ kind: 'own', conversation: chat.conversation, viewer: viewerOf(chat) }];
  });
  const unreached = asked.filter((member) => !chatFor(member));
  const usesChannel =
    channel !== null &&
    asked.length > 0 &&
    chatOf(channel.conversation) !== chatOf(home) &&
    (channel.use === 'besides' || unreached.length > 0);
  const shared: Wanted[] = usesChannel ? [{ kind: 'channel', conversation: channel.conversation }] : [];
  const reached = { ...question, asked, own, unreached, shared };
  // Whoever releases it is told, and opens it from there: nobody is asked for an answer.
  if (current.status === 'approved') return notices(reached);
  const handedOn = whoItIsPassedTo(question).map((person) => passedOn(person, chatFor(person), reached));
  const said = [...notices(reached), ...handedOn];
  // Of a payment that was blocked nobody is reminded: said where others read, it would tell that this one was not.
  const isCompliances = current.status === 'compliance_review';
  return [...own, ...shared, ...(isCompliances ? said.filter(({ viewer }) => viewer !== undefined) : said)];
}

/** Said in the chat of whoever it was passed to: the card there has only changed in its place. */
function passedOn(to: Person, chat: PersonalChat | undefined, { current, shared, chatOf }: Reached): Wanted {
  const about = `passed_on ${current.claim?.until ?? ''} ${to.objectId}`;
  const home = current.conversation;
  const isHome = !chat || (home !== null && chatOf(chat.conversation) === chatOf(home) && !chat.isPersona);
  if (isHome) return { kind: 'notice', conversation: chat ? null : (shared[0]?.conversation ?? null), about };
  return { kind: 'notice', conversation: chat.conversation, viewer: viewerOf(chat), about };
}

interface Reached extends AddresseeQuestion {
  readonly asked: readonly Member[];
  readonly own: readonly Wanted[];
  readonly unreached: readonly Member[];
  readonly shared: readonly Wanted[];
}

/** The newest thing the desk did about a case nobody answers: a card that changes in its place tells nobody. */
function notices({ current, own, unreached, shared, asked, chatOf }: Reached): readonly Wanted[] {
  const { expiry, decision } = current;
  const atHome: Wanted = { kind: 'notice', conversation: null };
  if (current.status === 'expired' && expiry) return [{ ...atHome, about: `expired ${expiry.at}` }];
  const { reminded, escalated, remindedWithNextRole = [] } = followUpOf(current);
  const of = decision?.decidedAt ?? '';
  const chatIn = (conversation: JsonObject | null): string | null => conversation && chatOf(conversation);
  const isApproved = current.status === 'approved';
  const last = reminded.findLast((key) => (key === toReleaseKey) === isApproved);
  const everywhere = [...shared, ...(unreached.length > 0 || asked.length === 0 ? [atHome] : [])].map(
    ({ conversation }) => ({ ...atHome, conversation }),
  );
  const toPeople = own.map((wanted): Wanted => ({ ...wanted, kind: 'notice' }));
  const inChats = asked.length > unreached.length && own.length === 0 ? [atHome] : [];
  const reminder =
    last === undefined
      ? []
      : [...toPeople, ...inChats, ...everywhere].map((wanted) => ({ ...wanted, about: `reminded ${last} ${of}` }));
  // Whoever is newly asked gets a card, which is told to them as such; where they have no chat it is said where the payment is.
  const escalation =
    escalated.length === 0 || unreached.length === 0
      ? []
      : everywhere.map((wanted) => ({ ...wanted, about: `escalated ${escalated.length} ${of}` }));
  // Both at once: that somebody else is asked too says how long there is, as the reminder would.
  const isSaid = (one: Wanted): boolean =>
    last !== undefined &&
    remindedWithNextRole.includes(last) &&
    escalation.some(({ conversation }) => chatIn(conversation) === chatIn(one.conversation));
  return onceInAChat([...reminder.filter((one) => one.viewer !== undefined || !isSaid(one)), ...escalation]);
}

function onceInAChat(wanted: readonly Wanted[]): readonly Wanted[] {
  const key = ({ about, conversation, viewer }: Wanted) => JSON.stringify([about, conversation, viewer ?? null]);
  return wanted.filter((one, at) => wanted.findIndex((other) => key(other) === key(one)) === at);
}

/** Those that are not written down yet, numbered on from what is. */
export function missingCopies(
  runId: string,
  copies: readonly CardCopy[],
  wanted: readonly Wanted[],
  chatOf: (conversation: JsonObject | null) => string,
): readonly CardCopy[] {
  const told = new Set(copies.map(({ about }) => about));
  const isThere = (one: Wanted): boolean => {
    // A word is said once, wherever it was said.
    if (one.about !== undefined) return told.has(one.about);
    return copies.some(
      ({ kind, conversation, viewer, state }) =>
        kind === one.kind &&
        state !== 'lost' &&
        chatOf(conversation) === chatOf(one.conversation) &&
        viewer?.objectId === one.viewer?.objectId,
    );
  };
  const next = nextNumber(copies);
  return wanted.filter((one) => !isThere(one)).map((one, at): CardCopy => ({ ...freshCopy(runId, next + at), ...one }));
}

/** Of one more copy of a case: they are listed in the order of their numbers. */
export function nextNumber(copies: readonly CardCopy[]): number {
  return (copies.at(-1)?.number ?? 0) + 1;
}

/** Written down before it is posted. */
export function freshCopy(runId: string, number: number): Omit<CardCopy, 'kind' | 'conversation'> {
  return {
    runId,
    number,
    state: 'waiting',
    activityId: null,
    shownVersion: 0,
    triedVersion: 0,
    failures: 0,
    retryAtMs: null,
    inDoubt: false,
    lastAnswer: null,
  };
}
