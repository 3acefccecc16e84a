/**
 * Reads text from SQLite as bytes and decodes it here: libsql ends the whole process at text that is not UTF-8
 * (a panic in its value.rs, seen with 0.5.29), and one damaged byte in the file is enough for that.
 */
import type { SqliteStatement } from 'kysely';
import { Fault } from '../../domain/values/errors';
import type { SqliteHandle } from './sqlite-dialect';

interface Column {
  readonly name: string;
}
type Statement = SqliteStatement & { columns(): readonly Column[] };
type Handle = Omit<SqliteHandle, 'prepare'> & { prepare(sql: string): Statement };

/** The same database, whose SELECTs throw `store_corrupt` naming the file where text is damaged. Our tables have no BLOB of their own. */
export function readTextStrictly(file: string, database: Handle): SqliteHandle {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

  /** In its place: the row was made for this answer alone, and some answers have hundreds. */
  function decode(row: unknown): unknown {
    const cells = row as Record<string, unknown>;
    for (const name in cells) {
      const cell = cells[name];
      if (isBytes(cell)) cells[name] = decodeText(name, cell);
    }
    return cells;
  }

  function decodeText(name: string, bytes: ArrayBuffer): string {
    try {
      return decoder.decode(bytes);
    } catch (error) {
      throw new Fault('store_corrupt', `${file}: damaged text in a ${name}`, { cause: error });
    }
  }

  return {
    get inTransaction() {
      return database.inTransaction;
    },
    close: () => database.close(),
    prepare(sql) {
      const statement = database.prepare(sql);
      if (!/^\s*select\b/i.test(sql)) return statement;
      const asBytes = database.prepare(`select ${statement.columns().map(bytesOfText).join(', ')} from (${sql})`);
      return {
        reader: true,
        all: (parameters) => asBytes.all(parameters).map(decode),
        run: (parameters) => asBytes.run(parameters),
        *iterate(parameters) {
          for (const row of asBytes.iterate(parameters)) yield decode(row);
        },
      };
    },
  };
}

function bytesOfText({ name }: Column): string {
  const quoted = `"${name.replaceAll('"', '""')}"`;
  return `case typeof(${quoted}) when 'text' then cast(${quoted} as blob) else ${quoted} end as ${quoted}`;
}

/** libsql gives a BLOB as an ArrayBuffer, and nothing else as an object; `instanceof` would not know one of another realm. */
function isBytes(cell: unknown): cell is ArrayBuffer {
  return typeof cell === 'object' && cell !== null;
}
