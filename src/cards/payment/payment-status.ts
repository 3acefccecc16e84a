/** The one line at the foot of a payment's card: where it stands, or how it ended, by whom and why. */
import { describeFault } from '../../domain/values/errors';
import { pendingRoles, type PaymentCase } from '../../domain/case/payment-case';
import { personText } from './approval-rows';
import { shown } from '../words/escape-markdown';
import { needsNewDecision } from '../liquidity/liquidity-check';
import type { Redaction } from './redaction';
import { rescreenedSentence } from '../compliance/rescreened-text';
import { showInstant } from '../words/show-instant';

export interface PaymentStatus {
  readonly icon: string;
  readonly word: string;
  readonly text: string;
}

export function paymentStatus(paymentCase: PaymentCase, redaction: Redaction): PaymentStatus {
  const { runId, failure } = paymentCase;
  switch (paymentCase.status) {
    case 'under_review':
      return { icon: '◔', word: 'Under review', text: 'Three agents look at this payment one after the other.' };
    case 'held': {
      const why = failure ? describeFault(failure.code).cardText : 'A gate could not be passed.';
      return {
        icon: '⚠',
        word: 'Held',
        text: `${why} Nothing is released until the review is restarted. Reference ${shown(runId)}.`,
      };
    }
    case 'compliance_review':
      return {
        icon: '◔',
        word: 'Under compliance review',
        text: `Reference ${shown(runId)}. Nothing is released meanwhile.${rescreenedSentence(paymentCase)}`,
      };
    case 'awaiting_approval':
      if (needsNewDecision(paymentCase))
        return {
          icon: '⚠',
          word: 'A new decision is needed',
          text: 'Liquidity got worse since the decision. Nobody can approve this decision any more; restart the review.',
        };
      return {
        icon: '○',
        word: 'Waiting for approval',
        text: `Still to approve: ${rolesText(pendingRoles(paymentCase))}.`,
      };
    case 'approved':
      return { icon: '✓', word: 'Approved', text: approvedText(paymentCase) };
    case 'rejected':
      return { icon: '✕', word: 'Rejected', text: rejectedText(paymentCase, redaction) };
  }
}

function rolesText(roles: readonly string[]): string {
  return roles.length === 0
    ? 'nobody'
    : roles
        .slice(0, 6)
        .map((role) => shown(role, 60))
        .join(', ');
}

function approvedText({ approvals, updatedAt }: PaymentCase): string {
  const by = approvals.slice(0, 6).map(({ by: person, role }) => `${personText(person)} (${shown(role, 60)})`);
  return `${by.length === 0 ? 'No approval was required' : `By ${by.join(' and ')}`}, ${shown(showInstant(updatedAt), 40)}.`;
}

function rejectedText(paymentCase: PaymentCase, redaction: Redaction): string {
  const { rejection, runId, updatedAt, decision } = paymentCase;
  const at = shown(showInstant(rejection?.at ?? updatedAt), 40);
  const by = rejection ? `By ${personText(rejection.by)} (${shown(rejection.role, 60)}), ${at}` : `By policy, ${at}`;
  if (redaction.isRestricted)
    return `${by}. Under compliance review, reference ${shown(runId)}.${rescreenedSentence(paymentCase)}`;
  const why = rejection ? rejection.comment : (decision?.reason ?? null);
  return why === null ? `${by}.` : `${by}: ${redaction.share(why)}`;
}
