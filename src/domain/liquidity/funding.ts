/** Which other accounts could lend what is missing and still keep their own buffers for the rest of the day. */
import type { AssessedPayment } from './assessed-payment';
import type { Account, Ledger } from './ledger';
import { toMinor } from './minor-units';

export interface FundingSource {
  readonly account: Account;
  /** What the account could give from the payment's instant on, all flows counted. */
  readonly spareMinor: bigint;
  readonly takenMinor: bigint;
}

export interface Funding {
  readonly sources: readonly FundingSource[];
  readonly coveredMinor: bigint;
}

/** More transfers than this for one payment are no longer something a desk does in an emergency. */
const maxSources = 3;

/**
 * Same currency only. One account that can give everything comes before several that share it; accounts of the same
 * entity come before those of another, whose money is an intercompany loan; then the one with the most to spare.
 */
export function findFunding(ledger: Ledger, payment: AssessedPayment, neededMinor: bigint): Funding {
  if (neededMinor <= 0n) return { sources: [], coveredMinor: 0n };
  const candidates = ledger
    .accounts()
    .filter(({ account_id, currency }) => currency === payment.currency && account_id !== payment.account.account_id)
    .map((account) => ({ account, spareMinor: spareOf(ledger, account, payment) }))
    .filter(({ spareMinor }) => spareMinor > 0n)
    .sort((a, b) => kinship(b.account, payment) - kinship(a.account, payment) || Number(b.spareMinor - a.spareMinor));
  const single = candidates.find(({ spareMinor }) => spareMinor >= neededMinor);
  const sources: FundingSource[] = [];
  let coveredMinor = 0n;
  for (const candidate of single ? [single] : candidates.slice(0, maxSources)) {
    const open = neededMinor - coveredMinor;
    if (open <= 0n) break;
    const takenMinor = candidate.spareMinor < open ? candidate.spareMinor : open;
    sources.push({ ...candidate, takenMinor });
    coveredMinor += takenMinor;
  }
  return { sources, coveredMinor };
}

/** 0 where the account has no buffer rule: what nobody has limited is not offered. */
function spareOf(ledger: Ledger, account: Account, payment: AssessedPayment): bigint {
  const buffer = ledger.bufferFor(account.entity, account.currency);
  const position = ledger.accountPosition(account.account_id, account.currency, 'all');
  if (!buffer || !position) return 0n;
  return position.curveWith([]).from(payment.atMs).lowest().minor - toMinor(buffer.minimum, payment.exponent);
}

function kinship(account: Account, payment: AssessedPayment): number {
  return account.entity === payment.account.entity ? 1 : 0;
}
