/** What the operations gate answers, and what its tool `search_treasury_kb` found to cite. */
import { z } from 'zod';
import { sanctionsDecisions } from './sanctions-screening';
import { resultNames } from './wire-names';

export const finalActions = ['PROCEED', 'HOLD', 'REJECT'] as const;
export const documentTypes = ['policy', 'runbook', 'audit', 'ops', 'glossary', 'all'] as const;

export const knowledgeInputSchema = z.strictObject({
  query: z.string().min(1).max(2_000),
  doc_type: z.enum(documentTypes).optional(),
  topics: z.array(z.string().max(100)).max(20).optional(),
});

export const knowledgeSearchSchema = z.object({
  query: z.string(),
  results: z.array(
    z.object({
      section_id: z.string(),
      title: z.string(),
      doc_type: z.enum(documentTypes).exclude(['all']),
      topics: z.array(z.string()),
      text: z.string(),
      /** SHA-256 of `text`, so that a citation can be held against the section it names. */
      hash: z.string(),
      score: z.number(),
    }),
  ),
  audit: z.object({ run_id: z.string(), timestamp_utc: z.string(), index_queried: z.string() }).loose(),
});

const requiredApprovalSchema = z.object({
  role: z.string(),
  authority: z.string().optional(),
  sla_hours: z.number().optional(),
});

const workflowStepSchema = z.object({
  step: z.number(),
  action: z.string(),
  responsible: z.string().optional(),
  documentation_required: z.array(z.string()).optional(),
});

/** A section an answer or the policy names, and why it does not count as consulted. */
const droppedCitationSchema = z.object({
  section_id: z.string(),
  reason: z.enum(['no_such_section', 'other_text', 'without_hash']),
});

export const operationalProceduresSchema = z.object({
  agent: z.literal(resultNames.operations),
  input_summary: z.object({
    sanctions_decision: z.enum(sanctionsDecisions),
    liquidity_breach: z.boolean(),
    before_cutoff: z.boolean(),
    /** Null when no rate is known for the payment's currency. */
    amount_usd: z.number().nullable(),
    payment_type: z.string(),
  }),
  workflow_determination: z
    .object({ final_action: z.enum(finalActions), reason: z.string(), policy_reference: z.string() })
    .loose(),
  required_approvals: z.array(requiredApprovalSchema),
  workflow_steps: z.array(workflowStepSchema),
  audit_bundle: z
    .object({
      required_documents: z.array(z.string()),
      retention_period: z.string(),
      regulatory_filings: z.array(z.string()),
    })
    .loose(),
  escalation_contacts: z.array(z.object({ role: z.string(), contact: z.string() }).loose()),
  audit: z
    .object({
      run_id: z.string(),
      timestamp_utc: z.string(),
      policies_consulted: z.array(z.string()),
      dropped_citations: z.array(droppedCitationSchema).optional(),
    })
    .loose(),
});

export type KnowledgeInput = z.infer<typeof knowledgeInputSchema>;
export type KnowledgeSearch = z.infer<typeof knowledgeSearchSchema>;
export type OperationalProcedures = z.infer<typeof operationalProceduresSchema>;
export type DroppedCitation = z.infer<typeof droppedCitationSchema>;
export type FinalAction = (typeof finalActions)[number];
export type RequiredApproval = z.infer<typeof requiredApprovalSchema>;
export type WorkflowStep = z.infer<typeof workflowStepSchema>;
