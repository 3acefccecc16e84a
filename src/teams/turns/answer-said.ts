/** What somebody typed, or a suggestion's button says in their name, is answered in its chat. */
import { readSaid } from '../../cards/read-press';
import type { Language } from '../../cards/words/languages';
import type { CardChannel } from '../../ports/delivery';
import type { Connect, Turn } from '../channel';
import type { Edge } from '../edge';
import { receivedFiles } from '../files/received-files';
import type { ChosenLanguages } from '../people/chosen-languages';
import type { IdentifyActor } from '../people/identify-actor';
import { isPersonal, messageKey, takesActivities, textOf } from '../read-activity';
import { createAnswerOnce } from './answer-once';
import type { Speech } from './speech';

export interface AnswerSaidDeps {
  readonly edges: Readonly<Record<Language, Edge>>;
  readonly chosen: ChosenLanguages;
  readonly identifyActor: IdentifyActor;
  readonly cardChannelThrough: (connect: Connect) => CardChannel;
  readonly noteSpeaker: (turn: Turn) => Promise<void>;
  readonly speech: Speech;
}

export interface AnswerSaid {
  readonly typed: (turn: Turn) => Promise<void>;
  /** Gives what the press on the suggestion is answered with. */
  readonly suggested: (turn: Turn, data: unknown) => Promise<string>;
}

export function createAnswerSaid(deps: AnswerSaidDeps): AnswerSaid {
  const { edges, chosen, identifyActor, cardChannelThrough, noteSpeaker, speech } = deps;
  const answerOnce = createAnswerOnce();

  async function answerText(turn: Turn, text: string): Promise<void> {
    const { activity } = turn;
    const identified = identifyActor(activity);
    await noteSpeaker(turn);
    const answered = identified.ok
      ? await speech.inChat(turn).answerMessage({
          text,
          messageId: activity.id ?? null,
          files: receivedFiles(activity),
          actor: identified.actor,
          real: identified.real,
          conversation: chosen.conversation(activity),
          isPersonal: isPersonal(activity),
          async chooseLanguage(language) {
            await chosen.choose(activity, language, isPersonal(activity));
            return edges[language];
          },
          cardChannel: takesActivities(activity) ? cardChannelThrough(turn.connect) : undefined,
        })
      : [speech.refusalCard(turn, identified)];
    for (const card of answered) await speech.say(turn, card);
  }

  return {
    async typed(turn) {
      await answerOnce(messageKey(turn.activity), () => answerText(turn, textOf(turn.activity)));
    },
    /** Nobody has typed anything that others could read, so answers are counted. */
    async suggested(turn, data) {
      const read = readSaid(data);
      const { pressed: told } = speech.forPerson(turn).words.chat;
      if (!read.ok) {
        const isSaid = await speech.sayOnceInAWhile(turn, speech.refusalCard(turn, read));
        return isSaid ? told.saidBelow : told.nothingChanged;
      }
      const answer = { isSaid: true };
      await answerOnce(messageKey(turn.activity), async () => {
        const identified = identifyActor(turn.activity);
        // Whoever the people file does not name is refused almost everything, and each refusal suggests something again.
        const isKnown = identified.ok && identified.actor.unlisted !== true;
        answer.isSaid = await speech.maySay(turn, isKnown ? 'answers' : 'refusals');
        if (answer.isSaid) await answerText(turn, read.said);
      });
      return answer.isSaid ? told.saidBelow : told.tooMany;
    },
  };
}
