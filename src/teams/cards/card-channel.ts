/** Sends a case's card to a connector: one request, ended at its deadline, and what the connector said in words of ours. */
import type { Card } from '../../cards/templates';
import { languageOf, type Language } from '../../cards/words/languages';
import { Fault } from '../../domain/values/errors';
import type { JsonObject } from '../../domain/values/json';
import type { PaymentCase } from '../../domain/case/payment-case';
import type { Clock } from '../../ports/process';
import type { CardChannel, CardSending, ChannelAnswer } from '../../ports/delivery';
import { addressed, cardMessage, type ConversationReference } from '../activity';
import type { Connect, Connection } from '../channel';
import { askOnSight } from './ask-on-sight';
import { fitToChannel, namedInPage, showsUpdates } from './fit-to-channel';
import { readAnswer, readName } from './read-answer';
import { stampCopy } from './stamp-copy';
import { withoutActs } from './without-acts';

/** An update that was cut off is sent again, so it need not be waited for long. */
const updateWithinMs = 8_000;
/** A post that was cut off may stand in the chat as a card nobody knows of: it gets all the time Teams gives a bot itself. */
const postWithinMs = 15_000;
/** How long a request that was cut off may take to end; after that nobody waits for it. */
const cutOffWithinMs = 1_000;

export interface CardChannelDeps {
  readonly connect: Connect;
  readonly clock: Pick<Clock, 'sleep'>;
  /** For whoever it is for alone; what a notice says where it is one. */
  readonly renderCase: (
    paymentCase: PaymentCase,
    copy: Pick<CardSending, 'viewer' | 'about' | 'isOwn'>,
    language: Language,
  ) => Promise<Card>;
  /** The state alone, a few hundred bytes. */
  readonly renderBrief: (paymentCase: PaymentCase, language: Language) => Card;
  /** Whether the client asks for the newest card by itself: Teams does, the Playground and the Emulator say that they cannot. */
  readonly asksOnSight: boolean;
  /** What was chosen in a chat; left out, or null: its cards stay in the language they were asked for in. */
  readonly chosenIn?: (chatId: string) => Language | null;
}

export function createCardChannel(deps: CardChannelDeps): CardChannel {
  const { connect, clock } = deps;
  return {
    async send(sending) {
      const reference = toReference(sending.conversation);
      const cutOff = new AbortController();
      try {
        const request = connect(reference, (connection) => sendThrough(connection, sending, cutOff.signal));
        return await withDeadline(request, cutOff, sending.activityId === null ? postWithinMs : updateWithinMs);
      } catch (error) {
        return readAnswer(error, sending.activityId);
      }
    },
  };

  async function sendThrough(
    { connector, reference }: Connection,
    sending: CardSending,
    signal: AbortSignal,
  ): Promise<ChannelAnswer> {
    const { activityId, copy } = sending;
    const { channelId, conversation: chat } = reference;
    const isUpdatable = showsUpdates(channelId);
    // The chat's, since everybody there reads it: what was chosen there since, else as it was when the card was asked for.
    const language = deps.chosenIn?.(chat.id) ?? languageOf(sending.conversation['locale']);
    const card = await drawn(sending, channelId, language);
    const message = {
      ...addressed(cardMessage(card), reference),
      ...(isUpdatable ? {} : namedInPage(`${sending.case.runId}/${copy}`)),
    };
    if (activityId !== null && isUpdatable) {
      await connector.update(chat.id, activityId, message, signal);
      return { kind: 'taken', activityId, card, language };
    }
    const posted = await connector.post(chat.id, message, signal);
    return { kind: 'taken', activityId: readName(posted.id), card, language };
  }

  async function drawn(sending: CardSending, channelId: string, language: Language): Promise<Card> {
    const { case: paymentCase, copy, activityId, isBrief } = sending;
    const whole = isBrief
      ? deps.renderBrief(paymentCase, language)
      : await deps.renderCase(paymentCase, sending, language);
    const rendered = sending.withoutActs === true ? withoutActs(whole) : whole;
    const asking =
      deps.asksOnSight && activityId === null && sending.about === undefined ? askOnSight(rendered, sending) : rendered;
    return stampCopy(fitToChannel(asking, channelId), copy);
  }

  /** The connector client itself waits for ever. */
  async function withDeadline(
    request: Promise<ChannelAnswer>,
    cutOff: AbortController,
    withinMs: number,
  ): Promise<ChannelAnswer> {
    const finished = new AbortController();
    const tooLate = async (): Promise<ChannelAnswer> => {
      await clock.sleep(withinMs, finished.signal);
      const silence = { kind: 'silence', reason: `no answer within ${withinMs} ms` } as const;
      cutOff.abort(new Fault('channel_failed', silence.reason));
      // It is over once its connection is closed: only then may the next request to this chat begin.
      const over = request.then(
        (answer) => answer,
        () => silence,
      );
      return Promise.race([over, clock.sleep(cutOffWithinMs, finished.signal).then(() => silence)]);
    };
    const late = tooLate();
    try {
      return await Promise.race([request, late]);
    } finally {
      finished.abort(new Fault('internal', 'the delivery has ended'));
      // Whichever lost the race has nobody waiting for it any more.
      Promise.allSettled([request, late]).catch(() => undefined);
    }
  }
}

/** What is stored of a conversation: enough to speak in it later, nothing of the message that was said. */
export function conversationOf(reference: ConversationReference): JsonObject {
  const { activityId: _activityId, user: _user, ...where } = reference;
  return JSON.parse(JSON.stringify(where)) as JsonObject;
}

/** As `conversationOf` stored it. */
export function toReference(conversation: JsonObject): ConversationReference {
  return conversation as unknown as ConversationReference;
}

/** Which chat a stored conversation is, whatever else is known of it. */
export function chatOf(conversation: JsonObject): string {
  const { serviceUrl, conversation: chat } = conversation as Partial<ConversationReference>;
  return `${serviceUrl ?? ''} ${chat?.id ?? ''}`;
}
