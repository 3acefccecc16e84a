/** What people do and keep after each decision: steps, documents, filings, retention, contacts. */
import { z } from 'zod';
import { ruleId, wordList, words } from './table-values';

const step = z.strictObject({ action: words, responsible: words, documentation_required: wordList }).readonly();

const procedure = z
  .strictObject({
    /** The decision rule, or the manual review, this procedure follows. */
    decision: ruleId,
    steps: z.array(step).min(1).readonly(),
    /** Beside the documents every bundle has. */
    documents: wordList,
    filings: wordList,
    retention: ruleId,
    /** Roles to call beside those whose approval is required. */
    contacts: wordList,
    /** Sections of the knowledge folder this procedure rests on. */
    sections: z.array(z.string().regex(/^[a-z0-9-]+#[a-z0-9-]+$/, 'is not a section like approvals#tiers')).readonly(),
  })
  .readonly();

const retention = z.strictObject({ id: ruleId, years: z.int().positive(), basis: words }).readonly();

/** What in a payment's audit bundle a required document can be. */
const recordParts = [
  'instruction',
  'screening',
  'liquidity',
  'approvals',
  'status',
  'cutoff',
  'override',
  'options',
  'release',
  'disposition',
  'compliance_case',
  'review_request',
  'reason',
  'notes',
] as const;
export type RecordPart = (typeof recordParts)[number];

/** A document that stands in none of these parts is there once somebody attaches a reference that names it. */
const shownBy = z.strictObject({ document: words, part: z.enum(recordParts) }).readonly();

export const procedureTable = z
  .strictObject({
    procedures: z.array(procedure).min(1).readonly(),
    documents_always: wordList,
    /** Left out by versions from before bundles were counted: then only references count. */
    shown_by: z.array(shownBy).readonly().optional(),
    retention: z.array(retention).min(1).readonly(),
    contacts: z.array(z.strictObject({ role: words, contact: words }).readonly()).readonly(),
  })
  .readonly();

export type Procedure = z.infer<typeof procedure>;
export type Retention = z.infer<typeof retention>;
export type ProcedureTable = z.infer<typeof procedureTable>;
