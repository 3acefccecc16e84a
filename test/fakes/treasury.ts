/** The desk without a chat: people, agents and a store in memory, over copies of the demo ledger and the shipped policy that a test may change. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createAdvanceCase } from '../../src/app/review/advance-case';
import { createActOnCase, createNoteCheck, type ActOnCase } from '../../src/app/act-on-case';
import { createChangeCase } from '../../src/app/change-case';
import { createFollowBank, type FollowBank } from '../../src/app/waiting/follow-bank';
import { importStatements } from '../../src/sources/ledger/import-statements';
import { createKeepDeadlines, type KeepDeadlines } from '../../src/app/waiting/keep-deadlines';
import { createKnowledge, type Knowledge } from '../../src/app/know';
import { createReadHeld } from '../../src/app/waiting/read-reservations';
import { createRecheckLiquidity } from '../../src/app/waiting/recheck-liquidity';
import { createRecheckWaiting, type RecheckWaiting } from '../../src/app/waiting/recheck-waiting';
import { createRescreenPayment } from '../../src/app/waiting/rescreen-payment';
import { createRescreenWaiting, type RescreenWaiting } from '../../src/app/waiting/rescreen-waiting';
import { createSubmitPayment, type Submitted } from '../../src/app/requests/submit-payment';
import { readConfig } from '../../src/composition/config/config';
import type { Refusal } from '../../src/domain/values/errors';
import type { PaymentDraft } from '../../src/domain/payment/payment-request';
import { pendingRoles, type PaymentCase } from '../../src/domain/case/payment-case';
import type { Member } from '../../src/domain/values/person';
import type { PolicyFile } from '../../src/domain/policy/tables/policy-files';
import type { Store } from '../../src/ports/store';
import { openReferenceData, type ReferenceData } from '../../src/composition/data/reference-data';
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store';
import { createManualClock, type ManualClock, type ManualClockOptions } from './manual-clock';
import { createRecordingLog, type RecordingLog } from './recording-log';
import { commitOf, nextVersion } from './sample-case';

type Acted = { ok: true; case: PaymentCase } | Refusal;

export interface TreasuryOptions {
  /** How waits pass; left out, no time passes but what the test gives. */
  readonly sleep?: NonNullable<ManualClockOptions['sleep']>;
  /** Left out, the demo list. */
  readonly listDir?: string;
  /** Whether the policy is a copy that `changePolicy` may change; left out, it is the shipped one. */
  readonly ownPolicy?: boolean;
  /** A workflow file, and an agents folder, in place of the shipped ones. */
  readonly workflow?: string;
  readonly agentsDir?: string;
  /** Left out, the demo's people. */
  readonly peopleFile?: string;
  /** Shared with another treasury, and the test's to close; left out, it is in memory. */
  readonly sharedStore?: Store;
}

/** What a run is carried on with in place of the desk's own. */
export type Over = Partial<Pick<ReferenceData, 'runtime' | 'policy'>>;

export interface Treasury {
  readonly store: Store;
  /** Where policies and workflows are kept by content. */
  readonly dataDir: string;
  readonly data: ReferenceData;
  readonly clock: ManualClock;
  readonly log: RecordingLog;
  /** Runs that were woken, in order. */
  readonly woken: readonly string[];
  /** What the running desk does at each sweep: reads changed files, then looks at what waits. */
  sweep(): Promise<void>;
  /** One round over the same store, by a desk that has just started. */
  sweepAfterRestart(): Promise<void>;
  /** The duty that reminds, escalates and expires, by a desk that has just started. */
  startDeadlines(): KeepDeadlines;
  /** The duty that screens waiting payments again, by a desk that has just started. */
  startRescreening(over?: Partial<Pick<Store, 'findCase'>>): RescreenWaiting;
  /** What people press, as the chat calls it. */
  readonly actOnCase: ActOnCase;
  readonly knowledge: Knowledge;
  submit(draft: object): Promise<Submitted>;
  /** Runs a case on to its next decision. */
  runOn(runId: string, over?: Over): Promise<PaymentCase>;
  /** Submits a payment of the demo ledger and runs its review to the decision. */
  review(paymentId: string, over?: Over): Promise<PaymentCase>;
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
  /** One step of its run. */
  advanceOnce(runId: string): Promise<PaymentCase | null>;
  /** The case as something else left it: its next version. */
  rewrite(over: PaymentCase): Promise<void>;
  /** As the desk does every few seconds, from its start. */
  startFollowingBank(): FollowBank;
  /** A bank's statement, imported into the ledger in force. */
  bringStatement(text: string): Promise<void>;
  /** Rewrites the rows of the ledger's flows (columns as in demo/ledger/ledger_today.csv) or its balances. */
  changeLedger(file: 'flows' | 'balances' | 'asOf', change: (text: string) => string): void;
  /** Replaces the first such text of a policy file; the next sweep or `data.policy.reload()` reads it. */
  changePolicy(file: PolicyFile, from: string, to: string): void;
  close(): Promise<void>;
}

