/** Answers what a person writes: a command does what it says, a sentence what its intent asks, and none is a dead end. */
import type { Card } from '../cards/templates';
import type { Language } from '../cards/words/languages';
import { cleanMessage } from '../domain/sentences/clean-message';
import type { Problem } from '../domain/values/errors';
import { canonicalJson, sha256, type JsonObject } from '../domain/values/json';
import { shownStatus } from '../domain/case/people/compliance-alone';
import type { PaymentCase } from '../domain/case/payment-case';
import type { Member } from '../domain/values/person';
import type { CardChannel } from '../ports/delivery';
import type { AccessAct } from '../domain/policy/tables/people/access-table';
import { createAccess } from './people/access';
import { parseCommand, type Command, type LiquidityCommand } from './commands';
import { notOpenCard, problemCard, refusalCard } from './answers/answer-intent';
import { createAnswerSentence } from './answers/answer-sentence';
import { screen } from './answers/ask-policy';
import { listDelegations, openDelegationForm } from './answers/delegations';
import { emptyForm } from './answers/fill-form';
import { onLedgerDay, showCash, wouldFit } from './answers/look-up';
import { namedPayments } from './answers/named-payments';
import { findPayment, notTheirs } from './answers/open-payment';
import { isPastedTable, listRuns, runCard, takeFiles, takePasted } from './answers/payment-runs';
import { listWaiting } from './answers/worklist';
import type { Desk } from './desk';
import type { ReceivedFile } from './files/received-files';

export interface Said {
  readonly text: string;
  /** The message's own id: delivered twice, it makes one form. Null where the channel gives none. */
  readonly messageId: string | null;
  readonly actor: Member;
  /** Who typed it, whoever they act as. */
  readonly real: Member;
  /** Attached to the message. */
  readonly files?: readonly ReceivedFile[];
  readonly conversation: JsonObject;
  /** A chat with the bot alone: nobody else reads the answer. */
  readonly isPersonal: boolean;
  /** From now on this chat is answered in it, beginning with what is given back. */
  readonly chooseLanguage: (language: Language) => Promise<Pick<Desk, 'cards' | 'words'>>;
  /** Posts a payment's card within this turn; left out where the turn itself cannot. */
  readonly cardChannel?: CardChannel | undefined;
}

/** The cards to post, in order; none when the payment's own card is the answer. */
export type AnswerMessage = (said: Said) => Promise<readonly Card[]>;

const maxTextLength = 4_000;
/** Teams takes messages of 28 KB, the Playground longer ones. */
const maxTableLength = 100_000;
const formIdLength = 12;

