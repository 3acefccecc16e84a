/** What an assessment of liquidity rests on beside the payment and policy: kept by content when it is made, so that it can be made again. */
import type { LiquidityInput, LiquidityScreening } from '../../evidence/liquidity-screening';
import type { Refusal } from '../../values/errors';
import { decimal } from '../../values/money';
import { assessInPlace, type PlaceInLedger, type Telling } from '../assess-in-place';
import type { LiquidityCall } from '../assess-liquidity';
import { createLedger, type BufferRule, type Ledger } from '../ledger/ledger';
import { ledgerKey } from '../ledger/ledger-collector';
import type { Reservation } from '../held/reservation';
import type { CountedLeaf } from '../held/held-on';
import { reserve, type Reserve } from '../held/reserve';
import { accountOf, rowsOfDay, type AccountDay } from './account-day';
import { heldText, reservationOf, type HeldText } from './held-pieces';
import { noteAccounts, type LookedAt } from './noting-ledger';

/** Amounts are text and times ISO 8601: its text is the same in any language. */
export interface LiquidityBasis {
  readonly kind: 'liquidity_basis';
  /** 1: everything held stands in `held`, and there are no pieces. */
  readonly format: 1 | 2;
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
  /** What differs from its row was told with the answer; left out where that was refused. */
  readonly tells?: Telling;
  /** What the ledger has under the same id as this payment, and is counted beside it alone. */
  readonly held: readonly HeldText[];
  /** Hashes of the pieces that say what other payments held on these accounts. This payment may stand there itself, and does not count. */
  readonly held_pieces?: readonly string[];
}

type BufferText = Omit<BufferRule, 'minimum' | 'ruleId'> & { readonly minimum: string };

export interface LedgerInForce {
  readonly ledger: Ledger;
  readonly reservations: Iterable<Reservation>;
  readonly place: PlaceInLedger;
}

export interface BasedAssessment {
  readonly ok: true;
  readonly output: LiquidityScreening;
  readonly looked: LookedAt;
  /** What others held on the accounts looked at, in parts. */
  readonly held: readonly CountedLeaf[];
  /** `accounts`, `pieces`: under which hashes the days of those looked at are kept, and what others held there. Made only where somebody keeps it. */
  readonly basis: (accounts: readonly string[], pieces: readonly string[]) => LiquidityBasis;
}

export function assessOnBasis(
  { ledger, reservations, place }: LedgerInForce,
  input: LiquidityInput,
  call: LiquidityCall,
  reserveOn: Reserve = reserve,
): BasedAssessment | Refusal {
  const beside = reserveOn(ledger, reservations, input.payment_id ?? null, place.ledgerId);
  const noting = noteAccounts(beside);
  const assessed = assessInPlace(noting.ledger, place, input, call);
  if (!assessed.ok) return assessed;
  const looked = noting.looked();
  const held = looked.accounts.map(({ account_id: id, currency }) => beside.reservedOn(id, currency));
  return {
    ...assessed,
    looked,
    held: held.flatMap(({ leaves }) => leaves),
    basis: (accounts, pieces) => ({
      kind: 'liquidity_basis',
      format: 2,
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
      ...(place.tells === undefined ? {} : { tells: place.tells }),
      held: held.flatMap((on) => on.beside).map(heldText),
      held_pieces: pieces,
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

/** The same assessment made again from what was kept of it; `held`: what its pieces say. Throws `ledger_unreadable` for days that contradict one another. */
export function assessAgain(
  basis: LiquidityBasis,
  days: readonly AccountDay[],
  held: readonly HeldText[],
  input: LiquidityInput,
  call: LiquidityCall,
): { readonly ok: true; readonly output: LiquidityScreening } | Refusal {
  const place = { ledgerId: basis.ledger_id, isDelayed: basis.is_delayed, tells: basis.tells };
  const reservations = [...basis.held, ...held].map(reservationOf);
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
