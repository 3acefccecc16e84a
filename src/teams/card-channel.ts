/** Posts and updates a case's card in the conversation it was asked in, through the bot's connector. */
import { CardFactory, type Activity, type ConversationReference } from 'botbuilder';
import type { TeamsAdapter } from '@microsoft/teams-ai';
import type { Card } from '../cards/templates';
import { Fault } from '../domain/errors';
import type { JsonObject } from '../domain/json';
import type { PaymentCase } from '../domain/payment-case';
import type { CardChannel, Clock } from '../ports';
import { fitToChannel } from './fit-to-channel';

/** Throttled or briefly unavailable: the answers Microsoft says to try again (rate limiting for bots). */
const retriedStatuses = [412, 429, 502, 504];
const attempts = 4;

export interface CardChannelDeps {
  readonly adapter: TeamsAdapter;
  /** Empty for an anonymous local bot. */
  readonly appId: string;
  readonly clock: Clock;
  /** 0 to 1, so that many waiting cards do not come back at the same moment. */
  readonly jitter: () => number;
  readonly renderCase: (paymentCase: PaymentCase) => Card;
}

export function createCardChannel({ adapter, appId, clock, jitter, renderCase }: CardChannelDeps): CardChannel {
  return {
    async show(paymentCase, posted) {
      const reference = paymentCase.conversation as Partial<ConversationReference> | null;
      if (!reference) throw new Fault('channel_failed', `${paymentCase.runId} has no conversation`);
      const card = fitToChannel(renderCase(paymentCase), reference.channelId ?? '');
      const activityId = await withRetry(() => send(reference, card, posted?.activityId ?? null));
      return { runId: paymentCase.runId, activityId, shownVersion: paymentCase.version };
    },
  };

  async function send(
    reference: Partial<ConversationReference>,
    card: Card,
    activityId: string | null,
  ): Promise<string> {
    const activity: Partial<Activity> = { type: 'message', attachments: [CardFactory.adaptiveCard(card)] };
    let sentId = activityId;
    await adapter.continueConversationAsync(appId, reference, async (context) => {
      if (activityId === null) sentId = (await context.sendActivity(activity))?.id ?? null;
      else await context.updateActivity({ ...activity, id: activityId });
    });
    if (sentId === null) throw new Fault('channel_failed', 'the channel gave the card no id');
    return sentId;
  }

  async function withRetry(send: () => Promise<string>): Promise<string> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await send();
      } catch (error) {
        const status = (error as { statusCode?: number }).statusCode ?? 0;
        if (attempt === attempts || !retriedStatuses.includes(status))
          throw new Fault('channel_failed', `the channel answered ${status || 'nothing'}`, { cause: error });
        await clock.sleep((2 ** attempt + jitter()) * 1_000);
      }
    }
  }
}

/** What is stored of a conversation: enough to speak in it later, nothing of the message that was said. */
export function conversationOf(reference: Partial<ConversationReference>): JsonObject {
  const { activityId: _activityId, user: _user, ...where } = reference;
  return JSON.parse(JSON.stringify(where)) as JsonObject;
}
