/** Queries whose text is made once: building and compiling the same query anew costs more than SQLite needs to answer it. */
import type { Compilable, CompiledQuery, Kysely } from 'kysely';
import type { StoreSchema } from './schema';

/** Stands in a query for what is given each time; `given('version')` may stand wherever a value of that type may. */
export type Given<Parameters> = <Name extends keyof Parameters>(name: Name) => Parameters[Name];

/** Runs the query on a database or within a transaction. Gives its rows; none for a change. */
export type Query<Parameters, Row> = (database: Kysely<StoreSchema>, parameters: Parameters) => Promise<readonly Row[]>;

class Placeholder {
  constructor(readonly name: PropertyKey) {}
}

/** `build` is called once, at the first use, and must give the same query whatever the parameters say. */
export function compileOnce<Parameters extends object, Row = never>(
  build: (database: Kysely<StoreSchema>, given: Given<Parameters>) => Compilable<Row>,
): Query<Parameters, Row> {
  let compiled: CompiledQuery<Row> | null = null;
  return async (database, parameters) => {
    compiled ??= build(database, (name) => new Placeholder(name) as never).compile();
    const values = compiled.parameters.map((value) =>
      value instanceof Placeholder ? parameters[value.name as keyof Parameters] : value,
    );
    const { rows } = await database.executeQuery<Row>({ ...compiled, parameters: values });
    return rows;
  };
}
