/** What a database keeps of what evidence rests on, held against what its cases name. */
import Database from 'libsql';
import { createSourceReaders } from '../../src/composition/bundle/source-readers';
import { namedBy } from '../../src/domain/bundle/check/check-seals';
import { readSources } from '../../src/domain/bundle/read-sources';
import type { Store } from '../../src/ports/store';

/** Of a database with one case. `missing`: named and not kept; `stray`: kept and named by nobody. Both are none in a sound one. */
export async function heldAgainstNames(store: Store, file: string, runId: string) {
  const database = new Database(file, { readonly: true });
  const kept = database
    .prepare('SELECT hash FROM kept_contents')
    .all()
    .map((row) => (row as { hash: string }).hash);
  database.close();
  const sources = { events: [], versions: await store.readVersionTexts(runId), cards: [], policies: {}, workflows: {} };
  const contents = await store.findContents(kept);
  const read = readSources(runId, { ...sources, contents }, createSourceReaders());
  const named = namedBy(read.versions, read.contents);
  return {
    missing: [...named].filter((hash) => !kept.includes(hash)),
    stray: kept.filter((hash) => !named.has(hash)),
    kept: kept.length,
  };
}
