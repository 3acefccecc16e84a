/** Payments that must leave at a set time: until when, and which of them met it. */
import { currencyExponent, type Decimal } from '../../values/money';
import { formatUtc, parseUtc } from '../../values/time';
import { isCertain, type Account, type FlowStatus } from '../../payment/ledger-row';
import type { Ledger, Movement } from '../ledger/ledger';
import { fromMinor } from '../ledger/minor-units';
import type { LiquidityTerms } from '../terms';

/** Open: expected, and its deadline has not passed by what the data knows. Unknown: nobody can say until when it had to leave. */
export type DeadlineState = 'met' | 'missed' | 'open' | 'unknown';

export interface Obligation {
  readonly id: string;
  readonly entity: string;
  readonly accountId: string;
  readonly currency: string;
  readonly amount: Decimal;
  readonly paymentType: string;
  readonly status: FlowStatus;
  /** When it left, or is expected to. */
  readonly at: string;
  readonly deadline: string | null;
  readonly state: DeadlineState;
  readonly why: string;
}

export function judgeObligation(
  { account_id: accountId, entity, currency }: Account,
  { atMs, minor, shared, txnId }: Movement,
  { ledger, terms }: { ledger: Pick<Ledger, 'asOfFor'>; terms: Pick<LiquidityTerms, 'judgeDeparture'> },
): Obligation {
  const hasLeft = isCertain(shared);
  const known = parseUtc(ledger.asOfFor(accountId, currency) ?? '');
  // What is still expected when the data was true leaves then at the earliest.
  const leavesMs = hasLeft ? atMs : Math.max(atMs, known ?? atMs);
  const ask = (at: number) =>
    terms.judgeDeparture({
      entity,
      currency,
      paymentType: shared.payment_type,
      channel: shared.channel,
      atMs: at,
    });
  const [planned, answer] = [ask(atMs), ask(leavesMs)];
  const deadlineMs = planned?.cutoffMs ?? null;
  const state = stateOf({ deadlineMs, isInTime: answer?.allowed === true, hasLeft });
  return {
    id: txnId(),
    entity,
    accountId,
    currency,
    amount: fromMinor(BigInt(Math.abs(minor)), currencyExponent(currency) ?? 0),
    paymentType: shared.payment_type,
    status: shared.status,
    at: formatUtc(atMs),
    deadline: deadlineMs === null ? null : formatUtc(deadlineMs),
    state,
    why: planned?.why ?? 'Neither its type nor its channel says by which cutoff it goes.',
  };
}

function stateOf({
  deadlineMs,
  isInTime,
  hasLeft,
}: {
  readonly deadlineMs: number | null;
  readonly isInTime: boolean;
  readonly hasLeft: boolean;
}): DeadlineState {
  if (deadlineMs === null) return 'unknown';
  if (!isInTime) return 'missed';
  return hasLeft ? 'met' : 'open';
}
