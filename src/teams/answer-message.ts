/** Answers what a person writes: every message gets one card, and none is a dead end. */
import type { Card } from '../cards/templates';
import { refuse, type Problem } from '../domain/values/errors';
import { requiredFields } from '../domain/payment/complete-request';
import type { JsonObject } from '../domain/values/json';
import type { PaymentCase } from '../domain/case/payment-case';
import type { PaymentDraft } from '../domain/payment/payment-request';
import type { Member } from '../domain/values/person';
import { isComplianceMember } from '../domain/policy/members';
import { utcDay } from '../domain/values/time';
import type { CardChannel } from '../ports';
import { readSentence } from '../app/read-sentence';
import type { AccessAct } from '../domain/policy/tables/access-table';
import { createAccess } from './access';
import { parseCommand, type LiquidityCommand } from './commands';
import type { Desk } from './desk';

export interface Said {
  readonly text: string;
  readonly actor: Member;
  /** Who typed it, whoever they act as. */
  readonly real: Member;
  readonly conversation: JsonObject;
  /** A chat with the bot alone: nobody else reads the answer. */
  readonly isPersonal: boolean;
  /** Posts a payment's card within this turn; left out where the turn itself cannot. */
  readonly cardChannel?: CardChannel | undefined;
}

/** Null when the payment's own card is the answer. */
export type AnswerMessage = (said: Said) => Promise<Card | null>;

const maxTextLength = 4_000;
/** One card's worth. */
const shownPending = 20;
/** Among so many of the oldest somebody's own are looked for: reading a case takes about 0.1 ms. */
const searchedPending = 500;

