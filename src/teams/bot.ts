/** Routes Bot Framework turns to the answers: who speaks, what they said or pressed, and how the reply travels. */
import type { TurnContext } from 'botbuilder';
import { CardFactory, MessageFactory, type Activity } from 'botbuilder';
// The package's front door also loads its language-model side: 30 MB and an eighth of the start, for nothing we use.
import { Application } from '@microsoft/teams-ai/lib/Application';
import type { TeamsAdapter } from '@microsoft/teams-ai/lib/TeamsAdapter';
import { readSaid } from '../cards/read-press';
import type { Card } from '../cards/templates';
import { verbs } from '../cards/verbs';
import type { Language } from '../cards/words/languages';
import { asFault, describeFault, refuse, type FaultCode, type Refusal } from '../domain/values/errors';
import type { Clock, Log, RandomHex } from '../ports';
import type { CardChannel } from '../ports-delivery';
import { createAnswerOnce } from './answer-once';
import type { PressAnswer } from './press-answer';
import { connectInTurn, type Connect } from './cards/card-channel';
import { createChosenLanguages } from './people/chosen-languages';
import type { Desk } from './desk';
import type { Edge } from './edge';
import { fitToChannel } from './cards/fit-to-channel';
import { receivedFiles } from './files/received-files';
import type { IdentifyActor } from './people/identify-actor';
import { asObject, isExecute, isPersonal, isPostedCard, messageKey, takesActivities, textOf } from './read-activity';
import { createNoteRefusal } from './note-refusal';
import { answerLimits, createSpareChat, type SpareChat } from './spare-chat';

export interface BotDeps {
  readonly adapter: TeamsAdapter;
  /** The same desk in every language. */
  readonly edges: Readonly<Record<Language, Edge>>;
  readonly clock: Clock;
  readonly randomHex: RandomHex;
  readonly log: Log;
  readonly noteChat: Desk['noteChat'];
  readonly identifyActor: IdentifyActor;
  readonly cardChannelThrough: (connect: Connect) => CardChannel;
}

export type OnTurn = (context: TurnContext) => Promise<void>;

