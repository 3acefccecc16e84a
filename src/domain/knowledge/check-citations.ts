/** A citation counts only where the section it names exists with the text it was made from; an invented one is dropped and flagged. */
import type { DroppedCitation, KnowledgeSearch, OperationalProcedures } from '../evidence/operational-procedures';
import { z } from 'zod';

/** What may be cited: a section's id and the SHA-256 of its text. */
export interface CitedSection {
  readonly section_id: string;
  readonly hash: string;
}

const citationsSchema = z.array(z.object({ section_id: z.string(), hash: z.string() })).catch([]);
/** Sections the search itself left out, as their text is not the one their hash was made from. */
const alteredSchema = z.array(z.string()).catch([]);
const sectionId = /^[a-z0-9-]+#[a-z0-9-]+$/;

/** Each citation held against the sections there are. */
export function checkCitations(
  citations: readonly CitedSection[],
  sections: readonly CitedSection[],
): { readonly kept: readonly CitedSection[]; readonly dropped: readonly DroppedCitation[] } {
  const hashOf = new Map(sections.map(({ section_id: id, hash }) => [id, hash]));
  const faultOf = ({ section_id: id, hash }: CitedSection): DroppedCitation['reason'] | null => {
    const known = hashOf.get(id);
    if (known === undefined) return 'no_such_section';
    return known === hash ? null : 'other_text';
  };
  return {
    kept: citations.filter((cited) => faultOf(cited) === null),
    dropped: citations.flatMap((cited) => {
      const reason = faultOf(cited);
      return reason === null ? [] : [{ section_id: cited.section_id, reason }];
    }),
  };
}

/**
 * An operations answer with its sound citations alone, in `audit.sections`, `audit.policies_consulted` and the policy
 * reference. What was dropped stands in `audit.dropped_citations`, where people and auditors see it.
 */
export function keepSoundCitations(
  output: OperationalProcedures,
  sections: readonly CitedSection[],
): { readonly output: OperationalProcedures; readonly dropped: readonly DroppedCitation[] } {
  const cited = citationsSchema.parse(output.audit['sections']);
  const { kept, dropped } = checkCitations(cited, sections);
  const sound = new Set(kept.map(({ section_id: id }) => id));
  const reference = output.workflow_determination.policy_reference.split('; ');
  const hashless = [...new Set([...output.audit.policies_consulted, ...reference])]
    .filter((id) => sectionId.test(id) && !cited.some(({ section_id: known }) => known === id))
    .map((id) => ({ section_id: id, reason: 'without_hash' as const }));
  const all = [...dropped, ...hashless];
  if (all.length === 0) return { output, dropped: all };
  const stands = (id: string) => !sectionId.test(id) || sound.has(id);
  return {
    dropped: all,
    output: {
      ...output,
      workflow_determination: {
        ...output.workflow_determination,
        policy_reference: reference.filter(stands).join('; '),
      },
      audit: {
        ...output.audit,
        policies_consulted: output.audit.policies_consulted.filter(stands),
        sections: kept,
        dropped_citations: all,
      },
    },
  };
}

/** The sections policy names for a procedure and nobody can cite: not found at all, or found with a text nobody wrote. */
export function findUncitable(
  named: readonly string[],
  { results, audit }: KnowledgeSearch,
): readonly DroppedCitation[] {
  const altered = new Set(alteredSchema.parse(audit['dropped_sections']));
  return named
    .filter((id) => !results.some(({ section_id: found }) => found === id))
    .map((id) => ({ section_id: id, reason: altered.has(id) ? 'other_text' : 'no_such_section' }));
}

/** The answer with these among its `audit.dropped_citations`; as it is where there are none. */
export function flagDropped(output: OperationalProcedures, dropped: readonly DroppedCitation[]): OperationalProcedures {
  if (dropped.length === 0) return output;
  const flagged = [...(output.audit.dropped_citations ?? []), ...dropped];
  return { ...output, audit: { ...output.audit, dropped_citations: flagged } };
}
