/** The app package as it is shipped, against what Microsoft publishes and what the desk understands. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import { strFromU8, unzipSync } from 'fflate';
import { z } from 'zod';
import { makePackage } from '../../src/app-package/make-package';
import { languages } from '../../src/cards/words/languages';
import { parseCommand } from '../../src/teams/commands';
import { understand } from '../fakes/demo-understand';

const root = path.join(__dirname, '../..');
const folder = path.join(root, 'appPackage');
const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
const values = {
  APP_NAME: 'Treasury Desk (dev)',
  TEAMS_APP_ID: '11111111-2222-4333-8444-555555555555',
  BOT_ID: '66666666-7777-4888-9999-aaaaaaaaaaaa',
  BOT_DOMAIN: 'desk.example.com',
  PUBLISHER_NAME: 'Example Bank',
  PUBLISHER_DOMAIN: 'www.example.com',
};

const commands = z.array(
  z.object({ title: z.string(), description: z.string(), type: z.string().optional(), prompt: z.string().optional() }),
);
const packaged = z.looseObject({
  version: z.string(),
  bots: z.array(z.object({ commandLists: z.array(z.object({ scopes: z.array(z.string()), commands })) })),
  localizationInfo: z.object({
    defaultLanguageTag: z.string(),
    additionalLanguages: z.array(z.object({ languageTag: z.string(), file: z.string() })),
  }),
});

function unpacked(): Record<string, unknown> {
  const made = makePackage(folder, values);
  if (!made.ok) throw new Error(made.problems.map(({ message }) => message).join('\n'));
  const files = Object.entries(unzipSync(made.zip)).filter(([name]) => name.endsWith('.json'));
  return Object.fromEntries(files.map(([name, bytes]) => [name, JSON.parse(strFromU8(bytes))]));
}

/** They are of draft 4, which this validator reads as the newer one once it does not say so. */
function published(name: string): ValidateFunction {
  const { $schema: _draft, ...schema } = readJson(path.join(__dirname, 'schema', name)) as Record<string, unknown>;
  return new Ajv({ strict: false, allErrors: true, validateFormats: false, unicodeRegExp: false }).compile(schema);
}

const files = unpacked();
const manifest = packaged.parse(files['manifest.json']);
const turkish = files['tr.json'] as Record<string, string>;
const lists = manifest.bots.flatMap(({ commandLists }) => commandLists);

it('fits the published schema of manifests 1.30', () => {
  const validate = published('MicrosoftTeams.schema.json');
  expect([validate(files['manifest.json']), validate.errors]).toEqual([true, null]);
});

it('would not fit it with a field that nobody knows', () => {
  const validate = published('MicrosoftTeams.schema.json');
  expect(validate({ ...manifest, botz: [] })).toBe(false);
  expect(validate({ ...manifest, id: 'no guid' })).toBe(false);
});

it('has language files that fit their published schema', () => {
  const validate = published('MicrosoftTeams.Localization.schema.json');
  expect([validate(turkish), validate.errors]).toEqual([true, null]);
  expect(validate({ ...turkish, 'bots[0].commandLists[0].commands[12].title': 'x' })).toBe(false);
});

it('speaks every language of the chat', () => {
  const { defaultLanguageTag, additionalLanguages } = manifest.localizationInfo;
  expect([defaultLanguageTag, ...additionalLanguages.map(({ languageTag }) => languageTag)].sort()).toEqual(
    Object.keys(languages).sort(),
  );
});

it('says every name, description and prompt in Turkish too', () => {
  const places = ['name.short', 'name.full', 'description.short', 'description.full'];
  for (const [list, { commands: said }] of lists.entries())
    for (const [command, { type }] of said.entries())
      for (const part of type === 'prompt' ? ['title', 'description', 'prompt'] : ['description'])
        places.push(`bots[0].commandLists[${list}].commands[${command}].${part}`);
  expect(Object.keys(turkish).sort()).toEqual(['$schema', ...places].sort());
});

it('offers commands that the desk knows', () => {
  const offered = lists.flatMap(({ commands: said }) => said.filter(({ type }) => type !== 'prompt'));
  expect(offered.length).toBeGreaterThan(10);
  for (const { title } of offered) expect(parseCommand(title).kind).not.toMatch(/unknown|sentence/);
});

it('gives examples of commands that the desk takes', () => {
  const texts = [
    ...lists.flatMap(({ commands: said }) => said.map(({ description }) => description)),
    ...Object.values(turkish),
  ];
  const examples = texts.flatMap((text) => /: (\/.+)$/.exec(text)?.[1] ?? []);
  expect(examples.length).toBeGreaterThan(8);
  for (const example of examples) expect(parseCommand(example).kind).not.toMatch(/unknown|sentence|wrong_usage/);
});

it('starts with sentences that the desk understands, in both languages', () => {
  const english = lists.flatMap(({ commands: said }) => said.flatMap(({ prompt }) => prompt ?? []));
  const inTurkish = Object.entries(turkish).flatMap(([place, text]) => (place.endsWith('.prompt') ? [text] : []));
  const intents = ['worklist', 'balance', 'who_approves', 'cutoff'];
  expect(english.map((said) => understand(said).intent)).toEqual(intents);
  expect(inTurkish.map((said) => understand(said).intent)).toEqual(intents);
});

it('has the version of the release', () => {
  const { version } = z.looseObject({ version: z.string() }).parse(readJson(path.join(root, 'package.json')));
  expect(manifest.version).toBe(version);
});

it('uses only placeholders the environment files name', () => {
  const used = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => [...readFileSync(path.join(folder, name), 'utf8').matchAll(/\$\{\{(\w+)\}\}/g)]);
  const names = new Set(used.map(([, name]) => name));
  expect([...names].sort()).toEqual(Object.keys(values).sort());
  for (const file of ['.env.dev', '.env.local']) {
    const defined = [...readFileSync(path.join(root, 'env', file), 'utf8').matchAll(/^(\w+)=/gm)].map(
      ([, name]) => name,
    );
    expect(defined).toEqual(expect.arrayContaining([...names]));
  }
});

it('has no secret in an environment file', () => {
  for (const file of readdirSync(path.join(root, 'env')))
    expect(readFileSync(path.join(root, 'env', file), 'utf8')).not.toMatch(/^\w*(PASSWORD|SECRET|KEY|TOKEN)\w*=.+$/m);
});
