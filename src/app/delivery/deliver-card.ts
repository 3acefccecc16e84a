/** Sends one card of a case to one conversation: written down, sent, and what came of it written down. */
import { asFault } from '../../domain/values/errors';
import type { JsonObject } from '../../domain/values/json';
import type { PaymentCase } from '../../domain/case/payment-case';
import type { Clock, Log } from '../../ports/process';
import type { Store } from '../../ports/store';
import type { CardChannel, CardCopy, ChannelAnswer, CopyViewer, SharedCard } from '../../ports/delivery';
import { afterAnswer, tooLarge } from './after-answer';
import { mayHaveArrived } from './answer-rules';
import { createDoubts, type Doubts } from './doubts';
import { nextDelivery, notedUnheard, type Delivery } from './next-delivery';
import type { HomeReader } from './home-reader';
import { hasMoved, type Drawn, type ReadBeside } from './read-beside';
import { waitingStatuses } from '../../domain/case/machine/states';

/** `current`: every card there shows the case. `failed`: one does not, and waits to be tried again. `silent`: the connector did not answer. */
export type DeliveryOutcome = 'current' | 'sent' | 'failed' | 'silent';

export interface Delivered {
  readonly outcome: DeliveryOutcome;
  /** Something else of the case is due there at once: a card posted anew, another copy. */
  readonly hasMore: boolean;
  /** Left out where nothing was sent, or what was sent is not what everybody reads. */
  readonly shared?: SharedCard | undefined;
}

export interface DeliverCardDeps {
  readonly store: Pick<Store, 'findCase' | 'listCopies' | 'saveCopies' | 'takeDelivery' | 'endDelivery'>;
  /** This process, by a name nobody else has. */
  readonly by: string;
  readonly clock: Pick<Clock, 'recordedNow' | 'sleep'>;
  /** Time that passes evenly, ms from some beginning: no clock that is set moves it. */
  readonly elapsedMs: () => number;
  readonly random: () => number;
  /** Which chat a conversation is: one for every copy of it. */
  readonly chatOf: (conversation: JsonObject) => string;
  /** Left out where cards change with their case alone. */
  readonly readBeside?: ReadBeside;
  /** Left out where the card of a payment is everybody's. */
  readonly homeReader?: HomeReader | undefined;
  readonly log: Log;
}

/** `isRefresh`: a card that shows its case is drawn anew all the same, for what is told on it beside the case. */
export type DeliverCard = (
  runId: string,
  chat: string,
  channel: CardChannel,
  isRefresh?: boolean,
) => Promise<Delivered>;

/** An answer that is not written down has the card posted twice: a full disk may have room again in a moment. */
const noteTries = 5;
const noteAgainAfterMs = 1_000;
/** Everybody asks to see a new payment at once; what is left comes with the next look. */
const addTries = 50;

