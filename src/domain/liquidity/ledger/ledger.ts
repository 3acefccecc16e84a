/** The day's ledger: what can be asked of it, and the positions its flows make. */
import { createIdFinder, foldId } from '../../values/text/fold-id';
import { currencyExponent } from '../../values/money';
import type { Flow } from '../curve';
import { createLedgerCollector, ledgerKey, type CheckedContent } from './ledger-collector';
import type { BufferRule, LedgerContent, LedgerOrigin } from './ledger-content';
import { isCertain, isSettled, type Account, type LedgerRow } from '../../payment/ledger-row';
import type { BankedEntry } from '../statements/banked-payment';
import { cutLength } from '../statements/find-payment';
import type { OpenEntry } from '../statements/open-entry';
import type { AccountProof } from '../statements/prove-account';
import { createExactSum } from './exact-sum';
import type { SharedPart } from './flow-store';
import { createFlowProfile, type FlowProfile } from './flow-profile';
import { toMinor } from './minor-units';
import { nothingOn, type HeldOn } from '../held/held-on';
import { positionSlices, type Position } from '../position';
import { runSlices } from '../../values/run-slices';

export type { BufferRule, LedgerContent } from './ledger-content';
export type { Account, LedgerRow } from '../../payment/ledger-row';

/** Which flows count: all of them (the default view), or the certain ones only. */
export type View = 'all' | 'certain';
/** A day's report also tells what the bank has booked. */
export type ReportView = View | 'settled';

/** One flow, without the cost of a whole row. */
export interface Movement {
  readonly atMs: number;
  /** Signed minor units. */
  readonly minor: number;
  readonly shared: SharedPart;
  readonly txnId: () => string;
}

export interface Ledger {
  readonly name: string;
  /** The UTC day of the flows; null while there are none and nobody said. */
  readonly day: string | null;
  readonly asOf: string | null;
  readonly fingerprint: string | null;
  /** When an account's data was true, ISO 8601 UTC; null where nobody recorded it. */
  asOfFor(accountId: string, currency: string): string | null;
  /** By the id as the ledger has it, or as somebody typed it: case, dashes and invisible marks do not matter. */
  findPayment(txnId: string): LedgerRow | undefined;
  hasPayment(txnId: string): boolean;
  /** The id as the ledger has it, for what somebody typed; undefined where there is none, or more than one. */
  accountIdOf(typed: string): string | undefined;
  findAccount(accountId: string, currency: string): Account | undefined;
  /** Every currency of one account id. */
  accountsNamed(accountId: string): readonly Account[];
  accounts(): readonly Account[];
  entities(): readonly string[];
  /** Whether it brings buffers, which are then the whole truth; policy's count otherwise (`withPolicyBuffers`). */
  readonly hasOwnBuffers: boolean;
  bufferFor(entity: string, currency: string): BufferRule | undefined;
  /** Its minimum in minor units. */
  bufferMinor(entity: string, currency: string): bigint | undefined;
  /** Every row, in the order they were taken in. */
  rows(): Iterable<LedgerRow>;
  /** Payments that wait for approval and hold their amount on an account though no row says so. */
  reservedOn(accountId: string, currency: string): HeldOn;
  /** In the order of time. */
  rowsOf(accountId: string, currency: string): readonly LedgerRow[];
  /** The same, one after the other. */
  movementsOf(accountId: string, currency: string): Iterable<Movement>;
  /** The transaction ids of the first `limit` of them. */
  rowIdsOf(accountId: string, currency: string, limit: number): readonly string[];
  /** Signed minor units of what the bank has booked on the account, as its rows say. */
  settledOn(accountId: string, currency: string): bigint;
  /** Whether the account adds up to the bank's own balance; null where no statement was taken for it. */
  proofOf(accountId: string, currency: string): AccountProof | null;
  /** Every proof there is, of accounts with statements. */
  proofs(): readonly AccountProof[];
  /** Entries of statements that wait for somebody to settle them. */
  openEntries(): readonly OpenEntry[];
  /** What statements say of a payment, by its id in any case; none where they do not have it. */
  bankedEntries(paymentId: string): readonly BankedEntry[];
  /** What they say under the first sixteen letters of a longer id, where no payment of the ledger begins with these. */
  cutEntries(paymentId: string): readonly BankedEntry[];
  /** Which payments and beneficiaries make up an account's outflow; undefined where it has no flows. */
  profileOf(accountId: string, currency: string): FlowProfile | undefined;
  /** Undefined where no opening balance is known. */
  accountPosition(accountId: string, currency: string, view: ReportView): Position | undefined;
  /** All accounts of an entity in one currency together; undefined where one with flows has no opening balance. */
  entityPosition(entity: string, currency: string, view: ReportView): Position | undefined;
  /** Builds both for an account and its entity, with breaks for other work. Throws as they do. */
  positionsInSlices(account: Account, view: View): Generator<void, void>;
}

