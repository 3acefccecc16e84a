/** What each turn is answered with: who speaks, what they said or pressed, and how the reply travels. */
import type { Card } from '../../cards/templates';
import { verbs } from '../../cards/verbs';
import { asFault, refuse } from '../../domain/values/errors';
import type { PaceOf } from '../../ports/case-locks';
import type { Clock, Log, RandomHex } from '../../ports/process';
import { fitToChannel, showsUpdates } from '../cards/fit-to-channel';
import type { Turn, TurnHandlers } from '../channel';
import type { Desk } from '../desk';
import { createNoteRefusal } from '../note-refusal';
import type { PressAnswer } from '../press-answer';
import { executedPress, isPersonal, postedPress } from '../read-activity';
import { createAnswerSaid, type AnswerSaidDeps } from './answer-said';
import { createOtherInvokes } from './other-invokes';
import { createSpeech, messageFor } from './speech';

/** `edges`: the same desk in every language. */
export interface AnswerTurnsDeps extends Omit<AnswerSaidDeps, 'noteSpeaker' | 'speech'> {
  readonly clock: Clock;
  readonly randomHex: RandomHex;
  readonly log: Log;
  readonly noteChat: Desk['noteChat'];
  readonly paceOf: PaceOf;
}

export function createTurnHandlers(deps: AnswerTurnsDeps): TurnHandlers {
  const { edges, chosen, clock, randomHex, log, noteChat, paceOf, identifyActor } = deps;
  const noteRefusal = createNoteRefusal({ randomHex, log });
  const speech = createSpeech({ edges, chosen, noteRefusal, clock, paceOf });
  const { inChat, forPerson, say, sayOnceInAWhile, refusalCard } = speech;
  const said = createAnswerSaid({ ...deps, noteSpeaker, speech });
  const others = createOtherInvokes({ identifyActor, speech });

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
    said: said.typed,
    async posted(turn) {
      const { verb, data } = postedPress(turn.activity.value);
      if (verb === verbs.say) {
        await said.suggested(turn, data);
        return;
      }
      const answer = await answerPressed(turn, verb, data);
      if (answer.message) await sayOnceInAWhile(turn, answer.message);
      if (answer.card) await place(turn, answer.card, answer.place);
    },
    async executed(turn) {
      const { verb, data } = executedPress(turn.activity.value);
      if (verb === verbs.say) return said.suggested(turn, data);
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
        await speech.sayFault(turn, fault.code, referenceId);
      } catch (unsaid) {
        // Left to the package, the raw error would go to the console and the caller.
        log.error({ referenceId, err: unsaid }, 'a fault could not be said in its chat');
      }
    },
  };

  /** Whoever speaks in a chat with the desk alone is reached there from now on; whoever acts as a persona is, as themselves, too. */
  async function noteSpeaker(turn: Turn): Promise<void> {
    if (!isPersonal(turn.activity)) return;
    const identified = identifyActor(turn.activity);
    if (!identified.ok) return;
    for (const who of new Set([identified.real, identified.actor]))
      await noteChat(who, chosen.conversation(turn.activity));
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
      const { privateChatOnly } = inChat(turn).words.chat.pressed;
      await sayOnceInAWhile(turn, refusalCard(turn, refuse('private_chat_only', privateChatOnly)));
      return;
    }
    if (where === 'pressed' && replyToId !== undefined && showsUpdates(channelId)) {
      await turn.update(replyToId, messageFor(turn, card));
      return;
    }
    if (await speech.maySay(turn, 'answers')) await say(turn, card);
  }
}