const ledgerFiles = { flows: 'ledger_today.csv', balances: 'starting_balances.csv', asOf: 'as_of.json' } as const;

export function member(name: string, ...roles: string[]): Member {
  return { tenantId: 'demo', objectId: name, name, email: null, roles };
}

/** Who asks. */
export const originator: Member = { ...member('Dana Demir'), email: 'treasury-ops@bank.local' };

const justification = 'The supplier stops the line tonight without it; the buffer is restored at noon.';

/** Each payment is asked for a second after the one before it. */
export async function openTreasury({
  sleep = 'when_advanced',
  ownPolicy = false,
  listDir,
  workflow,
  agentsDir,
  peopleFile,
  sharedStore,
}: TreasuryOptions = {}): Promise<Treasury> {
  const folder = mkdtempSync(path.join(tmpdir(), 'treasury-desk-'));
  const ledgerDir = path.join(folder, 'ledger');
  cpSync('demo/ledger', ledgerDir, { recursive: true });
  const policyDir = ownPolicy ? path.join(folder, 'policy') : 'policy';
  if (ownPolicy) cpSync('policy', policyDir, { recursive: true });
  const lists = listDir === undefined ? {} : { SANCTIONS_LIST_DIR: listDir };
  const told = {
    ...(workflow === undefined ? {} : { WORKFLOW_FILE: workflow }),
    ...(agentsDir === undefined ? {} : { AGENTS_DIR: agentsDir }),
    ...(peopleFile === undefined ? {} : { PEOPLE_FILE: peopleFile }),
  };
  const folders = { DATA_DIR: folder, LEDGER_DIR: ledgerDir, POLICY_DIR: policyDir, ...lists, ...told };
  const config = readConfig({}, { PROFILE: 'local', LOG_LEVEL: 'silent', ...folders });
  const clock = createManualClock({ sleep });
  const log = createRecordingLog();
  const store = sharedStore ?? (await openSqliteStore({ file: ':memory:', recordedNow: () => clock.recordedNow() }));
  const data = openReferenceData(config, clock, { store, log });
  const { policy, definition, ledger } = data;
  const woken: string[] = [];
  const wakeups = { wake: (runId: string) => void woken.push(runId) };
  let drawn = 0;
  const randomHex = (length: number) => (drawn += 1).toString(16).padStart(length, '0');
  const knowledge = createKnowledge({ store, policy, ledger, definition, clock });
  const changeCase = createChangeCase({ store, wakeups });
  const submitPayment = createSubmitPayment({ store, changeCase, knowledge, ledger, clock, randomHex });
  const advanceWith = (over: Over) => {
    const told = createKnowledge({ store, policy: over.policy ?? policy, ledger, definition, clock });
    const { runtime, falsePositives } = data;
    const own = { store, changeCase, knowledge: told, definition, runtime, policy, ledger, falsePositives, clock, log };
    return createAdvanceCase({ ...own, ...over });
  };
  /** One step alone, as hosted agents are asked. */
  const advanceOnce = advanceWith({ runtime: { ...data.runtime, isRepeatable: false } });
  const recheckLiquidity = createRecheckLiquidity({
    held: createReadHeld({ store, ledger, clock }),
    inForce: () => [],
    ledger,
    termsOf: data.termsOf,
    clock,
  });
  const noteCheck = createNoteCheck({ changeCase, knowledge, ledger });
  const actOnCase = createActOnCase({ changeCase, knowledge, recheckLiquidity, noteCheck });
  const startRechecking = (): RecheckWaiting =>
    createRecheckWaiting({
      store,
      recheckLiquidity,
      reservations: data.reservations,
      noteCheck,
      ledger,
      log,
      turn: () => Promise.resolve(),
    });
  const recheckWaiting = startRechecking();
  const startRescreening = (over: Partial<Pick<Store, 'findCase'>> = {}): RescreenWaiting =>
    createRescreenWaiting({
      store: { ...store, ...over },
      changeCase,
      knowledge,
      rescreenPayment: createRescreenPayment({ tool: data.tools.sanctions, clock }),
      lists: { current: () => data.list },
      ledger,
      clock,
      log,
      turn: () => Promise.resolve(),
    });
  let asked = 0;
  let brought = 0;

  async function find(runId: string): Promise<PaymentCase> {
    const found = await store.findCase(runId);
    if (!found) throw new Error(`${runId} is not there`);
    return found;
  }

  async function submit(draft: object): Promise<Submitted> {
    await clock.advance(1_000);
    const submissionId = (asked += 1).toString(16).padStart(12, '0');
    return submitPayment({ draft, submitter: originator, conversation: null, submissionId });
  }

  function submitPlain(amount: number, accountId = 'ACC-BAN-002'): Promise<string> {
    const entity = accountId.startsWith('ACC-GRP') ? 'GroupTreasuryCo' : 'BankSubsidiary_TR';
    const plain = { beneficiary_name: 'ACME Corp', currency: 'USD' };
    return submitDraft({ ...plain, payment_type: 'SWIFT', amount, account_id: accountId, entity });
  }

  async function submitDraft(draft: PaymentDraft): Promise<string> {
    const submitted = await submit(draft);
    if (!submitted.ok) throw new Error(submitted.problems.map(({ message }) => message).join(' '));
    return submitted.case.runId;
  }

  async function runOn(runId: string, over: Over = {}): Promise<PaymentCase> {
    const advance = advanceWith(over);
    let current = await find(runId);
    while (current.status === 'under_review') current = (await advance(runId)) ?? current;
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
    return actOnCase(runId, { type: 'approve', shownVersion: current.version, comment: justification, actor });
  }

  return {
    store,
    dataDir: folder,
    data,
    clock,
    log,
    woken,
    actOnCase,
    knowledge,
    find,
    submit,
    runOn,
    advanceOnce,
    async rewrite(over) {
      await store.commit(commitOf(nextVersion(over)));
    },
    review: async (paymentId, over) => runOn(await submitDraft({ payment_id: paymentId }), over),
    approveOnce,
    async sweep() {
      await data.refresh();
      await recheckWaiting();
    },
    sweepAfterRestart: () => startRechecking()(),
    startRescreening,
    startFollowingBank: () =>
      createFollowBank({ store, changeCase, knowledge, ledger, log, turn: () => Promise.resolve() }),
    async bringStatement(text) {
      const file = path.join(folder, `statement-${(brought += 1)}.sta`);
      writeFileSync(file, text);
      const imported = importStatements({ folder: ledgerDir, files: [file] });
      if (!imported.ok) throw new Error(imported.problems.map(({ message }) => message).join(' '));
      await data.refresh();
    },
    startDeadlines: () =>
      createKeepDeadlines({ store, changeCase, knowledge, policy, clock, log, turn: () => Promise.resolve() }),
    ask: async (amount, accountId) => runOn(await submitPlain(amount, accountId)),
    askFor: async (draft) => runOn(await submitDraft(draft)),
    async askTogether(amounts) {
      const runIds: string[] = [];
      for (const amount of amounts) runIds.push(await submitPlain(amount));
      for (;;) {
        const cases = await Promise.all(runIds.map(find));
        const open = cases.filter(({ status }) => status === 'under_review');
        if (open.length === 0) return cases;
        for (const { runId } of open) await advanceOnce(runId);
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
      const press = { type: 'reject', shownVersion: current.version, comment: 'not today', actor } as const;
      const acted = await actOnCase(runId, press);
      if (!acted.ok) throw new Error(acted.problems.map(({ message }) => message).join(' '));
      return acted.case;
    },
    async restart(runId) {
      const { version: shownVersion } = await find(runId);
      const press = {
        type: 'restart_review',
        shownVersion,
        comment: 'what it rests on changed',
        actor: originator,
      } as const;
      const restarted = await actOnCase(runId, press);
      if (!restarted.ok) throw new Error(restarted.problems.map(({ message }) => message).join(' '));
      return runOn(runId);
    },
    changeLedger(file, change) {
      const target = path.join(ledgerDir, ledgerFiles[file]);
      writeFileSync(target, change(readFileSync(target, 'utf8')));
    },
    changePolicy(file, from, to) {
      if (!ownPolicy) throw new Error('the shipped policy is never changed: open a treasury with its own');
      const target = path.join(policyDir, file);
      const text = readFileSync(target, 'utf8');
      if (!text.includes(from)) throw new Error(`${file} has no "${from}"`);
      writeFileSync(target, text.replace(from, to));
    },
    close: async () => {
      if (!sharedStore) await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}
