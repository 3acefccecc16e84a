import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { z } from 'zod';

const root = join(__dirname, '../..');
const folder = join(root, 'appPackage');
const manifest: unknown = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));

const scopes = z.array(z.enum(['personal', 'team', 'groupChat'])).min(1);
const https = z.string().regex(/^https:\/\//);
/** The fields Teams requires of a bot's manifest, with its length limits. */
const manifestSchema = z.looseObject({
  $schema: z.literal('https://developer.microsoft.com/json-schemas/teams/v1.30/MicrosoftTeams.schema.json'),
  manifestVersion: z.literal('1.30'),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  id: z.literal('${{TEAMS_APP_ID}}'),
  name: z.strictObject({ short: z.string(), full: z.string().max(100) }),
  developer: z.looseObject({
    name: z.string().min(1).max(32),
    websiteUrl: https,
    privacyUrl: https,
    termsOfUseUrl: https,
  }),
  description: z.strictObject({ short: z.string().min(1).max(80), full: z.string().min(1).max(4000) }),
  icons: z.strictObject({ color: z.literal('color.png'), outline: z.literal('outline.png') }),
  accentColor: z.string().regex(/^#[0-9A-Fa-f]{6}$/),
  bots: z
    .array(
      z.looseObject({
        botId: z.literal('${{BOT_ID}}'),
        scopes,
        commandLists: z
          .array(
            z.strictObject({
              scopes,
              commands: z
                .array(z.strictObject({ title: z.string().max(32), description: z.string().max(128) }))
                .min(1)
                .max(12),
            }),
          )
          .max(3),
      }),
    )
    .length(1),
  validDomains: z.array(z.string()),
});

it('has every field Teams requires, within its limits', () => {
  expect(manifestSchema.safeParse(manifest).error).toBeUndefined();
});

it('keeps the short name within 30 characters in every environment', () => {
  const { name } = manifestSchema.parse(manifest);
  for (const suffix of ['', ' (dev)', ' (local)'])
    expect(name.short.replace('${{APP_NAME_SUFFIX}}', suffix).length).toBeLessThanOrEqual(30);
});

it('uses only placeholders the environment files define', () => {
  const used = new Set([...JSON.stringify(manifest).matchAll(/\$\{\{(\w+)\}\}/g)].map(([, name]) => name));
  for (const file of ['.env.dev', '.env.local']) {
    const defined = [...readFileSync(join(root, 'env', file), 'utf8').matchAll(/^(\w+)=/gm)].map(([, name]) => name);
    expect(defined).toEqual(expect.arrayContaining([...used]));
  }
});

it('has no secret in an environment file', () => {
  for (const file of readdirSync(join(root, 'env'))) {
    expect(readFileSync(join(root, 'env', file), 'utf8')).not.toMatch(/^\w*(PASSWORD|SECRET|KEY|TOKEN)\w*=.+$/m);
  }
});

/** Width, height and RGBA rows of an 8-bit RGBA PNG whose rows use no filter. */
function readPng(file: string) {
  const bytes = readFileSync(join(folder, file));
  expect(bytes.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
  const dataAt = bytes.indexOf('IDAT');
  const pixels = inflateSync(bytes.subarray(dataAt + 4, dataAt + 4 + bytes.readUInt32BE(dataAt - 4)));
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), pixels };
}

it('ships icons in the sizes Teams asks for', () => {
  expect(readPng('color.png')).toMatchObject({ width: 192, height: 192 });
  expect(readPng('outline.png')).toMatchObject({ width: 32, height: 32 });
});

it('draws the outline icon in white on transparent only', () => {
  const { width, height, pixels } = readPng('outline.png');
  const seen = new Set<string>();
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const at = row * (width * 4 + 1) + 1 + column * 4;
      seen.add([...pixels.subarray(at, at + 3)].join());
    }
  }
  expect([...seen]).toEqual(['255,255,255']);
});
