/** Calls of the tools over MCP, as our own tool server answered them. */
import { sql, type Kysely } from 'kysely';
import { z } from 'zod';
import { Fault } from '../domain/values/errors';
import type { ToolCallRecords } from '../ports/evidence';
import { insertContents, packContents, type KnownContents } from './kept-contents';
import type { StoreSchema } from './schema';
import type { Write } from './commit/group-commit';
import { parseJson } from './stored/stored-case';

const objectSchema = z.record(z.string(), z.json());

/** Migration 009. */
export async function addToolCalls(database: Kysely<StoreSchema>): Promise<void> {
  const { schema } = database;
  await schema
    .createTable('tool_calls')
    .addColumn('seq', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('run_id', 'text', (column) => column.notNull())
    .addColumn('tool', 'text', (column) => column.notNull())
    .addColumn('input', 'text', (column) => column.notNull())
    .addColumn('output', 'text')
    .addColumn('problem', 'text')
    .addColumn('called_at', 'text', (column) => column.notNull())
    .execute();
  await sql`create index tool_calls_by_run on tool_calls (run_id, tool, seq)`.execute(database);
}

/** `place` names the database in faults. */
export function createToolCallQueries(
  database: Kysely<StoreSchema>,
  place: string,
  write: Write,
  known: KnownContents,
): ToolCallRecords {
  const readObject = (named: string, text: string) => {
    const read = objectSchema.safeParse(parseJson(named, text));
    if (!read.success) throw new Fault('store_corrupt', `${named} is not written as this store writes`);
    return read.data;
  };
  return {
    // A call whose record a power cut takes belongs to a step that is asked anew.
    async recordToolCall({ runId, tool, input, output, problem, calledAt }, contents = []) {
      const kept = await packContents(contents, known);
      await write('unsynced', async (held) => {
        const texts = { input: JSON.stringify(input), output: output === null ? null : JSON.stringify(output) };
        await held
          .insertInto('tool_calls')
          .values({ run_id: runId, tool, ...texts, problem, called_at: calledAt })
          .execute();
        await insertContents(held, kept);
      });
      known.note(kept);
    },

    async lastToolCall() {
      const { last } = await database
        .selectFrom('tool_calls')
        .select(({ fn }) => fn.max<number | null>('seq').as('last'))
        .executeTakeFirstOrThrow();
      return last ?? 0;
    },

    async listToolCalls({ runId, tool, afterSeq }) {
      const rows = await database
        .selectFrom('tool_calls')
        .selectAll()
        .where('run_id', '=', runId)
        .where('tool', '=', tool)
        .where('seq', '>', afterSeq)
        .orderBy('seq')
        .execute();
      return rows.map(({ seq, input, output, problem, called_at: calledAt }) => {
        const named = `${place}: tool call ${seq} of ${runId}`;
        return {
          seq,
          runId,
          tool,
          input: readObject(named, input),
          output: output === null ? null : readObject(named, output),
          problem,
          calledAt,
        };
      });
    },
  };
}
