/** The ledger in force, with statements taken from its folder: read from files, under the buffers of the policy in force. */
import type { Ledger } from '../../domain/liquidity/ledger/ledger';
import { withPolicyBuffers } from '../../domain/liquidity/ledger/policy-buffers';
import { reportSlices } from '../../domain/liquidity/report/report-day';
import { termsOf } from '../../domain/liquidity/terms';
import type { Policy } from '../../domain/policy/policy';
import { runInTurns } from '../../domain/values/run-slices';
import type { Clock, Log } from '../../ports/process';
import type { Current } from '../../ports/sources';
import { keepDay } from '../../sources/ledger/kept-days';
import { createLedgerFeed, type StuckStatement } from '../../sources/ledger/ledger-feed';
import { openWatchedLedger } from '../../sources/ledger/source';
import { createTakeInboxAside, type TakeInbox } from '../../sources/statements/inbox-aside';
import type { Config } from '../config/config';

export interface LedgerData {
  /** Without buffers of its own, it has those of the policy in force. */
  readonly ledger: Current<Ledger>;
  /** Takes statements, and has changed files read. */
  readonly look: () => Promise<void>;
  /** Statements that can neither be taken nor put away, or all of them where the inbox cannot be taken in. */
  readonly stuckStatements: () => readonly StuckStatement[];
  /** Why changed ledger files are not in force; null while they are. */
  readonly ledgerRefused: () => string | null;
  /** Whether changed ledger files are being read. */
  readonly isLedgerRead: () => boolean;
}

export interface LedgerDataParts {
  readonly config: Pick<Config, 'ledgerDir' | 'ledgerAsOf'>;
  readonly policy: Current<Policy>;
  readonly clock: Pick<Clock, 'recordedNow'>;
  /** Lets the process do other work between the slices of a large ledger; left out, it is read in one go. */
  readonly turn?: (() => Promise<void>) | undefined;
  /** Left out: statements are taken in a thread of their own. */
  readonly takeInbox?: TakeInbox | undefined;
  readonly log: Log;
}

/** A statement nobody has written to for this long is complete. */
const settledAfterMs = 5_000;

/** Throws the fault of a ledger that cannot be used, naming file and reason. */
export function openLedgerData(parts: LedgerDataParts): LedgerData {
  const { config, policy, clock, turn, takeInbox = createTakeInboxAside(), log } = parts;
  const { ledgerDir: folder, ledgerAsOf: asOf } = config;
  const onDayEnd = async (before: Ledger): Promise<void> => {
    if (before.day === null) return;
    const slices = reportSlices(before, before.day, termsOf(policy.current()));
    const reported = await runInTurns(slices, turn ?? (() => Promise.resolve()));
    if (reported.ok) keepDay(folder, reported.report);
  };
  const files = openWatchedLedger(folder, log, { asOf, onDayEnd, ...(turn ? { turn } : {}) });
  const settledBeforeMs = () => clock.recordedNow() - settledAfterMs;
  const feed = createLedgerFeed({ folder, files, takeInbox, settledBeforeMs, log });
  return {
    ledger: underPolicyInForce(files, policy),
    look: () => feed.look(),
    stuckStatements: () => feed.stuck(),
    ledgerRefused: () => files.refused(),
    isLedgerRead: () => files.isReading(),
  };
}

/** The same object until the files or the policy change. */
function underPolicyInForce(files: Current<Ledger>, policy: Current<Policy>): Current<Ledger> {
  const read = () => ({ ledger: files.current(), buffers: policy.current().liquidity.buffers });
  let from = read();
  let judged = withPolicyBuffers(from.ledger, from.buffers);
  return {
    current() {
      const now = read();
      if (now.ledger !== from.ledger || now.buffers !== from.buffers) {
        from = now;
        judged = withPolicyBuffers(now.ledger, now.buffers);
      }
      return judged;
    },
  };
}
