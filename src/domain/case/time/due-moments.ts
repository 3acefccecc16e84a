/** When the desk must come back to a case that waits for people: to remind them, to ask the next role, or to say that the cutoff is missed. */
import { followUpOf, isRemindedToRelease, toReleaseKey } from './follow-up';
import { pendingRoles, standingApprovals, type Escalation, type PaymentCase } from '../payment-case';
import { takesCommand } from '../machine/states';
import { effectiveCutoff, type CutoffAnswer } from '../../policy/cutoff/cutoff';
import type { Policy } from '../../policy/policy';
import type { DeadlineTable } from '../../policy/tables/time/deadline-table';
import { cutoffOf } from '../../policy/facts/compute-facts';
import { valueDateFault } from '../../policy/facts/value-date';
import { dayMs, parseUtc, startOfDay, utcDay, minuteMs, hourMs } from '../../values/time';

export type Moment =
  /** `key` tells it from every other of the decision: each is done once. */
  | { readonly what: 'remind'; readonly atMs: number; readonly key: string }
  | { readonly what: 'escalate'; readonly atMs: number; readonly role: string; readonly to: string }
  | { readonly what: 'expire'; readonly atMs: number };

export interface DueRules {
  /** The rules the case's run keeps: its cutoffs, and who is asked after whom. */
  readonly policy: Policy;
  /** Of the policy in force. */
  readonly deadlines: DeadlineTable;
}

/** All that is still to come or overdue, in order; none where nobody is waited for. What lay before the decision is not made up for. */
export function dueMoments(current: PaymentCase, rules: DueRules): readonly Moment[] {
  const decidedAtMs = parseUtc(current.decision?.decidedAt ?? '');
  if (decidedAtMs === null || !takesCommand(current.status, 'remind')) return [];
  if (current.status === 'held' && valueDateFault(current.payment) !== null)
    return onItsDay(current, rules, decidedAtMs);
  if (current.status === 'approved') return toRelease(current, rules);
  const end = approvalEnd(current, rules.policy);
  const moments = [
    ...reminders(current, rules, decidedAtMs, end),
    ...escalations(current, rules, decidedAtMs),
    ...(takesCommand(current.status, 'expire') && end ? [{ what: 'expire', atMs: end.endMs } as const] : []),
  ];
  // Once nobody can answer any more, nobody is asked.
  const lastMs = takesCommand(current.status, 'expire') && end ? end.endMs : Infinity;
  return moments
    .filter(({ what, atMs }) => what === 'expire' || (atMs > decidedAtMs && atMs < lastMs))
    .sort((a, b) => a.atMs - b.atMs);
}

/** Held for a day that is still to come: today's cutoff is none of its. Once it has come somebody has it reviewed, or that day passes too. */
function onItsDay({ payment, ...current }: PaymentCase, rules: DueRules, decidedAtMs: number): readonly Moment[] {
  const done = new Set(followUpOf({ payment, ...current }).reminded);
  const cutoffMs = parseUtc(cutoffOf(rules.policy, payment, decidedAtMs).effective_cutoff_utc ?? '');
  const begins = {
    what: 'remind',
    key: `value-date-${payment.value_date ?? ''}`,
    atMs: startOfDay(payment.value_date ?? ''),
  } as const;
  return [begins, ...beforeCutoff(cutoffMs, rules)]
    .filter(({ key, atMs }) => !done.has(key) && atMs > decidedAtMs)
    .sort((a, b) => a.atMs - b.atMs);
}

/** Null where nothing will be due. */
export function nextDueMs(current: PaymentCase, rules: DueRules): number | null {
  return dueMoments(current, rules)[0]?.atMs ?? null;
}

/** What is to be done first of all that is due: a missed cutoff makes the rest idle. */
export function dueNow(current: PaymentCase, rules: DueRules, nowMs: number): Moment['what'] | null {
  const due = dueMoments(current, rules).filter(({ atMs }) => atMs <= nowMs);
  return (['expire', 'escalate', 'remind'] as const).find((what) => due.some((moment) => moment.what === what)) ?? null;
}

interface End {
  /** The binding cutoff. */
  readonly cutoffMs: number | null;
  /** The first instant at which an approval is too late: past the cutoff and its grace, or on another day than the decision. */
  readonly endMs: number;
}

/** Null before there is a decision. In the rail's own zone, whatever its clocks do that day: the cutoff itself is computed there. */
export function approvalEnd({ payment, decision }: PaymentCase, policy: Policy): End | null {
  const decidedAtMs = parseUtc(decision?.decidedAt ?? '');
  if (decidedAtMs === null) return null;
  const dayEndMs = startOfDay(utcDay(decidedAtMs)) + dayMs;
  const answer = cutoffFrom(decidedAtMs, payment, policy);
  const cutoffMs = parseUtc(answer.effective_cutoff_utc ?? '');
  if (!answer.before_cutoff || cutoffMs === null) return { cutoffMs, endMs: decidedAtMs };
  // The last instant of a grace is in time, the cutoff itself is not.
  const graceMs = parseUtc(answer.grace_until_utc ?? '');
  return { cutoffMs, endMs: Math.min(dayEndMs, graceMs === null ? cutoffMs : graceMs + 1) };
}

function cutoffFrom(decidedAtMs: number, payment: PaymentCase['payment'], policy: Policy): CutoffAnswer {
  return effectiveCutoff(policy, {
    entity: payment.entity,
    currency: payment.currency,
    paymentType: payment.payment_type,
    atMs: Math.max(decidedAtMs, parseUtc(payment.timestamp_utc) ?? decidedAtMs),
    ...(payment.channel === undefined ? {} : { channel: payment.channel }),
  });
}

