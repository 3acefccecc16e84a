/** Takes in a ledger's content piece by piece and refuses what contradicts itself. */
import { Fault } from '../../values/errors';
import { runSlices } from '../../values/run-slices';
import { currencyExponent, type Decimal } from '../../values/money';
import { dayMs, formatUtc } from '../../values/time';
import { createFlowStore, type FlowEntry, type FlowStore, type SharedPart } from './flow-store';
import type { BufferRule } from './ledger-content';
import type { Account, LedgerRow } from '../../payment/ledger-row';

/** Content without duplicates, of one day, every amount in its currency's decimals. Map keys are made by `ledgerKey`. */
export interface CheckedContent {
  /** The UTC day of the flows; null while there are none. */
  readonly day: string | null;
  readonly accounts: ReadonlyMap<string, Account>;
  readonly buffers: ReadonlyMap<string, BufferRule>;
  readonly flows: FlowStore;
  /** Every flow's number, in the order of time. */
  readonly order: Uint32Array;
  readonly flowsByAccount: ReadonlyMap<string, AccountFlows>;
}

/** The flows of one account and currency, whether its opening balance is known or not. */
export interface AccountFlows {
  readonly entity: string;
  readonly currency: string;
  /** Numbers in the flow store, in the order of time. */
  readonly flows: Uint32Array;
}

/** A shared part that has been checked; flows are added under it. */
export interface OpenPart {
  readonly number: number;
  readonly exponent: number;
}

/** Each `add` throws `ledger_unreadable` with the reason. Accounts come before rows, whose owner they fix. */
export interface LedgerCollector {
  readonly addAccount: (account: Account) => void;
  readonly addBuffer: (buffer: BufferRule) => void;
  readonly addRow: (row: LedgerRow) => void;
  /** The same in two steps, for readers of a million rows: the shared part is checked once. Throws as `add` does. */
  readonly openPart: (part: SharedPart) => OpenPart;
  readonly addFlow: (part: OpenPart, entry: FlowEntry) => void;
  readonly finish: () => CheckedContent;
  /** The same, stopping between its parts. */
  readonly finishInSlices: () => Generator<void, CheckedContent>;
}

/** An owner (account or entity) and a currency as one map key. Ids hold no control characters, so no two pairs share one. */
export function ledgerKey(owner: string, currency: string): string {
  return `${owner}\n${currency}`;
}

/** 15 digits: the most a JSON number carries there and back unchanged. */
const maxDigits = 15;

