/** Answers what the balance would do with another amount, time or account in the place of a payment under review. Writes and holds nothing. */
import { offer } from '../../domain/case/machine/permitted-actions';
import { rulesFor, type RulesInForce } from '../../domain/case/in-force';
import { refuseAct, refuseUnknownCase } from '../../domain/case/machine/refuse-act';
import type { Ledger } from '../../domain/liquidity/ledger/ledger';
import { cutoffOf } from '../../domain/policy/facts/compute-facts';
import { formatUtc, minuteMs, parseUtc, utcDay } from '../../domain/values/time';
import type { Problem, Refusal } from '../../domain/values/errors';
import type { LiquidityInput, LiquidityScreening } from '../../domain/evidence/liquidity-screening';
import { assessLiquidity } from '../../domain/liquidity/assess-liquidity';
import { reserve } from '../../domain/liquidity/held/reserve';
import { setAside } from '../../domain/liquidity/ledger/set-aside';
import type { LiquidityTerms } from '../../domain/liquidity/terms';
import type { PaymentCase } from '../../domain/case/payment-case';
import { ledgerIdOf, type PaymentRequest } from '../../domain/payment/payment-request';
import type { Clock } from '../../ports/process';
import type { LedgerSource } from '../../ports/sources';
import type { Store } from '../../ports/store';
import type { Knowledge } from '../know';
import type { ReadReservations } from '../waiting/read-reservations';

export interface WhatIfQuestion {
  /** As typed, in the payment's currency. */
  readonly amount: string;
  /** `14:30`, UTC of the payment's day, or an ISO 8601 instant. */
  readonly at: string;
  /** Any account of the ledger in the payment's currency. */
  readonly accountId: string;
}

/** Problems name `amount`, `at` or `account_id`. The output is of a payment without an id: nobody asked for it. */
export type AskWhatIf = (
  runId: string,
  question: WhatIfQuestion,
) => Promise<{ ok: true; output: LiquidityScreening; case: PaymentCase } | Refusal>;

export interface AskWhatIfDeps {
  readonly store: Pick<Store, 'findCase'>;
  readonly knowledge: Pick<Knowledge, 'inForce'>;
  readonly reservations: ReadReservations;
  readonly ledger: LedgerSource;
  /** What the policy of that run says. Throws `policy_invalid` where it is not kept any more. */
  readonly termsOf: (paymentCase: PaymentCase) => LiquidityTerms;
  readonly clock: Pick<Clock, 'now'>;
}

export function createAskWhatIf(deps: AskWhatIfDeps): AskWhatIf {
  const { store, knowledge, reservations, ledger, termsOf, clock } = deps;

  return async (runId, question) => {
    const current = await store.findCase(runId);
    if (!current) return refuseUnknownCase();
    const inForce = await knowledge.inForce(current);
    const offered = offer('what_if', current, null, inForce);
    if (!offered.ok) return offered;
    const input = inputOf(current.payment, question, clock.now());
    const late = refuseLateQuestion(current.payment, input, { inForce, ledger: ledger.current() });
    if (late) return late;
    const { payment_id: own } = current.payment;
    // What others hold counts, whoever was decided first: another amount, time or account would be a new request, the last in line.
    const beside = reserve(setAside(ledger.current(), ledgerIdOf(current.payment)), await reservations(), own);
    const assessed = assessLiquidity(beside, input, {
      runId,
      nowMs: clock.now(),
      terms: termsOf(current),
    });
    if (!assessed.ok) return { ok: false, problems: assessed.problems.map(inItsWords) };
    return { ok: true, output: assessed.output, case: current };
  };
}

function inputOf(payment: PaymentRequest, { amount, at, accountId }: WhatIfQuestion, nowMs: number): LiquidityInput {
  const day = payment.timestamp_utc.slice(0, 10);
  return {
    amount,
    currency: payment.currency,
    account_id: accountId,
    beneficiary_name: payment.beneficiary_name,
    payment_type: payment.payment_type,
    timestamp_utc: instantOf(at, day, nowMs),
    ...(payment.channel === undefined ? {} : { channel: payment.channel }),
  };
}

/** Nothing typed is now. A clock time is its whole minute: somebody who types the minute it is means now. */
function instantOf(at: string, day: string, nowMs: number): string {
  if (at === '') return formatUtc(nowMs);
  if (!/^\d{2}:\d{2}$/.test(at)) return at;
  const atMs = parseUtc(`${day}T${at}:00Z`);
  if (atMs === null) return at;
  return formatUtc(atMs <= nowMs && nowMs < atMs + minuteMs ? nowMs : atMs);
}

/** Money does not leave at a time that has passed, nor after the cutoff: an answer to such a question would be one nobody can act on. */
function refuseLateQuestion(
  payment: PaymentRequest,
  { timestamp_utc: asked = '', account_id: accountId = '' }: LiquidityInput,
  { inForce, ledger }: { readonly inForce: RulesInForce; readonly ledger: Ledger },
): Refusal | null {
  const atMs = parseUtc(asked);
  if (atMs === null) return null;
  const at = asked.slice(11, 16);
  if (atMs < inForce.nowMs)
    return refuseAct('what_if', {
      code: 'time_passed',
      why: `${at} UTC has passed`,
      field: 'at',
      next: 'Type a later time.',
      figures: { at },
    });
  const entity = ledger.findAccount(accountId, payment.currency)?.entity ?? payment.entity;
  const cutoff = cutoffOf(rulesFor(inForce), { ...payment, entity, timestamp_utc: asked }, inForce.nowMs);
  if (cutoff.before_cutoff || utcDay(atMs) !== payment.timestamp_utc.slice(0, 10)) return null;
  const ends = cutoff.effective_cutoff_utc?.slice(11, 16);
  return refuseAct('what_if', {
    code: 'after_cutoff',
    why: `At ${at} UTC it may not leave any more: ${ends === undefined ? cutoff.reasons.join(' ') : `the cutoff is at ${ends} UTC`}`,
    field: 'at',
    next: 'Type an earlier time.',
    figures: { at, ...(ends === undefined ? {} : { cutoff: ends }) },
  });
}

/** The question's own fields, by what the gate calls them. Only the account settles entity and currency here. */
const askedAs: Readonly<Record<string, string>> = { timestamp_utc: 'at', currency: 'account_id', entity: 'account_id' };

function inItsWords(problem: Problem): Problem {
  const asked = problem.field === undefined ? undefined : askedAs[problem.field];
  return asked === undefined ? problem : { ...problem, field: asked };
}
