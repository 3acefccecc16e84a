/** The form of a payment that is posted: it becomes a case, or comes back with what was typed and what is wrong with it. */
import type { FormValues } from '../../cards/payment/payment-form';
import { readForm } from '../../cards/read-press';
import { shownStatus } from '../../domain/case/people/compliance-alone';
import { utcDay } from '../../domain/values/time';
import type { Desk } from '../desk';
import { createAccess } from '../people/access';
import type { PressAnswer } from '../press-answer';
import { refused } from './not-done';
import type { Pressed } from './pressed';

type Fields = Readonly<Record<string, unknown>>;

export async function submitForm(desk: Desk, { data, actor, conversation }: Pressed): Promise<PressAnswer> {
  const { cards, words } = desk;
  const access = createAccess(desk);
  const form = readForm(data, utcDay(desk.clock.now()));
  if (!form.ok) return refused(desk, form, actor);
  const { formId } = form;
  const fields = withAccountCurrency(desk, form.fields);
  const notOpen = access.refuse('submit_payment', actor);
  if (notOpen) return refused(desk, notOpen, actor);
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
    const card = cards.paymentFormCard({ draft: asTyped(fields), problems, referenceId, accounts, formId });
    return { card, message: null, place: 'pressed' };
  }
  const { payment, runId } = submitted.case;
  const isTheirs = access.refuse('read_payment', actor, submitted.case) === null;
  const how = isTheirs ? words.chat.submitted.as(runId, words.caseStates.name[shownStatus(submitted.case)]) : '';
  const text = words.chat.submitted.withUs(payment.payment_id, how);
  const title = submitted.alreadyKnown ? words.chat.submitted.already : words.chat.submitted.title;
  return { card: cards.noticeCard({ title, text }), message: null, place: 'pressed' };
}

/** An account that has one currency needs none to be named. */
function withAccountCurrency(desk: Pick<Desk, 'ledger'>, fields: Fields): Fields {
  const { currency, account_id: typed } = fields;
  if (currency !== undefined || typeof typed !== 'string') return fields;
  const ledger = desk.ledger.current();
  const [only, ...others] = ledger.accountsNamed(ledger.accountIdOf(typed.trim()) ?? typed.trim());
  return only === undefined || others.length > 0 ? fields : { ...fields, currency: only.currency };
}

/** A refused form comes back with what was typed into it. */
function asTyped(fields: Fields): FormValues {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => typeof value === 'string' || typeof value === 'number'),
  );
}
