/**
 * Kysely's PostgreSQL dialect over a pool. Within a transaction a change or a lock is sent without waiting for its answer: whoever reads
 * next, or commits, waits for all of them together. A commit of the desk makes a dozen changes and holds the end of the audit chain while
 * it does, so each way to the server and back is time in which nobody else commits.
 */
import {
  CompiledQuery,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from 'kysely';
import type { Pool, PoolClient } from 'pg';
import { Fault } from '../../domain/values/errors';
import { statementName } from './postgres-pool';
import { isOfConnection, isOutdatedPlan, UsedUp } from './postgres-fault';

export function createPostgresDialect(pool: Pool): Dialect {
  return {
    createDriver: () => new PoolDriver(pool),
    createAdapter: () => new PostgresAdapter(),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createIntrospector: (kysely) => new PostgresIntrospector(kysely),
  };
}

class PoolDriver implements Driver {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  init(): Promise<void> {
    return Promise.resolve();
  }

  async acquireConnection(): Promise<PoolConnection> {
    const client = await this.#pool.connect().catch((error: unknown) => {
      throw isUsedUp(this.#pool) ? usedUp(this.#pool, error) : error;
    });
    return new PoolConnection(client);
  }

  async beginTransaction(connection: PoolConnection): Promise<void> {
    // Said, as a database or a user may have another for a default.
    await connection.begin('begin isolation level read committed');
  }

  commitTransaction(connection: PoolConnection): Promise<void> {
    return connection.end('commit');
  }

  rollbackTransaction(connection: PoolConnection): Promise<void> {
    return connection.end('rollback');
  }

  releaseConnection(connection: PoolConnection): Promise<void> {
    connection.release();
    return Promise.resolve();
  }

  destroy(): Promise<void> {
    return this.#pool.end();
  }
}

/** Changes, and locks, which are taken for what is asked after them: what gives rows is waited for, and so is everything outside a transaction. */
const change = /^\s*(insert|update|delete|begin)\b(?!.*\breturning\b)|\bfor update$/is;

function isUsedUp({ totalCount, idleCount, options: { max } }: Pool): boolean {
  return totalCount >= max && idleCount === 0;
}

/** The client says that it could not connect. */
function usedUp({ options: { max } }: Pool, cause: unknown): UsedUp {
  return new UsedUp(
    `all ${max} connections of this process are at work, and none was free in time: statements take too long there, or DATABASE_CONNECTIONS is too few`,
    { cause },
  );
}

class PoolConnection implements DatabaseConnection {
  readonly #client: PoolClient;
  #isInTransaction = false;
  #isBroken = false;
  /** Sent, and not heard of yet. Each is looked at by whoever waits for them, and by nobody else. */
  #sent: Promise<unknown>[] = [];

  constructor(client: PoolClient) {
    this.#client = client;
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const asked = this.#send(sql, parameters);
    if (this.#isInTransaction && change.test(sql)) {
      this.#sent.push(asked);
      return { rows: [] };
    }
    // The first that failed is why all after it did.
    const answers = await Promise.all([...this.#take(), asked]);
    return (answers.at(-1) ?? { rows: [] }) as QueryResult<Row>;
  }

  async begin(text: string): Promise<void> {
    this.#isInTransaction = true;
    await this.executeQuery(CompiledQuery.raw(text));
  }

  async end(text: 'commit' | 'rollback'): Promise<void> {
    const sent = this.#take();
    this.#isInTransaction = false;
    if (text === 'commit') {
      // Where one of them failed the server has nothing to commit, and takes everything back.
      await Promise.all([...sent, this.#send(text, [])]);
      return;
    }
    await Promise.allSettled(sent);
    try {
      await this.#send(text, []);
    } catch {
      // The transaction ends with its connection, and why it failed is what its work was told.
      this.#isBroken = true;
    }
  }

  release(): void {
    this.#client.release(this.#isBroken);
  }

  // eslint-disable-next-line require-yield
  async *streamQuery(): AsyncGenerator<never> {
    await Promise.resolve();
    throw new Fault('internal', 'the desk reads its database in pages');
  }

  #take(): readonly Promise<unknown>[] {
    const sent = this.#sent;
    this.#sent = [];
    return sent;
  }

  #send(text: string, parameters: readonly unknown[]): Promise<QueryResult<unknown>> {
    const name = parameters.length > 0 ? statementName(text) : undefined;
    const isAlone = !this.#isInTransaction;
    const asked = this.#ask(text, parameters, name).catch((error: unknown) => {
      if (isOfConnection(error)) this.#isBroken = true;
      if (!isOutdatedPlan(error) || !isAlone) throw error;
      // Nothing was done, and without its name the statement is planned anew.
      return this.#ask(text, parameters, undefined).catch(() => {
        throw error;
      });
    });
    // Heard of later, by whoever waits for it.
    asked.catch(() => undefined);
    return asked;
  }

  async #ask(text: string, parameters: readonly unknown[], name: string | undefined): Promise<QueryResult<unknown>> {
    const named = name === undefined ? {} : { name };
    const { rows, rowCount } = await this.#client.query({ text, values: [...parameters], ...named });
    return {
      rows: rows as unknown[],
      ...(rowCount === null ? {} : { numAffectedRows: BigInt(rowCount) }),
    };
  }
}
