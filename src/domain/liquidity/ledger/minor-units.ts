/** Between decimal amounts and whole minor units (cents), in which the curves are added up exactly. */
import { decimal, type Decimal } from '../../values/money';

/** The amount must have no more decimals than the exponent. */
export function toMinor(amount: Decimal, exponent: number): bigint {
  return BigInt(amount.times(10 ** exponent).toFixed());
}

export function fromMinor(minor: bigint, exponent: number): Decimal {
  return decimal(minor.toString()).dividedBy(10 ** exponent);
}
