/** Long work comes in slices, between which others go on: here it is done in one go, or with a turn for the rest after each. */
export function runSlices<T>(slices: Generator<void, T>): T {
  for (;;) {
    const { done, value } = slices.next();
    if (done === true) return value;
  }
}

/** `turn` lets the rest of the process work. */
export async function runInTurns<T>(slices: Generator<void, T>, turn: () => Promise<void>): Promise<T> {
  for (;;) {
    const { done, value } = slices.next();
    if (done === true) return value;
    await turn();
  }
}
