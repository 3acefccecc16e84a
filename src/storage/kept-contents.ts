/** What evidence rests on, packed, under the hash of its text. */
import { promisify } from 'node:util';
import { deflateRaw, deflateRawSync, inflateRaw } from 'node:zlib';
import type { Kysely } from 'kysely';
import { Fault } from '../domain/values/errors';
import { sha256 } from '../domain/values/json';
import type { KeptContent } from '../domain/values/kept-content';
import type { KeptContents } from '../ports/evidence';
import { compileOnce } from './compile-once';
import type { StoreSchema } from './schema';

const packAside = promisify(deflateRaw);
const unpack = promisify(inflateRaw);

/** Migration 013. */
export async function addKeptContents(database: Kysely<StoreSchema>): Promise<void> {
  await database.schema
    .createTable('kept_contents')
    .addColumn('hash', 'text', (column) => column.primaryKey())
    .addColumn('packed', 'text', (column) => column.notNull())
    .execute();
}

/** Which hashes are known to be kept: what a commit took along stays, so it is packed and sent to the database once. */
export interface KnownContents {
  has(hash: string): boolean;
  /** Once they are committed. */
  note(rows: readonly ContentRow[]): void;
}

/** Of those last asked for; some 2 MB. */
const mostKnown = 20_000;

export function knowContents(): KnownContents {
  // A set keeps the order in which values were added; the first is the one longest not asked for.
  const known = new Set<string>();
  const add = (hash: string): void => {
    known.delete(hash);
    known.add(hash);
    const [oldest] = known;
    if (known.size > mostKnown && oldest !== undefined) known.delete(oldest);
  };
  return {
    has(hash) {
      if (!known.has(hash)) return false;
      add(hash);
      return true;
    },
    note: (rows) => {
      for (const { hash } of rows) add(hash);
    },
  };
}

export type ContentRow = StoreSchema['kept_contents'];

/** Of those that are not known to be kept, before the transaction begins: packing takes time that nobody should hold the database for. */
export async function packContents(
  contents: readonly KeptContent[],
  known: KnownContents,
): Promise<readonly ContentRow[]> {
  const missing = new Map(contents.filter(({ hash }) => !known.has(hash)).map((content) => [content.hash, content]));
  return missing.size === 0 ? [] : Promise.all([...missing.values()].map(packed));
}

/** In the transaction of whatever names them. */
export async function insertContents(held: Kysely<StoreSchema>, rows: readonly ContentRow[]): Promise<void> {
  const [only, ...others] = rows;
  if (only && others.length === 0) await insertContent(held, only);
  else if (only)
    await held
      .insertInto('kept_contents')
      .values(rows)
      .onConflict((conflict) => conflict.column('hash').doNothing())
      .execute();
}

const insertContent = compileOnce<ContentRow>((database, given) =>
  database
    .insertInto('kept_contents')
    .values({ hash: given('hash'), packed: given('packed') })
    .onConflict((conflict) => conflict.column('hash').doNothing()),
);

/** `place` names the database in faults. */
export function createContentQueries(database: Kysely<StoreSchema>, place: string, known: KnownContents): KeptContents {
  return {
    isKept: (hash) => known.has(hash),

    async findContents(hashes) {
      const found: KeptContent[] = [];
      for (let at = 0; at < hashes.length; at += askedAtOnce) {
        const rows = await database
          .selectFrom('kept_contents')
          .selectAll()
          .where('hash', 'in', hashes.slice(at, at + askedAtOnce))
          .execute();
        for (const row of rows) found.push(await unpacked(place, row));
      }
      return found;
    },
  };
}

/** The first that is not what its hash says, of those that were not looked at before; null where all are. */
export async function findAlteredContent(
  database: Kysely<StoreSchema>,
  isSound: (hash: string) => boolean,
): Promise<string | null> {
  let after = '';
  for (;;) {
    const page = await database
      .selectFrom('kept_contents')
      .select('hash')
      .where('hash', '>', after)
      .orderBy('hash')
      .limit(hashesAtOnce)
      .execute();
    const unseen = page.map(({ hash }) => hash).filter((hash) => !isSound(hash));
    for (let at = 0; at < unseen.length; at += contentsAtOnce) {
      const altered = await alteredOf(database, unseen.slice(at, at + contentsAtOnce));
      if (altered !== null) return altered;
    }
    if (page.length < hashesAtOnce) return null;
    after = page.at(-1)?.hash ?? after;
  }
}

async function alteredOf(database: Kysely<StoreSchema>, hashes: readonly string[]): Promise<string | null> {
  const rows = await database.selectFrom('kept_contents').selectAll().where('hash', 'in', hashes).execute();
  for (const row of rows) if ((await textOf(row)) === null) return row.hash;
  return null;
}

const hashesAtOnce = 1_000;
/** While a database is verified; an account's day may be some megabytes. */
export const contentsAtOnce = 50;
const askedAtOnce = 200;
/** A millisecond of work; what is longer is packed in a thread of its own. */
const packedAtOnce = 64 * 1024;
/** A hundred thousand rows of one account are some 20 MB. */
const longestText = 1 << 30;

async function packed({ hash, text }: KeptContent): Promise<ContentRow> {
  const bytes = Buffer.from(text, 'utf8');
  const body = bytes.length > packedAtOnce ? await packAside(bytes) : deflateRawSync(bytes);
  return { hash, packed: body.toString('base64') };
}

async function unpacked(place: string, row: ContentRow): Promise<KeptContent> {
  const text = await textOf(row);
  if (text === null) throw new Fault('store_corrupt', `${place}: what is kept as ${row.hash} is something else`);
  return { hash: row.hash, text };
}

/** Null for what is not what its hash says. */
export async function textOf({ hash, packed: body }: ContentRow): Promise<string | null> {
  try {
    const text = (await unpack(Buffer.from(body, 'base64'), { maxOutputLength: longestText })).toString('utf8');
    return sha256(text) === hash ? text : null;
  } catch {
    // What cannot be unpacked was packed by nobody.
    return null;
  }
}
