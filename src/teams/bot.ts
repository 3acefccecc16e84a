/** Routes Bot Framework turns to the answers: who speaks, what they said or pressed, and how the reply travels. */
import { CardFactory, MessageFactory, TurnContext, type Activity } from 'botbuilder';
// The package's front door also loads its language-model side: 30 MB and an eighth of the start, for nothing we use.
import { Application } from '@microsoft/teams-ai/lib/Application';
import type { TeamsAdapter } from '@microsoft/teams-ai/lib/TeamsAdapter';
import { readSaid } from '../cards/read-press';
import type { Card } from '../cards/templates';
import { verbs } from '../cards/verbs';
import { asFault, describeFault, refuse, type FaultCode, type Refusal } from '../domain/values/errors';
import type { JsonObject } from '../domain/values/json';
import type { CardChannel } from '../ports';
import type { AnswerMessage } from './answer-message';
import { createAnswerOnce } from './answer-once';
import type { AnswerPress, PressAnswer } from './answer-press';
import { connectInTurn, conversationOf, type Connect } from './card-channel';
import type { Desk } from './desk';
import { fitToChannel } from './fit-to-channel';
import type { IdentifyActor } from './identify-actor';
import { createSpareChat } from './spare-chat';

export interface BotDeps {
  readonly adapter: TeamsAdapter;
  readonly desk: Pick<Desk, 'cards' | 'clock' | 'randomHex' | 'log'>;
  readonly identifyActor: IdentifyActor;
  readonly answerMessage: AnswerMessage;
  readonly answerPress: AnswerPress;
  readonly cardChannelThrough: (connect: Connect) => CardChannel;
}

const privateChatOnly = refuse('private_chat_only', 'Open this in a chat with Treasury Desk alone.');

export type OnTurn = (context: TurnContext) => Promise<void>;

export function createBot({
  adapter,
  desk,
  identifyActor,
  answerMessage,
  answerPress,
  cardChannelThrough,
}: BotDeps): OnTurn {
  const { cards, clock, log } = desk;
  const answerOnce = createAnswerOnce();
  const spareChat = createSpareChat(clock);
  const app = new Application({
    adapter,
    removeRecipientMention: true,
    startTypingTimer: true,
    longRunningMessages: false,
  });

  app.conversationUpdate('membersAdded', async (context) => {
    const { membersAdded = [], recipient } = context.activity;
    // Once, when the desk itself joins; people who join later find it with /help.
    if (membersAdded.some(({ id }) => id === recipient.id))
      await say(context, cards.welcomeCard({ demoDayNow: clock.isDemoDay ? clock.now() : null }));
  });
  // Emulator and Web Chat post a card's buttons as a message with a value and no text.
  app.adaptiveCards.actionSubmit(
    async (context) => Promise.resolve(isPostedCard(context.activity)),
    async (context: TurnContext) => {
      const { verb, ...data } = asObject(context.activity.value);
      if (verb === verbs.say) {
        await saySuggested(context, data);
        return;
      }
      const answer = await answerPressed(context, String(verb), data);
      if (answer.message) await sayOnceInAWhile(context, answer.message);
      if (answer.card) await place(context, answer.card, answer.place);
    },
  );
  app.adaptiveCards.actionExecute(
    async (context) => Promise.resolve(isExecute(context.activity)),
    async (context: TurnContext) => {
      const action = asObject(asObject(context.activity.value)['action']);
      if (action['verb'] === verbs.say) {
        return (await saySuggested(context, action['data'])) ? 'The answer is below.' : 'Nothing was changed.';
      }
      const answer = await answerPressed(context, String(action['verb']), action['data']);
      const isSaid = answer.message === null || (await sayOnceInAWhile(context, answer.message));
      // To the presser alone: the shared card stays as it is for everybody else.
      const card = isSaid ? answer.card : answer.message;
      // teams-ai types a returned card loosely as its own AdaptiveCard; ours is plain JSON of the same shape.
      return card ? (fitToChannel(card, context.activity.channelId) as never) : 'Nothing was changed.';
    },
  );
  app.activity('message', async (context) => {
    await answerOnce(messageKey(context.activity), () => answerText(context, textOf(context.activity)));
  });
  // Any other invoke (a dialog, a search) would end as HTTP 501 without an answer of ours.
  app.addRoute(
    async (context) => Promise.resolve(context.activity.type === 'invoke'),
    async (context) => answerInvokeError(context, 400, 'not_supported', 'Treasury Desk does not offer this.'),
    true,
  );

  adapter.onTurnError = async (context, error) => {
    const fault = asFault(error);
    const referenceId = desk.randomHex(8);
    log.error({ referenceId, code: fault.code, err: fault }, 'a turn failed');
    try {
      await sayFault(context, fault.code, referenceId);
    } catch (unsaid) {
      // Left to the adapter, the raw error would go to the console and the caller.
      log.error({ referenceId, err: unsaid }, 'and could not be told to anybody');
    }
  };

  return async (context) => {
    await app.run(context);
  };

  async function sayFault(context: TurnContext, code: FaultCode, referenceId: string): Promise<void> {
    const { cardText: message, httpStatus } = describeFault(code);
    if (context.activity.type === 'invoke')
      await answerInvokeError(context, httpStatus, code, `${message} Reference ${referenceId}.`);
    else
      await say(context, cards.problemCard({ title: 'This did not work', problems: [{ code, message }], referenceId }));
  }

  async function answerText(context: TurnContext, text: string): Promise<void> {
    const identified = identifyActor(context.activity);
    const answered = identified.ok
      ? await answerMessage({
          text,
          messageId: context.activity.id ?? null,
          actor: identified.actor,
          real: identified.real,
          conversation: conversation(context),
          isPersonal: isPersonal(context.activity),
          cardChannel: takesActivities(context.activity) ? cardChannelThrough(connectInTurn(context)) : undefined,
        })
      : [refusalCard(identified)];
    for (const card of answered) await say(context, card);
  }

  /** A suggestion's button says what it stands for, as its presser. False where nothing more is said of presses that say nothing. */
  async function saySuggested(context: TurnContext, data: unknown): Promise<boolean> {
    const read = readSaid(data);
    if (!read.ok) return sayOnceInAWhile(context, refusalCard(read));
    await answerOnce(messageKey(context.activity), () => answerText(context, read.said));
    return true;
  }

  /** False where the chat has read enough of refused presses. */
  async function sayOnceInAWhile(context: TurnContext, card: Card): Promise<boolean> {
    const { conversation: chat, from } = context.activity;
    if (!spareChat(chat.id, from.aadObjectId ?? from.id)) return false;
    await say(context, card);
    return true;
  }

  async function answerPressed(context: TurnContext, verb: string, data: unknown): Promise<PressAnswer> {
    const identified = identifyActor(context.activity);
    if (!identified.ok) return { card: null, message: refusalCard(identified), place: 'pressed' };
    const { replyToId: activityId = null } = context.activity;
    return answerPress({ verb, data, actor: identified.actor, conversation: conversation(context), activityId });
  }

  /** These clients have no card for one person: what one may see only is said where nobody else reads. */
  async function place(context: TurnContext, card: Card, where: PressAnswer['place']): Promise<void> {
    switch (where) {
      case 'shared':
        return;
      case 'pressed':
        return replace(context, card);
      case 'private':
        return say(context, isPersonal(context.activity) ? card : refusalCard(privateChatOnly));
    }
  }

  function refusalCard({ problems }: Refusal): Card {
    return cards.problemCard({ title: 'We cannot serve you here', problems, referenceId: desk.randomHex(8) });
  }
}

