/** What a later screening of the same payment found that the earlier ones had not: the reason to stop a payment that was already let through. */
import { sanctionsDecisions, type PartyScreening, type SanctionsScreening } from '../../evidence/sanctions-screening';

export interface NewHit {
  /** Whose: `beneficiary`, `beneficiary_bank`, `free_text`. */
  readonly role: string;
  readonly name: string | null;
  readonly decision: SanctionsScreening['decision'];
  readonly match_type: SanctionsScreening['match_type'];
  readonly confidence: number;
  readonly list_family: string | null;
  readonly uid: string | null;
  readonly matched_entity: string | null;
}

/** A hit is known by party, list, entry and the entry's row: a changed row is new, and so is a stricter finding on it, but no milder one. Strictest first. */
export function newHits(before: readonly SanctionsScreening[], after: SanctionsScreening): readonly NewHit[] {
  const known = new Map<string, number>();
  for (const { key, hit } of before.flatMap(hitsOf))
    known.set(key, Math.max(known.get(key) ?? 0, strictnessOf(hit.decision)));
  return hitsOf(after).flatMap(({ key, hit }) => (strictnessOf(hit.decision) > (known.get(key) ?? 0) ? [hit] : []));
}

function strictnessOf(decision: SanctionsScreening['decision']): number {
  return sanctionsDecisions.length - sanctionsDecisions.indexOf(decision);
}

type Found = Pick<PartyScreening, 'decision' | 'match_type' | 'confidence' | 'match_details' | 'list_family'>;

function hitsOf(screening: SanctionsScreening): { key: string; hit: NewHit }[] {
  const { beneficiary_screened: name, audit, decision, match_type, confidence, match_details } = screening;
  // Evidence from before parties were screened has the beneficiary's finding alone.
  const beneficiary = { decision, match_type, confidence, match_details, list_family: audit.list_family ?? null };
  const parties = screening.parties ?? [{ role: 'beneficiary', name, also_found: [], ...beneficiary }];
  return parties.flatMap((party) =>
    [party as Found, ...party.also_found]
      .filter((found) => found.decision !== 'CLEAR')
      .map((found) => asHit(party, found)),
  );
}

function asHit({ role, name }: { role: string; name: string | null }, found: Found): { key: string; hit: NewHit } {
  const { decision, match_type, confidence, list_family, match_details: details } = found;
  const uid = details.uid ?? null;
  const key = [role, name, list_family, uid, details.row_hash ?? details.rule ?? ''].join('\n');
  return {
    key,
    hit: { role, name, decision, match_type, confidence, list_family, uid, matched_entity: details.matched_entity },
  };
}
