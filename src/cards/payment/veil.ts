/** What compliance alone may tell apart, drawn so that nobody else can: a match that is looked at, one that was confirmed, a blocked payment. */
import { isForComplianceAlone } from '../../domain/case/people/compliance-alone';
import type { AuditEvent, AuditEventType } from '../../domain/case/audit-event';
import type { PaymentCase } from '../../domain/case/payment-case';
import type { Decision } from '../../domain/policy/decision';
import { findOffer } from '../../domain/case/machine/offer';
import type { PaymentView } from './payment-view';

/** The view itself for whoever may read the match in a card of their own; the originator, and a card everybody reads, get the veiled one. */
export function veiled(view: PaymentView): PaymentView {
  const { case: current, viewer, offers, events } = view;
  const screening = findOffer(offers, 'show_screening');
  if (!isForComplianceAlone(current) || (viewer !== null && screening !== null)) return view;
  return {
    ...view,
    case: veiledCase(current),
    // Whoever is of compliance asks for the match, and acts beside it where nobody else reads.
    offers: screening === null ? [] : [screening],
    asked: [],
    stoppedBy: null,
    events: events.filter(({ type }) => !kept.some((known) => known === type)).map(withoutDecision),
  };
}

/** Who was asked, who spoke and what it came to are each of them an answer. */
function veiledCase(current: PaymentCase): PaymentCase {
  const { acknowledgement: _taken, askedAgain: _again, followUp: _followed, claim: _looked, ...rest } = current;
  const { decision } = current;
  return {
    ...rest,
    status: 'compliance_review',
    dispositions: [],
    approvals: [],
    rejection: null,
    decision: decision && veiledDecisionOf(decision),
  };
}

function veiledDecisionOf({ why: _names, ...decision }: Decision): Decision {
  return { ...decision, outcome: 'compliance_hold', reason: '', requiredApprovals: [] };
}

const kept = [
  'compliance_disposition',
  'block_acknowledged',
  'payment_rejected',
  'people_reminded',
  'approval_escalated',
  'case_claimed',
  'case_passed_on',
  'payment_asked_again',
] as const satisfies readonly AuditEventType[];

const veiledDecision = { action: 'HOLD', outcome: 'compliance_hold' } as const;

function withoutDecision(event: AuditEvent): AuditEvent {
  return event.type === 'decision_made' && event.payload['decision'] !== undefined
    ? { ...event, payload: { ...event.payload, decision: veiledDecision } }
    : event;
}
