/** What evidence rests on, packed, under the hash of its text. */
import { promisify } from 'node:util';
import { deflateRaw, deflateRawSync, inflateRaw } from 'node:zlib';
import type { Kysely } from 'kysely';
import { Fault } from '../domain/values/errors';
import { sha256 } from '../domain/values/json';
import type { KeptContent } from '../domain/values/kept-content';
import type { KeptContents } from '../ports-evidence';
import type { StoreSchema } from './schema';
import type { Write } from './commit/group-commit';

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

/** `place` names the database in faults. */
export function createContentQueries(database: Kysely<StoreSchema>, place: string, write: Write): KeptContents {
  return {
    async keepContents(contents) {
      if (contents.length === 0) return;
      const rows = await Promise.all(contents.map(packed));
      // The log is written in order: whatever is synced after it takes it along.
      await write('unsynced', async (held) => {
        await held
          .insertInto('kept_contents')
          .values(rows)
          .onConflict((conflict) => conflict.column('hash').doNothing())
          .execute();
      });
    },

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

/** The first that is not what its hash says; null where all are. */
export async function findAlteredContent(database: Kysely<StoreSchema>): Promise<string | null> {
  let after = '';
  for (;;) {
    const rows = await database
      .selectFrom('kept_contents')
      .selectAll()
      .where('hash', '>', after)
      .orderBy('hash')
      .limit(askedAtOnce)
      .execute();
    for (const row of rows) if ((await textOf(row)) === null) return row.hash;
    if (rows.length < askedAtOnce) return null;
    after = rows.at(-1)?.hash ?? after;
  }
}

const askedAtOnce = 200;
/** A millisecond of work; what is longer is packed in a thread of its own. */
const packedAtOnce = 64 * 1024;
/** A hundred thousand rows of one account are some 20 MB. */
const longestText = 1 << 30;

async function packed({ hash, text }: KeptContent): Promise<StoreSchema['kept_contents']> {
  const bytes = Buffer.from(text, 'utf8');
  const body = bytes.length > packedAtOnce ? await packAside(bytes) : deflateRawSync(bytes);
  return { hash, packed: body.toString('base64') };
}

async function unpacked(place: string, row: StoreSchema['kept_contents']): Promise<KeptContent> {
  const text = await textOf(row);
  if (text === null) throw new Fault('store_corrupt', `${place}: what is kept as ${row.hash} is something else`);
  return { hash: row.hash, text };
}

/** Null for what is not what its hash says. */
async function textOf({ hash, packed: body }: StoreSchema['kept_contents']): Promise<string | null> {
  try {
    const text = (await unpack(Buffer.from(body, 'base64'), { maxOutputLength: longestText })).toString('utf8');
    return sha256(text) === hash ? text : null;
  } catch {
    // What cannot be unpacked was packed by nobody.
    return null;
  }
}
