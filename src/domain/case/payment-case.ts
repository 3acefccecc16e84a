/** A payment under review: the request, how far its run got, what was decided, and what people said. */
import type { ScreeningChange, ScreeningComparison } from '../liquidity/compare-screenings';
import type { BankedEntry } from '../liquidity/statements/banked-payment';
import type { PaymentRequest } from '../payment/payment-request';
import { shownHash } from './decision/bound-to';
import type { Decision, RequiredRole } from '../policy/decision';
import type { FaultCode } from '../values/errors';
import type { JsonObject } from '../values/json';
import type { Person } from '../values/person';
import type { AskedBefore, BankEntry, BankStatus, FromRun, SentInFile } from './machine/commands';
import type { FalsePositive } from '../sanctions/false-positive';
import type { RecordableMatch } from '../sanctions/parties/recordable-matches';
import type { Run } from './run/run';
import type { UnusualFinding } from './unusual/find-unusual';
import { hasEnded, type CaseStatus } from './machine/states';

/** What a person did in a role: an approval, a rejection, compliance's answer to a match. */
export interface ObtainedApproval {
  readonly role: string;
  readonly by: Person;
  readonly at: string;
  readonly comment: string | null;
  /** The role it was given in, where another one did not answer in time: `role` is the one whose place it takes. */
  readonly inPlaceBy?: string;
  /** The delegation it was given by, and whose role it is; left out where they hold the role themselves. */
  readonly delegation?: { readonly reference: string; readonly for: Person };
}

export interface Approval extends ObtainedApproval {
  /** Of what was shown when it was given; without it an approval counts for nothing. */
  readonly boundTo?: string;
}

export interface ComplianceDisposition extends ObtainedApproval {
  readonly outcome: 'false_positive' | 'true_match';
  /** What was looked at, and where it is kept; left out by what was said before it was asked for. */
  readonly evidence?: string;
}

/** What liquidity looked like when it was looked at again after the decision, beside what the decision was made from. */
export interface LiquidityCheck {
  /** Business time, ISO 8601 UTC. */
  readonly checkedAt: string;
  readonly ledgerFingerprint: string;
  readonly verdict: ScreeningComparison['verdict'];
  readonly changes: readonly ScreeningChange[];
}

/** The last time the case was sent back under review, and whose words that made void. */
export interface ReturnToReview {
  /** Null for the desk itself, which screened the payment again. */
  readonly by: Person | null;
  readonly at: string;
  readonly reason: string | null;
  /** Approvals and dispositions that were given for what is no longer in force. */
  readonly voided: readonly Pick<ObtainedApproval, 'role' | 'by'>[];
  /** The lists that came into force since the last screening and found something new; left out for any other return. */
  readonly screenedAgainst?: string;
}

/** What one person of compliance proposes to remember for later payments, until a second confirms it. */
export interface ProposedRecord extends ObtainedApproval {
  /** The first version of the case that has it: who confirms must have seen it. */
  readonly since: number;
  /** ISO day. */
  readonly expiresOn: string;
  readonly matches: readonly RecordableMatch[];
}

/** A role that did not answer in time, and the one that may answer in its place. */
export interface Escalation {
  readonly role: string;
  readonly to: string;
  readonly at: string;
}

/** What the desk did about a decision that waits. */
export interface FollowUp {
  /** Of which decision. */
  readonly decidedAt: string;
  /** Moments people were reminded at, each once: `cutoff-60`. */
  readonly reminded: readonly string[];
  readonly escalated: readonly Escalation[];
  /** Those of them that came with the next role being asked: a chat that is told of the one hears no more. Left out where none did. */
  readonly remindedWithNextRole?: readonly string[] | undefined;
}

/** That its cutoff passed before everybody had approved. */
export interface Expiry {
  readonly at: string;
  /** ISO 8601 UTC; null on a day without business. */
  readonly cutoff: string | null;
  /** What binds. */
  readonly rule: string | null;
  /** ISO day; null where calendars do not reach. */
  readonly nextValueDate: string | null;
}

/** Somebody's word that they are looking at it: it binds nobody. */
export interface Claim {
  readonly by: Person;
  /** Who passed it to them, where they did not take it themselves. */
  readonly passedBy?: Person | undefined;
  /** ISO 8601 UTC. */
  readonly until: string;
  /** Of which decision; null where there is none. */
  readonly decidedAt: string | null;
}

