/** Keeps the best few of many names without sorting them all. */

export interface TopNames {
  offer(name: number, rank: number): void;
  /** Best first. */
  names(): number[];
}

export function createTopNames(size: number): TopNames {
  const kept: { name: number; rank: number }[] = [];
  return {
    offer(name, rank) {
      if (kept.length >= size && rank <= (kept[kept.length - 1]?.rank ?? -Infinity)) return;
      let at = kept.length;
      while (at > 0 && (kept[at - 1]?.rank ?? 0) < rank) at -= 1;
      kept.splice(at, 0, { name, rank });
      if (kept.length > size) kept.pop();
    },
    names: () => kept.map(({ name }) => name),
  };
}
