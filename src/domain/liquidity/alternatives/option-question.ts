/** What every alternative is proven from: the payment, what it does, and the positions that must keep their buffer. */
import { formatAmount } from '../../values/money';
import type { AssessedPayment } from '../assessed-payment';
import type { Flow } from '../curve';
import type { Impact } from '../impact';
import type { Ledger } from '../ledger/ledger';
import { fromMinor } from '../ledger/minor-units';
import type { Position } from '../position';
import type { LiquidityTerms } from '../terms';

/** A position that policy wants above the buffer: the account's, the entity's, or both in turn. */
export interface Side {
  readonly scope: 'account' | 'entity';
  readonly name: string;
  readonly position: Position;
  /** The payment's own row where the position counts it already. */
  readonly ownFlow: Flow | null;
  readonly impact: Impact;
}

export interface OptionQuestion {
  readonly ledger: Ledger;
  readonly payment: AssessedPayment;
  /** Of all sides together. */
  readonly impact: Impact;
  readonly sides: readonly Side[];
  readonly terms: LiquidityTerms;
}

/** Whether money may leave at the payment's own time, for options that are otherwise about the account alone. */
export function departureNow({ payment, terms }: OptionQuestion): {
  /** Left out where policy cannot tell. */
  readonly stated: { readonly before_cutoff?: boolean };
  /** Why it may not leave; null where it may, or nobody knows. */
  readonly objection: string | null;
} {
  const { currency, paymentType, channel, atMs } = payment;
  const answer = terms.judgeDeparture({ entity: payment.account.entity, currency, paymentType, channel, atMs });
  if (!answer) return { stated: {}, objection: null };
  return { stated: { before_cutoff: answer.allowed }, objection: answer.allowed ? null : answer.why };
}

export const noFundingMissing = 'No funding is missing from the time of the payment on.';

/** `50,000 USD`, in the payment's currency. */
export function moneyOf({ exponent, currency }: Pick<AssessedPayment, 'exponent' | 'currency'>, minor: bigint): string {
  return `${formatAmount(fromMinor(minor, exponent), currency)} ${currency}`;
}

/** `14:30 UTC`, with seconds where there are some. */
export function clockTime(atMs: number): string {
  const time = new Date(atMs).toISOString().slice(11, 19);
  return `${time.endsWith(':00') ? time.slice(0, 5) : time} UTC`;
}

/** Whose buffer is at stake, in words. */
export function sidesInWords(sides: readonly Side[]): string {
  return sides.map(({ name }) => name).join(' and ');
}
