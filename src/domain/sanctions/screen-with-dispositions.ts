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

export interface DispositionRules {
  /** ISO day. */
  readonly today: string;
  /** Policy: a record may clear an exact match with its row too. */
  readonly mayClearExact: boolean;
  /** The payment touches a sanctioned jurisdiction: no record clears anybody in it. */
  readonly statesSanctionedPlace: boolean;
}

/** A record clears an ESCALATE, and a BLOCK only where policy says so. Another entry the party is like still counts. Entries in `skipped` are left out. */
export function screenWithDispositions(
  screener: Screener,
  party: Party,
  records: readonly FalsePositive[],
  rules: DispositionRules,
  skipped: ReadonlySet<string> = new Set(),
): DisposedScreening {
  const own = records.filter((record) => isAboutParty(record, party));
  const applied: AppliedFalsePositive[] = [];
  const passedOver = new Set(skipped);
  // Each round passes over one more entry, so there are at most as many rounds as records.
  for (;;) {
    const result = screener.screen(party, passedOver);
    const { match } = result;
    if (!match) return { result, applied, rowHash: null };
    const hash = entryHash(match.entry);
    const states = own
      .filter((record) => record.uid === match.uid && record.listFamily === match.listedBy)
      .map((record) => ({ record, state: stateOf(record, hash, rules), found: result }));
    const inForce = states.find(({ state }) => state === 'cleared');
    const isClearable = result.decision === 'ESCALATE' || rules.mayClearExact;
    if (!inForce || !isClearable) {
      applied.push(...states.filter(({ state }) => state !== 'cleared'));
      return { result, applied, rowHash: hash };
    }
    applied.push(inForce);
    passedOver.add(entryKey(match.listedBy, match.uid));
  }
}