/** A field of the request, before and after; null where it was, or is, not stated. */
export interface FieldChange {
  readonly field: string;
  readonly from: string | number | null;
  readonly to: string | number | null;
}
export interface Correction {
  readonly by: Person;
  readonly at: string;
  readonly changes: readonly FieldChange[];
}

export interface Note {
  readonly kind: 'question' | 'answer' | 'reference';
  readonly by: Person;
  readonly at: string;
  readonly text: string;
}

/** What a part left out, as the request that asks for it. */
export interface Rest {
  readonly runId: string;
  readonly paymentId: string;
  readonly amount: number;
  /** When the evidence says that it fits too, ISO 8601 UTC; null where not that day. */
  readonly fitsAt: string | null;
}

/** A person's word that ends a payment or lets it go. */
export type Withdrawal = Omit<ObtainedApproval, 'role'>;
export interface Release extends ObtainedApproval {
  /** What the bank calls the instruction. */
  readonly bankReference: string;
}

/** What a statement says of the payment, and when the desk read it. */
export interface BankWord extends BankEntry {
  readonly at: string;
}
export interface Settlement extends BankWord {
  /** Everything statements say of it, day by day; left out by what settled before it was kept. */
  readonly entries?: readonly BankedEntry[];
}

export interface PaymentCase {
  readonly runId: string;
  /** 1 when submitted, one more with every commit. */
  readonly version: number;
  /** The version from which on everybody is shown what is decided now: an answer to an older card answers something else. */
  readonly shownSince: number;
  readonly status: CaseStatus;
  readonly payment: PaymentRequest;
  readonly submitter: Person;
  readonly openedAt: string;
  readonly updatedAt: string;
  /** The policy this run was started under. */
  readonly policyFingerprint: string;
  readonly run: Run;
  readonly decision: Decision | null;
  /** Left out until the ledger changes under a decision; a new decision starts without one. */
  readonly liquidityCheck?: LiquidityCheck;
  /** What was unusual about it when it was decided; left out where nothing was. */
  readonly unusual?: readonly UnusualFinding[];
  /** What became unusual about it since, by a payment that was asked for later; left out where nothing did. A new decision finds it by itself. */
  readonly laterUnusual?: readonly UnusualFinding[];
  /** Why the review stopped, while status is held. */
  readonly failure: { readonly code: FaultCode; readonly step: string | null } | null;
  readonly dispositions: readonly ComplianceDisposition[];
  readonly approvals: readonly Approval[];
  readonly rejection: ObtainedApproval | null;
  /** Left out until somebody sends it back. */
  readonly returned?: ReturnToReview;
  /** Left out until somebody proposes one. */
  readonly proposedRecord?: ProposedRecord;
  /** False positives that two people recorded: in force for later payments. */
  readonly recorded?: readonly FalsePositive[];
  /** Compliance's word that it has taken a blocked payment up. */
  readonly acknowledgement?: ObtainedApproval;
  /** Left out until the desk reminds somebody or asks somebody else; `followUpOf` tells what of it is of the decision that stands. */
  readonly followUp?: FollowUp;
  /** Left out unless its cutoff passed before everybody had approved. */
  readonly expiry?: Expiry;
  /** When the desk must come back to it, ISO 8601 UTC of business time; left out where nothing will be due. */
  readonly dueAt?: string;
  /** Left out until somebody says that they look at it; `activeClaim` tells whether that still holds. */
  readonly claim?: Claim;
  /** Left out until somebody changes what is paid. For good: no run that follows lets them approve it, nor the case that asks again. */
  readonly amountChangedBy?: readonly Person[];
  /** Left out until somebody changes who is paid, or where. For good, as `amountChangedBy`. */
  readonly beneficiaryChangedBy?: readonly Person[];
  /** What whoever asked for it changed since, the oldest first; left out while nothing was. */
  readonly corrections?: readonly Correction[];
  /** Left out until somebody asks that a breach be overridden. */
  readonly overrideRequest?: Approval;
  /** What people asked and told one another about it, the oldest first; left out while nobody did. */
  readonly notes?: readonly Note[];
  /** Left out for a payment nobody asked for before. */
  readonly asksAgainFor?: AskedBefore;
  /** What it left out when it was lowered, once for each time; left out while it is whole. */
  readonly rests?: readonly Rest[];
  /** The part it is the rest of; left out for a payment that is none. */
  readonly restOf?: { readonly runId: string; readonly paymentId: string };
  /** Left out for a payment asked for by itself. */
  readonly fromRun?: FromRun;
  /** Left out until somebody asks for it again: the new case. */
  readonly askedAgain?: {
    readonly by: Person;
    readonly at: string;
    readonly runId: string;
    readonly paymentId: string;
  };
  /** Left out until whoever asked for it withdraws it. */
  readonly withdrawal?: Withdrawal;
  /** Left out until somebody notes that the bank was told to pay. */
  readonly release?: Release;
  /** Left out unless the desk put it into a payment file. */
  readonly sent?: SentInFile;
  /** Left out until the bank answers to the file. */
  readonly bankStatus?: BankStatus;
  /** Left out until a statement books it, all of it or less, and until one brings it back. */
  readonly settlement?: Settlement;
  /** What a bank had booked under its name before a review of what its row of the ledger had left began: nothing of what is paid now. Left out where there was nothing. */
  readonly bankedBefore?: readonly BankedEntry[];
  readonly bankReturn?: BankWord;
  /** Whether anybody ever acted on it as a demo persona: the card and every export say so, for good. */
  readonly isTest: boolean;
  /** Where the card lives: opaque to everything but the chat edge; null when no chat is involved. */
  readonly conversation: JsonObject | null;
}

