/** What an assessment of liquidity rests on beside the payment and policy: kept by content when it is made, so that it can be made again. */
import type { LiquidityInput, LiquidityScreening } from '../../evidence/liquidity-screening';
import type { Refusal } from '../../values/errors';
import { decimal } from '../../values/money';
import { formatUtc, parseUtc } from '../../values/time';
import { assessInPlace } from '../assess-in-place';
import type { LiquidityCall } from '../assess-liquidity';
import { createLedger, type BufferRule, type Ledger } from '../ledger/ledger';
import { ledgerKey } from '../ledger/ledger-collector';
import type { Reservation } from '../reservation';
import { reserve } from '../reservations';
import { accountOf, rowsOfDay, type AccountDay } from './account-day';
import { noteAccounts, type LookedAt } from './noting-ledger';

/** Where the payment stands in the ledger, and whether people had it wait until another time than its row's. */
export interface PlaceInLedger {
  readonly ledgerId: string | null;
  readonly isDelayed: boolean;
}

/** Amounts are text and times ISO 8601: its text is the same in any language. */
export interface LiquidityBasis {
  readonly kind: 'liquidity_basis';
  readonly format: 1;
  readonly ledger: {
    readonly name: string;
    readonly day: string | null;
    readonly as_of: string | null;
    readonly fingerprint: string | null;
    /** The ledger's own, of the entities looked at; null where it brings none and policy's count. */
    readonly buffers: readonly BufferText[] | null;
  };
  /** Hashes of the days of the accounts looked at. */
  readonly accounts: readonly string[];
  readonly unopened: LookedAt['unopened'];
  readonly ledger_id: string | null;
  readonly is_delayed: boolean;
  /** What other payments held on these accounts. */
  readonly held: readonly HeldText[];
}

type BufferText = Omit<BufferRule, 'minimum' | 'ruleId'> & { readonly minimum: string };

interface HeldText {
  readonly run_id: string;
  readonly payment_id: string;
  readonly ledger_id: string | null;
  readonly entity: string;
  readonly account_id: string;
  readonly currency: string;
  readonly amount: string;
  readonly at: string;
}

export interface LedgerInForce {
  readonly ledger: Ledger;
  readonly reservations: readonly Reservation[];
  readonly place: PlaceInLedger;
}

export interface BasedAssessment {
  readonly ok: true;
  readonly output: LiquidityScreening;
  readonly looked: LookedAt;
  /** `accounts`: under which hashes the days of those looked at are kept. Made only where somebody keeps it. */
  readonly basis: (accounts: readonly string[]) => LiquidityBasis;
}

export function assessOnBasis(
  { ledger, reservations, place }: LedgerInForce,
  input: LiquidityInput,
  call: LiquidityCall,
): BasedAssessment | Refusal {
  const noting = noteAccounts(ledger);
  const beside = reserve(noting.ledger, reservations, input.payment_id ?? null, place.ledgerId);
  const assessed = assessInPlace(beside, place.ledgerId, input, call, place.isDelayed);
  if (!assessed.ok) return assessed;
  const looked = noting.looked();
  return {
    ...assessed,
    looked,
    basis: (accounts) => ({
      kind: 'liquidity_basis',
      format: 1,
      ledger: {
        name: ledger.name,
        day: ledger.day,
        as_of: ledger.asOf,
        fingerprint: ledger.fingerprint,
        buffers: ledger.hasOwnBuffers ? ownBuffers(ledger, looked) : null,
      },
      accounts,
      unopened: looked.unopened,
      ledger_id: place.ledgerId,
      is_delayed: place.isDelayed,
      held: heldOn(beside, looked),
    }),
  };
}

/** The answer as it names what it rests on; the rows stand there and need no naming one by one. */
export function namingBasis(output: LiquidityScreening, hash: string): LiquidityScreening {
  const { row_ids: _thoseOfTheBasis, ...audit } = output.audit;
  return { ...output, audit: { ...audit, basis: hash } };
}

function ownBuffers(ledger: Ledger, { accounts }: LookedAt): readonly BufferText[] {
  const rules = new Map(
    accounts.flatMap(({ entity, currency }) => {
      const rule = ledger.bufferFor(entity, currency);
      return rule ? [[ledgerKey(entity, currency), rule] as const] : [];
    }),
  );
  return [...rules.values()].map(({ entity, currency, minimum, cutoffUtc }) => ({
    entity,
    currency,
    minimum: minimum.toFixed(),
    cutoffUtc,
  }));
}

function heldOn(ledger: Ledger, { accounts }: LookedAt): readonly HeldText[] {
  return accounts
    .flatMap(({ account_id: id, currency }) => ledger.reservedOn(id, currency))
    .map(({ runId, paymentId, ledgerId, entity, accountId, currency, amount, atMs }) => ({
      run_id: runId,
      payment_id: paymentId,
      ledger_id: ledgerId ?? null,
      entity,
      account_id: accountId,
      currency,
      amount: amount.toFixed(),
      at: formatUtc(atMs),
    }));
}

/** The same assessment made again from what was kept of it. Throws `ledger_unreadable` for days that contradict one another. */
export function assessAgain(
  basis: LiquidityBasis,
  days: readonly AccountDay[],
  input: LiquidityInput,
  call: LiquidityCall,
): { readonly ok: true; readonly output: LiquidityScreening } | Refusal {
  const place = { ledgerId: basis.ledger_id, isDelayed: basis.is_delayed };
  const reservations = basis.held.map(reservationOf);
  return assessOnBasis({ ledger: ledgerAgain(basis, days), reservations, place }, input, call);
}

function ledgerAgain({ ledger, unopened }: LiquidityBasis, days: readonly AccountDay[]): Ledger {
  const again = createLedger({
    name: ledger.name,
    day: ledger.day,
    asOf: ledger.as_of,
    fingerprint: ledger.fingerprint,
    hasOwnBuffers: ledger.buffers !== null,
    buffers: (ledger.buffers ?? []).map(({ minimum, ...rule }) => ({ ...rule, minimum: decimal(minimum) })),
    accounts: days.map(accountOf),
    rows: days.flatMap(rowsOfDay),
    accountAsOf: new Map(
      days.flatMap(({ account_id: id, currency, as_of: asOf }) =>
        asOf === null ? [] : [[ledgerKey(id, currency), asOf] as const],
      ),
    ),
    proofs: days.flatMap(({ account_id: accountId, currency, proof }) =>
      proof ? [{ accountId, currency, ...proof }] : [],
    ),
  });
  const closed = new Set(unopened.map(({ entity, currency }) => ledgerKey(entity, currency)));
  return {
    ...again,
    entityPosition: (entity, currency, view) =>
      closed.has(ledgerKey(entity, currency)) ? undefined : again.entityPosition(entity, currency, view),
  };
}

function reservationOf(held: HeldText): Reservation {
  return {
    runId: held.run_id,
    paymentId: held.payment_id,
    ...(held.ledger_id === null ? {} : { ledgerId: held.ledger_id }),
    entity: held.entity,
    accountId: held.account_id,
    currency: held.currency,
    amount: decimal(held.amount),
    atMs: parseUtc(held.at) ?? 0,
    decidedAtMs: null,
    isApproved: false,
  };
}
