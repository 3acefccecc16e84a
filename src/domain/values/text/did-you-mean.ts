/** The known word somebody most likely meant by one that is not known. */

/** `; did you mean account?`, or nothing where no word is near: a third of its letters may differ, swapped neighbours count once. */
export function didYouMean(word: string, known: Iterable<string>): string {
  const asked = word.toLowerCase();
  let best: { readonly word: string; readonly slips: number } | null = null;
  for (const candidate of known) {
    const most = Math.max(1, Math.floor(candidate.length / 3));
    // Each letter more or less is a slip: a word of a million letters is not compared with any.
    if (Math.abs(asked.length - candidate.length) > most) continue;
    const slips = slipsBetween(asked, candidate.toLowerCase());
    if (slips <= most && slips < (best?.slips ?? Infinity)) best = { word: candidate, slips };
  }
  return best === null ? '' : `; did you mean ${best.word}?`;
}

/** Letters left out, put in, exchanged or swapped with their neighbour (optimal string alignment). */
function slipsBetween(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const isSame = a[row - 1] === b[column - 1];
      const isSwap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current[column] = Math.min(
        at(above, column) + 1,
        at(current, column - 1) + 1,
        at(above, column - 1) + (isSame ? 0 : 1),
        isSwap ? at(before, column - 2) + 1 : Infinity,
      );
    }
    before = above;
    above = current;
  }
  return at(above, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}
