/** A listed number, or a sanctioned place, as a finding. */
import { entryHash } from '../lists/entry-hash';
import type { IdentifierHit } from '../identifiers/identifier-index';
import type { JurisdictionHit } from '../countries/find-jurisdictions';
import { effectOf, type ProgrammeRule } from '../programmes/programme-effect';
import { listedFacts, programmeDetails } from './match-evidence';
import type { Finding } from './finding';

/** The contract's scale: an exact hit is 98, one that a person must look at 75 and up. */
const confidenceOf = { exact: 98, likely: 80 } as const;

const kindWords = {
  bic: 'BIC',
  imo: 'IMO number',
  wallet: 'wallet',
  passport: 'passport',
  national_id: 'identity number',
  tax_id: 'tax number',
  registration: 'registration number',
} as const;

export function identifierFinding(hit: IdentifierHit, programmes: readonly ProgrammeRule[] | undefined): Finding {
  const { entry, identifier, stated, certainty, listedBy } = hit;
  const effect = effectOf(entry, listedBy, programmes);
  const isExact = certainty === 'exact';
  const kind = kindWords[identifier.kind];
  return {
    decision: isExact && effect.effect === 'block' ? 'BLOCK' : 'ESCALATE',
    match_type: isExact ? 'EXACT' : 'FUZZY_MEDIUM',
    confidence: confidenceOf[certainty],
    match_details: {
      matched_entity: entry.name,
      programs: [...entry.programs],
      entity_type: entry.type,
      uid: entry.uid,
      rule: isExact ? 'listed_identifier' : 'likely_identifier',
      matched_on: { field: identifier.kind, stated, listed: identifier.value },
      ...listedFacts(entry),
      row_hash: entryHash(entry),
      ...programmeDetails(effect),
    },
    listedBy,
    kind: 'number',
    words: isExact
      ? `the ${kind} ${stated} is that of ${entry.name}${entry.programs.length > 0 ? `, ${entry.programs.join(', ')}` : ''}`
      : `${stated} may be the ${kind} of ${entry.name}`,
  };
}

/** A place is no party: it has no entry, and its rule stands where a programme would. */
export function jurisdictionFinding({ rule, where, stated, consequence }: JurisdictionHit): Finding {
  const isRejected = consequence === 'REJECT';
  return {
    decision: isRejected ? 'BLOCK' : 'ESCALATE',
    match_type: isRejected ? 'EXACT' : 'FUZZY_MEDIUM',
    confidence: confidenceOf[isRejected ? 'exact' : 'likely'],
    match_details: {
      matched_entity: rule.name,
      programs: [],
      entity_type: 'jurisdiction',
      uid: rule.id,
      rule: where === 'text' ? 'jurisdiction_in_text' : 'jurisdiction',
      matched_on: { field: where, stated, listed: rule.code },
      jurisdiction: { rule_id: rule.id, code: rule.code, consequence: rule.consequence, source: rule.source },
    },
    listedBy: null,
    kind: 'place',
    words: `${where === 'text' ? `"${stated}" is named` : `the ${where} ${stated}`} (${rule.name}, ${rule.source})`,
  };
}
