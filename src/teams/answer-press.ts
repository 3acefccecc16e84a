/** Answers a pressed button or a posted form: what the presser's card becomes, and what the conversation is told. */
import type { FormValues } from '../cards/payment/payment-form';
import { readForm, readPress, readSeveral, readSweep, readWhatIf, typedWhatIf } from '../cards/read-press';
import type { TypedComment, TypedWhatIf } from '../cards/payment/payment-view';
import { verbs, type CardVerb } from '../cards/verbs';
import type { Press } from '../domain/case/machine/commands';
import type { Changed } from '../app/change-case';
import { refuseUnknownCase } from '../domain/case/machine/refuse-act';
import { refuse, type Refusal } from '../domain/values/errors';
import type { JsonObject } from '../domain/values/json';
import { isForComplianceAlone, shownStatus } from '../domain/case/people/compliance-alone';
import type { PaymentCase } from '../domain/case/payment-case';
import type { Member } from '../domain/values/person';
import { utcDay } from '../domain/values/time';
import { createAccess } from './people/access';
import { refusalCard } from './answers/answer-intent';
import { sweepForm } from './answers/fill-form';
import { linkToBundle } from './answers/link-to-bundle';
import { delegationActs } from '../domain/delegation/answer-delegation';
import { answerByPress, giveByForm } from './answers/delegations';
import { answerRunPress } from './answers/payment-runs';
import { approveSeveral, worklistFor } from './answers/worklist';
import type { Desk } from './desk';
import type { PressAnswer } from './press-answer';

export interface Pressed {
  readonly verb: string;
  /** What the client sent with the button: ids, the version it shows, inputs. Never trusted further. */
  readonly data: unknown;
  readonly actor: Member;
  readonly conversation: JsonObject;
  /** A chat with the bot alone: nobody else reads the answer. */
  readonly isPersonal?: boolean;
  /** The message that was pressed, as the channel names it; null where it does not. */
  readonly activityId?: string | null;
}

interface Presser {
  readonly actor: Member;
  readonly typed: TypedComment | undefined;
  readonly whatIf?: TypedWhatIf | undefined;
}

export type AnswerPress = (pressed: Pressed) => Promise<PressAnswer>;

