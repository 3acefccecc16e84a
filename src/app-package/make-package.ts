/** The zip that Teams installs: the manifest with an environment's values, its languages and its icons. The same input gives the same bytes. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { zipSync } from 'fflate';
import type { z } from 'zod';
import { refuse, type Problem, type Refusal } from '../domain/values/errors';
import type { Json, JsonObject } from '../domain/values/json';
import { checkIcon } from './check-icons';
import { fillPlaceholders } from './fill-placeholders';
import { languageSchema, manifestSchema, namesNothing } from './manifest';

export interface AppPackage {
  readonly ok: true;
  readonly zip: Uint8Array;
  readonly files: readonly string[];
  /** As Teams shows it. */
  readonly name: string;
  readonly appId: string;
}

type Values = Readonly<Record<string, string | undefined>>;

/** A zip's oldest day, in local time as the format has it: no clock and no zone shows in the bytes. */
const oldest = new Date(1980, 0, 1);

/** `folder` is appPackage/. Every problem there is comes back, not the first. */
export function makePackage(folder: string, values: Values): AppPackage | Refusal {
  const problems: Problem[] = [];
  const readJson = <T>(name: string, schema: z.ZodType<T>): { readonly value: Json; readonly parsed: T } | null => {
    const { found, wrong } = readFilled(folder, name, values, schema);
    problems.push(...wrong);
    return found;
  };
  const manifest = readJson('manifest.json', manifestSchema);
  if (!manifest) return { ok: false, problems };
  const { icons, localizationInfo, name, id } = manifest.parsed;
  const files: Record<string, Uint8Array> = { 'manifest.json': asBytes(manifest.value) };
  for (const { file } of localizationInfo?.additionalLanguages ?? []) {
    const language = readJson(file, languageSchema);
    if (!language) continue;
    const lost = namesNothing(language.value as JsonObject, manifest.value);
    problems.push(...lost.flatMap((place) => wrongIn(file, `${place} is nothing that the manifest says`)));
    files[file] = asBytes(language.value);
  }
  for (const kind of ['color', 'outline'] as const) {
    const bytes = readOrNull(path.join(folder, icons[kind]));
    problems.push(...(bytes ? checkIcon(kind, icons[kind], bytes) : wrongIn(icons[kind], 'is not there')));
    if (bytes) files[icons[kind]] = bytes;
  }
  if (problems.length > 0) return { ok: false, problems };
  const zip = zipSync(files, { level: 9, mtime: oldest });
  return { ok: true, zip, files: Object.keys(files), name: name.short, appId: id };
}

function readFilled<T>(folder: string, name: string, values: Values, schema: z.ZodType<T>) {
  const nothing = (...wrong: readonly Problem[]) => ({ found: null, wrong });
  const bytes = readOrNull(path.join(folder, name));
  if (!bytes) return nothing(...wrongIn(name, 'is not there'));
  const template = parseJson(bytes.toString('utf8'));
  if (template === undefined) return nothing(...wrongIn(name, 'is not JSON'));
  const { value, missing } = fillPlaceholders(template, values);
  if (missing.length > 0)
    return nothing(...missing.flatMap((variable) => wrongIn(name, `needs ${variable}, which is not set`, variable)));
  const parsed = schema.safeParse(value);
  if (!parsed.success)
    return nothing(
      ...parsed.error.issues.flatMap((issue) => wrongIn(name, `${issue.path.join('.')}: ${issue.message}`)),
    );
  return { found: { value, parsed: parsed.data }, wrong: [] };
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** Null where there is no such file; another trouble with it is a fault. */
function readOrNull(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function wrongIn(name: string, what: string, field = name): readonly Problem[] {
  return refuse('configuration_invalid', `appPackage/${name}: ${what}.`, field).problems;
}

function asBytes(value: Json): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
}
