/** A sum over rows that is the same in whatever order they are read, and another one when any of them is missing, doubled or changed. */
import { canonicalJson, sha256 } from '../../domain/values/json';

export interface SumOfRows {
  add(row: Readonly<Record<string, unknown>>): void;
  readonly count: number;
  /** 64 hexadecimal digits. */
  readonly hash: string;
}

const modulus = 2n ** 256n;

export function createSumOfRows(): SumOfRows {
  let sum = 0n;
  let count = 0;
  return {
    add(row) {
      sum = (sum + BigInt(`0x${sha256(canonicalJson(row))}`)) % modulus;
      count += 1;
    },
    get count() {
      return count;
    },
    get hash() {
      return sum.toString(16).padStart(64, '0');
    },
  };
}
