/** Writes that come at the same time share one transaction: the disk is waited for once, and each has an outcome of its own. */
import type { Kysely } from 'kysely';
import type { StoreSchema } from '../schema';

/** `synced`: on the disk before anybody hears of it. `unsynced`: whole or not at all, but a power cut may take it; what is lost so is made good by looking again. */
export type Durability = 'synced' | 'unsynced';

/** Runs the work in a transaction: kept whole, or undone where it throws. It may be run twice, and does nothing beside its writes. */
export type Write = <Result>(
  durability: Durability,
  work: (held: Kysely<StoreSchema>) => Promise<Result>,
) => Promise<Result>;

/** One transaction, as durable as is asked. Throws what the work and the database throw, with nothing kept. */
export type InTransaction = <Result>(
  durability: Durability,
  work: (held: Kysely<StoreSchema>) => Promise<Result>,
) => Promise<Result>;

export interface GroupCommitParts {
  readonly inTransaction: InTransaction;
  /** The database as a whole failed, and no one write of a group: trying each of them would only fail as often. Never, where left out. */
  readonly isEverybodys?: (error: unknown) => boolean;
  /** Resolves when the process has taken what came in meanwhile. */
  readonly turn: () => Promise<void>;
  /** Throws where what was committed is in no file anybody can open. */
  readonly stillThere: () => void;
}

/** On SQLite a transaction holds the one connection, and readers wait for it; elsewhere the other replicas' commits do. */
const mostTogether = 64;

interface Waiting {
  readonly durability: Durability;
  /** Gives what tells the asker its outcome, once the transaction is kept. */
  readonly run: (held: Kysely<StoreSchema>) => Promise<() => void>;
  readonly fail: (error: unknown) => void;
}

export function createGroupCommit({ inTransaction, isEverybodys, turn, stillThere }: GroupCommitParts): Write {
  const waiting: Waiting[] = [];
  let isWriting = false;

  async function writeAll(): Promise<void> {
    isWriting = true;
    while (waiting.length > 0) {
      // Whoever has something to write in the same moment joins.
      await turn();
      const group = waiting.splice(0, mostTogether);
      if (!(await isKept(group))) for (const alone of group) await isKept([alone]);
    }
    isWriting = false;
  }

  /** False where several failed together: whose fault it was shows when each is written alone. Never throws. */
  async function isKept(group: readonly Waiting[]): Promise<boolean> {
    try {
      const isSynced = group.some(({ durability }) => durability === 'synced');
      const answers = await inTransaction(isSynced ? 'synced' : 'unsynced', async (held) => {
        const given = [];
        for (const { run } of group) given.push(await run(held));
        return given;
      });
      tell(group, answers, isSynced);
      return true;
    } catch (error) {
      if (group.length > 1 && !isEverybodys?.(error)) return false;
      for (const { fail } of group) fail(error);
      return true;
    }
  }

  /** What was committed to a file nobody can open is not committed, whoever it was for. */
  function tell(group: readonly Waiting[], answers: readonly (() => void)[], isSynced: boolean): void {
    try {
      if (isSynced) stillThere();
      for (const answer of answers) answer();
    } catch (error) {
      for (const { fail } of group) fail(error);
    }
  }

  return (durability, work) =>
    new Promise((resolve, reject) => {
      const run = async (held: Kysely<StoreSchema>) => {
        const result = await work(held);
        return () => {
          resolve(result);
        };
      };
      waiting.push({ durability, run, fail: reject });
      if (!isWriting) void writeAll();
    });
}
