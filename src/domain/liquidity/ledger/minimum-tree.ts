/** Finds the smallest of a run of numbers, and the first or last one under a limit, without scanning them. */

/** Over values 0..n-1. Ranges are inclusive; every question costs O(log n). */
export interface MinimumTree {
  readonly size: number;
  at(index: number): bigint;
  minimum(first: number, last: number): bigint;
  /** The first index in the range whose value is under the limit; -1 when there is none. */
  firstBelow(first: number, last: number, limit: bigint): number;
  /** The last index in the range whose value is under the limit; -1 when there is none. */
  lastBelow(first: number, last: number, limit: bigint): number;
}

const largest = 2n ** 63n - 1n;

/** Some milliseconds of work. */
const sliceNodes = 100_000;

/** In slices; `values` must not be empty. */
export function* minimumTreeSlices(values: BigInt64Array): Generator<void, MinimumTree> {
  let leaves = 1;
  while (leaves < values.length) leaves *= 2;
  // Node i has the children 2i and 2i + 1; the leaves fill the second half, padded with what no minimum can be.
  const nodes = new BigInt64Array(2 * leaves).fill(largest);
  nodes.set(values, leaves);
  const node = (index: number): bigint => nodes[index] ?? largest;
  for (let index = leaves - 1; index >= 1; index -= 1) {
    const left = node(2 * index);
    const right = node(2 * index + 1);
    nodes[index] = left < right ? left : right;
    if (index % sliceNodes === 0) yield;
  }

  /** Walks the subtree at `index`, which covers `from`..`to`, into `first`..`last`, left or right child first. */
  function find(index: number, from: number, to: number, range: Range, leftFirst: boolean): number {
    if (to < range.first || from > range.last || node(index) >= range.limit) return -1;
    if (from === to) return from;
    const middle = (from + to) >> 1;
    const left = (): number => find(2 * index, from, middle, range, leftFirst);
    const right = (): number => find(2 * index + 1, middle + 1, to, range, leftFirst);
    const found = leftFirst ? left() : right();
    if (found >= 0) return found;
    return leftFirst ? right() : left();
  }

  return {
    size: values.length,
    at: (index) => node(leaves + index),
    minimum(first, last) {
      let best = largest;
      let left = first + leaves;
      let right = last + leaves + 1;
      while (left < right) {
        if (left % 2 === 1) best = smaller(best, node(left++));
        if (right % 2 === 1) best = smaller(best, node(--right));
        left /= 2;
        right /= 2;
      }
      return best;
    },
    firstBelow: (first, last, limit) => find(1, 0, leaves - 1, { first, last, limit }, true),
    lastBelow: (first, last, limit) => find(1, 0, leaves - 1, { first, last, limit }, false),
  };
}

interface Range {
  readonly first: number;
  readonly last: number;
  readonly limit: bigint;
}

function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
