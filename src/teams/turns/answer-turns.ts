/** What each turn is answered with: who speaks, what they said or pressed, and how the reply travels. */
import { readSaid } from '../../cards/read-press';
import type { Card } from '../../cards/templates';
import { verbs } from '../../cards/verbs';
import type { Language } from '../../cards/words/languages';
import { asFault, describeFault, refuse, type FaultCode, type Refusal } from '../../domain/values/errors';
import type { Clock, Log, RandomHex } from '../../ports/process';
import type { CardChannel } from '../../ports/delivery';
import { createAnswerOnce } from './answer-once';
import { cardMessage, type Message } from '../activity';
import type { Connect, Turn, TurnHandlers } from '../channel';
import type { ChosenLanguages } from '../people/chosen-languages';
import type { Desk } from '../desk';
import type { Edge } from '../edge';
import { fitToChannel, showsUpdates } from '../cards/fit-to-channel';
import { receivedFiles } from '../files/received-files';
import { createOtherInvokes, invokeError } from './other-invokes';
import type { IdentifyActor } from '../people/identify-actor';
import {
  executedPress,
  isPersonal,
  isPostedCard,
  messageKey,
  postedPress,
  takesActivities,
  textOf,
} from '../read-activity';
import { createNoteRefusal } from '../note-refusal';
import type { PressAnswer } from '../press-answer';
import { answerLimits, createSpareChat, type SpareChat } from './spare-chat';

export interface AnswerTurnsDeps {
  /** The same desk in every language. */
  readonly edges: Readonly<Record<Language, Edge>>;
  readonly clock: Clock;
  readonly randomHex: RandomHex;
  readonly log: Log;
  readonly noteChat: Desk['noteChat'];
  readonly identifyActor: IdentifyActor;
  readonly cardChannelThrough: (connect: Connect) => CardChannel;
  readonly chosen: ChosenLanguages;
}

