/** Letting the payment go first and queued payments of lower priority later the same day, when the money for them has come. */
import type { LiquidityAlternative } from '../../evidence/liquidity-screening';
import { toJsonNumber } from '../../money';
import { formatUtc } from '../../time';
import type { Flow } from '../curve';
import type { FlowProfile, QueuedFlow } from '../flow-profile';
import { fromMinor } from '../minor-units';
import { clockTime, moneyOf, noFundingMissing, type OptionQuestion } from './option-question';

/** More moved payments than this are a new plan for the day, not a swap. */
const maxMoved = 3;
/** How many queued payments are looked at: those nearest in size to what is missing, and the largest. */
const maxExamined = 200;

/**
 * All moved payments go at the first instant from which this payment and they fit together. They must be queued, of
 * lower priority, and still in time for their own cutoff then; what remains is checked against every curve.
 */
export function proveSwapOrder(question: OptionQuestion): LiquidityAlternative {
  const { payment, impact } = question;
  const needed = impact.shortfallMinor;
  const laterMs = impact.earliestFullReleaseMs;
  if (needed === 0n) return infeasible(noFundingMissing);
  if (laterMs === null)
    return infeasible('Nothing comes in later today that could pay the others; they would not go today.');
  const profile = question.ledger.profileOf(payment.account.account_id, payment.currency);
  const moved = profile ? findMoved(question, profile, laterMs) : [];
  if (moved.length === 0) {
    return infeasible(
      `No queued payment of lower priority on ${payment.account.account_id} frees ${moneyOf(payment, needed)} until ${clockTime(laterMs)} and keeps its own cutoff.`,
    );
  }
  const ids = moved.map(({ txnId }) => txnId).join(', ');
  return {
    kind: 'swap_order',
    feasible: true,
    why: `With ${ids} moved back to ${clockTime(laterMs)}, all of it goes now and the buffer holds for the rest of the day.`,
    moved: moved.map(({ txnId, atMs, minor, row }) => ({
      txn_id: txnId,
      beneficiary_name: row.beneficiary_name,
      payment_type: row.payment_type,
      amount: toJsonNumber(fromMinor(minor, payment.exponent)),
      from: formatUtc(atMs),
      to: formatUtc(laterMs),
    })),
  };
}

function infeasible(why: string): LiquidityAlternative {
  return { kind: 'swap_order', feasible: false, why, moved: [] };
}

/** The smallest single payment that frees enough, else a few of the largest; empty where none do. */
function findMoved(question: OptionQuestion, profile: FlowProfile, laterMs: number): readonly QueuedFlow[] {
  const { impact } = question;
  const first = profile.firstQueuedOfSize(impact.shortfallMinor);
  for (let place = first; place < Math.min(first + maxExamined, profile.queuedCount); place += 1) {
    const candidate = candidateAt(question, profile, place, laterMs);
    if (candidate && holds(question, [candidate], laterMs)) return [candidate];
  }
  const moved: QueuedFlow[] = [];
  const last = profile.queuedCount - 1;
  for (let place = last; place > last - maxExamined && place >= 0 && moved.length < maxMoved; place -= 1) {
    const candidate = candidateAt(question, profile, place, laterMs);
    if (!candidate) continue;
    moved.push(candidate);
    if (holds(question, moved, laterMs)) return moved;
  }
  return [];
}

function candidateAt(
  question: OptionQuestion,
  profile: FlowProfile,
  place: number,
  laterMs: number,
): QueuedFlow | null {
  const { payment, terms } = question;
  const flow = profile.queuedAt(place);
  if (!flow || flow.txnId === payment.row?.txn_id || flow.atMs >= laterMs) return null;
  const { entity, currency, payment_type: paymentType, channel } = flow.row;
  if (priorityOf(question, paymentType) <= ownPriority(question)) return null;
  const answer = terms.judgeDeparture({ entity, currency, paymentType, channel, atMs: laterMs });
  return answer?.allowed === true ? flow : null;
}

/** Smaller goes first. */
function priorityOf({ terms }: OptionQuestion, paymentType: string): number {
  const place = terms.table.payment_priority.indexOf(paymentType);
  return place < 0 ? terms.table.payment_priority.length : place;
}

/** A payment of a type nobody stated ranks with the last type policy names: it pushes back unnamed types alone. */
function ownPriority(question: OptionQuestion): number {
  const { paymentType } = question.payment;
  return paymentType === null ? question.terms.table.payment_priority.length - 1 : priorityOf(question, paymentType);
}

function holds({ sides, payment }: OptionQuestion, moved: readonly QueuedFlow[], laterMs: number): boolean {
  const swaps = moved.flatMap(({ atMs, minor }): Flow[] => [
    { atMs, minor },
    { atMs: laterMs, minor: -minor },
  ]);
  return sides.every(({ position, ownFlow, impact }) => {
    const takenOut = ownFlow ? [{ atMs: ownFlow.atMs, minor: -ownFlow.minor }] : [];
    const paid = { atMs: payment.atMs, minor: -impact.paymentMinor };
    const bufferMinor = impact.minimumMinor - impact.headroomMinor;
    return (
      position
        .curveWith([...takenOut, ...swaps, paid])
        .from(payment.atMs)
        .lowest().minor >= bufferMinor
    );
  });
}