/** Where all answers travel back at the end of the turn instead, none has an id yet by which it could be updated later. */
function takesActivities({ deliveryMode }: Activity): boolean {
  return deliveryMode !== 'expectReplies';
}

/** Null where the channel gives its messages no ids. */
function messageKey({ id, conversation: { id: conversationId } }: Activity): string | null {
  return id === undefined || id === '' ? null : `${conversationId}\n${id}`;
}

/** A message may have nothing but attachments. */
function textOf({ text }: { text?: string | null }): string {
  return text ?? '';
}

/** A chat with the bot alone. The Emulator has no others and does not say so; what is unknown elsewhere is taken for a group. */
function isPersonal({ channelId, conversation: { conversationType, isGroup } }: Activity): boolean {
  return conversationType === 'personal' || (channelId === 'emulator' && !isGroup);
}

function isPostedCard({ type, text, value }: Activity): boolean {
  return type === 'message' && !text && typeof asObject(value)['verb'] === 'string';
}

function isExecute({ type, name, value }: Activity): boolean {
  return (
    type === 'invoke' &&
    name === 'adaptiveCard/action' &&
    asObject(asObject(value)['action'])['type'] === 'Action.Execute'
  );
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function conversation(context: TurnContext): JsonObject {
  return conversationOf(TurnContext.getConversationReference(context.activity));
}

async function say(context: TurnContext, card: Card): Promise<void> {
  await context.sendActivity(
    MessageFactory.attachment(CardFactory.adaptiveCard(fitToChannel(card, context.activity.channelId))),
  );
}

async function replace(context: TurnContext, card: Card): Promise<void> {
  const message = MessageFactory.attachment(CardFactory.adaptiveCard(fitToChannel(card, context.activity.channelId)));
  const { replyToId } = context.activity;
  if (replyToId === undefined) await context.sendActivity(message);
  else await context.updateActivity({ ...message, id: replyToId });
}

async function answerInvokeError(
  context: TurnContext,
  statusCode: number,
  code: string,
  message: string,
): Promise<void> {
  const body = { statusCode, type: 'application/vnd.microsoft.error', value: { code, message } };
  await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body } });
}