/** At most one request. Throws what the store throws before anything was sent. */
export function createDeliverCard(deps: DeliverCardDeps): DeliverCard {
  const { store, by, clock, elapsedMs, random, chatOf, log, readBeside = nothingBeside } = deps;
  const doubts = createDoubts(elapsedMs);

  return async (runId, chat, channel, isRefresh = false) => {
    const taken = { runId, chat, by };
    // Another process is at it, and what it leaves behind is found by the next look.
    const turn = await store.takeDelivery(taken);
    if (turn === 'taken') return { outcome: 'failed', hasMore: false };
    try {
      return await whileOthersAdd(() => deliver({ runId, chat, wasLeft: turn === 'left' }, channel, isRefresh));
    } finally {
      await store.endDelivery(taken).catch((error: unknown) => {
        log.warn({ runId, code: asFault(error).code, err: error }, 'the end of a card delivery could not be noted');
      });
    }
  };

  /** What is read of the cards stands until it is done: nobody else sends them there meanwhile. */
  async function deliver({ runId, chat, wasLeft }: Turn, channel: CardChannel, isRefresh: boolean): Promise<Delivered> {
    const paymentCase = await store.findCase(runId);
    const home = paymentCase?.conversation;
    if (!paymentCase || !home) return nothingDue;
    const isHere = ({ conversation }: Pick<CardCopy, 'conversation'>) => chatOf(conversation ?? home) === chat;
    const listed = await store.listCopies(runId);
    const copies = merged(listed, await noteUnheard(deps, { paymentCase, copies: listed, isHere }));
    hearOf(doubts, copies.filter(isHere), wasLeft);
    const beside = await readBeside(paymentCase);
    const homeReader = await readerOfFirst(deps, paymentCase, copies);
    const next = (known: readonly CardCopy[]) =>
      nextDelivery({
        paymentCase,
        copies: known,
        isHere,
        isSettled: (copy) => doubts.isSettled(copy, elapsedMs()),
        hasMoved: (copy) => copy.shownVersion === paymentCase.version && hasMoved(copy, beside(copy)),
        homeReader,
        nowMs: clock.recordedNow(),
      });
    const delivery = next(copies) ?? (isRefresh ? drawnAnew(paymentCase, copies.filter(isHere)) : null);
    if (!delivery) return copies.some((copy) => isHere(copy) && failsToShow(copy, paymentCase)) ? failing : nothingDue;
    // What is only updated has its name already; should this process end now, the next one takes it for in doubt.
    if (delivery.copy.activityId === null && !(await store.saveCopies([...delivery.others, delivery.copy], copies)))
      return addedMeanwhile;
    const isSettled = doubts.isSettled(delivery.copy, elapsedMs());
    const withoutActs = mustBeNamedFirst(delivery.copy, paymentCase);
    // Read before it is drawn: what changes while it is under way is found again, and drawn once more.
    const drawn = beside(delivery.copy);
    const answer = await channel.send({ ...sendingOf(paymentCase, delivery.copy, home), withoutActs });
    const noted = await note(delivery, paymentCase, { answer, isSettled, isWhole: !withoutActs, drawn });
    const hasMore = next(merged(copies, [...delivery.others, noted])) !== null;
    return { outcome: outcomeOf[answer.kind], hasMore, shared: sharedIn(delivery.copy, paymentCase, answer) };
  }

  async function note({ copy }: Delivery, paymentCase: PaymentCase, sent: Sent): Promise<CardCopy> {
    const { runId, version } = paymentCase;
    const { answer } = sent;
    // Before anything is written: a disk that takes nothing makes nobody forget it.
    if (copy.activityId === null) doubts.notePosted(copy);
    else if (mayHaveArrived(answer)) doubts.raise(copy);
    const noted = afterAnswer({ copy, version, ...sent, nowMs: clock.recordedNow(), random });
    if (answer.kind !== 'taken') logFailure(noted, { version, answer }, log);
    for (let tries = 1; ; tries += 1) {
      try {
        return await save(copy, noted);
      } catch (error) {
        if (tries === noteTries) throw error;
        log.error({ runId, code: asFault(error).code, err: error }, 'a card delivery could not be noted');
        await clock.sleep(noteAgainAfterMs);
      }
    }
  }

  /** A card that was pressed before its posting was answered is known by now: that nobody heard of the posting says nothing any more. */
  async function save(sent: CardCopy, noted: CardCopy): Promise<CardCopy> {
    if (sent.activityId === null && noted.activityId === null) {
      const copies = await store.listCopies(sent.runId);
      const pressed = copies.find(({ number, activityId }) => number === sent.number && activityId !== null);
      if (pressed) return pressed;
    }
    await store.saveCopies([noted]);
    return noted;
  }
}

async function whileOthersAdd(deliver: () => Promise<Delivered>): Promise<Delivered> {
  for (let tries = 1; ; tries += 1) {
    const delivered = await deliver();
    if (delivered !== addedMeanwhile || tries === addTries) return delivered;
  }
}

async function noteUnheard(
  { store, log }: Pick<DeliverCardDeps, 'store' | 'log'>,
  question: Parameters<typeof notedUnheard>[0] & { readonly paymentCase: PaymentCase },
): Promise<readonly CardCopy[]> {
  const unheard = notedUnheard(question);
  if (unheard.length > 0) await store.saveCopies(unheard);
  const { version } = question.paymentCase;
  // A process that ended each time before it heard of a card is not asked to try for ever.
  for (const copy of unheard.filter(({ state }) => state === 'given_up'))
    logFailure(copy, { version, answer: copy.lastAnswer }, log);
  return unheard;
}

