/** Screens a party and passes over the entries compliance has found it not to be, saying so each time. */
import { entryHash } from './lists/entry-hash';
import { isAboutParty, stateOf, type FalsePositive, type FalsePositiveState } from './false-positive';
import { entryKey, type Party, type Screener } from './screen-party';
import type { ScreeningResult } from './screening-result';

export interface AppliedFalsePositive {
  readonly record: FalsePositive;
  readonly state: FalsePositiveState;
  /** What was found before the record was applied. */
  readonly found: ScreeningResult;
}

export interface DisposedScreening {
  readonly result: ScreeningResult;
  /** Every record about this party and an entry it was found to be like, in force or void. */
  readonly applied: readonly AppliedFalsePositive[];
  /** `entryHash` of the matched entry, what a new record would have to state; null where nothing matched. */
  readonly rowHash: string | null;
}

/** A record clears an ESCALATE, never a BLOCK: nobody can release one. Another entry the party is like still counts. `today` is an ISO day. */
export function screenWithDispositions(
  screener: Screener,
  party: Party,
  records: readonly FalsePositive[],
  today: string,
): DisposedScreening {
  const own = records.filter((record) => isAboutParty(record, party));
  const applied: AppliedFalsePositive[] = [];
  const passedOver = new Set<string>();
  // Each round passes over one more entry, so there are at most as many rounds as records.
  for (;;) {
    const result = screener.screen(party, passedOver);
    const { match } = result;
    if (!match) return { result, applied, rowHash: null };
    const hash = entryHash(match.entry);
    const states = own
      .filter((record) => record.uid === match.uid && record.listFamily === match.listedBy)
      .map((record) => ({ record, state: stateOf(record, hash, today), found: result }));
    const inForce = states.find(({ state }) => state === 'cleared');
    if (!inForce || result.decision !== 'ESCALATE') {
      applied.push(...states.filter(({ state }) => state !== 'cleared'));
      return { result, applied, rowHash: hash };
    }
    applied.push(inForce);
    passedOver.add(entryKey(match.listedBy, match.uid));
  }
}
