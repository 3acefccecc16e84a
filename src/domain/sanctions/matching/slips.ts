/** Counts the slips between two spellings: letters added, dropped, swapped or mistaken, each weighed by how easily it happens. */

/** One vowel for another is the commonest difference between two romanisations: little more than half a slip. */
const vowelSwap = 0.6;
/** Consonants that romanisations and ears mix up. `C` is ch and `S` sh, in sounds. */
const kinSwap = 0.65;
const kin = ['sz', 'ck', 'kq', 'vw', 'vf', 'Ch', 'Ss', 'Cj', 'gj', 'CS'];
const vowels = 'aeiouy';
const asciiCodes = 128;

/** Cost of writing one ASCII letter for another, at `a * 128 + b`. */
const swapCosts = ((): Float64Array => {
  const costs = new Float64Array(asciiCodes * asciiCodes).fill(1);
  const set = (a: string, b: string, cost: number): void => {
    costs[a.charCodeAt(0) * asciiCodes + b.charCodeAt(0)] = cost;
    costs[b.charCodeAt(0) * asciiCodes + a.charCodeAt(0)] = cost;
  };
  for (const a of vowels) for (const b of vowels) set(a, b, vowelSwap);
  for (const [a = '', b = ''] of kin) set(a, b, kinSwap);
  for (let code = 0; code < asciiCodes; code += 1) costs[code * asciiCodes + code] = 0;
  return costs;
})();

/** Longer texts compare by their start. */
const maxLength = 127;

/**
 * Weighted optimal string alignment distance over ASCII: insertions, deletions, substitutions, neighbours swapped.
 * Once the distance must exceed `allowed`, some number above it is returned at once.
 */
export function slips(longA: string, longB: string, allowed: number): number {
  const a = longA.length <= maxLength ? longA : longA.slice(0, maxLength);
  const b = longB.length <= maxLength ? longB : longB.slice(0, maxLength);
  if (Math.abs(a.length - b.length) > allowed) return allowed + 1;
  let start = 0;
  while (start < a.length && start < b.length && a.charCodeAt(start) === b.charCodeAt(start)) start += 1;
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && a.charCodeAt(endA - 1) === b.charCodeAt(endB - 1)) {
    endA -= 1;
    endB -= 1;
  }
  return distance(a, b, start, endA, endB, allowed);
}

/** Rows of the distance table, written over by every call: made anew each time they were a third of all a screening allocates, and collecting them was its slowest moment. */
const rows = [0, 1, 2].map(() => new Float64Array(maxLength + 1));

/** Of `a` and `b` between `start` and their ends, beyond which they are equal. Called thousands of times a screening: plain numbers, no object. */
function distance(a: string, b: string, start: number, endA: number, endB: number, allowed: number): number {
  const lengthA = endA - start;
  const width = endB - start + 1;
  if (lengthA === 0 || width === 1) return lengthA + width - 1;
  let [before, previous, current] = rows as [Float64Array, Float64Array, Float64Array];
  for (let j = 0; j < width; j += 1) previous[j] = j;
  for (let i = 1; i <= lengthA; i += 1) {
    const codeA = a.charCodeAt(start + i - 1);
    let left = i;
    let best = i;
    current[0] = i;
    for (let j = 1; j < width; j += 1) {
      const codeB = b.charCodeAt(start + j - 1);
      const above = previous[j] ?? 0;
      let cost = (previous[j - 1] ?? 0) + (swapCosts[codeA * asciiCodes + codeB] ?? 1);
      if (above + 1 < cost) cost = above + 1;
      if (left + 1 < cost) cost = left + 1;
      if (i > 1 && j > 1 && codeA === b.charCodeAt(start + j - 2) && a.charCodeAt(start + i - 2) === codeB)
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      current[j] = cost;
      left = cost;
      if (cost < best) best = cost;
    }
    if (best > allowed) return best;
    const oldest = before;
    before = previous;
    previous = current;
    current = oldest;
  }
  return previous[width - 1] ?? 0;
}
