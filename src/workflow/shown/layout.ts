/** Places a graph in ranks from the top down, so that arrows cross as little as a few sweeps can make them. */
import type { DrawnArrow, DrawnGraph } from './graph';

export interface Placed {
  /** Of each node by id, and of each bend by the id of its arrow. */
  readonly places: ReadonlyMap<string, { readonly rank: number; readonly slot: number }>;
  /** Where each arrow goes through, its ends included; against the ranks where it leads back. */
  readonly ways: readonly {
    readonly arrow: DrawnArrow;
    readonly through: readonly string[];
    readonly isBack: boolean;
  }[];
  readonly ranks: readonly (readonly string[])[];
}

const sweeps = 8;

export function layOut({ nodes, arrows }: DrawnGraph): Placed {
  const ids = nodes.map(({ id }) => id);
  const back = backArrows(ids, arrows);
  const forward = arrows.filter((arrow) => !back.has(arrow));
  const rankOf = longestPaths(ids, forward);
  const ranks: string[][] = Array.from({ length: Math.max(0, ...rankOf.values()) + 1 }, () => []);
  for (const id of ids) ranks[rankOf.get(id) ?? 0]?.push(id);
  const ways = arrows.map((arrow, index) => {
    const isBack = back.has(arrow);
    const [from, to] = isBack ? [arrow.to, arrow.from] : [arrow.from, arrow.to];
    const bends: string[] = [];
    for (let rank = (rankOf.get(from) ?? 0) + 1; rank < (rankOf.get(to) ?? 0); rank += 1) {
      const bend = `arrow ${index} at ${rank}`;
      ranks[rank]?.push(bend);
      bends.push(bend);
    }
    return { arrow, isBack, through: [from, ...bends, to] };
  });
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    const isDown = sweep % 2 === 0;
    const order = isDown ? ranks.keys() : [...ranks.keys()].reverse();
    for (const rank of order) sortBy(ranks, rank, isDown ? -1 : 1, ways);
  }
  const places = new Map(
    ranks.flatMap((row, rank) => row.map((id, slot) => [id, { rank, slot: slot - (row.length - 1) / 2 }] as const)),
  );
  return { places, ways, ranks };
}

/** Orders a rank by where its neighbours on one side stand. */
function sortBy(
  ranks: string[][],
  rank: number,
  side: 1 | -1,
  ways: readonly { readonly through: readonly string[] }[],
): void {
  const beside = ranks[rank + side] ?? [];
  const row = ranks[rank] ?? [];
  const weight = new Map(
    row.map((id, at) => {
      const next = ways.flatMap(({ through }) => {
        const index = through.indexOf(id);
        const other = index === -1 ? undefined : through[index + side];
        return other === undefined ? [] : [beside.indexOf(other)];
      });
      const mean = next.length === 0 ? at : next.reduce((sum, value) => sum + value, 0) / next.length;
      return [id, mean] as const;
    }),
  );
  row.sort((a, b) => (weight.get(a) ?? 0) - (weight.get(b) ?? 0));
}

/** Arrows to a node whose own way is being followed: these lead back. */
function backArrows(ids: readonly string[], arrows: readonly DrawnArrow[]): ReadonlySet<DrawnArrow> {
  const back = new Set<DrawnArrow>();
  const done = new Set<string>();
  const visit = (id: string, above: ReadonlySet<string>): void => {
    const way = new Set([...above, id]);
    for (const arrow of arrows.filter(({ from }) => from === id)) {
      if (way.has(arrow.to)) back.add(arrow);
      else if (!done.has(arrow.to)) visit(arrow.to, way);
    }
    done.add(id);
  };
  for (const id of ids) if (!done.has(id)) visit(id, new Set());
  return back;
}

function longestPaths(ids: readonly string[], arrows: readonly DrawnArrow[]): ReadonlyMap<string, number> {
  const rank = new Map(ids.map((id) => [id, 0]));
  // Each round pushes every end below its start; no way is longer than there are nodes.
  for (let round = 0; round < ids.length; round += 1)
    for (const { from, to } of arrows) rank.set(to, Math.max(rank.get(to) ?? 0, (rank.get(from) ?? 0) + 1));
  return rank;
}
