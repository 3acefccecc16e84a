/** Posts and updates a case's card in the conversation it was asked in, later on its own or within a person's turn. */
import { CardFactory, type Activity, type ConversationReference, type TurnContext } from 'botbuilder';
import type { TeamsAdapter } from '@microsoft/teams-ai/lib/TeamsAdapter';
import type { Card } from '../cards/templates';
import { Fault } from '../domain/values/errors';
import type { JsonObject } from '../domain/values/json';
import type { PaymentCase } from '../domain/case/payment-case';
import type { CardChannel, Clock, Log } from '../ports';
import { fitToChannel } from './fit-to-channel';

/** A chat that takes longer holds up every other review. */
const deadlineMs = 5_000;
/** The card or the whole conversation is gone, or the bot was removed from it. */
const goneStatuses = [403, 404];
/** Stands for a card nobody can be shown; the next version is posted anew. */
const nowhere = 'nowhere';

type Speaker = Pick<TurnContext, 'sendActivity' | 'updateActivity'>;

/** How the bot gets to speak in a conversation. */
export type Speak = (
  conversation: Partial<ConversationReference>,
  say: (speaker: Speaker) => Promise<void>,
) => Promise<void>;

/** At any time, whoever spoke last. `appId` is empty for an anonymous local bot. */
export function speakLater(adapter: TeamsAdapter, appId: string): Speak {
  return (conversation, say) => adapter.continueConversationAsync(appId, conversation, say);
}

/** While a person's turn lasts, in its conversation: with the connection the turn already has, where later means making one for every card. */
export function speakInTurn(context: TurnContext): Speak {
  return (_conversation, say) => say(context);
}

export interface CardChannelDeps {
  readonly speak: Speak;
  readonly clock: Pick<Clock, 'sleep'>;
  readonly log: Log;
  readonly renderCase: (paymentCase: PaymentCase) => Card;
}

/** One attempt a call: whoever wants a card shown asks again later, which also keeps within the channel's limits. */
export function createCardChannel({ speak, clock, log, renderCase }: CardChannelDeps): CardChannel {
  return {
    async show(paymentCase, posted) {
      const { runId, version } = paymentCase;
      const reference = paymentCase.conversation as Partial<ConversationReference> | null;
      if (!reference) throw new Fault('channel_failed', `${runId} has no conversation`);
      const card = fitToChannel(renderCase(paymentCase), reference.channelId ?? '');
      const known = posted && posted.activityId !== nowhere ? posted.activityId : null;
      const activityId = await updateOrPost(reference, card, known);
      if (activityId === nowhere) log.warn({ runId }, 'nobody can be shown this card any more');
      return { runId, activityId, shownVersion: version };
    },
  };

  /** A card that was deleted is posted anew. */
  async function updateOrPost(
    reference: Partial<ConversationReference>,
    card: Card,
    known: string | null,
  ): Promise<string> {
    try {
      return await withDeadline(send(reference, card, known));
    } catch (error) {
      const status = (error as { statusCode?: number }).statusCode ?? 0;
      if (!goneStatuses.includes(status))
        throw new Fault('channel_failed', `the channel answered ${status || 'nothing'}`, { cause: error });
      return known === null ? nowhere : updateOrPost(reference, card, null);
    }
  }

  async function send(
    reference: Partial<ConversationReference>,
    card: Card,
    activityId: string | null,
  ): Promise<string> {
    const activity: Partial<Activity> = { type: 'message', attachments: [CardFactory.adaptiveCard(card)] };
    let sentId = activityId;
    await speak(reference, async (speaker) => {
      if (activityId === null) sentId = (await speaker.sendActivity(activity))?.id ?? null;
      else await speaker.updateActivity({ ...activity, id: activityId });
    });
    if (sentId === null) throw new Fault('channel_failed', 'the channel gave the card no id');
    return sentId;
  }

  /** The connector client itself waits for ever. */
  async function withDeadline(sending: Promise<string>): Promise<string> {
    const finished = new AbortController();
    const tooLate = clock.sleep(deadlineMs, finished.signal).then(() => {
      throw new Fault('channel_failed', `the channel did not answer within ${deadlineMs} ms`);
    });
    try {
      return await Promise.race([sending, tooLate]);
    } finally {
      finished.abort(new Fault('internal', 'the delivery has ended'));
      // Whichever lost the race has nobody waiting for it any more.
      Promise.allSettled([sending, tooLate]).catch(() => undefined);
    }
  }
}

/** What is stored of a conversation: enough to speak in it later, nothing of the message that was said. */
export function conversationOf(reference: Partial<ConversationReference>): JsonObject {
  const { activityId: _activityId, user: _user, ...where } = reference;
  return JSON.parse(JSON.stringify(where)) as JsonObject;
}
