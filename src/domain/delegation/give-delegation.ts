/** Whether a delegation may be given as it was asked for; everything that is wrong with it at once, each by its field. */
import { isOpen, type Delegation, type DelegationKind } from './delegation';
import { latestLastDay } from './business-days';
import type { Policy } from '../policy/policy';
import { parseAmount } from '../values/amounts/parse-amount';
import type { Problem, Refusal } from '../values/errors';
import { toJsonNumber } from '../values/money';
import { samePerson, withoutRoles, type Member } from '../values/person';
import { formatUtc, isCalendarDay, utcDay } from '../values/time';
import { isBlank } from '../values/text/visible';

/** As typed or picked; empty where nothing was. */
export interface DelegationDraft {
  readonly kind: DelegationKind;
  /** Object id. */
  readonly to: string;
  readonly role: string;
  readonly first_day: string;
  readonly last_day: string;
  readonly up_to_usd: string;
  readonly reason: string;
}

export interface GivingKnown {
  readonly nowMs: number;
  readonly policy: Policy;
  readonly members: readonly Member[];
  /** Every delegation there is. */
  readonly existing: readonly Delegation[];
}

/** The rule a length is refused by: the column of roles.yaml. */
const longest = 'delegation_max_business_days';
const longestReason = 2_000;

export function giveDelegation(
  draft: DelegationDraft,
  from: Member,
  given: GivingKnown & { readonly reference: string; readonly formId: string },
): { readonly ok: true; readonly delegation: Delegation } | Refusal {
  const { nowMs, members, reference, formId } = given;
  const to = members.find(({ objectId }) => objectId === draft.to.trim()) ?? null;
  const amount = draft.up_to_usd.trim() === '' ? null : parseAmount(draft.up_to_usd, 'USD');
  const problems = [
    ...toProblems(draft.to, to, from),
    ...roleProblems(draft.role, from, given.policy),
    ...dayProblems(draft, from, given),
    ...(amount?.ok === false ? amount.problems.map((problem) => ({ ...problem, field: 'up_to_usd' })) : []),
    ...reasonProblems(draft.reason),
  ];
  const overlapping = problems.length > 0 ? undefined : overlapOf(draft, from, given);
  if (overlapping)
    problems.push({
      code: 'delegation_overlaps',
      field: 'first_day',
      message: `${overlapping.to.name} has this role by a delegation from ${overlapping.firstDay} to ${overlapping.lastDay} already. End it first.`,
      figures: {
        reference: overlapping.reference,
        name: overlapping.to.name,
        first: overlapping.firstDay,
        last: overlapping.lastDay,
      },
    });
  if (problems.length > 0 || !to) return { ok: false, problems };
  return {
    ok: true,
    delegation: {
      reference,
      version: 1,
      kind: draft.kind,
      status: 'offered',
      role: draft.role,
      from: withoutRoles(from),
      to: withoutRoles(to),
      firstDay: draft.first_day,
      lastDay: draft.last_day,
      upToUsd: amount?.ok === true ? toJsonNumber(amount.amount) : null,
      reason: draft.reason.trim(),
      givenAt: formatUtc(nowMs),
      formId,
    },
  };
}

function toProblems(typed: string, to: Member | null, from: Member): Problem[] {
  if (isBlank(typed)) return [{ code: 'field_missing', field: 'to', message: 'Nobody is named.' }];
  if (!to) return [{ code: 'unknown_person', field: 'to', message: 'Nobody of that name is known here.' }];
  if (!samePerson(to, from)) return [];
  return [{ code: 'delegation_to_oneself', field: 'to', message: 'Nobody delegates to themselves.' }];
}

/** Only what they hold themselves: what was delegated to them is not theirs to pass on. */
function roleProblems(role: string, from: Member, { roles }: Policy): Problem[] {
  const known = roles.find(({ name }) => name === role);
  if (!known || !from.roles.includes(role))
    return [
      {
        code: 'role_not_held',
        field: 'role',
        message: `${from.name} does not hold ${known ? role : 'this role'}; a delegation cannot be passed on.`,
        figures: { role: known ? role : '' },
      },
    ];
  if (known.delegation_max_business_days !== null) return [];
  return [
    {
      code: 'role_not_delegable',
      field: 'role',
      message: `${role} may not be delegated (${longest}).`,
      figures: { role, rule: longest },
    },
  ];
}

function dayProblems(
  { role, first_day: first, last_day: last }: DelegationDraft,
  from: Member,
  { nowMs, policy }: GivingKnown,
): Problem[] {
  const notDays = [['first_day', first] as const, ['last_day', last] as const].filter(([, day]) => !isCalendarDay(day));
  if (notDays.length > 0)
    return notDays.map(([field, typed]): Problem =>
      isBlank(typed)
        ? { code: 'field_missing', field, message: `${field} is missing.` }
        : { code: 'date_invalid', field, message: `${field} is not a day of the calendar.` },
    );
  if (first < utcDay(nowMs))
    return [
      {
        code: 'delegation_past',
        field: 'first_day',
        message: 'first_day is in the past. A delegation begins today at the earliest.',
      },
    ];
  if (last < first)
    return [{ code: 'delegation_days', field: 'last_day', message: 'last_day is before the first day.' }];
  const known = policy.roles.find(({ name }) => name === role);
  const most = from.roles.includes(role) ? (known?.delegation_max_business_days ?? null) : null;
  if (most === null) return [];
  const latest = latestLastDay(first, most);
  if (last <= latest) return [];
  return [
    {
      code: 'delegation_too_long',
      field: 'last_day',
      message: `${role} is delegated for at most ${most} business days (${longest}): until ${latest} at the latest.`,
      figures: { role, most, latest, rule: longest },
    },
  ];
}

function reasonProblems(reason: string): Problem[] {
  const { length } = reason.trim();
  if (isBlank(reason)) return [{ code: 'reason_missing', field: 'reason', message: 'A reason is needed. Write why.' }];
  if (length <= longestReason) return [];
  return [
    { code: 'comment_too_long', field: 'reason', message: `The reason is longer than ${longestReason} characters.` },
  ];
}

/** One delegate of a role at a time. */
function overlapOf(
  { role, first_day: first, last_day: last }: DelegationDraft,
  from: Member,
  { existing, nowMs }: GivingKnown,
): Delegation | undefined {
  return existing.find(
    (one) =>
      one.role === role &&
      samePerson(one.from, from) &&
      isOpen(one, utcDay(nowMs)) &&
      one.firstDay <= last &&
      first <= one.lastDay,
  );
}
