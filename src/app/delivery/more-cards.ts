/** Cards of a payment beside its first: one that a press showed to be there, and one more for whoever asked to see it. */
import type { JsonObject } from '../../domain/values/json';
import type { CardCopy, CopyViewer } from '../../ports/delivery';
import { freshCopy, nextNumber } from './addressees';

/** A card somebody pressed, as the channel names it. */
export interface PressedCard {
  readonly runId: string;
  readonly activityId: string;
  readonly conversation: JsonObject;
  /** The copy's number, where its button carried one. */
  readonly copy: number | null;
}

/** Of one case: a chat in which people press more old cards than that has other troubles. */
const maxFound = 20;
const maxStatusCards = 10;
/** Teams names a message by 13 digits, other channels by a few dozen letters. */
const longestActivityId = 500;

/** None where it is known already, or there are too many. */
export function foundCard(copies: readonly CardCopy[], pressed: PressedCard): readonly CardCopy[] {
  const { runId, activityId, conversation, copy: number } = pressed;
  const isKnown = copies.some((copy) => copy.activityId === activityId && copy.state !== 'gone');
  if (isKnown || activityId.length > longestActivityId) return [];
  const shown = {
    state: 'shown',
    activityId,
    shownVersion: 0,
    failures: 0,
    retryAtMs: null,
    lastAnswer: null,
  } as const;
  const unheard = copies.find((copy) => copy.number === number && copy.activityId === null);
  // The posting nobody heard of has arrived after all; where none has followed yet, none needs to.
  if (unheard?.state === 'posting') return [{ ...unheard, ...shown }];
  if (unheard) return [{ ...unheard, ...shown, kind: 'found', conversation }];
  if (copies.filter(({ kind }) => kind === 'found').length >= maxFound) return [];
  const found: CardCopy = {
    runId,
    number: nextNumber(copies),
    kind: 'found',
    conversation,
    triedVersion: 0,
    inDoubt: false,
    ...shown,
  };
  return [found];
}

export interface StatusCard {
  readonly runId: string;
  readonly conversation: JsonObject;
  /** Left out where others read it too. */
  readonly viewer?: CopyViewer | undefined;
}

/** What is to be written down for one more status card; beyond a number of them in one chat the oldest is kept current no longer. */
export function statusCard(
  copies: readonly CardCopy[],
  { runId, conversation, viewer }: StatusCard,
  chatOf: (conversation: JsonObject) => string,
): readonly CardCopy[] {
  const chat = chatOf(conversation);
  const here = copies.filter(
    (copy) =>
      copy.kind === 'status' &&
      copy.state !== 'lost' &&
      copy.conversation !== null &&
      chatOf(copy.conversation) === chat,
  );
  const crowdedOut = here
    .slice(0, Math.max(0, here.length - maxStatusCards + 1))
    .map((copy): CardCopy => ({ ...copy, state: 'lost', inDoubt: false }));
  const opened: CardCopy = { ...freshCopy(runId, nextNumber(copies)), kind: 'status', conversation };
  return [...crowdedOut, viewer ? { ...opened, viewer } : opened];
}
