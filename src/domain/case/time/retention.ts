/** How long the records of a payment are kept, by every decision it ever had, and what holds them longer. */
import { z } from 'zod';
import type { AuditEvent } from '../audit-event';
import { hasEnded } from '../machine/states';
import type { PaymentCase } from '../payment-case';
import type { Policy } from '../../policy/policy';
import type { LegalHold } from '../../policy/tables/legal-hold-table';
import { normaliseName } from '../../sanctions/names/normalise';

export interface Retention {
  /** Days are UTC, `2026-01-22`. Null while somebody still has to act: an approved payment has ended where nobody notes what the bank does. */
  readonly endedOn: string | null;
  /** The longest that any of its decisions asks for; null where policy has no words for one of them, and so for how long. */
  readonly years: number | null;
  readonly basis: string;
  /** The first day its records are no longer asked for; null where it is not known. */
  readonly keptUntil: string | null;
  /** Legal holds that stand, by their ids. */
  readonly holds: readonly string[];
  readonly mayGo: boolean;
}

export interface RetentionQuestion {
  readonly paymentCase: PaymentCase;
  /** All of its events. */
  readonly events: readonly AuditEvent[];
  /** In force now. */
  readonly policy: Pick<Policy, 'procedures' | 'legalHolds'>;
  /** The day it is asked for. */
  readonly day: string;
}

/** As events tell it: `decision_made` and `review_failed`. */
const decisionOf = z.looseObject({ decision: z.looseObject({ ruleIds: z.array(z.string()) }) });

/** When in doubt it is kept: an open payment, a decision that policy no longer knows, a hold. */
export function retentionOf({ paymentCase, events, policy, day }: RetentionQuestion): Retention {
  const last = events.at(-1);
  const endedOn = hasEnded(paymentCase.status) && last ? dayOf(last.at) : null;
  const classes = decisionsOf(events).map((decision) => classOf(decision, policy.procedures));
  const known = classes.filter((kept) => kept !== undefined);
  const longest = known.toSorted((one, other) => other.years - one.years)[0];
  const years = known.length < classes.length ? null : (longest?.years ?? null);
  const keptUntil = endedOn === null || years === null ? null : yearsLater(endedOn, years);
  const holds = policy.legalHolds.holds
    .filter((hold) => stands(hold, day) && keeps(hold, paymentCase))
    .map(({ id }) => id);
  return {
    endedOn,
    years,
    basis: years === null ? 'not set by policy' : (longest?.basis ?? ''),
    keptUntil,
    holds,
    mayGo: keptUntil !== null && keptUntil <= day && holds.length === 0,
  };
}

/** The rule each decision came from: one that was made void later was made all the same. */
function decisionsOf(events: readonly AuditEvent[]): readonly string[] {
  const decided = events.map(({ payload }) => decisionOf.safeParse(payload));
  return [...new Set(decided.flatMap(({ data }) => (data ? [data.decision.ruleIds[0] ?? ''] : [])))];
}

function classOf(decision: string, { procedures, retention }: Policy['procedures']) {
  const procedure = procedures.find((row) => row.decision === decision);
  return retention.find(({ id }) => id === procedure?.retention);
}

function stands({ lifted_on: lifted }: LegalHold, day: string): boolean {
  return lifted === undefined || day < lifted;
}

function keeps(hold: LegalHold, { payment, openedAt }: PaymentCase): boolean {
  const asked = dayOf(openedAt);
  const among = (
    list: readonly string[] | undefined,
    value: string,
    fold = (text: string) => text.toUpperCase(),
  ): boolean => list === undefined || list.some((one) => fold(one) === fold(value));
  return (
    among(hold.payments, payment.payment_id) &&
    among(hold.entities, payment.entity) &&
    among(hold.beneficiaries, payment.beneficiary_name, folded) &&
    (hold.asked_from === undefined || hold.asked_from <= asked) &&
    (hold.asked_to === undefined || asked <= hold.asked_to)
  );
}

/** As screening compares names: however it is spelled, spaced or capitalised. */
function folded(name: string): string {
  return normaliseName(name).squeezed;
}

function dayOf(instant: string): string {
  return instant.slice(0, 10);
}

/** A leap day's records go a day later. */
function yearsLater(day: string, years: number): string {
  const [year = '', month = '', date = ''] = day.split('-');
  const later = `${Number(year) + years}-${month}-${date}`;
  return month === '02' && date === '29' ? `${Number(year) + years}-03-01` : later;
}