/** Approved, and the bank was not told: once before it is too late, or as soon as it can be released where that is later. Without a chat nobody could be told. */
function toRelease(current: PaymentCase, { policy, deadlines }: DueRules): readonly Moment[] {
  const { minutes_before_cutoff_to_release: minutes } = deadlines.reminders;
  const end = approvalEnd(current, policy);
  if (minutes === null || end?.cutoffMs == null || current.conversation === null || isRemindedToRelease(current))
    return [];
  const { approvals, payment } = current;
  const sinceMs = [...approvals.map(({ at }) => at), payment.delayed_until ?? ''].map((at) => parseUtc(at) ?? 0);
  const atMs = Math.max(Math.min(end.cutoffMs, end.endMs) - minutes * minuteMs, ...sinceMs);
  return atMs < end.endMs ? [{ what: 'remind', atMs, key: toReleaseKey }] : [];
}

type Reminder = Extract<Moment, { readonly what: 'remind' }>;

function beforeCutoff(cutoffMs: number | null, { deadlines: { reminders: table } }: DueRules): readonly Reminder[] {
  if (cutoffMs === null) return [];
  return table.minutes_before_cutoff.map((minutes) => ({
    what: 'remind',
    key: `cutoff-${minutes}`,
    atMs: cutoffMs - minutes * minuteMs,
  }));
}

function reminders(current: PaymentCase, rules: DueRules, decidedAtMs: number, end: End | null): readonly Moment[] {
  const done = new Set(followUpOf(current).reminded);
  const pending = pendingRequired(current);
  const sinceMs = askedSinceMs(current, decidedAtMs);
  const { stage = 1 } = pending[0] ?? {};
  // Whoever is asked later has a reminder of their own.
  const ofStage = stage === 1 ? '' : `-stage-${stage}`;
  const bySla = [...new Set(pending.map(({ slaHours }) => slaHours))].flatMap((sla) =>
    rules.deadlines.reminders.minutes_before_sla.map((minutes): Reminder => ({
      what: 'remind',
      key: `sla-${sla}h-${minutes}${ofStage}`,
      atMs: sinceMs + sla * hourMs - minutes * minuteMs,
    })),
  );
  return [...beforeCutoff(end?.cutoffMs ?? null, rules), ...bySla].filter(({ key }) => !done.has(key));
}

/** Since when the roles that are to speak now are asked: with the decision, or once the stage before theirs was done. */
function askedSinceMs(current: PaymentCase, decidedAtMs: number): number {
  const stageOf = (named: string): number =>
    (current.decision?.requiredApprovals ?? []).find(({ role }) => role === named)?.stage ?? 1;
  const { stage = 1 } = pendingRequired(current)[0] ?? {};
  const before = [...current.dispositions, ...standingApprovals(current)].filter(({ role }) => stageOf(role) < stage);
  return Math.max(decidedAtMs, ...before.map(({ at }) => parseUtc(at) ?? decidedAtMs));
}

function pendingRequired(current: PaymentCase) {
  const pending = new Set(pendingRoles(current));
  return (current.decision?.requiredApprovals ?? []).filter(({ role }) => pending.has(role));
}

function escalations(current: PaymentCase, rules: DueRules, decidedAtMs: number): readonly Moment[] {
  const sinceMs = askedSinceMs(current, decidedAtMs);
  return pendingRequired(current).flatMap(({ role, slaHours }): Moment[] => {
    const before = followUpOf(current).escalated.filter((escalation) => escalation.role === role);
    const last = before.at(-1);
    const to = nextRoleUp(current, rules.policy, last?.to ?? role);
    if (to === null) return [];
    const slaMs = last ? hoursOf(rules.policy, last) * hourMs : slaHours * hourMs;
    const bySlaMs = (last ? (parseUtc(last.at) ?? sinceMs) : sinceMs) + slaMs;
    return [{ what: 'escalate', role, to, atMs: last ? bySlaMs : earlier(current, rules, decidedAtMs, bySlaMs) }];
  });
}

function hoursOf({ roles }: Policy, { to }: Escalation): number {
  return roles.find(({ name }) => name === to)?.sla_hours ?? Infinity;
}

/** The first step up may not wait for the time to answer where the cutoff comes before it. */
function earlier(current: PaymentCase, rules: DueRules, decidedAtMs: number, bySlaMs: number): number {
  const { minutes_before_cutoff: minutes } = rules.deadlines.escalation;
  const cutoffMs = approvalEnd(current, rules.policy)?.cutoffMs ?? null;
  if (minutes === null || cutoffMs === null) return bySlaMs;
  const byCutoffMs = cutoffMs - minutes * minuteMs;
  return byCutoffMs > decidedAtMs ? Math.min(bySlaMs, byCutoffMs) : bySlaMs;
}

/** The next role up that the decision does not ask anyway: whoever holds that one has an answer of their own to give. Null at the top. */
function nextRoleUp({ decision }: PaymentCase, { roles }: Policy, from: string): string | null {
  const asked = new Set((decision?.requiredApprovals ?? []).map(({ role }) => role));
  const seen = new Set<string>();
  let up: string | null = from;
  while (up !== null && !seen.has(up)) {
    seen.add(up);
    const name: string = up;
    up = roles.find((role) => role.name === name)?.escalates_to ?? null;
    if (up !== null && !asked.has(up)) return up;
  }
  return null;
}