export function createBot({
  adapter,
  edges,
  clock,
  randomHex,
  log,
  noteChat,
  identifyActor,
  cardChannelThrough,
}: BotDeps): OnTurn {
  const chosen = createChosenLanguages();
  const inChat = ({ activity }: TurnContext): Edge => edges[chosen.ofChat(activity)];
  /** For what only whoever wrote or pressed reads. */
  const forPerson = ({ activity }: TurnContext): Edge => edges[chosen.ofPerson(activity)];
  const noteRefusal = createNoteRefusal({ randomHex, log });
  const answerOnce = createAnswerOnce();
  const spareRefusals = createSpareChat(clock);
  const spareAnswers = createSpareChat(clock, answerLimits);
  const app = new Application({
    adapter,
    removeRecipientMention: true,
    startTypingTimer: true,
    longRunningMessages: false,
  });

  // Installed, the desk may speak first: this is how people who never wrote are reached.
  app.activity('installationUpdate', noteSpeaker);
  app.conversationUpdate('membersAdded', async (context) => {
    await noteSpeaker(context);
    const { membersAdded = [], recipient } = context.activity;
    // Once, when the desk itself joins; people who join later find it with /help.
    if (membersAdded.some(({ id }) => id === recipient.id))
      await say(context, inChat(context).cards.welcomeCard({ demoDayNow: clock.isDemoDay ? clock.now() : null }));
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
        return saySuggested(context, action['data']);
      }
      const answer = await answerPressed(context, String(action['verb']), action['data']);
      // To the presser alone: the shared card stays as it is for everybody else, and what it says nobody else needs to read.
      const isSaid =
        answer.card !== null || answer.message === null || (await sayOnceInAWhile(context, answer.message));
      const card = isSaid ? answer.card : answer.message;
      // teams-ai types a returned card loosely as its own AdaptiveCard; ours is plain JSON of the same shape.
      return card
        ? (fitToChannel(card, context.activity.channelId) as never)
        : forPerson(context).words.chat.pressed.nothingChanged;
    },
  );
  app.activity('message', async (context) => {
    await answerOnce(messageKey(context.activity), () => answerText(context, textOf(context.activity)));
  });
  // Any other invoke (a dialog, a search) would end as HTTP 501 without an answer of ours.
  app.addRoute(
    async (context) => Promise.resolve(context.activity.type === 'invoke'),
    async (context) =>
      answerInvokeError(context, 400, 'not_supported', forPerson(context).words.chat.pressed.notOffered),
    true,
  );

  adapter.onTurnError = async (context, error) => {
    const fault = asFault(error);
    const referenceId = randomHex(8);
    log.error({ referenceId, code: fault.code, err: fault }, 'a turn failed');
    try {
      await sayFault(context, fault.code, referenceId);
    } catch (unsaid) {
      // Left to the adapter, the raw error would go to the console and the caller.
      log.error({ referenceId, err: unsaid }, 'a fault could not be said in its chat');
    }
  };

  return async (context) => {
    await app.run(context);
  };

  async function sayFault(context: TurnContext, code: FaultCode, referenceId: string): Promise<void> {
    const { httpStatus } = describeFault(code);
    const { cards, words } = forPerson(context);
    const { pressed: told, problems: titles } = words.chat;
    const message = words.fault(code);
    if (context.activity.type === 'invoke')
      await answerInvokeError(context, httpStatus, code, told.fault(message, referenceId));
    else {
      const card = cards.problemCard({
        title: titles.didNotWork,
        problems: [{ code, message, inWords: true }],
        referenceId,
      });
      await (isPostedCard(context.activity) ? sayOnceInAWhile(context, card) : say(context, card));
    }
  }

  /** Whoever speaks in a chat with the desk alone is reached there from now on; whoever acts as a persona is, as themselves, too. */
  async function noteSpeaker(context: TurnContext): Promise<void> {
    if (!isPersonal(context.activity)) return;
    const identified = identifyActor(context.activity);
    if (!identified.ok) return;
    for (const who of new Set([identified.real, identified.actor]))
      await noteChat(who, chosen.conversation(context.activity));
  }

  async function answerText(context: TurnContext, text: string): Promise<void> {
    const { activity } = context;
    const identified = identifyActor(activity);
    await noteSpeaker(context);
    const answered = identified.ok
      ? await inChat(context).answerMessage({
          text,
          messageId: activity.id ?? null,
          files: receivedFiles(activity),
          actor: identified.actor,
          real: identified.real,
          conversation: chosen.conversation(activity),
          isPersonal: isPersonal(activity),
          chooseLanguage(language) {
            chosen.choose(activity, language, isPersonal(activity));
            return edges[language];
          },
          cardChannel: takesActivities(activity) ? cardChannelThrough(connectInTurn(context)) : undefined,
        })
      : [refusalCard(context, identified)];
    for (const card of answered) await say(context, card);
  }

  /** A suggestion's button says what it stands for, as its presser: nobody has typed anything that others could read, so answers are counted. */
  async function saySuggested(context: TurnContext, data: unknown): Promise<string> {
    const read = readSaid(data);
    const { pressed: told } = forPerson(context).words.chat;
    if (!read.ok)
      return (await sayOnceInAWhile(context, refusalCard(context, read))) ? told.saidBelow : told.nothingChanged;
    const answer = { isSaid: true };
    await answerOnce(messageKey(context.activity), async () => {
      const identified = identifyActor(context.activity);
      // Whoever the people file does not name is refused almost everything, and each refusal suggests something again.
      const isKnown = identified.ok && identified.actor.unlisted !== true;
      answer.isSaid = mayBeSaid(context, isKnown ? spareAnswers : spareRefusals);
      if (answer.isSaid) await answerText(context, read.said);
    });
    return answer.isSaid ? told.saidBelow : told.tooMany;
  }

  /** False where the chat has read enough of refused presses. */
  async function sayOnceInAWhile(context: TurnContext, card: Card): Promise<boolean> {
    if (!mayBeSaid(context, spareRefusals)) return false;
    await say(context, card);
    return true;
  }

  function mayBeSaid({ activity: { conversation: chat, from } }: TurnContext, spare: SpareChat): boolean {
    return spare(chat.id, from.aadObjectId ?? from.id);
  }

  async function answerPressed(context: TurnContext, verb: string, data: unknown): Promise<PressAnswer> {
    const identified = identifyActor(context.activity);
    if (!identified.ok) return { card: null, message: refusalCard(context, identified), place: 'pressed' };
    await noteSpeaker(context);
    const { replyToId: activityId = null } = context.activity;
    const pressedIn = chosen.conversation(context.activity);
    return forPerson(context).answerPress({
      verb,
      data,
      actor: identified.actor,
      conversation: pressedIn,
      isPersonal: isPersonal(context.activity),
      activityId,
    });
  }

  /** These clients have no card for one person: what one may see only is said where nobody else reads. */
  async function place(context: TurnContext, card: Card, where: PressAnswer['place']): Promise<void> {
    const { replyToId } = context.activity;
    if (where === 'shared') return;
    if (where === 'private' && !isPersonal(context.activity)) {
      await sayOnceInAWhile(
        context,
        refusalCard(context, refuse('private_chat_only', inChat(context).words.chat.pressed.privateChatOnly)),
      );
      return;
    }
    if (where === 'pressed' && replyToId !== undefined) {
      await context.updateActivity({ ...messageWith(context, card), id: replyToId });
      return;
    }
    if (mayBeSaid(context, spareAnswers)) await say(context, card);
  }

  function refusalCard(context: TurnContext, { problems }: Refusal): Card {
    const { cards, words } = forPerson(context);
    return cards.problemCard({ title: words.chat.problems.notServed, problems, referenceId: noteRefusal(problems) });
  }
}

async function say(context: TurnContext, card: Card): Promise<void> {
  await context.sendActivity(messageWith(context, card));
}

function messageWith({ activity: { channelId } }: TurnContext, card: Card): Partial<Activity> {
  return MessageFactory.attachment(CardFactory.adaptiveCard(fitToChannel(card, channelId)));
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
