/** Queries whose text is made once for each database: building and compiling the same query anew costs more than SQLite needs to answer it. */
import type { Compilable, CompiledQuery, Kysely } from 'kysely';
import type { StoreSchema } from './schema';

/** Stands in a query for what is given each time; `given('version')` may stand wherever a value of that type may. */
export type Given<Parameters> = <Name extends keyof Parameters>(name: Name) => Parameters[Name];

/** Runs the query on a database or within a transaction. Gives its rows; none for a change. */
export type Query<Parameters, Row> = (database: Kysely<StoreSchema>, parameters: Parameters) => Promise<readonly Row[]>;

class Placeholder {
  constructor(readonly name: PropertyKey) {}
}

/** `build` is called once for each database, at the first use, and must give the same query whatever the parameters say. */
export function compileOnce<Parameters extends object, Row = never>(
  build: (database: Kysely<StoreSchema>, given: Given<Parameters>) => Compilable<Row>,
): Query<Parameters, Row> {
  /** By what the database has one of, and every transaction on it the same: dialects spell a parameter in their own way. */
  const known = new WeakMap<object, CompiledQuery<Row>>();
  return async (database, parameters) => {
    const { adapter } = database.getExecutor();
    const compiled = known.get(adapter) ?? build(database, (name) => new Placeholder(name) as never).compile();
    known.set(adapter, compiled);
    const values = compiled.parameters.map((value) =>
      value instanceof Placeholder ? parameters[value.name as keyof Parameters] : value,
    );
    const { rows } = await database.executeQuery<Row>({ ...compiled, parameters: values });
    return rows;
  };
}
