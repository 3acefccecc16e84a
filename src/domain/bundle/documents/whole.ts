/** The numbered documents as whoever may read all of a payment gets them. */
import type { AuditEvent, AuditEventType } from '../../case/audit-event';
import { finalOutput } from '../../case/decision/final-output';
import { standingApprovals, unfilledRoles, unusualOf } from '../../case/payment-case';
import type { BundlePart, PostedCard, ReadBundle } from '../bundle-parts';
import { callsOf, otherAnswers, toldCall } from '../gate-calls';

export type Documents = Readonly<Record<Exclude<BundlePart, 'metadata' | 'summary' | 'events' | 'versions'>, object>>;

export function wholeDocuments(bundle: ReadBundle): Documents {
  const { versions, current, sources } = bundle;
  const { payment_id, workflow_run_id } = named(bundle);
  const [first = current] = versions;
  return {
    instruction: {
      payment_id,
      workflow_run_id,
      is_test: current.isTest,
      asked_by: current.submitter,
      asked_at: current.openedAt,
      asked_for: first.payment,
      as_it_stands: current.payment,
      corrections: current.corrections ?? [],
      asks_again_for: current.asksAgainFor ?? null,
      rest_of: current.restOf ?? null,
      rests: current.rests ?? [],
      events: eventsOf(bundle, ['payment_submitted', 'payment_corrected', 'payment_asked_again', 'payment_withdrawn']),
    },
    screening: { payment_id, workflow_run_id, screenings: callsOf(versions, 'sanctions').map(toldCall) },
    liquidity: {
      payment_id,
      workflow_run_id,
      assessments: callsOf(versions, 'liquidity').map(toldCall),
      last_check: current.liquidityCheck ?? null,
      events: eventsOf(bundle, ['liquidity_rechecked']),
    },
    approvals: {
      payment_id,
      workflow_run_id,
      required: current.decision?.requiredApprovals ?? [],
      given: current.approvals.map((approval) => ({
        ...approval,
        stands: standingApprovals(current).includes(approval),
      })),
      missing: unfilledRoles(current).map(({ role, missing }) => ({ role, missing })),
      rejection: current.rejection,
      events: eventsOf(bundle, approvalEvents),
    },
    status: {
      payment_id,
      workflow_run_id,
      status: current.status,
      as_of: current.updatedAt,
      decision: current.decision,
      unusual: unusualOf(current),
      failure: current.failure,
      expiry: current.expiry ?? null,
      procedures: otherAnswers(versions),
      final_output: withoutTrace(finalOutput(current)),
      events: eventsOf(bundle, statusEvents),
    },
    overrides: {
      payment_id,
      workflow_run_id,
      requested: current.overrideRequest ?? null,
      // Whoever lets a breach go overrides the buffer.
      granted: current.decision?.outcome === 'liquidity_hold' ? standingApprovals(current) : [],
      returned: current.returned ?? null,
      amount_changed_by: current.amountChangedBy ?? [],
      beneficiary_changed_by: current.beneficiaryChangedBy ?? [],
      events: eventsOf(bundle, overrideEvents),
    },
    compliance: {
      payment_id,
      workflow_run_id,
      dispositions: current.dispositions,
      proposed_record: current.proposedRecord ?? null,
      recorded: current.recorded ?? [],
      acknowledgement: current.acknowledgement ?? null,
      events: eventsOf(bundle, complianceEvents),
    },
    communications: {
      payment_id,
      workflow_run_id,
      cards: sources.cards.map((card) => ({ ...card, ...sealOfShown(bundle, card) })),
      notes: current.notes ?? [],
      events: eventsOf(bundle, communicationEvents),
    },
  };
}

const approvalEvents = [
  'approval_given',
  'approval_taken_back',
  'payment_rejected',
  'approval_escalated',
  'case_claimed',
  'case_passed_on',
] as const satisfies readonly AuditEventType[];
const statusEvents = [
  'step_completed',
  'decision_made',
  'review_failed',
  'review_restarted',
  'payment_expired',
  'payment_released',
  'payment_short',
  'payment_settled',
  'payment_returned',
] as const satisfies readonly AuditEventType[];
const overrideEvents = [
  'override_requested',
  'payment_reduced',
  'payment_delayed',
] as const satisfies readonly AuditEventType[];
const complianceEvents = [
  'payment_rescreened',
  'compliance_disposition',
  'false_positive_proposed',
  'false_positive_recorded',
  'block_acknowledged',
] as const satisfies readonly AuditEventType[];
const communicationEvents = [
  'people_reminded',
  'question_asked',
  'question_answered',
  'reference_attached',
] as const satisfies readonly AuditEventType[];

export function named({ current }: Pick<ReadBundle, 'current'>) {
  return { payment_id: current.payment.payment_id, workflow_run_id: current.runId };
}

/** What the event says; its seal stands in the metadata under its number. */
function eventsOf({ events }: ReadBundle, types: readonly AuditEventType[]) {
  return events
    .filter(({ type }) => types.includes(type))
    .map(({ seq, type, actor, at, recorded_at, case_version, payload }: AuditEvent) => ({
      seq,
      type,
      at,
      recorded_at,
      case_version,
      actor,
      payload,
    }));
}

/** The full outputs stand with their own documents. */
function withoutTrace(output: ReturnType<typeof finalOutput>) {
  if (output === null) return null;
  const { agent_trace: _elsewhere, ...told } = output;
  return told;
}

/** Which sealed version the card shows. */
function sealOfShown({ events }: ReadBundle, { shown_version: shown }: PostedCard) {
  const seal = events.find(({ case_version: version }) => version === shown);
  return { shown_case_hash: seal?.case_hash ?? null };
}