export function createAnswerMessage(desk: Desk): AnswerMessage {
  const { cards } = desk;
  const { problems: titles, submitted: told, persona } = desk.words.chat;
  const access = createAccess(desk);
  const answerByIntent = createAnswerSentence(desk);
  const problem = (title: string, problems: readonly Problem[]): Card => refusalCard(desk, title, problems);

  /** The answer, or in its place what policy says to somebody it does not let in. */
  const allowed = async (
    act: AccessAct,
    { actor }: Said,
    answering: () => readonly Card[] | Promise<readonly Card[]>,
  ): Promise<readonly Card[]> => {
    const refusal = access.refuse(act, actor);
    return refusal ? [notOpenCard(desk, refusal)] : answering();
  };

  return async (said) => {
    const { files = [], text, actor } = said;
    if (files.length > 0) return allowed('submit_payment', said, () => takeFiles(desk, files, actor));
    if (text.length <= maxTableLength && isPastedTable(text))
      return allowed('submit_payment', said, () => takePasted(desk, text, actor));
    if (said.text.length > maxTextLength)
      return [problemCard(desk, titles.tooLong, 'text_too_long', titles.keepUnder(maxTextLength))];
    const command = parseCommand(cleanMessage(said.text));
    return command.kind === 'sentence' ? answerSentence(said) : answerCommand(command, said);
  };

  /** A sentence never starts, decides or changes anything. */
  async function answerSentence(said: Said): Promise<readonly Card[]> {
    const { text, actor, isPersonal } = said;
    const reading = await desk.readPastedText(desk.understand(text, await namedPayments(desk, text, actor)));
    const openCard = (paymentCase: PaymentCase) => open(paymentCase, said);
    return answerByIntent({ reading, actor, isPersonal, openCard, formId: formIdOf(said) });
  }

  async function answerCommand(command: Exclude<Command, { kind: 'sentence' }>, said: Said): Promise<readonly Card[]> {
    switch (command.kind) {
      case 'payment':
        return allowed('submit_payment', said, () => submit({ payment_id: command.paymentId }, said));
      case 'new_payment':
        return allowed('submit_payment', said, () => [emptyForm(desk, formIdOf(said))]);
      case 'screen':
        return allowed('screen_name', said, async () => [await screen(desk, command.name, said)]);
      case 'liquidity':
        return allowed('read_liquidity', said, async () => [await liquidity(command)]);
      case 'balance':
        return allowed('read_liquidity', said, () => [showCash(desk, command.currency)]);
      case 'pending':
        return listWaiting(desk, said);
      case 'payment_run':
        return [await runCard(desk, command.id, said.actor)];
      case 'payment_runs':
        return [await listRuns(desk, said.actor)];
      case 'delegate':
        return [openDelegationForm(desk, { actor: said.actor, formId: formIdOf(said), kind: command.as })];
      case 'delegations':
        return [listDelegations(desk, said.actor)];
      case 'status':
        return command.id === null ? allowed('read_service', said, service) : status(command.id, said);
      case 'act_as':
        return [await actAs(command.name, said)];
      case 'language':
        return [await language(command.language, said)];
      case 'help':
        return [cards.helpCard({ hasPersonas: desk.personas !== null })];
      case 'wrong_usage':
        return [problemCard(desk, titles.needsMore, 'wrong_usage', titles.writeItAs(command.usage))];
      case 'unknown':
        return [problemCard(desk, titles.unknownCommand, 'unknown_command', titles.noCommand(command.word))];
    }
  }

  /** The same message is the same form, and the same form one payment, whenever it is delivered again. */
  function formIdOf({ messageId, conversation }: Said): string {
    if (messageId === null) return desk.randomHex(formIdLength);
    return sha256(`${canonicalJson(conversation['conversation'])}\n${messageId}`).slice(0, formIdLength);
  }

  async function submit(draft: unknown, { actor, conversation, cardChannel }: Said): Promise<readonly Card[]> {
    const submission = { draft, submitter: actor, conversation, submissionId: desk.randomHex(formIdLength) };
    const submitted = await desk.requestPayment(submission, cardChannel);
    if (!submitted.ok) return [problem(titles.notReviewable, submitted.problems)];
    const { case: opened, alreadyKnown } = submitted;
    if (alreadyKnown) {
      // Whoever may not read it learns no more than whoever asks for anything under a name that is taken.
      const isTheirs = access.refuse('read_payment', actor, opened) === null;
      const how = isTheirs ? told.as(opened.runId, desk.words.caseStates.name[shownStatus(opened)]) : '';
      const text = told.alreadyWithUs(opened.payment.payment_id, how);
      return [cards.noticeCard({ title: told.already, text })];
    }
    return [];
  }

  function liquidity({ amount, currency, account, time }: LiquidityCommand): Promise<Card> {
    const at = time === null ? undefined : onLedgerDay(desk, time);
    return wouldFit(desk, { amount, currency, account: account ?? undefined, at });
  }

  async function service(): Promise<readonly Card[]> {
    return [cards.serviceCard(await desk.readService())];
  }

  async function status(id: string, said: Said): Promise<readonly Card[]> {
    const { actor, isPersonal } = said;
    const found = await findPayment(desk, id);
    const refusal = access.refuse('read_payment', actor, found ?? undefined);
    if (refusal) return [notTheirs(desk, { id, refusal, maySubmit: access.refuse('submit_payment', actor) === null })];
    if (!found) return [problemCard(desk, titles.unknownPayment, 'unknown_case', titles.nothingKnown(id))];
    // Nobody else reads it there, so it offers what this person may do.
    return (await open(found, said)) ? [] : [await desk.renderCase(found, isPersonal ? actor : null)];
  }

  /** Every card of a payment is known and kept current; one of a payment without a chat is drawn as it stands. */
  function open({ runId }: PaymentCase, { actor, isPersonal, conversation, cardChannel }: Said): Promise<boolean> {
    const { tenantId, objectId, personaOf } = actor;
    const viewer = { tenantId, objectId, ...(personaOf === undefined ? {} : { isPersona: true as const }) };
    // Whoever the people file does not name reads what everybody does.
    const alone = isPersonal && actor.unlisted !== true ? { viewer } : {};
    return desk.openCard({ runId, conversation, through: cardChannel, ...alone });
  }

  /** Said in the language that was chosen. */
  async function language(chosen: Language | null, { chooseLanguage }: Said): Promise<Card> {
    if (chosen === null)
      return cards.noticeCard({ title: desk.words.chat.language.title, text: desk.words.chat.language.hint });
    const { cards: theirs, words } = await chooseLanguage(chosen);
    return theirs.noticeCard({ title: words.chat.language.title, text: words.chat.language.now });
  }

  async function actAs(name: string | null, { actor, real, conversation, isPersonal }: Said): Promise<Card> {
    if (!desk.personas) return problemCard(desk, titles.notHere, 'personas_off', titles.personasOff);
    if (name === null) return cards.personasCard(desk.personas.list(), actor.personaOf === undefined ? null : actor);
    const assumed = desk.personas.assume(real, name);
    if (!assumed.ok) return problem(titles.nobody, assumed.problems);
    if (isPersonal) await desk.noteChat(assumed.actor, conversation);
    const { name: acting, roles, personaOf } = assumed.actor;
    const text = personaOf === undefined ? persona.yourselfAgain(acting) : persona.now(acting, roles);
    return cards.noticeCard({ title: personaOf === undefined ? persona.yourself : persona.test, text });
  }
}
