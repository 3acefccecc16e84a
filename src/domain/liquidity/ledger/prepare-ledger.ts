/** Builds at once what a ledger's answers are read from, so that the first question costs no more than the later ones. */
import { asFault } from '../../values/errors';
import type { Ledger } from './ledger';

/** Half a second for a million flows. */
export function prepareLedger(ledger: Ledger): Ledger {
  for (const _slice of preparing(ledger)) continue;
  return ledger;
}

/** The same in slices, one for each thing that is built. */
export function* preparing(ledger: Ledger): Generator<void, void> {
  for (const account of ledger.accounts()) {
    ledger.profileOf(account.account_id, account.currency);
    yield;
    for (const view of ['all', 'certain'] as const) {
      yield* unlessTooLarge(ledger.positionsInSlices(account, view));
      yield;
    }
  }
}

/** Sums too large to hold are refused to whoever asks about that account, as they were; every other account stays usable. */
function* unlessTooLarge(building: Generator<void, void>): Generator<void, void> {
  try {
    yield* building;
  } catch (error) {
    if (asFault(error).code !== 'amount_out_of_range') throw error;
  }
}
