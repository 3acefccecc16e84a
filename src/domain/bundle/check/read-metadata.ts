/** The metadata of a bundle from outside: its format, its seal, and the files it lists, each held against what is there. */
import { z } from 'zod';
import { refuse, type Problem, type Refusal } from '../../values/errors';
import { sha256 } from '../../values/json';
import { parseJson } from '../../values/parse-json';
import { bundleFormat, bundleName, bundlePaths, readers, type BundleFiles } from '../bundle-parts';
import { isSealWhole } from '../metadata';

const framed = z.looseObject({ format: z.int() });
const metadataSchema = z.looseObject({
  format: z.literal(bundleFormat),
  payment_id: z.string(),
  workflow_run_id: z.string(),
  made_for: z.enum(readers),
  files: z.array(z.strictObject({ path: z.string(), sha256: z.string(), bytes: z.int() })),
  chain: z.looseObject({
    positions: z.array(
      z.strictObject({
        seq: z.int().positive(),
        type: z.string(),
        at: z.string(),
        case_version: z.int().positive(),
        case_hash: z.string(),
        previous_hash: z.string(),
        hash: z.string(),
      }),
    ),
  }),
  left_out: z.array(z.strictObject({ hash: z.string(), kind: z.string() })).default([]),
});
export type Metadata = z.infer<typeof metadataSchema>;

/** Refuses what is no bundle of this format; whether its files are as it says is for `findAlteredFiles` to tell. */
export function readMetadata(folder: string, files: BundleFiles): { ok: true; metadata: Metadata } | Refusal {
  const text = files.get(bundlePaths.metadata);
  if (text === undefined)
    return refuse('bundle_unreadable', `${bundlePaths.metadata} is missing: this is no whole bundle.`);
  const json = parseJson(text, bundlePaths.metadata);
  if (!json.ok) return refuse('bundle_unreadable', `${bundlePaths.metadata} is not JSON: it was cut off or changed.`);
  const frame = framed.safeParse(json.value);
  if (!frame.success) return refuse('bundle_format', `${bundlePaths.metadata} states no format number.`);
  if (frame.data.format !== bundleFormat)
    return refuse(
      'bundle_format',
      `The bundle is of format ${frame.data.format}; this build reads format ${bundleFormat}.`,
    );
  const read = metadataSchema.safeParse(json.value);
  if (!read.success) {
    const [issue] = read.error.issues;
    return altered(bundlePaths.metadata, `${issue?.path.join('.') ?? ''} is not what the desk writes`);
  }
  if (!isSealWhole(text)) return altered(bundlePaths.metadata, 'was changed after it was sealed');
  const name = bundleName(read.data.payment_id);
  if (folder !== name) return altered(folder, `is the bundle of ${read.data.payment_id} and should be called ${name}`);
  return { ok: true, metadata: read.data };
}

/** Files that are missing, that nobody listed, and that are not as they were written. */
export function findAlteredFiles({ files: listed }: Metadata, files: BundleFiles): readonly Problem[] {
  const names = new Set(listed.map(({ path }) => path));
  const unlisted = [...files.keys()].filter((path) => path !== bundlePaths.metadata && !names.has(path));
  return [
    ...listed.flatMap(({ path, sha256: hash }) => {
      const text = files.get(path);
      if (text === undefined) return problem(path, 'is missing');
      return sha256(text) === hash ? [] : problem(path, 'was changed');
    }),
    ...unlisted.flatMap((path) => problem(path, 'is in no list of the bundle: somebody put it there')),
  ];
}

export function altered(what: string, how: string): Refusal {
  return { ok: false, problems: problem(what, how) };
}

export function problem(what: string, how: string): readonly Problem[] {
  return [{ code: 'bundle_altered', message: `${what} ${how}.` }];
}