/** Approvals given for exactly what is shown now: these count and no others. */
export function standingApprovals(
  current: Pick<PaymentCase, 'payment' | 'decision' | 'approvals'>,
): readonly Approval[] {
  if (current.approvals.length === 0) return [];
  const shown = shownHash(current);
  return current.approvals.filter(({ boundTo }) => boundTo !== undefined && boundTo === shown);
}

/** A role of the plan that still lacks somebody, and how many. */
export interface UnfilledRole extends RequiredRole {
  readonly missing: number;
}

/** What the plan lacks, whatever its stage, in the order the decision lists the roles; nothing once the case has ended. */
export function unfilledRoles(current: PaymentCase): readonly UnfilledRole[] {
  const { status, decision, dispositions } = current;
  if (!decision || hasEnded(status)) return [];
  // What compliance said of a match releases nothing: it counts for the compliance review alone.
  const spoken = decision.outcome === 'compliance_hold' ? dispositions : standingApprovals(current);
  return decision.requiredApprovals
    .map((asked) => ({
      ...asked,
      missing: (asked.people ?? 1) - spoken.filter(({ role }) => role === asked.role).length,
    }))
    .filter(({ missing }) => missing > 0);
}

/** Roles that are to speak now: of what the plan lacks, those of the lowest stage. */
export function pendingRoles(current: PaymentCase): readonly string[] {
  const unfilled = unfilledRoles(current);
  const open = Math.min(...unfilled.map(({ stage = 1 }) => stage));
  return unfilled.filter(({ stage = 1 }) => stage === open).map(({ role }) => role);
}

/** Who has said something of it in which role, compliance first: what a review begun anew makes void. */
export function wordsGiven({
  dispositions,
  approvals,
}: Pick<PaymentCase, 'dispositions' | 'approvals'>): readonly { readonly role: string; readonly by: Person }[] {
  return [...dispositions, ...approvals].map(({ role, by }) => ({ role, by }));
}

/** A blocked payment stands open for compliance until somebody acknowledges it. */
export function waitsForAcknowledgement({ status, decision, acknowledgement }: PaymentCase): boolean {
  return status === 'rejected' && decision?.outcome === 'blocked' && acknowledgement === undefined;
}

/** Whether compliance called every match of this case a false positive. */
export function isClearedByCompliance({ dispositions }: Pick<PaymentCase, 'dispositions'>): boolean {
  return dispositions.length > 0 && dispositions.every(({ outcome }) => outcome === 'false_positive');
}

/** Whatever is unusual about it, found with its decision or since. */
export function unusualOf({
  unusual = [],
  laterUnusual = [],
}: Pick<PaymentCase, 'unusual' | 'laterUnusual'>): readonly UnusualFinding[] {
  return [...unusual, ...laterUnusual];
}
