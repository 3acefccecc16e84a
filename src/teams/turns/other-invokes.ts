/** Invokes that are no press: what somebody answers to a file they are offered, and what the desk does not offer. */
import type { AnswerConsent } from '../answer-consent';
import { cardMessage, type InvokeAnswer, type Message } from '../activity';
import { createAnswerOnce } from './answer-once';
import type { Turn } from '../channel';
import type { Edge } from '../edge';
import { fitToChannel } from '../cards/fit-to-channel';
import { isFileConsent } from '../files/file-consent';
import type { NoteRefusal } from '../note-refusal';
import type { IdentifyActor } from '../people/identify-actor';
import { messageKey } from '../read-activity';
import type { SpareChat } from './spare-chat';

export interface OtherInvokesDeps {
  readonly forPerson: (turn: Turn) => Edge;
  readonly identifyActor: IdentifyActor;
  readonly noteRefusal: NoteRefusal;
  /** False where the chat has read enough. */
  readonly spare: SpareChat;
}

export interface OtherInvokes {
  readonly answer: (turn: Turn) => Promise<void>;
  /** Gives what the press that asked for it is answered with. */
  readonly offer: (turn: Turn, file: Message) => Promise<string>;
}

export function createOtherInvokes({ forPerson, identifyActor, noteRefusal, spare }: OtherInvokesDeps): OtherInvokes {
  const answerOnce = createAnswerOnce();
  const maySay = ({ activity: { conversation: chat, from } }: Turn) => spare(chat.id, from.aadObjectId ?? from.id);

  return {
    async answer(turn) {
      const { pressed } = forPerson(turn).words.chat;
      // A dialog, a search: left alone it would end as HTTP 501 without an answer of ours.
      if (!isFileConsent(turn.activity))
        return turn.answerInvoke(invokeError(400, 'not_supported', pressed.notOffered));
      await answerOnce(messageKey(turn.activity), () => answerConsent(turn));
      return turn.answerInvoke({ status: 200 });
    },

    async offer(turn, file) {
      const { pressed } = forPerson(turn).words.chat;
      if (!maySay(turn)) return pressed.tooMany;
      await turn.say(file);
      return pressed.saidBelow;
    },
  };

  async function answerConsent(turn: Turn): Promise<void> {
    const said = await saidTo(turn, forPerson(turn).answerConsent);
    if (maySay(turn)) await turn.say(said);
  }

  async function saidTo(turn: Turn, answer: AnswerConsent): Promise<Message> {
    const { activity } = turn;
    const identified = identifyActor(activity);
    if (identified.ok) return answer({ value: activity.value, actor: identified.actor });
    const { cards, words } = forPerson(turn);
    const { problems } = identified;
    const title = words.chat.problems.notServed;
    const card = cards.problemCard({ title, problems, referenceId: noteRefusal(problems) });
    return cardMessage(fitToChannel(card, activity.channelId));
  }
}

export function invokeError(statusCode: number, code: string, message: string): InvokeAnswer {
  return { status: 200, body: { statusCode, type: 'application/vnd.microsoft.error', value: { code, message } } };
}
