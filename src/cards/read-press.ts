/** Reads what a button press or a posted form sent, and nothing more than that: amounts, names and rights never come from a card. */
import { z } from 'zod';
import { refuse, type Problem, type Refusal } from '../domain/values/errors';
import { parseUtc } from '../domain/values/time';
import type { PressInputs } from '../domain/case/machine/commands';
import type { TypedWhatIf } from './payment/payment-view';
import {
  actInputs,
  commentInputId,
  expiryInput,
  otherVerbs,
  passToInput,
  sweepSourceInput,
  pickInputId,
  verbs,
  whatIfInputs,
  type CardVerb,
  type PressData,
  type Verb,
} from './verbs';
import { isBlank } from '../domain/values/text/visible';

export const maxCommentLength = 2_000;

/** A number in Action.Execute; clients that post Action.Submit turn it into text. */
export const wholeNumber = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d{1,9}$/)
      .transform(Number),
  ])
  .pipe(z.int().positive());

const pressSchema = z.object({
  run_id: z.string().min(1).max(64),
  version: wholeNumber,
  /** Left out by cards of earlier releases; whatever else it is, it names no copy. */
  copy: wholeNumber.nullable().catch(null).default(null),
  unasked: z.literal(true).optional().catch(undefined),
});

/** What a client sent: which button, of which case, at which version, and the words typed beside it. */
export interface PressedButton extends PressData {
  readonly verb: CardVerb;
  /** Which copy of the card it is on; null where the button does not say. */
  readonly copy: number | null;
  /** The client asks by itself, because somebody sees the card: nobody has pressed anything, and nobody wants to be told anything. */
  readonly unasked?: true | undefined;
  /** Trimmed; null where nothing was typed. */
  readonly comment: string | null;
  /** As picked; left out where the card asks for none. */
  readonly expiresOn?: string;
  /** The object id of whoever it is passed on to; left out where nobody was picked. */
  readonly passTo?: string;
  /** What else the act takes, by its own names; left out where it takes nothing else. */
  readonly inputs?: PressInputs;
}

/** The press of a payment card's button. The comment is read from the verb's own input, or from `comment`. */
export function readPress(verb: string, data: unknown): { readonly ok: true; readonly press: PressedButton } | Refusal {
  const known = Object.values(verbs).find((name) => name === verb);
  if (known === undefined || !isCardVerb(known)) return refuse('unknown_verb', 'This button is not one of ours.');
  const pressed = pressSchema.safeParse(data);
  if (!pressed.success)
    return refuse('press_unreadable', 'The card sent data we cannot read. Open the payment again with /status.');
  const comment = readComment(data, known);
  if (comment !== null && comment.length > maxCommentLength) {
    return refuse('comment_too_long', `The comment is longer than ${maxCommentLength} characters.`, 'comment');
  }
  const inputs = readInputs(data, known);
  const tooLong = Object.entries(inputs ?? {}).find(([, typed]) => typed.length > maxCommentLength);
  // What is written down is what was typed: nothing is cut off in silence.
  if (tooLong)
    return refuse('comment_too_long', `What was typed is longer than ${maxCommentLength} characters.`, tooLong[0]);
  return {
    ok: true,
    press: {
      verb: known,
      ...pressed.data,
      comment,
      ...readExpiry(data),
      ...readPassTo(data),
      ...(inputs === null ? {} : { inputs }),
    },
  };
}

function isCardVerb(verb: Verb): verb is CardVerb {
  return !otherVerbs.some((other) => other === verb);
}

/** What is no list of inputs is read as none. */
const sentInputs = z.record(z.string(), z.unknown()).catch({});
const pickedDay = z.string().trim().min(1).max(40);
const pickedPerson = z.string().trim().min(1).max(100);
const pickedAccount = z.string().trim().min(1).max(64);
const anythingAsText = z.coerce.string();

/** Whether it is a day that may be picked is for whoever takes the press. */
function readExpiry(data: unknown): { readonly expiresOn?: string } {
  const inputs = sentInputs.parse(data);
  const picked = pickedDay.safeParse(inputs[expiryInput]);
  return picked.success ? { expiresOn: picked.data } : {};
}

function readPassTo(data: unknown): { readonly passTo?: string } {
  const inputs = sentInputs.parse(data);
  const picked = pickedPerson.safeParse(inputs[passToInput]);
  return picked.success ? { passTo: picked.data } : {};
}

/** As typed, trimmed; what is left empty is not sent. Null where the act takes nothing else. */
function readInputs(data: unknown, verb: CardVerb): PressInputs | null {
  const names = actInputs[verb];
  if (!names) return null;
  const sent = sentInputs.parse(data);
  const typed = names.flatMap((name) => {
    const value = anythingAsText.safeParse(sent[`${name}_${verb}`] ?? sent[name] ?? '');
    const text = value.success ? writable(value.data) : '';
    return text === '' ? [] : [[name, text] as const];
  });
  return Object.fromEntries(typed);
}

/** Half a character cannot be written down and read back as it was. */
function writable(text: string): string {
  return text.trim().replace(/\p{Cs}/gu, '\ufffd');
}

