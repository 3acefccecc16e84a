/** An account's flow profile without one of its rows, worked out from the profile and not by another scan. */
import { currencyExponent } from '../../values/money';
import { plainText } from '../../values/text/plain-text';
import type { Flow } from '../curve';
import type { FlowProfile, SizedFlow } from './flow-profile';
import { flowOf } from './ledger';
import { type LedgerRow } from '../../payment/ledger-row';

/** `row` is one of the account's and `flow` the same, signed; `rows` is asked only where the profile cannot tell. */
export function profileWithout(
  profile: FlowProfile,
  row: LedgerRow,
  flow: Flow,
  rows: () => readonly LedgerRow[],
): FlowProfile {
  const size = flow.minor < 0n ? -flow.minor : flow.minor;
  const isFlagged = row.alert_flag !== null;
  const own = ownPlace(profile, row.txn_id, size);
  return {
    largestOutOtherThan(txnId) {
      const largest = profile.largestOutOtherThan(row.txn_id);
      // The profile keeps the two largest; where these are the two left out, the third has to be looked for.
      return largest === null || largest.txnId !== txnId ? largest : largestOut(rows(), [row.txn_id, txnId]);
    },
    paidTo(beneficiary) {
      const isOwn = flow.minor < 0n && plainText(beneficiary) === plainText(row.beneficiary_name);
      return profile.paidTo(beneficiary) - (isOwn ? size : 0n);
    },
    flagged: isFlagged
      ? {
          count: profile.flagged.count - 1,
          minor: profile.flagged.minor - size,
          txnIds: profile.flagged.txnIds.filter((id) => id !== row.txn_id),
        }
      : profile.flagged,
    queuedCount: profile.queuedCount - (own === null ? 0 : 1),
    queuedAt: (place) => profile.queuedAt(own !== null && place >= own ? place + 1 : place),
    firstQueuedOfSize(minor) {
      const place = profile.firstQueuedOfSize(minor);
      return own !== null && place > own ? place - 1 : place;
    },
  };
}

/** The row's place among the queued flows in the order of size; null where it is not one of them. */
function ownPlace(profile: FlowProfile, txnId: string, size: bigint): number | null {
  for (let place = profile.firstQueuedOfSize(size); place < profile.queuedCount; place += 1) {
    const queued = profile.queuedAt(place);
    if (!queued || queued.minor > size) return null;
    if (queued.txnId === txnId) return place;
  }
  return null;
}

function largestOut(rows: readonly LedgerRow[], leftOut: readonly string[]): SizedFlow | null {
  const others = rows.filter(({ txn_id: id, direction }) => direction === 'OUT' && !leftOut.includes(id));
  return others.reduce<SizedFlow | null>((largest, row) => {
    const { atMs, minor } = flowOf(row, currencyExponent(row.currency) ?? 0);
    return largest === null || -minor > largest.minor ? { txnId: row.txn_id, atMs, minor: -minor } : largest;
  }, null);
}