export function createTurnHandlers({
  edges,
  clock,
  randomHex,
  log,
  noteChat,
  identifyActor,
  cardChannelThrough,
  chosen,
}: AnswerTurnsDeps): TurnHandlers {
  const inChat = ({ activity }: Turn): Edge => edges[chosen.ofChat(activity)];
  /** For what only whoever wrote or pressed reads. */
  const forPerson = ({ activity }: Turn): Edge => edges[chosen.ofPerson(activity)];
  const noteRefusal = createNoteRefusal({ randomHex, log });
  const answerOnce = createAnswerOnce();
  const [spareRefusals, spareAnswers] = [createSpareChat(clock), createSpareChat(clock, answerLimits)];
  const others = createOtherInvokes({ forPerson, identifyActor, noteRefusal, spare: spareAnswers });

  return {
    // Installed, the desk may speak first: this is how people who never wrote are reached.
    installed: noteSpeaker,
    async membersAdded(turn) {
      await noteSpeaker(turn);
      const { membersAdded = [], recipient } = turn.activity;
      // Once, when the desk itself joins; people who join later find it with /help.
      if (membersAdded.some(({ id }) => id === recipient.id))
        await say(turn, inChat(turn).cards.welcomeCard({ demoDayNow: clock.isDemoDay ? clock.now() : null }));
    },
    async said(turn) {
      await answerOnce(messageKey(turn.activity), () => answerText(turn, textOf(turn.activity)));
    },
    async posted(turn) {
      const { verb, data } = postedPress(turn.activity.value);
      if (verb === verbs.say) {
        await saySuggested(turn, data);
        return;
      }
      const answer = await answerPressed(turn, verb, data);
      if (answer.message) await sayOnceInAWhile(turn, answer.message);
      if (answer.card) await place(turn, answer.card, answer.place);
    },
    async executed(turn) {
      const { verb, data } = executedPress(turn.activity.value);
      if (verb === verbs.say) return saySuggested(turn, data);
      const answer = await answerPressed(turn, verb, data);
      if (answer.file) return others.offer(turn, answer.file);
      // To the presser alone: everybody else's card stays as it is, and nobody else needs to read what it says.
      const isSaid = answer.card !== null || answer.message === null || (await sayOnceInAWhile(turn, answer.message));
      const card = isSaid ? answer.card : answer.message;
      return card ? fitToChannel(card, turn.activity.channelId) : forPerson(turn).words.chat.pressed.nothingChanged;
    },
    otherInvoke: others.answer,
    async failed(turn, error) {
      const fault = asFault(error);
      const referenceId = randomHex(8);
      log.error({ referenceId, code: fault.code, err: fault }, 'a turn failed');
      try {
        await sayFault(turn, fault.code, referenceId);
      } catch (unsaid) {
        // Left to the package, the raw error would go to the console and the caller.
        log.error({ referenceId, err: unsaid }, 'a fault could not be said in its chat');
      }
    },
  };

  async function sayFault(turn: Turn, code: FaultCode, referenceId: string): Promise<void> {
    const { httpStatus } = describeFault(code);
    const { cards, words } = forPerson(turn);
    const { pressed: told, problems: titles } = words.chat;
    const message = words.fault(code);
    if (turn.activity.type === 'invoke')
      await turn.answerInvoke(invokeError(httpStatus, code, told.fault(message, referenceId)));
    else {
      const card = cards.problemCard({
        title: titles.didNotWork,
        problems: [{ code, message, inWords: true }],
        referenceId,
      });
      await (isPostedCard(turn.activity) ? sayOnceInAWhile(turn, card) : say(turn, card));
    }
  }

  /** Whoever speaks in a chat with the desk alone is reached there from now on; whoever acts as a persona is, as themselves, too. */
  async function noteSpeaker(turn: Turn): Promise<void> {
    if (!isPersonal(turn.activity)) return;
    const identified = identifyActor(turn.activity);
    if (!identified.ok) return;
    for (const who of new Set([identified.real, identified.actor]))
      await noteChat(who, chosen.conversation(turn.activity));
  }

  async function answerText(turn: Turn, text: string): Promise<void> {
    const { activity } = turn;
    const identified = identifyActor(activity);
    await noteSpeaker(turn);
    const answered = identified.ok
      ? await inChat(turn).answerMessage({
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
          cardChannel: takesActivities(activity) ? cardChannelThrough(turn.connect) : undefined,
        })
      : [refusalCard(turn, identified)];
    for (const card of answered) await say(turn, card);
  }

  /** A suggestion's button says what it stands for, as its presser: nobody has typed anything that others could read, so answers are counted. */
  async function saySuggested(turn: Turn, data: unknown): Promise<string> {
    const read = readSaid(data);
    const { pressed: told } = forPerson(turn).words.chat;
    if (!read.ok) return (await sayOnceInAWhile(turn, refusalCard(turn, read))) ? told.saidBelow : told.nothingChanged;
    const answer = { isSaid: true };
    await answerOnce(messageKey(turn.activity), async () => {
      const identified = identifyActor(turn.activity);
      // Whoever the people file does not name is refused almost everything, and each refusal suggests something again.
      const isKnown = identified.ok && identified.actor.unlisted !== true;
      answer.isSaid = mayBeSaid(turn, isKnown ? spareAnswers : spareRefusals);
      if (answer.isSaid) await answerText(turn, read.said);
    });
    return answer.isSaid ? told.saidBelow : told.tooMany;
  }

  /** False where the chat has read enough of refused presses. */
  async function sayOnceInAWhile(turn: Turn, card: Card): Promise<boolean> {
    if (!mayBeSaid(turn, spareRefusals)) return false;
    await say(turn, card);
    return true;
  }

  function mayBeSaid({ activity: { conversation: chat, from } }: Turn, spare: SpareChat): boolean {
    return spare(chat.id, from.aadObjectId ?? from.id);
  }

  async function answerPressed(turn: Turn, verb: string, data: unknown): Promise<PressAnswer> {
    const identified = identifyActor(turn.activity);
    if (!identified.ok) return { card: null, message: refusalCard(turn, identified), place: 'pressed' };
    await noteSpeaker(turn);
    const { replyToId: activityId = null } = turn.activity;
    const pressedIn = chosen.conversation(turn.activity);
    return forPerson(turn).answerPress({
      verb,
      data,
      actor: identified.actor,
      conversation: pressedIn,
      isPersonal: isPersonal(turn.activity),
      activityId,
    });
  }

  /** These clients have no card for one person: what one may see only is said where nobody else reads. */
  async function place(turn: Turn, card: Card, where: PressAnswer['place']): Promise<void> {
    const { replyToId, channelId } = turn.activity;
    if (where === 'shared') return;
    if (where === 'private' && !isPersonal(turn.activity)) {
      await sayOnceInAWhile(
        turn,
        refusalCard(turn, refuse('private_chat_only', inChat(turn).words.chat.pressed.privateChatOnly)),
      );
      return;
    }
    if (where === 'pressed' && replyToId !== undefined && showsUpdates(channelId)) {
      await turn.update(replyToId, messageFor(turn, card));
      return;
    }
    if (mayBeSaid(turn, spareAnswers)) await say(turn, card);
  }

  function refusalCard(turn: Turn, { problems }: Refusal): Card {
    const { cards, words } = forPerson(turn);
    return cards.problemCard({ title: words.chat.problems.notServed, problems, referenceId: noteRefusal(problems) });
  }
}

async function say(turn: Turn, card: Card): Promise<void> {
  await turn.say(messageFor(turn, card));
}

function messageFor({ activity: { channelId } }: Turn, card: Card): Message {
  return cardMessage(fitToChannel(card, channelId));
}
