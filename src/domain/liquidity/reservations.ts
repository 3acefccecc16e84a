/** A ledger as it stands once the payments that wait for approval or are approved have what they hold: two that fit one by one cannot both pass. */
import { currencyExponent } from '../values/money';
import type { Flow } from './curve';
import { ledgerKey } from './ledger/ledger-collector';
import type { Ledger } from './ledger/ledger';
import { toMinor } from './ledger/minor-units';
import type { Position } from './position';
import type { Reservation } from './reservation';
import { dayMs, startOfDay } from '../values/time';

/**
 * `except`: the payment under assessment, which does not compete with itself. A payment the ledger already has a row of is
 * counted by that row, but where that is `ownLedgerId`, the row of the payment under assessment: that counts as this payment alone,
 * and what a part left out, or is the rest of, counts beside it. A reservation counts only on the UTC day its payment is to leave: it expires with that day, since the
 * balances and rows of a new day speak for themselves. A ledger without flows has no day, and counts all it is given.
 * Only the view of all flows changes: what waits for approval is not certain.
 */
export function reserve(
  ledger: Ledger,
  reservations: readonly Reservation[],
  except: string | null,
  ownLedgerId: string | null = null,
): Ledger {
  const held = heldToday(ledger, reservations, except, ownLedgerId);
  if (held.length === 0) return ledger;
  const flowsOf = rememberFlows();
  const byAccount = groupBy(held, ({ accountId, currency }) => ledgerKey(accountId, currency));
  const byEntity = groupBy(held, ({ entity, currency }) => ledgerKey(entity, currency));
  return {
    ...ledger,
    reservedOn: (accountId, currency) => byAccount.get(ledgerKey(accountId, currency)) ?? [],
    accountPosition(accountId, currency, view) {
      const position = ledger.accountPosition(accountId, currency, view);
      return view === 'all' ? withHeld(position, flowsOf(byAccount.get(ledgerKey(accountId, currency)))) : position;
    },
    entityPosition(entity, currency, view) {
      const position = ledger.entityPosition(entity, currency, view);
      return view === 'all' ? withHeld(position, flowsOf(byEntity.get(ledgerKey(entity, currency)))) : position;
    },
  };
}

function heldToday(
  ledger: Ledger,
  reservations: readonly Reservation[],
  except: string | null,
  ownLedgerId: string | null,
): Reservation[] {
  const startMs = ledger.day === null ? null : startOfDay(ledger.day);
  return reservations.filter(
    ({ paymentId, ledgerId, atMs }) =>
      paymentId !== except &&
      (startMs === null || (atMs >= startMs && atMs < startMs + dayMs)) &&
      ((ledgerId ?? paymentId) === ownLedgerId || !ledger.hasPayment(ledgerId ?? paymentId)),
  );
}

/** One assessment asks for the same position many times, and a payment run holds thousands of amounts. */
function rememberFlows(): (held: readonly Reservation[] | undefined) => readonly Flow[] | undefined {
  const known = new Map<readonly Reservation[], readonly Flow[]>();
  return (held) => {
    if (!held) return undefined;
    const flows =
      known.get(held) ??
      held.map(({ amount, currency, atMs }): Flow => {
        return { atMs, minor: -toMinor(amount, currencyExponent(currency) ?? 0) };
      });
    known.set(held, flows);
    return flows;
  };
}

function withHeld(position: Position | undefined, flows: readonly Flow[] | undefined): Position | undefined {
  if (!position || !flows) return position;
  return {
    ...position,
    outflowMinor: flows.reduce((sum, { minor }) => sum - minor, position.outflowMinor),
    flowCount: position.flowCount + flows.length,
    lowestFrom: (atMs) => position.curveWith(flows).from(atMs).lowest().minor,
    curveWith: (extra) => position.curveWith([...flows, ...extra]),
  };
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const known = groups.get(keyOf(item));
    if (known) known.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
