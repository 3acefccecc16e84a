/** The numbered documents as the payment's own card tells everybody: whoever asked for it learns nothing here that the card keeps from them (ADR 4). */
import type { AuditEvent, AuditEventType } from '../../case/audit-event';
import { finalOutput } from '../../case/decision/final-output';
import type { ObtainedApproval, PaymentCase } from '../../case/payment-case';
import { isForComplianceAlone } from '../../case/people/compliance-alone';
import { namesMatch, screeningVisibility } from '../../case/people/match-secrets';
import { readEvidence } from '../../case/run/case-evidence';
import { placesOf } from '../../policy/decision';
import type { Person } from '../../values/person';
import type { ReadBundle } from '../bundle-parts';
import { named, type Documents } from './whole';

const withheld = '(withheld)';

export function sharedDocuments(bundle: ReadBundle): Documents {
  const { versions, current } = bundle;
  const ids = named(bundle);
  const [first = current] = versions;
  // What compliance looks at, what it confirmed and what was blocked read alike.
  const isVeiled = isForComplianceAlone(current);
  const isSecret = namesMatch(current);
  const share = (text: string | null) => (text !== null && isSecret(text) ? withheld : text);
  const visibility = screeningVisibility(current);
  const isRestricted = isVeiled || visibility === 'under_review';
  return {
    instruction: {
      ...ids,
      is_test: current.isTest,
      asked_by: nameOf(current.submitter),
      asked_at: current.openedAt,
      asked_for: first.payment,
      as_it_stands: current.payment,
      corrections: (current.corrections ?? []).map(({ by, at, changes }) => ({ by: nameOf(by), at, changes })),
    },
    screening: isRestricted ? { ...ids, ...reference(current) } : { ...ids, result: visibility },
    liquidity: { ...ids, result: isVeiled ? null : liquidityOf(current) },
    approvals: {
      ...ids,
      required: isVeiled || !current.decision ? [] : [...placesOf(current.decision)],
      given: isVeiled ? [] : current.approvals.map((approval) => approvalOf(approval, share)),
      rejection: isVeiled || !current.rejection ? null : approvalOf(current.rejection, share),
    },
    status: isVeiled
      ? { ...ids, status: 'compliance_review', ...reference(current) }
      : {
          ...ids,
          status: current.status,
          as_of: current.updatedAt,
          ...decided(current, isRestricted ? () => withheld : share),
        },
    overrides: {
      ...ids,
      requested: isVeiled || !current.overrideRequest ? null : approvalOf(current.overrideRequest, share),
    },
    compliance: isRestricted ? { ...ids, ...reference(current) } : { ...ids, result: visibility },
    communications: {
      ...ids,
      notes: isVeiled
        ? []
        : (current.notes ?? []).map(({ kind, by, at, text }) => ({ kind, by: nameOf(by), at, text: share(text) })),
    },
  };
}

/** Events the card tells of. While compliance looks at a payment, only what was there before. */
export function sharedEvents({ events, current }: Pick<ReadBundle, 'events' | 'current'>): readonly AuditEvent[] {
  const told: readonly AuditEventType[] = isForComplianceAlone(current)
    ? ['payment_submitted']
    : [
        'payment_submitted',
        'decision_made',
        'approval_given',
        'approval_taken_back',
        'payment_rejected',
        'payment_corrected',
        'payment_withdrawn',
        'payment_released',
        'payment_short',
        'payment_settled',
        'payment_returned',
        'payment_expired',
      ];
  return events.filter(({ type }) => told.includes(type));
}

function decided(current: PaymentCase, share: (text: string) => string | null) {
  const output = finalOutput(current);
  if (!output) return { final_decision: null };
  const { action, reason, reason_code, executed_at } = output.final_decision;
  return {
    final_decision: { action, reason: share(reason), reason_code, executed_at },
    at_the_bank: output.at_the_bank ?? null,
  };
}

function reference({ runId }: PaymentCase) {
  return { says: `Under compliance review, reference ${runId}` };
}

function liquidityOf({ run }: PaymentCase) {
  const found = readEvidence(run).liquidity;
  if (!found) return null;
  const { breach, gap, headroom, projected_min_balance, buffer_threshold } = found.breach_assessment;
  return {
    breach,
    gap,
    headroom,
    projected_min_balance,
    buffer_threshold,
    recommendation: found.recommendation.action,
  };
}

function approvalOf({ role, by, at, comment }: ObtainedApproval, share: (text: string | null) => string | null) {
  return { role, by: nameOf(by), at, comment: share(comment) };
}

function nameOf({ name, personaOf }: Person): string {
  return personaOf === undefined ? name : `${name} (test persona of ${personaOf})`;
}
