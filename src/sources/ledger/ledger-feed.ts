/** Keeps a ledger fed while the desk runs: statements from the inbox, then the files they changed. */
import { asFault } from '../../domain/values/errors';
import { oneForAll } from '../../domain/values/one-for-all';
import type { Log } from '../../ports/process';
import type { TakeInbox } from '../statements/inbox-aside';
import type { WatchedLedger } from './source';

export interface LedgerFeed {
  /** One look at a time; those who ask meanwhile share the next, for what is dropped or changed now may be missed by this one. Never rejects: what fails is logged and tried again. */
  look(): Promise<void>;
  /** Somebody has to look. */
  stuck(): readonly StuckStatement[];
}

export interface StuckStatement {
  /** One that can neither be taken nor put away; null where the whole inbox cannot be taken in. */
  readonly file: string | null;
  readonly reason: string;
}

export interface LedgerFeedDeps {
  readonly folder: string;
  readonly files: Pick<WatchedLedger, 'refresh'>;
  readonly takeInbox: TakeInbox;
  /** Real time before which a file's last write must lie. */
  readonly settledBeforeMs: () => number;
  readonly log: Log;
}

export function createLedgerFeed({ folder, files, takeInbox, settledBeforeMs, log }: LedgerFeedDeps): LedgerFeed {
  let stuck: readonly StuckStatement[] = [];
  /** A file that cannot be moved is met at every look and told once. */
  let told = new Set<string>();

  async function takeStatements(): Promise<void> {
    try {
      const results = await takeInbox(folder, settledBeforeMs());
      const said = new Set(results.map((result) => JSON.stringify(result)));
      for (const { file, isTaken, problems } of results)
        if (!told.has(JSON.stringify({ file, isTaken, problems })))
          log.info({ file, isTaken, problems }, 'a statement was taken from the inbox');
      told = said;
      stuck = results.flatMap(({ file, problems }) =>
        problems.flatMap(({ code, message: reason }) => (code === 'inbox_not_moved' ? [{ file, reason }] : [])),
      );
    } catch (error) {
      const { message: reason } = asFault(error);
      if (!stuck.some((known) => known.file === null && known.reason === reason))
        log.error({ code: asFault(error).code, err: error }, 'the inbox of statements cannot be taken in');
      stuck = [{ file: null, reason }];
    }
  }
  async function lookOnce(): Promise<void> {
    await takeStatements();
    try {
      await files.refresh();
    } catch (error) {
      log.error({ err: error }, 'the ledger cannot be looked at');
    }
  }
  return {
    stuck: () => stuck,
    look: oneForAll(lookOnce),
  };
}
