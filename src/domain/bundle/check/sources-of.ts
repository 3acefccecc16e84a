/** The sources a bundle carries, taken back out of its files. */
import type { BundleFiles, BundleSources, PolicyTextsOf, PostedCard, WorkflowTexts } from '../bundle-parts';
import { bundlePaths, keptFolders } from '../bundle-parts';
import { z } from 'zod';
import { parseJson } from '../../values/parse-json';

const cardsSchema = z.looseObject({
  cards: z.array(
    z
      .looseObject({
        number: z.int(),
        kind: z.string(),
        state: z.string(),
        shown_version: z.int(),
        viewer: z.string().nullable(),
        about: z.string().nullable(),
      })
      .transform(({ number, kind, state, shown_version, viewer, about }): PostedCard => ({
        number,
        kind,
        state,
        shown_version,
        viewer,
        about,
      })),
  ),
});

export function sourcesOf(files: BundleFiles): BundleSources {
  const lines = (path: string) => (files.get(path) ?? '').split('\n').filter((line) => line !== '');
  return {
    versions: lines(bundlePaths.versions).map((text, at) => ({ version: at + 1, text })),
    events: lines(bundlePaths.events),
    contents: [...under(files, keptFolders.contents)].map(([name, text]) => ({
      hash: name.replace(/\.json$/, ''),
      text,
    })),
    policies: policiesOf(files),
    workflows: workflowsOf(files),
    cards: cardsOf(files),
  };
}

function* under(files: BundleFiles, folder: string): Generator<readonly [string, string]> {
  for (const [path, text] of files) if (path.startsWith(folder)) yield [path.slice(folder.length), text];
}

function policiesOf(files: BundleFiles): Readonly<Record<string, PolicyTextsOf>> {
  const found = new Map<string, Map<string, string>>();
  for (const [path, text] of under(files, keptFolders.policies)) {
    const [fingerprint = '', name = ''] = path.split('/');
    found.set(fingerprint, (found.get(fingerprint) ?? new Map<string, string>()).set(name, text));
  }
  return Object.fromEntries([...found].map(([fingerprint, texts]) => [fingerprint, Object.fromEntries(texts)]));
}

function workflowsOf(files: BundleFiles): Readonly<Record<string, WorkflowTexts>> {
  const found = new Map<string, { main: string; included: Map<string, string> }>();
  for (const [path, text] of under(files, keptFolders.workflows)) {
    const [fingerprint = '', ...rest] = path.split('/');
    const own = found.get(fingerprint) ?? { main: '', included: new Map<string, string>() };
    if (rest.length === 1) own.main = text;
    else own.included.set(rest.at(-1) ?? '', text);
    found.set(fingerprint, own);
  }
  return Object.fromEntries(
    [...found].map(([fingerprint, { main, included }]) => [
      fingerprint,
      { main, included: Object.fromEntries(included) },
    ]),
  );
}

/** Cards stand in no sealed source: what the document says of them is what is known. */
function cardsOf(files: BundleFiles): readonly PostedCard[] {
  const json = parseJson(files.get(bundlePaths.communications) ?? '');
  const read = cardsSchema.safeParse(json.ok ? json.value : null);
  return read.success ? read.data.cards : [];
}
