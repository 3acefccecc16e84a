/** Settles which payment is meant and whether the ledger can answer for it, or names every problem. */
import { refuse, type Problem, type Refusal } from '../values/errors';
import type { LiquidityInput } from '../evidence/liquidity-screening';
import { parseAmount } from '../values/amounts/parse-amount';
import { currencyExponent, type Decimal } from '../values/money';
import { parseUtc, startOfDay, utcDay } from '../values/time';
import type { BufferRule, Ledger } from './ledger/ledger';
import type { Account, LedgerRow } from '../payment/ledger-row';
import { findContradictions } from './ledger/ledger-contradictions';
import { parseStatedAmount } from './ledger/stated-amount';

/** Where the instant of the payment comes from: the input, its ledger row, the clock, or nobody (then the day's start, the strictest). */
export type TimeSource = 'given' | 'ledger' | 'now' | 'start_of_day';

export interface AssessedPayment {
  readonly paymentId: string | null;
  /** Its row in the ledger; null for a payment that is not there yet. */
  readonly row: LedgerRow | null;
  readonly amount: Decimal;
  /** The whole payment where `amount` is only a part of it; null for one that goes whole. */
  readonly fullAmount: Decimal | null;
  readonly currency: string;
  readonly exponent: number;
  readonly account: Account;
  readonly buffer: BufferRule;
  readonly beneficiaryName: string | null;
  /** Open text, as the ledger or the input has it; null where neither says. */
  readonly paymentType: string | null;
  readonly channel: string | null;
  readonly atMs: number;
  readonly timeSource: TimeSource;
}

/**
 * `payment_id` alone names a payment of the ledger; otherwise amount, currency and account_id describe one. With `full_amount`
 * the amount may be a part: the ledger's row is compared with the whole, and the part is assessed in its place.
 */
export function readAssessedPayment(
  ledger: Ledger,
  input: LiquidityInput,
  nowMs: number,
): { ok: true; payment: AssessedPayment } | Refusal {
  const row = input.payment_id === undefined ? undefined : ledger.findPayment(input.payment_id);
  const problems = row ? findContradictions(input, row) : findMissing(input);
  const stated = readStated(ledger, input, row);
  if (stated === null) return { ok: false, problems };
  const { currency, accountId } = stated;
  const amounts = readAmounts(stated, input.full_amount);
  const place = findPlace(ledger, accountId, currency, row?.entity ?? input.entity);
  const time = findTime(ledger, input, row, nowMs);
  const exponent = currencyExponent(currency);
  const found = [...problems, ...[amounts, place, time].flatMap((read) => (read.ok ? [] : read.problems))];
  if (found.length > 0 || !amounts.ok || !place.ok || !time.ok || exponent === null)
    return { ok: false, problems: found };
  return {
    ok: true,
    payment: {
      ...asNamed(input, row),
      amount: amounts.amount,
      fullAmount: amounts.fullAmount,
      currency,
      exponent,
      account: place.account,
      buffer: place.buffer,
      atMs: time.atMs,
      timeSource: time.source,
    },
  };
}

interface Stated {
  readonly currency: string;
  readonly accountId: string;
  readonly amount: string | number;
  /** The ledger's own amount; undefined for a payment that is not in it. */
  readonly whole: string | undefined;
}

/** The ledger's word before the input's, but for the amount of a part. Null where neither says. */
function readStated(ledger: Ledger, input: LiquidityInput, row: LedgerRow | undefined): Stated | null {
  const currency = row?.currency ?? input.currency?.trim().toUpperCase();
  const accountId = row?.account_id ?? (input.account_id && (ledger.accountIdOf(input.account_id) ?? input.account_id));
  const whole = row?.amount.toFixed();
  const amount = input.full_amount === undefined ? (whole ?? input.amount) : (input.amount ?? whole);
  if (currency === undefined || accountId === undefined || amount === undefined) return null;
  return { currency, accountId, amount, whole };
}

function readAmounts(
  { amount: stated, whole, currency }: Stated,
  statedFull: LiquidityInput['full_amount'],
): { ok: true; amount: Decimal; fullAmount: Decimal | null } | Refusal {
  const amount = parseAmount(stated, currency);
  const full = readFullAmount(statedFull, whole, currency);
  if (!amount.ok || !full.ok) {
    return { ok: false, problems: [amount, full].flatMap((read) => (read.ok ? [] : read.problems)) };
  }
  if (full.amount?.lt(amount.amount))
    return refuse(
      'part_too_large',
      `The part is ${amount.amount.toFixed()}; the whole payment is ${full.amount.toFixed()}.`,
      'amount',
    );
  return { ok: true, amount: amount.amount, fullAmount: full.amount };
}

