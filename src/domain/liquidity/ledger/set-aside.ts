/** A ledger as it stands without one payment's row: what is asked in that payment's place must not count it beside itself. */
import { currencyExponent } from '../../values/money';
import type { Curve, Flow } from '../curve';
import { flowOf, type Ledger } from './ledger';
import { isCertain, isSettled } from '../../payment/ledger-row';
import type { Position } from '../position';
import { profileWithout } from './profile-without';

/** The ledger itself where it has no row of that payment. Its day and fingerprint stay: it is the same ledger, asked otherwise. */
export function setAside(ledger: Ledger, typedId: string): Ledger {
  const row = ledger.findPayment(typedId);
  if (!row) return ledger;
  const { txn_id: paymentId } = row;
  const flow = flowOf(row, currencyExponent(row.currency) ?? 0);
  const isOwn = (accountId: string, currency: string): boolean =>
    accountId === row.account_id && currency === row.currency;
  // The certain view never counted an expected row.
  const counts = { all: true, certain: isCertain(row), settled: isSettled(row) } as const;
  const findPayment = (txnId: string) => {
    const found = ledger.findPayment(txnId);
    return found?.txn_id === paymentId ? undefined : found;
  };
  return {
    ...ledger,
    findPayment,
    hasPayment: (txnId) => findPayment(txnId) !== undefined,
    *rows() {
      for (const other of ledger.rows()) if (other.txn_id !== paymentId) yield other;
    },
    rowsOf(accountId, currency) {
      const rows = ledger.rowsOf(accountId, currency);
      return isOwn(accountId, currency) ? rows.filter(({ txn_id: id }) => id !== paymentId) : rows;
    },
    *movementsOf(accountId, currency) {
      for (const movement of ledger.movementsOf(accountId, currency))
        if (!isOwn(accountId, currency) || movement.txnId() !== paymentId) yield movement;
    },
    rowIdsOf(accountId, currency, limit) {
      if (!isOwn(accountId, currency)) return ledger.rowIdsOf(accountId, currency, limit);
      return ledger
        .rowIdsOf(accountId, currency, limit + 1)
        .filter((id) => id !== paymentId)
        .slice(0, limit);
    },
    profileOf(accountId, currency) {
      const profile = ledger.profileOf(accountId, currency);
      if (!profile || !isOwn(accountId, currency)) return profile;
      return profileWithout(profile, row, flow, () => ledger.rowsOf(accountId, currency));
    },
    accountPosition(accountId, currency, view) {
      const position = ledger.accountPosition(accountId, currency, view);
      return position && counts[view] && isOwn(accountId, currency) ? positionWithout(position, flow) : position;
    },
    entityPosition(entity, currency, view) {
      const position = ledger.entityPosition(entity, currency, view);
      const isOfEntity = entity === row.entity && currency === row.currency;
      return position && counts[view] && isOfEntity ? positionWithout(position, flow) : position;
    },
  };
}

function positionWithout(position: Position, flow: Flow): Position {
  const takenOut = { atMs: flow.atMs, minor: -flow.minor };
  const curveWith = (extra: readonly Flow[]): Curve => position.curveWith([takenOut, ...extra]);
  return {
    ...position,
    inflowMinor: position.inflowMinor - (flow.minor > 0n ? flow.minor : 0n),
    outflowMinor: position.outflowMinor + (flow.minor < 0n ? flow.minor : 0n),
    flowCount: position.flowCount - 1,
    lowestFrom: (atMs) => curveWith([]).from(atMs).lowest().minor,
    curveWith,
  };
}
