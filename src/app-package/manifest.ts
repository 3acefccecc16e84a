/** What must be true of a manifest before Teams is asked to take it; the whole published schema is held against it by the tests. */
import { z } from 'zod';
import type { Json, JsonObject } from '../domain/values/json';

const text = (max: number) => z.string().trim().min(1).max(max);
const https = z.url({ protocol: /^https$/ }).max(2048);
/** A file of the package itself: no folder, no way out of it. */
const fileName = z.string().regex(/^[A-Za-z0-9_-]+\.(?:png|json)$/, 'is not the name of a file beside the manifest');

export const manifestSchema = z.looseObject({
  $schema: https,
  manifestVersion: z.literal('1.30'),
  version: z.string().regex(/^\d+\.\d+\.\d+$/, 'is not a version like 1.0.0'),
  id: z.guid('is not a GUID'),
  name: z.strictObject({ short: text(30), full: text(100) }),
  description: z.strictObject({ short: text(80), full: text(4000) }),
  developer: z.looseObject({ name: text(32), websiteUrl: https, privacyUrl: https, termsOfUseUrl: https }),
  icons: z.looseObject({ color: fileName, outline: fileName }),
  bots: z.array(z.looseObject({ botId: z.guid('is not a GUID') })).length(1),
  validDomains: z.array(z.hostname('is not a domain like desk.example.com')).max(16),
  localizationInfo: z
    .looseObject({ additionalLanguages: z.array(z.strictObject({ languageTag: text(20), file: fileName })) })
    .optional(),
});

/** A language's words, by where the manifest has them: `name.short`, `bots[0].commandLists[0].commands[1].description`. */
export const languageSchema = z.looseObject({
  $schema: https,
  'name.short': text(30),
  'name.full': text(100),
  'description.short': text(80),
  'description.full': text(4000),
});

/** Where a language file speaks of something the manifest does not say. */
export function namesNothing(language: JsonObject, manifest: Json): readonly string[] {
  return Object.keys(language).filter((place) => place !== '$schema' && typeof at(manifest, place) !== 'string');
}

function at(value: Json, place: string): Json | undefined {
  return place
    .split(/[.[\]]+/)
    .filter((part) => part !== '')
    .reduce<Json | undefined>(
      (inner, part) =>
        typeof inner === 'object' && inner !== null && Object.hasOwn(inner, part)
          ? (inner as JsonObject)[part]
          : undefined,
      value,
    );
}