/** Each posting after the first is for whoever read that one. */
async function readerOfFirst(
  { homeReader }: Pick<DeliverCardDeps, 'homeReader'>,
  current: PaymentCase,
  copies: readonly CardCopy[],
): Promise<CopyViewer | undefined> {
  return copies.some(({ kind }) => kind === 'home') ? undefined : homeReader?.(current);
}

/** Which of them another process may have an update of under way. */
function hearOf(doubts: Doubts, copies: readonly CardCopy[], wasLeft: boolean): void {
  for (const copy of copies) if (wasLeft || copy.inDoubt) doubts.hear(copy);
}

function logFailure(noted: CardCopy, { version, answer }: Tried, log: Log): void {
  const { runId, number, state, failures } = noted;
  const fields = { runId, copy: number, version, answer, state, failures };
  if (state === 'given_up') log.error(fields, 'card delivery given up');
  else log.warn(fields, 'card delivery failed');
}

interface Tried {
  readonly version: number;
  /** By its name alone where it is long ago. */
  readonly answer: ChannelAnswer | string | null;
}

interface Turn {
  readonly runId: string;
  readonly chat: string;
  /** Another process had it and ended: an update it sent may still land. */
  readonly wasLeft: boolean;
}

interface Sent {
  readonly answer: ChannelAnswer;
  readonly isSettled: boolean;
  readonly isWhole: boolean;
  readonly drawn: Drawn;
}

const outcomeOf = { taken: 'sent', silence: 'silent', refused: 'failed', fault: 'failed' } as const;

/** An update of the home card; what is posted first also asks for itself, and may lack what can be done. */
function sharedIn(
  { kind, activityId, viewer, lastAnswer }: CardCopy,
  { version }: PaymentCase,
  answer: ChannelAnswer,
): SharedCard | undefined {
  const isEverybodys = kind === 'home' && activityId !== null && viewer === undefined && lastAnswer !== tooLarge;
  if (!isEverybodys || answer.kind !== 'taken' || !answer.card) return undefined;
  return { version, card: answer.card, language: answer.language };
}

/** People can decide from it: should this process end before it is named, nobody shall find two such cards. */
function mustBeNamedFirst({ activityId, kind }: CardCopy, { status }: PaymentCase): boolean {
  return activityId === null && kind !== 'notice' && deciding.some((waits) => waits === status);
}

const deciding = [...waitingStatuses, 'rejected', 'expired'] as const;

/** The home card of a review under way, where it stands and nothing is wrong with it. */
function drawnAnew({ status }: PaymentCase, copies: readonly CardCopy[]): Delivery | null {
  const home = copies.findLast(({ kind }) => kind === 'home');
  if (status !== 'under_review' || home?.state !== 'shown' || home.activityId === null || home.failures > 0)
    return null;
  return { copy: home, others: [] };
}

function sendingOf(paymentCase: PaymentCase, copy: CardCopy, home: JsonObject) {
  return {
    case: paymentCase,
    conversation: copy.conversation ?? home,
    copy: copy.number,
    activityId: copy.activityId,
    isBrief: copy.lastAnswer === tooLarge,
    viewer: copy.viewer,
    isOwn: copy.kind === 'own',
    about: copy.about,
  };
}

const nothingBeside: ReadBeside = () => Promise.resolve(() => ({}));
const failing: Delivered = { outcome: 'failed', hasMore: false };
/** Somebody else has added a card of the case since they were read. */
const addedMeanwhile: Delivered = { outcome: 'failed', hasMore: true };
const nothingDue: Delivered = { outcome: 'current', hasMore: false };

/** In order of number, as the store lists them. */
function merged(copies: readonly CardCopy[], changed: readonly CardCopy[]): readonly CardCopy[] {
  const byNumber = new Map([...copies, ...changed].map((copy) => [copy.number, copy]));
  return [...byNumber.values()].sort((a, b) => a.number - b.number);
}

function failsToShow({ kind, state, shownVersion, failures }: CardCopy, { version }: PaymentCase): boolean {
  return kind !== 'notice' && state !== 'lost' && state !== 'gone' && shownVersion < version && failures > 0;
}
