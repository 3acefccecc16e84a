/** How answers travel in a turn: in whose language, as a message that the client can show, and how often. */
import type { Card } from '../../cards/templates';
import type { Language } from '../../cards/words/languages';
import { describeFault, type FaultCode, type Refusal } from '../../domain/values/errors';
import type { PaceOf } from '../../ports/case-locks';
import type { Clock } from '../../ports/process';
import { cardMessage, type Message } from '../activity';
import { fitToChannel } from '../cards/fit-to-channel';
import type { Turn } from '../channel';
import type { Edge } from '../edge';
import type { NoteRefusal } from '../note-refusal';
import type { ChosenLanguages } from '../people/chosen-languages';
import { isPostedCard } from '../read-activity';
import { invokeError } from './invoke-error';
import { answerLimits, createSpareChat, refusalLimits } from './spare-chat';

/** Each is counted for itself: whoever is refused a lot is still answered. */
export type Counted = 'refusals' | 'answers';

export interface Speech {
  /** For what the whole chat reads. */
  readonly inChat: (turn: Turn) => Edge;
  /** For what only whoever wrote or pressed reads. */
  readonly forPerson: (turn: Turn) => Edge;
  readonly say: (turn: Turn, card: Card) => Promise<void>;
  /** False where the chat has read enough of them; true counts one more. */
  readonly maySay: (turn: Turn, counted: Counted) => Promise<boolean>;
  /** A refusal; false where it was not said, as by `maySay`. */
  readonly sayOnceInAWhile: (turn: Turn, card: Card) => Promise<boolean>;
  readonly refusalCard: (turn: Turn, refusal: Refusal) => Card;
  readonly sayFault: (turn: Turn, code: FaultCode, referenceId: string) => Promise<void>;
}

export interface SpeechDeps {
  readonly edges: Readonly<Record<Language, Edge>>;
  readonly chosen: Pick<ChosenLanguages, 'ofChat' | 'ofPerson'>;
  readonly noteRefusal: NoteRefusal;
  readonly clock: Pick<Clock, 'recordedNow'>;
  readonly paceOf: PaceOf;
}

export function createSpeech({ edges, chosen, noteRefusal, clock, paceOf }: SpeechDeps): Speech {
  const spare = {
    refusals: createSpareChat({ clock, paceOf, name: 'refusals' }, refusalLimits),
    answers: createSpareChat({ clock, paceOf, name: 'answers' }, answerLimits),
  };
  const forPerson = ({ activity }: Turn): Edge => edges[chosen.ofPerson(activity)];
  const maySay: Speech['maySay'] = ({ activity: { conversation: chat, from } }, counted) =>
    spare[counted](chat.id, from.aadObjectId ?? from.id);

  async function sayOnceInAWhile(turn: Turn, card: Card): Promise<boolean> {
    if (!(await maySay(turn, 'refusals'))) return false;
    await say(turn, card);
    return true;
  }

  return {
    inChat: ({ activity }) => edges[chosen.ofChat(activity)],
    forPerson,
    say,
    maySay,
    sayOnceInAWhile,
    refusalCard(turn, { problems }) {
      const { cards, words } = forPerson(turn);
      return cards.problemCard({ title: words.chat.problems.notServed, problems, referenceId: noteRefusal(problems) });
    },
    async sayFault(turn, code, referenceId) {
      const { cards, words } = forPerson(turn);
      const { pressed: told, problems: titles } = words.chat;
      const message = words.fault(code);
      if (turn.activity.type === 'invoke') {
        await turn.answerInvoke(invokeError(describeFault(code).httpStatus, code, told.fault(message, referenceId)));
        return;
      }
      const card = cards.problemCard({
        title: titles.didNotWork,
        problems: [{ code, message, inWords: true }],
        referenceId,
      });
      await (isPostedCard(turn.activity) ? sayOnceInAWhile(turn, card) : say(turn, card));
    },
  };
}

async function say(turn: Turn, card: Card): Promise<void> {
  await turn.say(messageFor(turn, card));
}

export function messageFor({ activity: { channelId } }: Turn, card: Card): Message {
  return cardMessage(fitToChannel(card, channelId));
}
