/** Kept texts read into what a bundle is made from and replayed with. */
import { sha256 } from '../values/json';
import { parseJson } from '../values/parse-json';
import type { Policy } from '../policy/policy';
import type { BundleSources, ReadBundle, SourceReaders } from './bundle-parts';
import { readKept, type KeptKind } from './kept-kinds';

/** Throws what the readers throw. `runId`: of the case. */
export function readSources(runId: string, sources: BundleSources, readers: SourceReaders): ReadBundle {
  const versions = sources.versions.map(({ version, text }) => readers.readCase(runId, version, text));
  const current = versions.at(-1);
  if (!current) throw new RangeError('a case without a version');
  return {
    sources,
    events: sources.events.map((text) => readers.readEvent(text)),
    versions,
    current,
    contents: readContents(sources.contents),
    policies: readPolicies(sources, readers),
  };
}

/** Without those that are not what their hash says, or nothing we keep. */
export function readContents(contents: BundleSources['contents']): ReadonlyMap<string, KeptKind> {
  return new Map(
    contents.flatMap(({ hash, text }) => {
      const json = parseJson(text);
      const kept = json.ok && sha256(text) === hash ? readKept(json.value) : null;
      return kept ? [[hash, kept] as const] : [];
    }),
  );
}

/** Without those whose texts come to another policy than they are kept as. */
export function readPolicies(
  { policies }: Pick<BundleSources, 'policies'>,
  readers: SourceReaders,
): ReadonlyMap<string, Policy> {
  return new Map(
    Object.entries(policies).flatMap(([fingerprint, texts]) => {
      const policy = readers.readPolicy(fingerprint, texts);
      return policy ? [[fingerprint, policy] as const] : [];
    }),
  );
}
