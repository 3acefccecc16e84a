/** Which matches of a screening compliance may remember as false positives: a party's name that is like a listed entry's. */
import type { PartyScreening, SanctionsScreening } from '../../evidence/sanctions-screening';

/** A party as the payment names it, and the entry it was found to be like, as that stood. */
export interface RecordableMatch {
  readonly role: string;
  readonly name: string;
  /** As the payment states it; null where it states none, and the record then holds wherever the party is. */
  readonly country: string | null;
  readonly listFamily: string;
  readonly uid: string;
  readonly rowHash: string;
  readonly matchedEntity: string;
}

/** Each once. An account number, a bank's code, a place and a text name nobody a record could speak of. */
export function recordableMatches(screenings: readonly SanctionsScreening[]): readonly RecordableMatch[] {
  const found = screenings.flatMap(({ parties = [] }) => parties.flatMap(ofParty));
  return found.filter((match, at) => found.findIndex((other) => matchKey(other) === matchKey(match)) === at);
}

/** What tells one such match from another. */
export function matchKey({
  name,
  country,
  listFamily,
  uid,
  rowHash,
}: Omit<RecordableMatch, 'role' | 'matchedEntity'>): string {
  return [name, country, listFamily, uid, rowHash].join('\n');
}

function ofParty(party: PartyScreening): RecordableMatch[] {
  const { role, name, screened, also_found: others } = party;
  if (name === null) return [];
  return [party, ...others].flatMap(({ decision, list_family: listFamily, match_details: details }) => {
    const { uid, row_hash: rowHash, matched_entity: matchedEntity, matched_on: byNumber } = details;
    const isListedName = decision !== 'CLEAR' && byNumber === undefined && matchedEntity !== null;
    if (!isListedName || listFamily === null || !uid || !rowHash) return [];
    return [{ role, name, country: screened.country ?? null, listFamily, uid, rowHash, matchedEntity }];
  });
}
