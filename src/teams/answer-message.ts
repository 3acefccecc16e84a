/** Answers what a person writes: every message gets one card, and none is a dead end. */
import type { Card } from '../cards/templates';
import { refuse, type Problem } from '../domain/values/errors';
import { requiredFields } from '../domain/payment/complete-request';
import type { JsonObject } from '../domain/values/json';
import type { PaymentDraft } from '../domain/payment/payment-request';
import type { Member } from '../domain/values/person';
import { isComplianceMember } from '../domain/policy/members';
import { utcDay } from '../domain/values/time';
import type { CardChannel } from '../ports';
import { readSentence } from '../app/read-sentence';
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

export function createAnswerMessage(desk: Desk): AnswerMessage {
  const { cards } = desk;
  const problem = (title: string, problems: readonly Problem[]): Card =>
    cards.problemCard({ title, problems, referenceId: desk.randomHex(8) });

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
        return submit({ payment_id: command.paymentId }, said);
      case 'new_payment':
        return form({}, []);
      case 'sentence':
        return isQuestion(command.text) ? answer(command.text) : formFromSentence(command.text);
      case 'screen':
        return screen(command.name, said);
      case 'liquidity':
        return liquidity(command);
      case 'pending':
        return pending(said.actor);
      case 'status':
        return command.id === null
          ? cards.noticeCard({ title: 'In force', text: await desk.describeService() })
          : status(command.id, said);
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
      const where = `${opened.payment.payment_id} is already with us as ${opened.runId}, ${opened.status.replaceAll('_', ' ')}. Its card is in the conversation it was asked in.`;
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
  async function formFromSentence(text: string): Promise<Card> {
    const ledger = desk.ledger.current();
    const reading = readSentence(text, (id) => ledger.accountsNamed(id).length > 0);
    if (!reading) return answer(text);
    const { draft, remarks } = reading;
    const [account] = draft.account_id === undefined ? [] : ledger.accountsNamed(draft.account_id);
    const completed = account ? { ...draft, entity: account.entity } : draft;
    const ambiguous = remarks.map((message) => ({ code: 'ambiguous', message }));
    const missing = requiredFields
      .filter((field) => completed[field] === undefined)
      .map((field) => ({ code: 'field_missing', field, message: `${field.replaceAll('_', ' ')} is missing.` }));
    return form(completed, [...ambiguous, ...missing]);
  }

  /** Policy and procedure answer with their source, or nothing does. */
  async function answer(text: string): Promise<Card> {
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

  async function pending(actor: Member): Promise<Card> {
    const statuses = ['under_review', 'held', 'compliance_review', 'awaiting_approval'] as const;
    const waiting = await desk.store.listCases({ statuses, limit: 20 });
    return cards.pendingCard(waiting.map((current) => ({ case: current, offers: desk.offersFor(current, actor) })));
  }

  async function status(id: string, { actor, isPersonal }: Said): Promise<Card> {
    const found = (await desk.store.findCase(id)) ?? (await desk.store.findCaseByPayment(id));
    return found
      ? // Nobody else reads it there, so it offers what this person may do.
        desk.renderCase(found, isPersonal ? actor : null)
      : problem('Unknown payment', refuse('unknown_case', `Nothing is known here as ${id}.`).problems);
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