function readComment(data: unknown, verb: CardVerb): string | null {
  const inputs = sentInputs.parse(data);
  const typed = [inputs[commentInputId(verb)], inputs['comment']].find(
    (value) => typeof value === 'string' && !isBlank(value),
  );
  return typeof typed === 'string' ? writable(typed) : null;
}

/** The three inputs of the what-if, trimmed: nothing of it is believed, only looked up. */
export function typedWhatIf(data: unknown): TypedWhatIf {
  const inputs = sentInputs.parse(data);
  const typed = (id: string): string => {
    const value = inputs[id];
    return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
  };
  return {
    amount: typed(whatIfInputs.amount),
    at: typed(whatIfInputs.at),
    accountId: typed(whatIfInputs.account),
  };
}

/** `at` is `14:30`, UTC of the payment's day, or an ISO 8601 instant. Problems name `amount`, `at` or `account_id`. */
export function readWhatIf(data: unknown): { readonly ok: true; readonly whatIf: TypedWhatIf } | Refusal {
  const whatIf = typedWhatIf(data);
  const problems: Problem[] = [];
  const add = (field: string, message: string): void => {
    problems.push({ code: 'what_if_unreadable', field, message });
  };
  // Read by the one reader of amounts, in the payment's currency.
  if (!/^[^\p{C}]{1,40}$/u.test(whatIf.amount)) add('amount', 'is not an amount like 250,000.00');
  if (!isTime(whatIf.at)) add('at', 'is not a time like 14:30 (UTC)');
  if (!/^[^\p{C}]{1,64}$/u.test(whatIf.accountId)) add('account_id', 'is not an account of the list');
  return problems.length > 0 ? { ok: false, problems } : { ok: true, whatIf };
}

function isTime(text: string): boolean {
  // Nothing typed is now.
  return text === '' || /^([01]\d|2[0-3]):[0-5]\d$/.test(text) || (text.length <= 40 && parseUtc(text) !== null);
}

/** The account picked; null where none was: whoever answers takes the best. */
export function readSweep(data: unknown): string | null {
  const inputs = sentInputs.parse(data);
  const picked = pickedAccount.safeParse(inputs[sweepSourceInput]);
  return picked.success ? picked.data : null;
}

/** As many as a list shows. */
const maxSeveral = 40;
const severalSchema = z.looseObject({
  items: z
    .array(z.object({ run_id: z.string().min(1).max(64), version: wholeNumber }))
    .min(1)
    .max(maxSeveral),
});

/** The payments of a list that are ticked; one whose tick was never asked for counts as ticked. */
export function readSeveral(data: unknown): { readonly ok: true; readonly picked: readonly PressData[] } | Refusal {
  const read = severalSchema.safeParse(data);
  if (!read.success)
    return refuse('press_unreadable', 'The list sent data we cannot read. Ask for it again with /pending.');
  const { items, ...inputs } = read.data;
  // Clients send a tick as text or as a boolean.
  const isTicked = (place: number): boolean => {
    const tick = inputs[pickInputId(place)];
    return tick === undefined || tick === true || tick === 'true';
  };
  const seen = new Set<string>();
  const picked = items.filter(({ run_id: runId }, place) => {
    const isFirst = !seen.has(runId);
    seen.add(runId);
    return isFirst && isTicked(place);
  });
  return picked.length > 0
    ? { ok: true, picked }
    : refuse('nothing_picked', 'Nothing was approved. No payment of the list is ticked.');
}

const saidSchema = z.object({ said: z.string().min(1).max(400) });

/** What a suggestion's button says. */
export function readSaid(data: unknown): { readonly ok: true; readonly said: string } | Refusal {
  const read = saidSchema.safeParse(data);
  return read.success
    ? { ok: true, said: read.data.said }
    : refuse('press_unreadable', 'The card sent data we cannot read.');
}

const formSchema = z.object({ form_id: z.string().regex(/^[0-9a-f]{12}$/) }).catchall(z.unknown());

/**
 * The posted payment form: its id, and the filled-in fields still to be checked as a payment draft. Empty inputs are left out. `today` is
 * the day of a time without one, `2026-01-22`.
 */
export function readForm(
  data: unknown,
  today: string,
): { readonly ok: true; readonly formId: string; readonly fields: Readonly<Record<string, unknown>> } | Refusal {
  const form = formSchema.safeParse(data);
  if (!form.success) return refuse('form_unreadable', 'The form sent data we cannot read. Open a new one with /new.');
  const { form_id: formId, ...inputs } = form.data;
  // `verb` travels inside the data of clients that post Action.Submit.
  const filled = Object.entries(inputs).filter(
    ([name, value]) => name !== 'verb' && !(typeof value === 'string' && value.trim() === ''),
  );
  return { ok: true, formId, fields: withInstant(Object.fromEntries(filled), today) };
}

/** The pickers' date and time are one field of a payment. */
function withInstant(
  { leaves_on: day, leaves_at: time, ...fields }: Readonly<Record<string, unknown>>,
  today: string,
): Readonly<Record<string, unknown>> {
  if (day === undefined && time === undefined) return fields;
  const written = (picked: unknown, none: string): string => (typeof picked === 'string' ? picked.trim() : none);
  return { timestamp_utc: `${written(day, today)}T${written(time, '')}:00Z`, ...fields };
}
