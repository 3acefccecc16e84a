/** What a case's cards need next in one conversation, read from what is written down of them. */
import type { PaymentCase } from '../../domain/case/payment-case';
import type { CardCopy, CopyViewer } from '../../ports/delivery';
import { nextNumber } from './addressees';
import { longestWaitMs } from '../../domain/case/time/card-wait';

/** Somebody who presses on and on, or a channel that takes no update, ends here. */
export const maxCopies = 50;
/** Of one person's card in one case. */
const maxPostings = 20;

export interface Delivery {
  /** To be written down before it is sent. */
  readonly copy: CardCopy;
  /** What changes with it: a posting nobody heard of is lost once another follows. */
  readonly others: readonly CardCopy[];
}

export interface DeliveryQuestion {
  readonly paymentCase: Pick<PaymentCase, 'runId' | 'version'>;
  /** Of the case, in order. */
  readonly copies: readonly CardCopy[];
  /** Whether a copy is in the conversation that is asked about. */
  readonly isHere: (copy: Pick<CardCopy, 'conversation'>) => boolean;
  /** Whether what is sent of a copy now lands after everything that may still be under way. */
  readonly isSettled: (copy: CardCopy) => boolean;
  /** Whether what a copy says beside its case has changed since it was drawn; left out where nobody looked. */
  readonly hasMoved?: (copy: CardCopy) => boolean;
  /** Who alone will read the home card, where it is still to be posted; left out where several people may. */
  readonly homeReader?: CopyViewer | undefined;
  /** Real time, UTC milliseconds. */
  readonly nowMs: number;
}

/** Null where nothing is due. The home card comes before any other. */
export function nextDelivery(question: DeliveryQuestion): Delivery | null {
  const { copies, isHere } = question;
  const home = copies.findLast(({ kind }) => kind === 'home');
  if (isHere({ conversation: null })) {
    const delivery = homeDelivery(question, home);
    if (delivery) return delivery;
  }
  const behind = copies.find(
    (copy) => copy !== home && isHere(copy) && isDue(copy, question) && (copy.activityId !== null || isPosted(copy)),
  );
  return behind ? otherDelivery(question, behind) : null;
}

/** What the desk posts beside the home card; a card that was found is there. */
function isPosted({ kind }: CardCopy): boolean {
  return kind !== 'home' && kind !== 'found';
}

function otherDelivery({ copies }: DeliveryQuestion, copy: CardCopy): Delivery | null {
  if (copy.activityId !== null) return { copy: tryAgain(copy), others: [] };
  if (copy.state === 'waiting') return { copy: { ...copy, state: 'posting' }, others: [] };
  // Nobody heard of it. It could do nothing where it stands; the next one takes its place.
  const next = { ...copy, number: nextNumber(copies), state: 'posting' as const, retryAtMs: null };
  return isPostedOften(copy, copies) && !isGivenUp(copy) ? null : { copy: next, others: [lost(copy)] };
}

/** As often as it may be by itself; what was given up is posted once more for each newer version. */
function isPostedOften({ kind, viewer }: CardCopy, copies: readonly CardCopy[]): boolean {
  if (kind === 'home') return copies.filter(isOfHome).length >= maxCopies;
  const again = copies.filter((other) => other.kind === kind && other.viewer?.objectId === viewer?.objectId);
  return again.length >= maxPostings;
}

function isOfHome({ kind }: CardCopy): boolean {
  return kind === 'home' || kind === 'found';
}

function isGivenUp({ state }: CardCopy): boolean {
  return state === 'given_up';
}

/**
 * What is noted before anything is sent, of postings nobody heard of. A word that may have been said is not said again, whatever became
 * of it. What was posted as often as it may be is given up, so that it is told of and waits for a newer version.
 */
export function notedUnheard({
  paymentCase: { version },
  copies,
  isHere,
}: Pick<DeliveryQuestion, 'paymentCase' | 'copies' | 'isHere'>): readonly CardCopy[] {
  const unheard = copies.filter((copy) => isHere(copy) && copy.state === 'posting');
  return unheard.flatMap((copy): CardCopy[] => {
    if (copy.kind === 'notice') return [lost(copy)];
    if (copy.activityId !== null || !isPostedOften(copy, copies)) return [];
    const told = { failures: Math.max(1, copy.failures), lastAnswer: copy.lastAnswer ?? 'silence' };
    return [{ ...copy, ...told, state: 'given_up', triedVersion: version, retryAtMs: null, inDoubt: false }];
  });
}

function lost(copy: CardCopy): CardCopy {
  return { ...copy, state: 'lost', retryAtMs: null, inDoubt: false };
}

function homeDelivery(question: DeliveryQuestion, home: CardCopy | undefined): Delivery | null {
  // Whoever read the last one reads the next.
  const viewer = home?.viewer ?? question.homeReader;
  if (!home || home.state === 'gone' || home.state === 'lost') return postAnother(question, null, viewer);
  if (!isDue(home, question)) return null;
  if (home.activityId !== null) return { copy: tryAgain(home), others: [] };
  if (home.state === 'waiting') return { copy: { ...home, state: 'posting' }, others: [] };
  return postAnother(question, home, viewer);
}

/** `before` is out of reach: it was on its way when the process ended, nobody heard of it, or it was given no name. */
function postAnother(
  { paymentCase: { runId }, copies }: DeliveryQuestion,
  before: CardCopy | null,
  viewer: CopyViewer | undefined,
): Delivery | null {
  if (copies.filter(isOfHome).length >= maxCopies && !(before && isGivenUp(before))) return null;
  const carriesOn = before !== null && before.state === 'posting';
  return {
    copy: {
      runId,
      number: nextNumber(copies),
      kind: 'home',
      state: 'posting',
      conversation: null,
      activityId: null,
      shownVersion: 0,
      triedVersion: 0,
      failures: carriesOn ? before.failures : 0,
      retryAtMs: null,
      inDoubt: false,
      lastAnswer: carriesOn ? before.lastAnswer : null,
      ...(viewer === undefined ? {} : { viewer }),
    },
    others: before ? [lost(before)] : [],
  };
}

/** What was given up starts counting anew. */
function tryAgain(copy: CardCopy): CardCopy {
  return copy.state === 'given_up' ? { ...copy, state: 'shown', failures: 0, lastAnswer: null } : copy;
}

function isDue(copy: CardCopy, { paymentCase: { version }, isSettled, hasMoved, nowMs }: DeliveryQuestion): boolean {
  const { state, shownVersion, triedVersion, retryAtMs, inDoubt } = copy;
  if (!isPast(retryAtMs, nowMs)) return false;
  switch (state) {
    case 'waiting':
    case 'posting':
      return true;
    case 'shown':
      if (copy.kind === 'notice') return false;
      return shownVersion < version || hasMoved?.(copy) === true || (inDoubt && isSettled(copy));
    case 'given_up':
      return copy.kind !== 'notice' && triedVersion < version;
    case 'lost':
    case 'gone':
      return false;
  }
}

/** A time further off than any wait was written by a clock that has been set back since. */
function isPast(atMs: number | null, nowMs: number): boolean {
  return atMs === null || atMs <= nowMs || atMs > nowMs + longestWaitMs;
}
