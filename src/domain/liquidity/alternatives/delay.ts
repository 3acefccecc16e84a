/** Waiting until all of the payment fits, if it may still leave then. */
import type { LiquidityAlternative } from '../../evidence/liquidity-screening';
import { formatUtc } from '../../values/time';
import type { DepartureAnswer } from '../terms';
import { clockTime, sidesInWords, type OptionQuestion } from './option-question';

export function proveDelay({ payment, impact, sides, terms }: OptionQuestion): LiquidityAlternative {
  const releaseMs = impact.earliestFullReleaseMs;
  const answer = terms.judgeDeparture({
    entity: payment.account.entity,
    currency: payment.currency,
    paymentType: payment.paymentType,
    channel: payment.channel,
    atMs: releaseMs ?? payment.atMs,
  });
  const option = { kind: 'delay', cutoff_checked: answer !== null } as const;
  if (releaseMs === null) {
    const why = `${sidesInWords(sides)} never has room for all of it for the rest of the day.`;
    return { ...option, feasible: false, why, release_at: null };
  }
  const release_at = formatUtc(releaseMs);
  if (releaseMs === payment.atMs) {
    const why =
      'Waiting changes nothing: from its own time on the payment keeps the buffer; the breach lies before it.';
    return { ...option, feasible: false, why, release_at };
  }
  const fits = `${clockTime(releaseMs)} on`;
  if (answer && !answer.allowed) {
    return { ...option, feasible: false, why: `All of it fits from ${fits}, ${late(answer)}`, release_at };
  }
  const why = `From ${fits} all of it fits and the buffer holds for the rest of the day${inTime(answer, releaseMs)}.`;
  return { ...option, feasible: true, why, release_at };
}

function late({ cutoffMs, why }: DepartureAnswer): string {
  return cutoffMs === null ? `when it may not leave: ${why}` : `after the cutoff at ${clockTime(cutoffMs)}.`;
}

function inTime(answer: DepartureAnswer | null, releaseMs: number): string {
  if (answer?.cutoffMs == null) return '';
  if (releaseMs < answer.cutoffMs) return `, before the cutoff at ${clockTime(answer.cutoffMs)}`;
  return `, within the grace after the cutoff at ${clockTime(answer.cutoffMs)}`;
}
