/** Adds up a million whole amounts exactly without a bigint for each: in a number while that is exact, then in a bigint. */

export interface ExactSum {
  /** Whole, of at most 15 digits. */
  add(minor: number): void;
  total(): bigint;
}

/** One more amount of 15 digits still leaves a number its exact whole values, which end at 2^53. */
const spillAt = 2 ** 52;

export function createExactSum(start = 0n): ExactSum {
  let carried = start;
  let pending = 0;
  return {
    add(minor) {
      pending += minor;
      if (pending < spillAt && pending > -spillAt) return;
      carried += BigInt(pending);
      pending = 0;
    },
    total: () => carried + BigInt(pending),
  };
}
