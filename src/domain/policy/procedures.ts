/** The operations gate's full answer: what policy determines, what to do, what to keep and whom to call, with its sources. */
import type { KnowledgeSearch, OperationalProcedures } from '../evidence/operational-procedures';
import { toJsonNumber } from '../values/money';
import { isAfterHours } from './approvals/approvals';
import { requiredApprovalOf } from './decision';
import type { Determination } from './determine';
import { isBreach, type Facts } from './facts/facts';
import { actionOf, reasonCodeOf } from './outcome';
import type { Policy } from './policy';
import type { Procedure, Retention } from './tables/procedure-table';
import { resultNames } from '../evidence/wire-names';

export interface ProcedureInput {
  readonly policy: Policy;
  readonly facts: Facts;
  readonly determination: Determination;
  /** One sentence from the evidence (`reasonText`); carries no detail of a match. */
  readonly reason: string;
  /** What `search_treasury_kb` found. */
  readonly sections: KnowledgeSearch['results'];
  readonly audit: { readonly run_id: string; readonly timestamp_utc: string };
}

/** Cites a section only when it was found; a section the procedure rests on and the search missed is not claimed as read. */
export function buildOperationalProcedures(input: ProcedureInput): OperationalProcedures {
  const { policy, facts, determination, sections, audit } = input;
  const procedure = policy.procedures.procedures.find(({ decision }) => decision === determination.ruleIds[0]);
  const cited = citedSections(procedure, sections);
  return {
    agent: resultNames.operations,
    input_summary: {
      sanctions_decision: facts.sanctions,
      liquidity_breach: isBreach(facts.severity),
      before_cutoff: facts.beforeCutoff,
      amount_usd: facts.amountUsd && toJsonNumber(facts.amountUsd),
      payment_type: facts.paymentType,
    },
    workflow_determination: {
      final_action: actionOf(determination.outcome),
      reason: input.reason,
      policy_reference: [determination.policyReference, ...cited.map(({ section_id: id }) => id)].join('; '),
      reason_code: reasonCodeOf(determination.outcome),
      rule_ids: [...determination.ruleIds],
    },
    required_approvals: determination.requiredApprovals.map(requiredApprovalOf),
    workflow_steps: [...determination.workflowSteps],
    audit_bundle: {
      required_documents: requiredDocuments(policy, procedure, facts.atMs),
      retention_period: retentionPeriod(policy, procedure),
      regulatory_filings: [...(procedure?.filings ?? [])],
    },
    escalation_contacts: contacts(policy, procedure, determination),
    audit: {
      ...audit,
      policies_consulted: [...determination.ruleIds, ...cited.map(({ section_id: id }) => id)],
      sections: cited.map(({ section_id, hash }) => ({ section_id, hash })),
      policy_fingerprint: policy.fingerprint,
    },
  };
}

/** The procedure's own sections as far as they were found, in its order; otherwise the best hit. */
function citedSections(
  procedure: Procedure | undefined,
  sections: KnowledgeSearch['results'],
): KnowledgeSearch['results'] {
  const own = (procedure?.sections ?? []).flatMap((id) => sections.filter(({ section_id: found }) => found === id));
  return own.length > 0 ? own : sections.slice(0, 1);
}

/** What a bundle must have, by the rule that decided, and how long it is kept; nothing of a procedure where policy has none for it. */
export function recordsRequired(
  policy: Policy,
  ruleId: string | undefined,
  atMs: number,
): { readonly documents: readonly string[]; readonly retention: Retention | null } {
  const procedure = policy.procedures.procedures.find(({ decision }) => decision === ruleId);
  const retention = policy.procedures.retention.find(({ id }) => id === procedure?.retention);
  return { documents: requiredDocuments(policy, procedure, atMs), retention: retention ?? null };
}

function requiredDocuments(policy: Policy, procedure: Procedure | undefined, atMs: number): string[] {
  const { documents_always: always } = policy.procedures;
  const afterHours = isAfterHours(policy.approvals, atMs) ? policy.approvals.after_hours.documents : [];
  return [...new Set([...always, ...(procedure?.documents ?? []), ...afterHours])];
}

function retentionPeriod(policy: Policy, procedure: Procedure | undefined): string {
  const retention = policy.procedures.retention.find(({ id }) => id === procedure?.retention);
  return retention ? `${retention.years} years (${retention.basis})` : 'not set by policy';
}

/** Who is called: the procedure's contacts, those who must approve, and the next role up for each of them. */
function contacts(
  policy: Policy,
  procedure: Procedure | undefined,
  { requiredApprovals }: Determination,
): { role: string; contact: string }[] {
  const approvers = requiredApprovals.map(({ role }) => role);
  const nextUp = policy.roles.flatMap(({ name, escalates_to: up }) =>
    approvers.includes(name) && up !== null ? [up] : [],
  );
  const wanted = new Set([...(procedure?.contacts ?? []), ...approvers, ...nextUp]);
  return policy.procedures.contacts
    .filter(({ role }) => wanted.has(role))
    .map(({ role, contact }) => ({ role, contact }));
}