function asNamed(
  input: LiquidityInput,
  row: LedgerRow | undefined,
): Pick<AssessedPayment, 'paymentId' | 'row' | 'beneficiaryName' | 'paymentType' | 'channel'> {
  return {
    paymentId: row?.txn_id ?? input.payment_id ?? null,
    row: row ?? null,
    beneficiaryName: row?.beneficiary_name ?? input.beneficiary_name ?? null,
    // Who asks may know a stricter type than the ledger's.
    paymentType: input.payment_type ?? row?.payment_type ?? null,
    channel: input.channel ?? row?.channel ?? null,
  };
}

function findMissing(input: LiquidityInput): Problem[] {
  const missing = (['amount', 'currency', 'account_id'] as const).filter((field) => input[field] === undefined);
  if (input.payment_id !== undefined && missing.includes('amount')) {
    return [
      { code: 'unknown_payment', field: 'payment_id', message: `No payment ${input.payment_id} is in the ledger.` },
    ];
  }
  return missing.map((field) => ({ code: 'field_missing', field, message: `${field} is missing.` }));
}

/** Null where no whole is stated. The ledger's amount stands for it where there is a row; what contradicts that is refused already. */
function readFullAmount(
  stated: string | number | undefined,
  ledgerAmount: string | undefined,
  currency: string,
): { ok: true; amount: Decimal | null } | Refusal {
  return stated === undefined
    ? { ok: true, amount: null }
    : parseStatedAmount('full_amount', ledgerAmount ?? stated, currency);
}

function findPlace(
  ledger: Ledger,
  accountId: string,
  currency: string,
  entity: string | undefined,
): { ok: true; account: Account; buffer: BufferRule } | Refusal {
  if (entity !== undefined && !ledger.entities().includes(entity)) {
    return refuse('unknown_entity', `No entity ${entity} is in the ledger.`, 'entity');
  }
  const account = ledger.findAccount(accountId, currency);
  if (!account) {
    if (ledger.rowIdsOf(accountId, currency, 1).length > 0) {
      return refuse('missing_balance', `${accountId} has ${currency} flows but no start-of-day balance.`, 'account_id');
    }
    const held = ledger.accountsNamed(accountId).map((known) => known.currency);
    if (held.length === 0) return refuse('unknown_account', `No account ${accountId} is in the ledger.`, 'account_id');
    return refuse('account_currency', `${accountId} holds ${held.join(', ')}, not ${currency}.`, 'currency');
  }
  if (entity !== undefined && entity !== account.entity) {
    return refuse('account_entity', `${accountId} belongs to ${account.entity}, not ${entity}.`, 'entity');
  }
  const buffer = ledger.bufferFor(account.entity, currency);
  if (!buffer)
    return refuse('no_buffer_rule', `${account.entity} has no liquidity buffer rule for ${currency}.`, 'entity');
  return { ok: true, account, buffer };
}

function findTime(
  ledger: Ledger,
  input: LiquidityInput,
  row: LedgerRow | undefined,
  nowMs: number,
): { ok: true; atMs: number; source: TimeSource } | Refusal {
  if (row) return { ok: true, atMs: row.atMs, source: 'ledger' };
  const day = ledger.day ?? utcDay(nowMs);
  if (input.timestamp_utc !== undefined) {
    const atMs = parseUtc(input.timestamp_utc);
    if (atMs === null) return refuse('timestamp_invalid', 'timestamp_utc is not a date and time.', 'timestamp_utc');
    if (utcDay(atMs) !== day) {
      return refuse(
        'timestamp_outside_day',
        `The ledger is of ${day}; the payment is for ${utcDay(atMs)}.`,
        'timestamp_utc',
      );
    }
    return { ok: true, atMs, source: 'given' };
  }
  if (utcDay(nowMs) === day) return { ok: true, atMs: nowMs, source: 'now' };
  return { ok: true, atMs: startOfDay(day), source: 'start_of_day' };
}
