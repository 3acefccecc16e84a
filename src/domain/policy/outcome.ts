/** What a decision means, as a closed set; the action and the reason code people read are made from it. */
import type { FinalAction } from '../evidence/operational-procedures';

interface Meaning {
  readonly action: FinalAction;
  /** Null for a payment that proceeds. */
  readonly reasonCode: string | null;
}

const meanings = {
  proceed: { action: 'PROCEED', reasonCode: null },
  /** Compliance tells a false positive from a true match before anything goes on. */
  compliance_hold: { action: 'HOLD', reasonCode: 'HOLD_SANC_ESC' },
  /** The payment would break the buffer of the account it leaves. */
  liquidity_hold: { action: 'HOLD', reasonCode: 'HOLD_LIQ_BREACH' },
  /** Waits for one more approval than was given. */
  second_approval: { action: 'HOLD', reasonCode: 'HOLD_DUAL_APPROVAL' },
  /** A check could not be completed, or somebody asked for more caution than policy does. */
  manual_review: { action: 'HOLD', reasonCode: 'HOLD_MANUAL_REVIEW' },
  /** A proven match: nobody can release it. */
  blocked: { action: 'REJECT', reasonCode: 'REJ_SANC_BLOCK' },
  cutoff_missed: { action: 'REJECT', reasonCode: 'REJ_CUTOFF_MISSED' },
  liquidity_rejected: { action: 'REJECT', reasonCode: 'REJ_LIQ_NO_OVERRIDE' },
  compliance_rejected: { action: 'REJECT', reasonCode: 'REJ_COMPLIANCE' },
  withdrawn: { action: 'REJECT', reasonCode: 'REJ_ORIGINATOR_CANCEL' },
  invalid_details: { action: 'REJECT', reasonCode: 'REJ_INVALID_DETAILS' },
} as const satisfies Record<string, Meaning>;

export type Outcome = keyof typeof meanings;
export type ReasonCode = Exclude<(typeof meanings)[Outcome]['reasonCode'], null>;

export const outcomes = Object.keys(meanings) as readonly Outcome[];
export const reasonCodes = Object.values(meanings).flatMap(({ reasonCode }): ReasonCode[] =>
  reasonCode === null ? [] : [reasonCode],
);

export function actionOf(outcome: Outcome): FinalAction {
  return meanings[outcome].action;
}

export function reasonCodeOf(outcome: Outcome): ReasonCode | null {
  return meanings[outcome].reasonCode;
}

/** Outcomes that speak of a match: who asked for the payment may not be told which. */
export function isComplianceMatter(outcome: Outcome): boolean {
  return outcome === 'compliance_hold' || outcome === 'blocked' || outcome === 'compliance_rejected';
}
