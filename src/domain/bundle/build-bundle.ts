/** Makes a payment's audit bundle from what was kept of it: the same payment and reader give the same bytes. */
import {
  bundlePaths,
  keptFolders,
  type BundleFiles,
  type BundlePart,
  type ReadBundle,
  type Reader,
} from './bundle-parts';
import { sharedDocuments, sharedEvents } from './documents/shared';
import { wholeDocuments, type Documents } from './documents/whole';
import { metadataText, type LeftOut } from './metadata';
import { summaryPage } from './summary';
import { asDocument, asLines } from './write-document';

/** `notHere`: what an earlier making of the same bundle left out, where its sources lack it. */
export function buildBundle(bundle: ReadBundle, reader: Reader, notHere: readonly LeftOut[] = []): BundleFiles {
  const isShared = reader === 'originator';
  const documents = isShared ? sharedDocuments(bundle) : wholeDocuments(bundle);
  const files = new Map<string, string>();
  for (const part of documentParts) files.set(bundlePaths[part], asDocument(documents[part]));
  files.set(bundlePaths.summary, summaryPage(bundle.current, documents, reader));
  const leftOut = isShared ? [] : [...notHere, ...addSources(files, bundle, reader)];
  const events = isShared ? sharedEvents(bundle) : bundle.events;
  const metadata = metadataText({ bundle, reader, files: inOrder(files), events, leftOut });
  return inOrder(files.set(bundlePaths.metadata, metadata));
}

function inOrder(files: ReadonlyMap<string, string>): BundleFiles {
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const documentParts = [
  'instruction',
  'screening',
  'liquidity',
  'approvals',
  'status',
  'overrides',
  'compliance',
  'communications',
] as const satisfies readonly (keyof Documents & BundlePart)[];

/** What other payments do on an account is for whoever looks after the account. */
function isKeptFrom(reader: Reader, kind: string): boolean {
  return reader === 'compliance' && kind !== 'screening_basis';
}

/** Everything a replay needs, as it was kept. Gives what this reader does not get. */
function addSources(
  files: Map<string, string>,
  { sources, contents: read }: ReadBundle,
  reader: Reader,
): readonly LeftOut[] {
  const { events, versions, contents, policies, workflows } = sources;
  files.set(bundlePaths.events, asLines(events));
  files.set(bundlePaths.versions, asLines(versions.map(({ text }) => text)));
  const leftOut: LeftOut[] = [];
  for (const { hash, text } of contents.toSorted((a, b) => (a.hash < b.hash ? -1 : 1))) {
    const kind = read.get(hash)?.kind ?? 'unknown';
    if (isKeptFrom(reader, kind)) leftOut.push({ hash, kind });
    else files.set(`${keptFolders.contents}${hash}.json`, text);
  }
  for (const [fingerprint, texts] of Object.entries(policies))
    for (const [name, text] of Object.entries(texts)) files.set(`${keptFolders.policies}${fingerprint}/${name}`, text);
  for (const [fingerprint, { main, included }] of Object.entries(workflows)) {
    files.set(`${keptFolders.workflows}${fingerprint}/workflow.yaml`, main);
    for (const [name, text] of Object.entries(included))
      files.set(`${keptFolders.workflows}${fingerprint}/included/${name}`, text);
  }
  return leftOut;
}
