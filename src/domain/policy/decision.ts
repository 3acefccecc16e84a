/** What was concluded about a payment: what it means, why, and who must approve. */
import type { RequiredApproval, WorkflowStep } from '../evidence/operational-procedures';
import { authorityText, type Grant } from './approvals/grants';
import type { Outcome } from './outcome';
import { reasonText } from './why/reason-text';
import type { Why } from './why/why';

/** A role that must act, and what it grants beyond a plain approval. */
export interface RequiredRole {
  readonly role: string;
  readonly grants: readonly Grant[];
  /** How long the role has to answer. */
  readonly slaHours: number;
  /** How many people of that role; left out for one. */
  readonly people?: number;
  /** When it is asked: after every role of a lower stage. Left out for the first. */
  readonly stage?: number;
}

export interface Decision {
  readonly outcome: Outcome;
  /** One sentence in English, as it was said and sealed. */
  readonly reason: string;
  /** What the sentence was made from; left out of decisions that were made before it was kept. */
  readonly why?: Why;
  readonly ruleIds: readonly string[];
  readonly policyReference: string;
  /** From the lowest rank up. */
  readonly requiredApprovals: readonly RequiredRole[];
  readonly workflowSteps: readonly WorkflowStep[];
  readonly decidedAt: string;
  /** SHA-256 of everything the tools found, which it was made from; left out where nobody concluded a run. */
  readonly findings?: string;
}

/** A decision before its reason is put into words. */
export type Concluded<Reason extends Why = Why> = Omit<Decision, 'reason' | 'why'> & { readonly why: Reason };

/** The one place where a decision gets its sentence. */
export function inWords(concluded: Concluded): Decision {
  return { ...concluded, reason: reasonText(concluded.why) };
}

/** Every place in the plan of approvals: a role as often as people of it are asked. */
export function placesOf({ requiredApprovals }: Pick<Decision, 'requiredApprovals'>): readonly string[] {
  return requiredApprovals.flatMap(({ role, people = 1 }) => Array.from({ length: people }, () => role));
}

/** As agents and exports write it: with the authority in words, where a rule gives one. */
export function requiredApprovalOf({ role, grants, slaHours }: RequiredRole): RequiredApproval {
  const authority = authorityText(grants);
  return { role, ...(authority === undefined ? {} : { authority }), sla_hours: slaHours };
}
