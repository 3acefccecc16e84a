/** Finds the queued payments that must wait so that another fits, as few as possible and at most three. */
import type { Flow } from '../curve';
import type { FlowProfile, QueuedFlow } from '../ledger/flow-profile';
import type { OptionQuestion } from './option-question';

/** More moved payments than this are a new plan for the day, not a swap. */
export const maxMoved = 3;
/** How many queued payments one pass reads: 200 take about a millisecond, a million would take seconds. */
const maxExamined = 200;

export interface MovedPayments {
  /** Empty where none were found. */
  readonly moved: readonly QueuedFlow[];
  /** Whether no pass was cut short: then an empty `moved` proves that no three payments would do. */
  readonly exhausted: boolean;
  /** How many queued payments were looked at. */
  readonly examined: number;
}

/**
 * A moved payment raises every balance from its own time until `laterMs` and changes none after it, and before the first
 * instant that is short nothing is missing. So of the payments that leave by that instant the largest is as good as any
 * other, and taking it again for the instant that is short next finds a set wherever there is one, and the smallest; the
 * last of them is the least that is enough. Each pass reads at most 200 queued payments, those nearest in size to what
 * is missing from above and from below: where that was not to the end, the search is not exhausted and nothing is proven.
 */
export function findMoved(question: OptionQuestion, profile: FlowProfile, laterMs: number): MovedPayments {
  const firstShortMs = shortOf(question);
  const read = new Map<number, QueuedFlow | null>();
  const candidateAt = readCandidates(question, profile, laterMs, read);
  const moved: QueuedFlow[] = [];
  let exhausted = true;

  function look(first: number, step: 1 | -1, byMs: number): QueuedFlow | null {
    for (let place = first; place >= 0 && place < profile.queuedCount; place += step) {
      if (Math.abs(place - first) >= maxExamined) {
        exhausted = false;
        return null;
      }
      const candidate = candidateAt(place);
      if (candidate && candidate.atMs <= byMs && !moved.includes(candidate)) return candidate;
    }
    return null;
  }

  let missing = question.impact.shortfallMinor;
  for (;;) {
    const byMs = firstShortMs(question.impact.shortfallMinor - missing);
    const enough = profile.firstQueuedOfSize(missing);
    const last = look(enough, 1, byMs);
    if (last) return { moved: [...moved, last], exhausted, examined: read.size };
    const next = moved.length + 1 < maxMoved ? look(enough - 1, -1, byMs) : null;
    if (!next) return { moved: [], exhausted, examined: read.size };
    moved.push(next);
    missing -= next.minor;
  }
}

/** The first instant at which the payment is still short on any side, when that much has been freed by then. */
function shortOf({ sides, payment }: OptionQuestion): (freedMinor: bigint) => number {
  const paid = sides.map(({ position, ownFlow, impact }) => {
    const takenOut: Flow[] = ownFlow ? [{ atMs: ownFlow.atMs, minor: -ownFlow.minor }] : [];
    const curve = position.curveWith([...takenOut, { atMs: payment.atMs, minor: -impact.paymentMinor }]);
    return { curve: curve.from(payment.atMs), bufferMinor: impact.minimumMinor - impact.headroomMinor };
  });
  return (freedMinor) =>
    Math.min(...paid.flatMap(({ curve, bufferMinor }) => curve.firstBelow(bufferMinor - freedMinor)?.atMs ?? []));
}

/** The queued payment at a place, if it ranks lower and may still leave at `laterMs`. Each is put into `read` once. */
function readCandidates(
  question: OptionQuestion,
  profile: FlowProfile,
  laterMs: number,
  read: Map<number, QueuedFlow | null>,
): (place: number) => QueuedFlow | null {
  const { payment, terms } = question;
  const ownPlace = ownPriority(question);

  function mayMove({ txnId, row }: QueuedFlow): boolean {
    const { entity, currency, payment_type: paymentType, channel } = row;
    if (txnId === payment.row?.txn_id || priorityOf(question, paymentType) <= ownPlace) return false;
    return terms.judgeDeparture({ entity, currency, paymentType, channel, atMs: laterMs })?.allowed === true;
  }

  return (place) => {
    const known = read.get(place);
    if (known !== undefined) return known;
    const flow = profile.queuedAt(place);
    const candidate = flow && mayMove(flow) ? flow : null;
    read.set(place, candidate);
    return candidate;
  };
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