export function createAnswerMessage(desk: Desk): AnswerMessage {
  const { cards } = desk;
  const access = createAccess(desk);
  const problem = (title: string, problems: readonly Problem[]): Card =>
    cards.problemCard({ title, problems, referenceId: desk.randomHex(8) });

  /** The answer, or in its place what policy says to somebody it does not let in. */
  const allowed = async <T>(act: AccessAct, { actor }: Said, answering: () => T): Promise<Awaited<T> | Card> => {
    const refusal = access.refuse(act, actor);
    return refusal ? problem('This is not open to you', refusal.problems) : await answering();
  };

  return async (said) => {
    if (said.text.length > maxTextLength) {
      return problem(
        'This message is too long',
        refuse('text_too_long', `Please keep it under ${maxTextLength} characters.`).problems,
      );
    }
    const command = parseCommand(said.text);
    switch (command.kind) {
      case 'payment':
        return allowed('submit_payment', said, () => submit({ payment_id: command.paymentId }, said));
      case 'new_payment':
        return allowed('submit_payment', said, () => form({}, []));
      case 'sentence':
        return isQuestion(command.text) ? answer(command.text, said) : formFromSentence(command.text, said);
      case 'screen':
        return allowed('screen_name', said, () => screen(command.name, said));
      case 'liquidity':
        return allowed('read_liquidity', said, () => liquidity(command));
      case 'pending':
        return pending(said);
      case 'status':
        return command.id === null ? allowed('read_service', said, service) : status(command.id, said);
      case 'act_as':
        return actAs(command.name, said);
      case 'help':
        return cards.helpCard({ hasPersonas: desk.personas !== null });
      case 'wrong_usage':
        return problem('This command needs more', refuse('wrong_usage', `Write it as ${command.usage}.`).problems);
      case 'unknown':
        return problem(
          'Unknown command',
          refuse('unknown_command', `There is no /${command.word}. /help lists what there is.`).problems,
        );
    }
  };

  async function submit(draft: unknown, { actor, conversation, cardChannel }: Said): Promise<Card | null> {
    const submission = { draft, submitter: actor, conversation, submissionId: desk.randomHex(12) };
    const submitted = await desk.requestPayment(submission, cardChannel);
    if (!submitted.ok) return problem('This payment cannot be reviewed', submitted.problems);
    const { case: opened, alreadyKnown } = submitted;
    if (alreadyKnown) {
      // Whoever may not read it learns no more than whoever asks for anything under a name that is taken.
      const isTheirs = access.refuse('read_payment', actor, opened) === null;
      const how = isTheirs ? ` as ${opened.runId}, ${opened.status.replaceAll('_', ' ')}` : '';
      const where = `${opened.payment.payment_id} is already with us${how}. Its card is in the conversation it was asked in.`;
      return cards.noticeCard({ title: 'Already submitted', text: where });
    }
    return null;
  }

  function form(draft: PaymentDraft, problems: readonly Problem[]): Card {
    return cards.paymentFormCard({
      draft,
      problems,
      accounts: desk.ledger.current().accounts(),
      formId: desk.randomHex(12),
    });
  }

  /** A sentence never starts a payment: it fills the form, names what is missing or ambiguous, and the person submits. */
  async function formFromSentence(text: string, said: Said): Promise<Card> {
    const ledger = desk.ledger.current();
    const reading = readSentence(text, (id) => ledger.accountsNamed(id).length > 0);
    if (!reading) return answer(text, said);
    const refusal = access.refuse('submit_payment', said.actor);
    if (refusal) return problem('This is not open to you', refusal.problems);
    const { draft, remarks } = reading;
    const [account] = draft.account_id === undefined ? [] : ledger.accountsNamed(draft.account_id);
    const completed = account ? { ...draft, entity: account.entity } : draft;
    const ambiguous = remarks.map((message): Problem => ({ code: 'ambiguous', message }));
    const missing = requiredFields
      .filter((field) => completed[field] === undefined)
      .map((field): Problem => ({
        code: 'field_missing',
        field,
        message: `${field.replaceAll('_', ' ')} is missing.`,
      }));
    return form(completed, [...ambiguous, ...missing]);
  }

  /** Policy and procedure answer with their source, or nothing does. */
  function answer(text: string, said: Said): Promise<Card> {
    return allowed('ask_question', said, () => answerFromPolicy(text));
  }

  async function answerFromPolicy(text: string): Promise<Card> {
    const found = await desk.answerQuestion(text);
    if (!found.answered && found.why === 'unavailable')
      return problem(
        'I cannot look that up now',
        refuse('knowledge_unavailable', `${found.text} Please ask again in a few minutes.`).problems,
      );
    if (!found.answered)
      return problem(
        'I did not understand that',
        refuse('not_understood', `${found.text} Write /help to see what I can do, or /new for the payment form.`)
          .problems,
      );
    const sources = [...found.rule_ids, ...found.sections.map(({ title, section_id: id }) => `${title} (${id})`)];
    return cards.noticeCard({ title: 'Policy says', text: `${found.text} Source: ${sources.join(', ')}.` });
  }

  async function screen(name: string, { actor, isPersonal }: Said): Promise<Card> {
    if (name.length > 140)
      return problem(
        'This name is too long',
        refuse('name_too_long', 'A name has at most 140 characters.', 'name').problems,
      );
    const result = await desk.screenName(name);
    // A match is compliance's to read, and only where nobody else does.
    const mayReadMatch = isPersonal && isComplianceMember(desk.policy.current(), actor);
    return cards.screeningResultCard(result, mayReadMatch ? 'compliance' : 'others');
  }

  async function liquidity({ amount, currency, account, time }: LiquidityCommand): Promise<Card> {
    const ledger = desk.ledger.current();
    const candidates = ledger
      .accounts()
      .filter((known) => known.currency === currency && (account === null || known.account_id === account));
    const [only, ...others] = candidates;
    if (!only || others.length > 0) {
      const names = [...new Set(candidates.map((known) => known.account_id))].slice(0, 12).join(', ');
      const message = only
        ? `Name the account: ${names}.`
        : `No account${account === null ? '' : ` ${account}`} in ${currency} is in the ledger.`;
      return problem('Which account?', refuse('unknown_account', message, 'account_id').problems);
    }
    const assessed = await desk.assessLiquidity({
      amount: amount.replaceAll(',', ''),
      currency,
      account_id: only.account_id,
      entity: only.entity,
      ...(time === null ? {} : { timestamp_utc: `${ledger.day ?? utcDay(desk.clock.now())}T${time}:00Z` }),
    });
    return assessed.ok
      ? cards.liquidityCard(assessed.output)
      : problem('Liquidity cannot be computed', assessed.problems);
  }

  async function service(): Promise<Card> {
    return cards.noticeCard({ title: 'In force', text: await desk.describeService() });
  }

  /** Everything for those policy lets see it; for anybody else what concerns them. */
  async function pending({ actor }: Said): Promise<Card> {
    const statuses = ['under_review', 'held', 'compliance_review', 'awaiting_approval'] as const;
    const refusal = access.refuse('read_worklist', actor);
    if (!refusal) return list(await desk.store.listCases({ statuses, limit: shownPending }), actor);
    const waiting = await desk.store.listCases({ statuses, limit: searchedPending });
    const theirs = waiting.filter((waits) => access.refuse('read_worklist', actor, waits) === null);
    if (theirs.length === 0 && actor.unlisted === true) return problem('This is not open to you', refusal.problems);
    return list(theirs.slice(0, shownPending), actor);
  }

  function list(waiting: readonly PaymentCase[], actor: Member): Card {
    return cards.pendingCard(waiting.map((current) => ({ case: current, offers: desk.offersFor(current, actor) })));
  }

  async function status(id: string, { actor, isPersonal }: Said): Promise<Card> {
    const found = (await desk.store.findCase(id)) ?? (await desk.store.findCaseByPayment(id));
    const refusal = access.refuse('read_payment', actor, found ?? undefined);
    // Nobody else reads it in a chat alone, so it offers what this person may do.
    if (found && !refusal) return desk.renderCase(found, isPersonal ? actor : null);
    // What is not there and what is not theirs read alike: nobody finds out by asking which payments there are.
    const why = refusal ? ` that you may read. ${refusal.problems.map(({ message }) => message).join(' ')}` : '.';
    return problem('Unknown payment', refuse('unknown_case', `Nothing is known here as ${id}${why}`).problems);
  }

  function actAs(name: string | null, { actor, real }: Said): Card {
    if (!desk.personas)
      return problem(
        'Not here',
        refuse('personas_off', 'Acting as somebody else exists only in the local profile.').problems,
      );
    if (name === null) return cards.personasCard(desk.personas.list(), actor.personaOf === undefined ? null : actor);
    const assumed = desk.personas.assume(real, name);
    if (!assumed.ok) return problem('Nobody by that name', assumed.problems);
    const { name: acting, roles, personaOf } = assumed.actor;
    const text =
      personaOf === undefined
        ? `You act as yourself again, ${acting}.`
        : `You now act as ${acting} (${roles.join(', ') || 'no approval role'}). Everything you do is marked as a test identity. /as me ends it.`;
    return cards.noticeCard({ title: personaOf === undefined ? 'Yourself' : 'Test identity', text });
  }
}

/** Somebody in a hurry leaves the question mark out. */
function isQuestion(text: string): boolean {
  return text.trimEnd().endsWith('?') || /^(?:who|what|which|why|how)\b/i.test(text.trimStart());
}
