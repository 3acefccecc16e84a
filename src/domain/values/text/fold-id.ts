/** One id, one thing: how ids of payments and accounts are compared, however somebody typed them. */

/** Marks nobody sees: soft hyphens, joiners, directions. */
const invisible = /\p{Cf}|\u034f|\u115f|\u1160|\u17b4|\u17b5|\u3164|[\ufe00-\ufe0f]/gu;
const dashes = /[\p{Pd}\u2212]/gu;
const plain = /^[!-~]*$/;

/** Capitals, plain dashes, nothing invisible, no space around: `txn\u2011002` is TXN-002. */
export function foldId(text: string): string {
  if (plain.test(text)) return text.toUpperCase();
  return text.normalize('NFKC').replace(invisible, '').replace(dashes, '-').trim().toUpperCase();
}

/** Finds an id among those there are: as it is typed, else the only one that is the same but for case, dashes and what nobody sees. */
export function createIdFinder(all: () => Iterable<string>): (typed: string) => string | undefined {
  // Made when first needed: most ids are typed as they are.
  let folded: Map<string, string | null> | null = null;
  return (typed) => {
    if (folded === null) {
      folded = new Map();
      for (const id of all()) {
        const key = foldId(id);
        const other = folded.get(key);
        folded.set(key, other === undefined || other === id ? id : null);
      }
    }
    return folded.get(foldId(typed)) ?? undefined;
  };
}
