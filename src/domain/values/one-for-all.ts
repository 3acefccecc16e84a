/** Those who ask at the same time share one look at something, and none is answered by a look that had begun before they asked. */

export function oneForAll(look: () => Promise<void>): () => Promise<void> {
  let next: Promise<void> | null = null;
  let last: Promise<unknown> = Promise.resolve();

  async function after(before: Promise<unknown>): Promise<void> {
    await Promise.allSettled([before]);
    next = null;
    await look();
  }

  return () => {
    if (next === null) last = next = after(last);
    return next;
  };
}
