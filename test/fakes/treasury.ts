/** The desk without a chat: the shipped policy, people and agents, a store in memory and a copy of the demo ledger that a test may change. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createDecideApproval } from '../../src/app/decide-approval';
import { createRecheckLiquidity } from '../../src/app/recheck-liquidity';
import { createRecheckWaiting, type RecheckWaiting } from '../../src/app/recheck-waiting';
import { createRecordCheck } from '../../src/app/record-check';
import { createRestartReview } from '../../src/app/restart-review';
import { readConfig } from '../../src/composition/config';
import type { Refusal } from '../../src/domain/values/errors';
import type { PaymentDraft } from '../../src/domain/payment/payment-request';
import { pendingRoles, type PaymentCase } from '../../src/domain/case/payment-case';
import { openReview } from '../../src/composition/open-review';
import type { Store } from '../../src/ports';
import { openReferenceData, type ReferenceData } from '../../src/composition/reference-data';
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store';
import { createManualClock, type ManualClock } from './manual-clock';
import { createRecordingLog, type RecordingLog } from './recording-log';

type Acted = { ok: true; case: PaymentCase } | Refusal;

export interface Treasury {
  readonly store: Store;
  readonly data: ReferenceData;
  readonly clock: ManualClock;
  readonly log: RecordingLog;
  /** Runs that were woken, in order. */
  readonly woken: readonly string[];
  /** What the running desk does at each sweep: reads changed files, then looks at what waits. */
  sweep(): Promise<void>;
  /** One round over the same store, by a desk that has just started. */
  sweepAfterRestart(): Promise<void>;
  /** Submits a SWIFT payment to ACME Corp from ACC-BAN-002, whose headroom is 1,500,000 USD, and reviews it to its decision. */
  ask(amount: number, accountId?: string): Promise<PaymentCase>;
  /** The same for any request. */
  askFor(draft: PaymentDraft): Promise<PaymentCase>;
  /** Several of them at once, their reviews taking one step each in turn. */
  askTogether(amounts: readonly number[]): Promise<readonly PaymentCase[]>;
  /** The next person it waits for approves it, on a card that is up to date. */
  approveOnce(runId: string): Promise<Acted>;
  /** Everybody it waits for, one after the other, until one is refused. */
  approve(runId: string): Promise<Acted>;
  reject(runId: string): Promise<PaymentCase>;
  /** Restarts the review and runs it to its new decision. */
  restart(runId: string): Promise<PaymentCase>;
  find(runId: string): Promise<PaymentCase>;
  /** Rewrites the rows of the ledger's flows (columns as in demo/ledger/ledger_today.csv) or its balances. */
  changeLedger(file: 'flows' | 'balances' | 'asOf', change: (text: string) => string): void;
  close(): Promise<void>;
}

const ledgerFiles = { flows: 'ledger_today.csv', balances: 'starting_balances.csv', asOf: 'as_of.json' } as const;
const dana = { tenantId: 'demo', objectId: 'dana', name: 'Dana Demir', email: 'treasury-ops@bank.local' };
const justification = 'The supplier stops the line tonight without it; the buffer is restored at noon.';