/** Throws `ledger_unreadable` for content that contradicts itself. */
export function createLedger(content: LedgerContent): Ledger {
  const collector = createLedgerCollector();
  for (const account of content.accounts) collector.addAccount(account);
  for (const buffer of content.buffers) collector.addBuffer(buffer);
  for (const row of content.rows) collector.addRow(row);
  return openLedger(content, collector.finish());
}

const noFlows = new Uint32Array();

const countedIn: Readonly<Record<ReportView, (part: SharedPart) => boolean>> = {
  all: () => true,
  certain: isCertain,
  settled: isSettled,
};

/** Positions are made when first asked for, and kept: the ledger never changes. */
export function openLedger(origin: LedgerOrigin, content: CheckedContent): Ledger {
  const { flows, flowsByAccount } = content;
  const accounts = [...content.accounts.values()];
  const entities = [...new Set(accounts.map(({ entity }) => entity))].sort();
  const bufferMinors = new Map(
    [...content.buffers].map(([key, { minimum, currency }]) => [
      key,
      toMinor(minimum, currencyExponent(currency) ?? 0),
    ]),
  );
  const findAccountId = createIdFinder(() => accounts.map(({ account_id }) => account_id));
  const proofs = new Map((origin.proofs ?? []).map((proof) => [ledgerKey(proof.accountId, proof.currency), proof]));
  const banked = new Map<string, readonly BankedEntry[]>();
  const cut = new Set<string>();
  for (const { paymentId, entries, mayBeCut } of origin.banked ?? []) {
    if (mayBeCut === true) cut.add(foldId(paymentId));
    banked.set(foldId(paymentId), [...(banked.get(foldId(paymentId)) ?? []), ...entries]);
  }
  const profiles = new Map<string, FlowProfile>();
  const positions = new Map<string, Position | undefined>();
  const numbersOf = (accountId: string, currency: string): Uint32Array =>
    flowsByAccount.get(ledgerKey(accountId, currency))?.flows ?? noFlows;

  function* keep(
    name: string,
    make: () => Generator<void, Position | undefined>,
  ): Generator<void, Position | undefined> {
    if (!positions.has(name)) positions.set(name, yield* make());
    return positions.get(name);
  }

  function* positionOf(of: readonly Account[], currency: string, view: ReportView): Generator<void, Position> {
    const exponent = currencyExponent(currency) ?? 0;
    const opening = of.reduce((sum, account) => sum + toMinor(account.startOfDayBalance, exponent), 0n);
    const ids = new Set(of.map(({ account_id }) => account_id));
    const [only, ...others] = ids;
    const numbers =
      others.length === 0
        ? numbersOf(only ?? '', currency)
        : yield* flows.ofParts(content.order, (part) => part.currency === currency && ids.has(part.account_id));
    yield;
    const columns = flows.columns(numbers, countedIn[view]);
    yield;
    return yield* positionSlices(opening, columns);
  }

  function* accountPosition(accountId: string, currency: string, view: ReportView) {
    const key = ledgerKey(accountId, currency);
    return yield* keep(`account\n${view}\n${key}`, function* () {
      const account = content.accounts.get(key);
      return account && (yield* positionOf([account], currency, view));
    });
  }

  function* entityPosition(entity: string, currency: string, view: ReportView) {
    return yield* keep(`entity\n${view}\n${ledgerKey(entity, currency)}`, function* () {
      const own = accounts.filter((account) => account.entity === entity && account.currency === currency);
      const [first, ...others] = own;
      if (!first || hasUnopenedAccount(entity, currency)) return undefined;
      if (others.length === 0) return yield* accountPosition(first.account_id, currency, view);
      return yield* positionOf(own, currency, view);
    });
  }

  function hasUnopenedAccount(entity: string, currency: string): boolean {
    return [...flowsByAccount].some(
      ([key, account]) => account.entity === entity && account.currency === currency && !content.accounts.has(key),
    );
  }

  return {
    name: origin.name,
    day: content.day ?? origin.day ?? null,
    asOf: origin.asOf ?? null,
    fingerprint: origin.fingerprint ?? null,
    asOfFor: (accountId, currency) => origin.accountAsOf?.get(ledgerKey(accountId, currency)) ?? origin.asOf ?? null,
    findPayment(txnId) {
      const flow = flows.find(txnId);
      return flow === undefined ? undefined : flows.row(flow);
    },
    hasPayment: (txnId) => flows.find(txnId) !== undefined,
    accountIdOf: (typed) => (accounts.some(({ account_id: id }) => id === typed) ? typed : findAccountId(typed)),
    findAccount: (accountId, currency) => content.accounts.get(ledgerKey(accountId, currency)),
    accountsNamed: (accountId) => accounts.filter((account) => account.account_id === accountId),
    accounts: () => accounts,
    entities: () => entities,
    hasOwnBuffers: origin.hasOwnBuffers ?? true,
    bufferFor: (entity, currency) => content.buffers.get(ledgerKey(entity, currency)),
    bufferMinor: (entity, currency) => bufferMinors.get(ledgerKey(entity, currency)),
    settledOn(accountId, currency) {
      const sum = createExactSum();
      for (const flow of numbersOf(accountId, currency)) if (flows.isSettled(flow)) sum.add(flows.minor(flow));
      return sum.total();
    },
    proofOf: (accountId, currency) => proofs.get(ledgerKey(accountId, currency)) ?? null,
    proofs: () => origin.proofs ?? [],
    openEntries: () => origin.openEntries ?? [],
    cutEntries(paymentId) {
      const name = foldId(paymentId.slice(0, cutLength));
      return paymentId.length > cutLength && cut.has(name) ? (banked.get(name) ?? []) : [];
    },
    bankedEntries: (paymentId) => banked.get(foldId(paymentId)) ?? [],
    profileOf(accountId, currency) {
      const key = ledgerKey(accountId, currency);
      const numbers = flowsByAccount.get(key)?.flows;
      if (!numbers) return undefined;
      const profile = profiles.get(key) ?? createFlowProfile(flows, numbers);
      profiles.set(key, profile);
      return profile;
    },
    reservedOn: () => nothingOn,
    *rows() {
      for (let flow = 0; flow < flows.count; flow += 1) yield flows.row(flow);
    },
    rowsOf: (accountId, currency) => Array.from(numbersOf(accountId, currency), flows.row),
    *movementsOf(accountId, currency) {
      for (const flow of numbersOf(accountId, currency))
        yield {
          atMs: flows.atMs(flow),
          minor: flows.minor(flow),
          shared: flows.shared(flow),
          txnId: () => flows.id(flow),
        };
    },
    rowIdsOf: (accountId, currency, limit) => Array.from(numbersOf(accountId, currency).subarray(0, limit), flows.id),
    accountPosition: (accountId, currency, view) => runSlices(accountPosition(accountId, currency, view)),
    entityPosition: (entity, currency, view) => runSlices(entityPosition(entity, currency, view)),
    *positionsInSlices({ entity, account_id: accountId, currency }, view) {
      yield* accountPosition(accountId, currency, view);
      yield;
      yield* entityPosition(entity, currency, view);
    },
  };
}

/** A row as a signed movement in minor units. */
export function flowOf(row: LedgerRow, exponent: number): Flow {
  const minor = toMinor(row.amount, exponent);
  return { atMs: row.atMs, minor: row.direction === 'IN' ? minor : -minor };
}