export function createAnswerPress(desk: Desk): AnswerPress {
  const { cards, words } = desk;
  const access = createAccess(desk);

  return async (pressed) => {
    if (pressed.verb === verbs.submit_payment) return submitForm(pressed);
    if (pressed.verb === verbs.approve_several) return several(pressed);
    if (pressed.verb === verbs.approve_run || pressed.verb === verbs.show_run)
      return answerRunPress(desk, pressed.verb, pressed, (refusal) => refused(refusal, pressed.actor));
    if (pressed.verb === verbs.cancel_form)
      return { card: cards.noticeCard(words.form.cancelled), message: null, place: 'pressed' };
    if (pressed.verb === verbs.give_delegation)
      return giveByForm(desk, pressed, (refusal) => refused(refusal, pressed.actor));
    const answered = delegationActs.find((act) => act === pressed.verb);
    if (answered) return answerByPress(desk, answered, pressed);
    const read = readPress(pressed.verb, pressed.data);
    if (!read.ok) return refused(read, pressed.actor);
    const { verb, run_id: runId, version: shownVersion, comment, expiresOn, inputs, copy, unasked } = read.press;
    const { actor, activityId = null, conversation } = pressed;
    // Ids can be guessed or passed on: whoever may not read a payment learns nothing by pressing on it.
    const pressedOn = await desk.store.findCase(runId);
    const notTheirs = pressedOn && access.refuse('read_payment', actor, pressedOn);
    if (notTheirs && unasked === true) return unchanged;
    if (notTheirs) return refused(notTheirs, actor);
    // A press shows that its card is there, also one whose posting nobody heard of.
    if (pressedOn && activityId !== null && keepsCard(verb))
      await desk.adoptCard({ runId, activityId, conversation, copy });
    switch (verb) {
      case 'approve':
      case 'reject':
      case 'clear_false_positive':
      case 'confirm_true_match':
      case 'restart_review':
      case 'delay':
      case 'confirm_false_positive':
      case 'acknowledge_block':
      case 'claim':
      case 'withdraw':
      case 'take_back_approval':
      case 'release':
      case 'request_override':
      case 'ask_question':
      case 'answer_question':
      case 'attach_reference':
        return afterChange(runId, await desk.actOnCase(runId, { type: verb, shownVersion, comment, inputs, actor }), {
          actor,
          typed: comment === null && inputs === undefined ? undefined : { act: verb, comment: comment ?? '', inputs },
        });
      case 'release_part':
        return afterChange(runId, await desk.releasePart(runId, { type: verb, shownVersion, comment, actor }), {
          actor,
          typed: comment === null ? undefined : { act: verb, comment },
        });
      case 'correct':
        return afterChange(
          runId,
          await desk.correctPayment(runId, { type: verb, shownVersion, comment, inputs, actor }),
          { actor, typed: { act: verb, comment: comment ?? '', inputs } },
        );
      case 'ask_again':
        return afterChange(
          runId,
          await desk.askAgain(runId, { type: verb, shownVersion, comment, actor }, conversation),
          {
            actor,
            typed: comment === null ? undefined : { act: verb, comment },
          },
        );
      case 'propose_false_positive':
        return afterChange(
          runId,
          await desk.actOnCase(runId, { type: verb, shownVersion, comment, expiresOn, actor }),
          { actor, typed: undefined },
        );
      case 'pass_on':
        return passOn(runId, { type: verb, shownVersion, comment: null, actor }, read.press.passTo);
      case 'sweep':
        return onCase(runId, actor, (current) => sweepFor(current, pressed));
      case 'what_if':
        return whatIf(runId, pressed);
      case 'show_screening':
        return onCase(runId, actor, (current) => screeningFor(current, actor));
      case 'export_bundle':
        return onCase(runId, actor, async (current) => {
          const link = await linkToBundle(desk, current, pressed);
          return link.ok
            ? { card: null, message: link.card, place: 'pressed' }
            : refusedOn(current, link, { actor, typed: undefined });
        });
      case 'show_payment':
        // What Teams shows this person in the meantime should not be older than what everybody is about to see.
        if (unasked === true) await desk.showOrLog(runId);
        return onCase(runId, actor, async (current) => ({
          card: await desk.renderCase(current, (await isComplianceAlone(current, pressed)) ? actor : null),
          message: null,
          place: 'pressed',
        }));
    }
  };

  /** Everybody's card is brought up to date, whether the press counted or not: a refused press often means a stale card. */
  async function afterChange(runId: string, changed: Changed, { actor, typed }: Presser): Promise<PressAnswer> {
    await desk.showOrLog(runId);
    // Read last: what the presser's card becomes is never older than what was shown there meanwhile.
    const current = await desk.store.findCase(runId);
    if (changed.ok) return { card: current && (await desk.renderCase(current, null)), message: null, place: 'shared' };
    return current ? refusedOn(current, changed, { actor, typed }) : refused(changed, actor);
  }

  /** What was not done is said on the presser's card, and what was typed comes back: this card goes to nobody else. */
  async function refusedOn(current: PaymentCase, refusal: Refusal, presser: Presser): Promise<PressAnswer> {
    const { actor, typed, whatIf } = presser;
    const { problems } = refusal;
    const referenceId = desk.noteRefusal(problems, { actor, runId: current.runId });
    const told = { name: actor.name, problems, referenceId };
    const card = await desk.renderCase(current, null, { typed, whatIf, refusal: told });
    const title = words.chat.problems.notDone(actor.name);
    return { card, message: cards.problemCard({ title, problems, referenceId }), place: 'shared' };
  }

  /** What was not approved is said in the list, beside what was. */
  async function several({ data, actor, isPersonal = false }: Pressed): Promise<PressAnswer> {
    const read = readSeveral(data);
    if (!read.ok) return refused(read, actor);
    const done = await approveSeveral(desk, read.picked, actor);
    return { card: await worklistFor(desk, { actor, isPersonal }, done), message: null, place: 'pressed' };
  }

  async function passOn(runId: string, press: Press, picked: string | undefined): Promise<PressAnswer> {
    const passTo = picked === undefined ? undefined : desk.people.members().find((one) => one.objectId === picked);
    if (picked !== undefined && !passTo)
      return onCase(runId, press.actor, (current) =>
        refusedOn(current, refuse('unknown_person', 'Not passed on. Nobody of that name is known here.', 'pass_to'), {
          actor: press.actor,
          typed: undefined,
        }),
      );
    return afterChange(runId, await desk.actOnCase(runId, { ...press, passTo }), {
      actor: press.actor,
      typed: undefined,
    });
  }

  async function onCase(
    runId: string,
    actor: Member,
    answer: (current: PaymentCase) => Promise<PressAnswer>,
  ): Promise<PressAnswer> {
    const current = await desk.store.findCase(runId);
    return current ? answer(current) : refused(refuseUnknownCase(), actor);
  }

  async function whatIf(runId: string, { data, actor }: Pressed): Promise<PressAnswer> {
    const read = readWhatIf(data);
    const asked = read.ok ? await desk.askWhatIf(runId, read.whatIf) : read;
    if (!asked.ok)
      return onCase(runId, actor, (current) =>
        refusedOn(current, asked, { actor, typed: undefined, whatIf: typedWhatIf(data) }),
      );
    return {
      card: cards.whatIfCard(asked.output, asked.case, desk.cutoffFor(asked.case)),
      message: null,
      place: 'pressed',
    };
  }

  /** Who comes back from the match, where nobody else reads, finds the acts that are theirs; everybody's card has none of them. */
  async function isComplianceAlone(current: PaymentCase, { actor, isPersonal = false }: Pressed): Promise<boolean> {
    if (!isPersonal || !isForComplianceAlone(current)) return false;
    return (await desk.offerOrRefusal('show_screening', current, actor)).ok;
  }

  /** A form of its own below: nothing is asked for before it is submitted. */
  async function sweepFor(current: PaymentCase, { data, actor }: Pressed): Promise<PressAnswer> {
    const offered = await desk.offerOrRefusal('sweep', current, actor);
    const notOpen = offered.ok ? access.refuse('submit_payment', actor) : offered;
    if (notOpen) return refused(notOpen, actor);
    return { card: null, message: sweepForm(desk, current, readSweep(data)), place: 'pressed' };
  }

  async function screeningFor(current: PaymentCase, actor: Member): Promise<PressAnswer> {
    const offered = await desk.offerOrRefusal('show_screening', current, actor);
    if (!offered.ok) return refusedOn(current, offered, { actor, typed: undefined });
    const moment = { report: desk.blockReportOf(current), businessNow: desk.clock.now() };
    const card = cards.screeningCard(current, await desk.offersFor(current, actor), moment);
    return { card, message: null, place: 'private' };
  }

  async function submitForm({ data, actor, conversation }: Pressed): Promise<PressAnswer> {
    const form = readForm(data, utcDay(desk.clock.now()));
    if (!form.ok) return refused(form, actor);
    const { formId } = form;
    const fields = withAccountCurrency(form.fields);
    const notOpen = access.refuse('submit_payment', actor);
    if (notOpen) return refused(notOpen, actor);
    const submitted = await desk.requestPayment({
      draft: fields,
      submitter: actor,
      conversation,
      submissionId: formId,
    });
    if (!submitted.ok) {
      const { problems } = submitted;
      const referenceId = desk.noteRefusal(problems, { actor });
      const accounts = desk.ledger.current().accounts();
      return {
        card: cards.paymentFormCard({ draft: asTyped(fields), problems, referenceId, accounts, formId }),
        message: null,
        place: 'pressed',
      };
    }
    const { payment, runId } = submitted.case;
    const isTheirs = access.refuse('read_payment', actor, submitted.case) === null;
    const how = isTheirs ? words.chat.submitted.as(runId, words.caseStates.name[shownStatus(submitted.case)]) : '';
    const text = words.chat.submitted.withUs(payment.payment_id, how);
    const title = submitted.alreadyKnown ? words.chat.submitted.already : words.chat.submitted.title;
    return { card: cards.noticeCard({ title, text }), message: null, place: 'pressed' };
  }

  /** An account that has one currency needs none to be named. */
  function withAccountCurrency(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    const { currency, account_id: typed } = fields;
    if (currency !== undefined || typeof typed !== 'string') return fields;
    const ledger = desk.ledger.current();
    const [only, ...others] = ledger.accountsNamed(ledger.accountIdOf(typed.trim()) ?? typed.trim());
    return only === undefined || others.length > 0 ? fields : { ...fields, currency: only.currency };
  }

  function refused(refusal: Refusal, actor: Member): PressAnswer {
    const title = words.chat.problems.notDone(actor.name);
    return { card: null, message: refusalCard(desk, title, refusal.problems, { actor }), place: 'pressed' };
  }
}

/** What a client that asks by itself is told where there is nothing for whoever looks. */
const unchanged: PressAnswer = { card: null, message: null, place: 'pressed' };

/** What-if and screening have an answer of their own, which may stand in the place of the card in some clients. */
function keepsCard(verb: CardVerb): boolean {
  return (
    verb !== verbs.what_if && verb !== verbs.show_screening && verb !== verbs.export_bundle && verb !== verbs.sweep
  );
}

/** A refused form comes back with what was typed into it. */
function asTyped(fields: Readonly<Record<string, unknown>>): FormValues {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => typeof value === 'string' || typeof value === 'number'),
  );
}
