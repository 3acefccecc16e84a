/** Reads what the form of a delegation, or a button of one, sent: ids, versions and what was typed; everything else comes from the store. */
import { z } from 'zod';
import type { DelegationAct } from '../../domain/delegation/answer-delegation';
import { delegationKinds } from '../../domain/delegation/delegation';
import type { DelegationDraft } from '../../domain/delegation/give-delegation';
import { refuse, type Refusal } from '../../domain/values/errors';
import type { Member } from '../../domain/values/person';
import { maxCommentLength, wholeNumber } from '../read-press';
import { isBlank } from '../../domain/values/text/visible';

/** Far more than may be given: longer is refused by its length, and comes back. */
const longest = 20_000;

const typed = z.coerce
  .string()
  .catch('')
  .transform((text) => text.replace(/\p{Cs}/gu, '\ufffd').slice(0, longest));

const formSchema = z.looseObject({
  form_id: z.string().regex(/^[0-9a-f]{12}$/),
  kind: z.enum(delegationKinds).catch('delegation'),
  to: typed.default(''),
  role: typed.default(''),
  first_day: typed.default(''),
  last_day: typed.default(''),
  up_to_usd: typed.default(''),
  reason: typed.default(''),
});

/** `people`: among whom a name or mail address is looked for where one was typed. */
export function readDelegationForm(
  data: unknown,
  people: readonly Member[],
): { readonly ok: true; readonly formId: string; readonly draft: DelegationDraft } | Refusal {
  const form = formSchema.safeParse(data);
  if (!form.success)
    return refuse('form_unreadable', 'The form sent data we cannot read. Open a new one with /delegate.');
  const { form_id: formId, kind, to, role, first_day, last_day, up_to_usd, reason } = form.data;
  return {
    ok: true,
    formId,
    draft: { kind, to: personOf(to.trim(), people), role, first_day, last_day, up_to_usd, reason },
  };
}

/** Their id, where exactly one is called so; else what was typed. */
function personOf(called: string, people: readonly Member[]): string {
  if (people.some(({ objectId }) => objectId === called)) return called;
  const wanted = called.toLowerCase();
  const [one, ...others] = people.filter(
    ({ name, email }) => name.toLowerCase() === wanted || email?.toLowerCase() === wanted,
  );
  return one && others.length === 0 ? one.objectId : called;
}

const pressSchema = z.looseObject({ delegation: z.string().min(1).max(64), version: wholeNumber });

/** Where why a delegation is declined is typed: a list has several. */
export const declineReasonId = (reference: string): string => `why_not_${reference}`;

export interface PressedDelegation {
  readonly act: DelegationAct;
  readonly reference: string;
  readonly shownVersion: number;
  /** Why it is declined; null where nobody said. */
  readonly reason: string | null;
}

export function readDelegationPress(
  act: DelegationAct,
  data: unknown,
): { readonly ok: true; readonly pressed: PressedDelegation } | Refusal {
  const read = pressSchema.safeParse(data);
  if (!read.success) return refuse('unknown_delegation', 'Not done. No such delegation is known here.');
  const { delegation: reference, version: shownVersion } = read.data;
  const said = act === 'decline_delegation' ? typed.parse(read.data[declineReasonId(reference)] ?? '').trim() : '';
  if (said.length > maxCommentLength)
    return refuse('comment_too_long', `The reason is longer than ${maxCommentLength} characters.`, 'reason');
  return { ok: true, pressed: { act, reference, shownVersion, reason: isBlank(said) ? null : said } };
}
