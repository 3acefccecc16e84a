/** Every reader answers made-up inputs with a value or a named problem; and no reader of what comes from outside is forgotten: whatever parses in src is read through by one of the table, or says here why not. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readers } from './readers';
import { value } from './judge';
import { corpusFolder, seedsOf } from './inputs';
import { fuzzReaders } from './run-fuzz';

const root = path.resolve(__dirname, '../..');

/** How text and bytes become values here; a new way to do so belongs into this list. */
const parses =
  /\b(?:JSON\.parse|parseJson|readYaml|readXml|parseXmlEntries|parseCsvTable|csvRecords|readCsv|parseDocument|unzipSync|(?:gun|inf)\w+Sync|createPublicKey|createPrivateKey|decodeText|readUtf8|jwt\.decode)\b|new TextDecoder\(|from 'csv-parse/;

/** Files that parse and are read through by no reader of the table, and why. */
const because: Readonly<Record<string, string>> = {
  'src/agents/foundry/accept-evidence.ts':
    'compares what parseJson gives with what was recorded, and takes nothing of it',
  'src/agents/foundry/sdk-project.ts':
    "fetches: what it reads goes through read-sse and read-response, or is Azure's own client's",
  'src/anchors/key-vault.ts': "Azure's answer, held to a schema before a key is made of it",
  'src/cards/templates.ts': "the desk's own card templates, read once at the start",
  'src/cli/json-lines.ts': 'one parseJson a line',
  'src/cli/review.ts': 'one parseJson, then what the payment form goes through',
  'src/demo/playground-config.ts': 'the demo alone, through readYaml',
  'src/domain/case/people/waiting-place.ts': 'a key that it made itself',
  'src/main.ts': "the program's own package.json",
  'src/storage/card-copies.ts': "rows of the store's own, through the parseJson that `stored` reads by",
  'src/storage/kept-tokens.ts': "rows of the store's own, through the parseJson that `stored` reads by",
  'src/storage/packed-rows.ts': 'rows that the database itself packs as JSON',
  'src/storage/personal-chats.ts': "rows of the store's own, through the parseJson that `stored` reads by",
  'src/storage/replicas.ts': "rows of the store's own, through the parseJson that `stored` reads by",
  'src/storage/stored/version-texts.ts':
    'pieces of a text that the store itself kept, of which the text is then read by `stored`',
  'src/storage/tool-calls.ts': "rows of the store's own, through the parseJson that `stored` reads by",
  'src/storage/verify/verify-kept.ts':
    'contents that the store itself kept, held against their hashes, through parseJson',
  'src/storage/sqlite/strict-text.ts': 'decodes text and nothing else',
  'src/teams/cards/card-channel.ts': 'a copy of what the program holds',
  'src/teams/tokens/signing-keys.ts': "the channel's metadata, fetched: test/teams/tokens",
  'src/tools/try-tool-server.ts': 'the doctor alone; what it cannot read is no list',
};

function sources(folder = 'src'): readonly string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = `${folder}/${entry.name}`;
    return entry.isDirectory() ? sources(name) : name.endsWith('.ts') ? [name] : [];
  });
}

const covered = new Set(readers.flatMap(({ covers }) => covers));
const parsing = sources().filter((file) => parses.test(readFileSync(path.join(root, file), 'utf8')));

describe('the table of readers', () => {
  it('has every file that parses what comes from outside', () => {
    expect(parsing.filter((file) => !covered.has(file) && !Object.hasOwn(because, file))).toEqual([]);
  });

  it('makes no exception that is none', () => {
    const needless = Object.keys(because).filter((file) => !parsing.includes(file) || covered.has(file));
    expect(needless).toEqual([]);
  });

  it('names files that are there', () => {
    const there = new Set(sources());
    expect([...covered].filter((file) => !there.has(file))).toEqual([]);
  });

  it('has every folder of the corpus, each reader once, and seeds for each', async () => {
    const names = readers.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(readdirSync(corpusFolder).filter((name) => !names.includes(name))).toEqual([]);
    for (const reader of readers.filter(({ made }) => made === undefined))
      expect((await seedsOf(reader)).length).toBeGreaterThan(0);
  });
});

/** Of a reader that costs as most do. `npm run fuzz` does as many as one likes. */
const runs = 80;

test('every reader answers with a value or a named problem, whatever it is given', async () => {
  const orders = readers.map(({ name, cost = 1 }) => ({
    reader: name,
    seed: 1,
    from: 0,
    runs: Math.ceil(runs / cost),
  }));
  const fuzzed = await fuzzReaders(orders);
  const found = fuzzed.flatMap(({ reader, found: all }) => all.map(({ run, what }) => ({ reader, run, what })));
  expect(found).toEqual([]);
  expect(fuzzed.map(({ reader }) => reader)).toEqual(readers.map(({ name }) => name));
  // One that takes none of its seeds was given nothing to read.
  const takesNone = readers.filter(({ taken = value }, at) => fuzzed[at]!.outcomes[taken] === undefined);
  expect(takesNone.map(({ name }) => name)).toEqual([]);
}, 600_000);
