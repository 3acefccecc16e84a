/** The match in full, for compliance only; and what everybody else may read of a screening. */
import { z } from 'zod';
import { readAgentOutputs, readEvidence } from '../domain/case-evidence';
import type { SanctionsScreening } from '../domain/evidence/sanctions-screening';
import type { PaymentCase } from '../domain/payment-case';
import type { Fact } from './agent-rows';
import { personText } from './approval-rows';
import { shown } from './escape-markdown';
import { showInstant } from './show-instant';
import { showMoney } from './show-money';
import { commentInputId, verbs } from './verbs';

/** Only `compliance` may read what matched. */
export type ScreeningAudience = 'compliance' | 'others';

const looks = {
  BLOCK: { icon: '✕', style: 'attention' },
  ESCALATE: { icon: '⚠', style: 'warning' },
  CLEAR: { icon: '✓', style: 'good' },
} as const;

/** The `screening` template for a payment, seen by compliance. */
export function screeningCardData(paymentCase: PaymentCase) {
  const { payment, runId, version, dispositions } = paymentCase;
  // What the tool found stays as it was; the answer in the run context becomes CLEAR once compliance has cleared it.
  const sanctions =
    readEvidence(paymentCase.checkpoint).sanctions ?? readAgentOutputs(paymentCase.checkpoint).sanctions;
  const canReview = paymentCase.status === 'compliance_review';
  return {
    title: `Screening of payment ${shown(payment.payment_id, 64)}`,
    subtitle: `${showMoney(payment.amount, payment.currency)} to ${shown(payment.beneficiary_name)}`,
    ...(sanctions
      ? compliancePart(sanctions)
      : { icon: '⚠', word: 'No readable screening result', style: 'warning', facts: [] }),
    notes: dispositions.slice(0, 6).map(({ role, by, at, outcome, comment }) => ({
      text: `${shown(role, 60)}, ${personText(by)}, ${shown(showInstant(at), 40)}: ${outcome.replace('_', ' ')}${comment === null ? '' : `, “${shown(comment, 400)}”`}`,
    })),
    has_buttons: canReview,
    has_payment: true,
    run_id: runId,
    version,
    verbs,
    inputs: {
      [verbs.clear_false_positive]: commentInputId(verbs.clear_false_positive),
      [verbs.confirm_true_match]: commentInputId(verbs.confirm_true_match),
    },
    footer: `For compliance only. Do not forward. Reference ${shown(runId)}`,
  };
}

/** The `screening` template for `/screen NAME`: others learn only whether the name is clear. */
export function screeningResultCardData(result: SanctionsScreening, audience: ScreeningAudience) {
  const isOpen = audience === 'compliance' || result.decision === 'CLEAR';
  const part = isOpen ? compliancePart(result) : { icon: '◔', word: 'Ask compliance', style: 'default', facts: [] };
  return {
    title: 'Sanctions screening',
    subtitle: shown(result.beneficiary_screened),
    ...part,
    notes: isOpen ? [] : [{ text: 'This name needs a look by compliance before anything is paid.' }],
    has_buttons: false,
    has_payment: false,
    run_id: '',
    version: 0,
    verbs,
    inputs: {},
    footer: `${isOpen ? `List ${shown(result.audit.index_queried, 120)}  ·  ` : ''}${shown(showInstant(result.audit.timestamp_utc), 40)}  ·  reference ${shown(result.audit.run_id)}`,
  };
}

/** What newer screeners add beside the contract's fields, shown where it is there. */
const extraDetails = z.looseObject({
  uid: z.union([z.string(), z.number()]).nullish().catch(null),
  matched_name: z.string().nullish().catch(null),
  matched_name_kind: z.string().nullish().catch(null),
  rule: z.string().nullish().catch(null),
});

function compliancePart({
  decision,
  confidence,
  match_type,
  match_details,
  recommendation,
  beneficiary_screened,
  audit,
}: SanctionsScreening) {
  const extra = extraDetails.parse(match_details);
  const { matched_entity, programs, entity_type } = match_details;
  const rows: readonly [string, string | number | null | undefined][] = [
    ['Screened', beneficiary_screened],
    ['Match type', match_type],
    ['Confidence', `${confidence} of 100`],
    ['Matched entity', matched_entity],
    ['Matched name', extra.matched_name],
    ['Kind of name', extra.matched_name_kind],
    ['Entity type', entity_type],
    ['Programmes', programs.length === 0 ? null : programs.slice(0, 12).join(', ')],
    ['List entry', extra.uid],
    ['Rule', extra.rule],
    ['Recommendation', recommendation],
    ['List', audit.index_queried],
  ];
  const facts: Fact[] = rows.flatMap(([title, value]) =>
    value === null || value === undefined || value === '' ? [] : [{ title, value: shown(String(value), 300) }],
  );
  return { ...looks[decision], word: decision, facts };
}