/** Each payment is asked for a second after the one before it. */
export async function openTreasury(): Promise<Treasury> {
  const folder = mkdtempSync(path.join(tmpdir(), 'treasury-desk-'));
  const ledgerDir = path.join(folder, 'ledger');
  cpSync('demo/ledger', ledgerDir, { recursive: true });
  const config = readConfig({}, { PROFILE: 'local', DATA_DIR: folder, LEDGER_DIR: ledgerDir });
  const clock = createManualClock({ sleep: 'when_advanced' });
  const log = createRecordingLog();
  const store = await openSqliteStore({ file: ':memory:', recordedNow: () => clock.recordedNow() });
  const data = openReferenceData(config, clock, { store, log });
  const { policy, definition, ledger } = data;
  const woken: string[] = [];
  const wakeups = { wake: (runId: string) => void woken.push(runId) };
  const { submitPayment, advanceCase } = openReview(data, store, clock, log);
  const recheckLiquidity = createRecheckLiquidity({
    reservations: data.reservations,
    ledger,
    termsOf: data.termsOf,
    clock,
  });
  const recordCheck = createRecordCheck({ store, ledger, clock, wakeups });
  const decideApproval = createDecideApproval({
    store,
    policy,
    definition,
    clock,
    wakeups,
    recheckLiquidity,
    recordCheck,
  });
  const restartReview = createRestartReview({ store, ledger, policy, definition, clock, wakeups });
  const startRechecking = (): RecheckWaiting =>
    createRecheckWaiting({ store, recheckLiquidity, recordCheck, ledger, log, turn: () => Promise.resolve() });
  const recheckWaiting = startRechecking();
  let asked = 0;

  async function find(runId: string): Promise<PaymentCase> {
    const found = await store.findCase(runId);
    if (!found) throw new Error(`${runId} is not there`);
    return found;
  }

  function submit(amount: number, accountId = 'ACC-BAN-002'): Promise<string> {
    const entity = accountId.startsWith('ACC-GRP') ? 'GroupTreasuryCo' : 'BankSubsidiary_TR';
    const plain = { beneficiary_name: 'ACME Corp', currency: 'USD' };
    return submitDraft({ ...plain, payment_type: 'SWIFT', amount, account_id: accountId, entity });
  }

  async function submitDraft(draft: PaymentDraft): Promise<string> {
    await clock.advance(1_000);
    const submitted = await submitPayment({
      draft,
      submitter: dana,
      conversation: null,
      submissionId: (asked += 1).toString(16).padStart(12, '0'),
    });
    if (!submitted.ok) throw new Error(submitted.problems.map(({ message }) => message).join(' '));
    return submitted.case.runId;
  }

  async function review(runId: string): Promise<PaymentCase> {
    let current = await find(runId);
    while (current.status === 'under_review') current = (await advanceCase(runId)) ?? current;
    return current;
  }

  function memberFor(role: string | undefined) {
    const [member] = role === undefined ? [] : data.directory.withRole(role);
    if (!member) throw new Error(`nobody is asked, or nobody is ${role}`);
    return member;
  }

  async function approveOnce(runId: string): Promise<Acted> {
    const current = await find(runId);
    const actor = memberFor(pendingRoles(current)[0]);
    return decideApproval(runId, { verb: 'approve', shownVersion: current.version, comment: justification, actor });
  }

  return {
    store,
    data,
    clock,
    log,
    woken,
    find,
    approveOnce,
    async sweep() {
      data.refresh();
      await recheckWaiting();
    },
    sweepAfterRestart: () => startRechecking()(),
    ask: async (amount, accountId) => review(await submit(amount, accountId)),
    askFor: async (draft) => review(await submitDraft(draft)),
    async askTogether(amounts) {
      const runIds: string[] = [];
      for (const amount of amounts) runIds.push(await submit(amount));
      for (;;) {
        const cases = await Promise.all(runIds.map(find));
        const open = cases.filter(({ status }) => status === 'under_review');
        if (open.length === 0) return cases;
        for (const { runId } of open) await advanceCase(runId);
      }
    },
    async approve(runId) {
      for (;;) {
        const acted = await approveOnce(runId);
        if (!acted.ok || acted.case.status === 'approved') return acted;
      }
    },
    async reject(runId) {
      const current = await find(runId);
      const actor = memberFor(pendingRoles(current)[0]);
      const press = { verb: 'reject', shownVersion: current.version, comment: 'not today', actor } as const;
      const acted = await decideApproval(runId, press);
      if (!acted.ok) throw new Error(acted.problems.map(({ message }) => message).join(' '));
      return acted.case;
    },
    async restart(runId) {
      const { version } = await find(runId);
      const restarted = await restartReview(runId, { shownVersion: version, actor: memberFor('Treasury Manager') });
      if (!restarted.ok) throw new Error(restarted.problems.map(({ message }) => message).join(' '));
      return review(runId);
    },
    changeLedger(file, change) {
      const target = path.join(ledgerDir, ledgerFiles[file]);
      writeFileSync(target, change(readFileSync(target, 'utf8')));
    },
    close: async () => {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}