export function createLedgerCollector(): LedgerCollector {
  const accounts = new Map<string, Account>();
  const buffers = new Map<string, BufferRule>();
  const flows = createFlowStore();
  const owners = new Map<string, { entity: string; currency: string; number: number }>();
  /** By part number: which of the owners its flows are of. */
  const ownerOf: number[] = [];
  const exponents = new Map<string, number>();
  let dayStartMs: number | null = null;

  /** The currency table is searched from its start on every look-up; a million rows share a few currencies. */
  function exponentOf(currency: string): number {
    const known = exponents.get(currency) ?? currencyExponent(currency);
    if (known === null) unreadable(`${currency} is not a currency code we know`);
    exponents.set(currency, known);
    return known;
  }

  /** The checked amount in minor units. */
  function minorOf(amount: Decimal, exponent: number, currency: string): bigint {
    if (!amount.isFinite()) unreadable('the amount is not a number');
    if (amount.decimalPlaces() > exponent)
      unreadable(`${currency} has ${exponent} decimals; ${amount.toFixed()} has more`);
    const digits = amount.toFixed(exponent).replace('.', '');
    if (digits.replace('-', '').length > maxDigits) unreadable(`${amount.toFixed()} has more than ${maxDigits} digits`);
    return BigInt(digits);
  }

  const parts = new Map<string, OpenPart>();

  function partOf({
    entity,
    account_id,
    payment_type,
    direction,
    currency,
    status,
    alert_flag,
    channel,
  }: SharedPart): OpenPart {
    const shared = { entity, account_id, payment_type, direction, currency, status, alert_flag, channel };
    const partKey = Object.values(shared).join('\n');
    const opened = parts.get(partKey);
    if (opened) return opened;
    const exponent = exponentOf(currency);
    const key = ledgerKey(account_id, currency);
    const known = owners.get(key);
    const owner = known?.entity ?? accounts.get(key)?.entity ?? entity;
    if (owner !== entity) unreadable(`account ${account_id} belongs to ${owner}, not to ${entity}`);
    const own = known ?? { entity, currency, number: owners.size };
    owners.set(key, own);
    const part = { number: flows.addPart(shared, exponent), exponent };
    ownerOf[part.number] = own.number;
    parts.set(partKey, part);
    return part;
  }

  function addFlow(part: OpenPart, entry: FlowEntry): void {
    dayStartMs ??= entry.atMs - (((entry.atMs % dayMs) + dayMs) % dayMs);
    if (entry.atMs < dayStartMs || entry.atMs >= dayStartMs + dayMs) {
      unreadable(`${formatUtc(entry.atMs)} is not on ${dayOf(dayStartMs)}, the day of the rows before it`);
    }
    if (flows.add(part.number, entry) < 0) unreadable(`transaction ${entry.txnId} appears a second time`);
  }

  /** One sort for all accounts, and then each flow to its own. */
  function* shareOut(order: Uint32Array): Generator<void, Map<string, AccountFlows>> {
    const counts = new Uint32Array(owners.size);
    const ownerAt = (flow: number): number => ownerOf[flows.partNumber(flow)] ?? -1;
    for (const flow of order) counts[ownerAt(flow)] = (counts[ownerAt(flow)] ?? 0) + 1;
    yield;
    const shares = Array.from(counts, (count) => new Uint32Array(count));
    const filled = new Uint32Array(owners.size);
    for (const [index, flow] of order.entries()) {
      if (index % sliceFlows === sliceFlows - 1) yield;
      const owner = ownerAt(flow);
      const place = filled[owner] ?? 0;
      filled[owner] = place + 1;
      const share = shares[owner];
      if (share) share[place] = flow;
    }
    return new Map(
      [...owners].map(([key, { entity, currency, number }]) => [
        key,
        { entity, currency, flows: shares[number] ?? new Uint32Array() },
      ]),
    );
  }

  function contentOf(order: Uint32Array, flowsByAccount: Map<string, AccountFlows>): CheckedContent {
    return { day: dayStartMs === null ? null : dayOf(dayStartMs), accounts, buffers, flows, order, flowsByAccount };
  }

  function* finishing(): Generator<void, CheckedContent> {
    yield;
    const order = yield* flows.inTimeOrderSlices();
    const shares = yield* shareOut(order);
    yield;
    return contentOf(order, shares);
  }

  return {
    addAccount(account) {
      const key = ledgerKey(account.account_id, account.currency);
      if (accounts.has(key)) unreadable(`account ${account.account_id} has a second ${account.currency} balance`);
      minorOf(account.startOfDayBalance, exponentOf(account.currency), account.currency);
      accounts.set(key, account);
    },
    addBuffer(buffer) {
      const key = ledgerKey(buffer.entity, buffer.currency);
      if (buffers.has(key)) unreadable(`entity ${buffer.entity} has a second ${buffer.currency} buffer`);
      if (buffer.minimum.isNegative()) unreadable('the buffer is negative');
      minorOf(buffer.minimum, exponentOf(buffer.currency), buffer.currency);
      buffers.set(key, buffer);
    },
    addRow(row) {
      if (row.amount.isNegative()) unreadable('the amount is negative');
      const minor = minorOf(row.amount, exponentOf(row.currency), row.currency);
      const entry = { txnId: row.txn_id, atMs: row.atMs, beneficiary: row.beneficiary_name, minor: Number(minor) };
      addFlow(partOf(row), entry);
    },
    openPart: partOf,
    addFlow,
    finish: () => runSlices(finishing()),
    finishInSlices: finishing,
  };
}

/** Some milliseconds of work. */
const sliceFlows = 200_000;

function dayOf(startMs: number): string {
  return formatUtc(startMs).slice(0, 10);
}

function unreadable(reason: string): never {
  throw new Fault('ledger_unreadable', reason);
}
