/** Invokes that are no press: what somebody answers to a file they are offered, and what the desk does not offer. */
import type { Message } from '../activity';
import type { Turn } from '../channel';
import { isFileConsent } from '../files/file-consent';
import type { IdentifyActor } from '../people/identify-actor';
import { messageKey } from '../read-activity';
import { createAnswerOnce } from './answer-once';
import { invokeError } from './invoke-error';
import { messageFor, type Speech } from './speech';

export interface OtherInvokesDeps {
  readonly identifyActor: IdentifyActor;
  readonly speech: Speech;
}

export interface OtherInvokes {
  readonly answer: (turn: Turn) => Promise<void>;
  /** Gives what the press that asked for it is answered with. */
  readonly offer: (turn: Turn, file: Message) => Promise<string>;
}

export function createOtherInvokes({ identifyActor, speech }: OtherInvokesDeps): OtherInvokes {
  const answerOnce = createAnswerOnce();
  const { forPerson } = speech;

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
      if (!(await speech.maySay(turn, 'answers'))) return pressed.tooMany;
      await turn.say(file);
      return pressed.saidBelow;
    },
  };

  async function answerConsent(turn: Turn): Promise<void> {
    const said = await saidTo(turn);
    if (await speech.maySay(turn, 'answers')) await turn.say(said);
  }

  async function saidTo(turn: Turn): Promise<Message> {
    const identified = identifyActor(turn.activity);
    if (!identified.ok) return messageFor(turn, speech.refusalCard(turn, identified));
    return forPerson(turn).answerConsent({ value: turn.activity.value, actor: identified.actor });
  }
}
