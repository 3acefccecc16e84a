/** Queries whose text is made once for each database: building and compiling the same query anew costs more than SQLite needs to answer it. */
import type { Compilable, CompiledQuery, Kysely } from 'kysely';
import type { StoreSchema } from './schema';

/** Stands in a query for what is given each time; `given('version')` may stand wherever a value of that type may. */
export type Given<Parameters> = <Name extends keyof Parameters>(name: Name) => Parameters[Name];

/** Runs the query on a database or within a transaction. Gives its rows; none for a change. */
export type Query<Parameters, Row> = (database: Kysely<StoreSchema>, parameters: Parameters) => Promise<readonly Row[]>;

class Placeholder {
  constructor(
    readonly row: number,
    readonly name: PropertyKey,
  ) {}
}

/** `build` is called once for each database, at the first use, and must give the same query whatever the parameters say. */
export function compileOnce<Parameters extends object, Row = never>(
  build: (database: Kysely<StoreSchema>, given: Given<Parameters>) => Compilable<Row>,
): Query<Parameters, Row> {
  const run = compileFor(build, givenOf(0));
  return (database, parameters) => run(database, [parameters]);
}

/** As `compileOnce`, of a change of several rows at once: `build` is called once for each number of them, with what stands for each row's values. */
export function compileForRows<Row extends object>(
  build: (database: Kysely<StoreSchema>, rows: readonly Given<Row>[]) => Compilable<never>,
): Query<readonly Row[], never> {
  const byCount = new Map<number, Query<readonly Row[], never>>();
  return (database, rows) => {
    const run =
      byCount.get(rows.length) ??
      compileFor(
        build,
        Array.from(rows, (_, row) => givenOf<Row>(row)),
      );
    byCount.set(rows.length, run);
    return run(database, rows);
  };
}

const givenOf =
  <Parameters>(row: number): Given<Parameters> =>
  (name) =>
    new Placeholder(row, name) as never;

function compileFor<Given, Parameters extends object, Row>(
  build: (database: Kysely<StoreSchema>, given: Given) => Compilable<Row>,
  given: Given,
): Query<readonly Parameters[], Row> {
  /** By what the database has one of, and every transaction on it the same: dialects spell a parameter in their own way. */
  const known = new WeakMap<object, CompiledQuery<Row>>();
  return async (database, rows) => {
    const { adapter } = database.getExecutor();
    const compiled = known.get(adapter) ?? build(database, given).compile();
    known.set(adapter, compiled);
    const values = compiled.parameters.map((value) =>
      value instanceof Placeholder ? rows[value.row]?.[value.name as keyof Parameters] : value,
    );
    const { rows: found } = await database.executeQuery<Row>({ ...compiled, parameters: values });
    return found;
  };
}
