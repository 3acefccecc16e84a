/** Builds at once what a ledger's answers are read from, so that the first question costs no more than the later ones. */
import { asFault } from '../../values/errors';
import type { Ledger } from './ledger';

/** Half a second for a million flows. */
export function prepareLedger(ledger: Ledger): Ledger {
  for (const { entity, account_id, currency } of ledger.accounts()) {
    ledger.profileOf(account_id, currency);
    for (const view of ['all', 'certain'] as const) {
      buildIfItCan(() => ledger.accountPosition(account_id, currency, view));
      buildIfItCan(() => ledger.entityPosition(entity, currency, view));
    }
  }
  return ledger;
}

/** Sums too large to hold are refused to whoever asks about that account, as they were; every other account stays usable. */
function buildIfItCan(build: () => unknown): void {
  try {
    build();
  } catch (error) {
    if (asFault(error).code !== 'amount_out_of_range') throw error;
  }
}
