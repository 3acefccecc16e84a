/** Why a payment stands where it stands, from what was decided, with nothing the originator may not read. */
import { describeFault } from '../../domain/values/errors';
import { pendingRoles, type PaymentCase } from '../../domain/case/payment-case';
import { actionOf } from '../../domain/policy/outcome';
import type { ShortAnswer } from '../answer-card';
import { redactFor } from './redaction';

const states: Readonly<Record<PaymentCase['status'], string>> = {
  under_review: 'is under review',
  held: 'is held',
  compliance_review: 'is under compliance review',
  awaiting_approval: 'waits for approval',
  approved: 'is approved',
  rejected: 'was rejected',
};

/** Unescaped text. `namesOf` says who holds a role. */
export function explanationOf(paymentCase: PaymentCase, namesOf: (role: string) => readonly string[]): ShortAnswer {
  const { payment, status, runId, decision, failure, rejection } = paymentCase;
  const redaction = redactFor(paymentCase);
  const share = (text: string) => redaction.share(text);
  const title = `${payment.payment_id} ${states[status]}`;
  if (redaction.isRestricted) return { title, lines: [`It is under compliance review, reference ${runId}.`] };
  if (failure)
    return {
      title,
      lines: [`${describeFault(failure.code).cardText} Nothing is released until the review is restarted.`],
    };
  if (!decision) return { title, lines: ['The review is not finished; there is no decision yet.'] };
  const waiting = pendingRoles(paymentCase).map((role) => {
    const names = namesOf(role);
    return names.length > 0 ? `${role} (${names.join(', ')})` : role;
  });
  return {
    title:
      status === 'awaiting_approval' && actionOf(decision.outcome) === 'HOLD'
        ? `${payment.payment_id} is on hold`
        : title,
    lines: [
      `${share(decision.reason)}.`,
      ...(rejection
        ? [
            `Rejected by ${rejection.by.name}, ${rejection.role}${rejection.comment === null ? '' : `: ${share(rejection.comment)}`}.`,
          ]
        : []),
      ...(waiting.length > 0 ? [`Waits for ${waiting.join(' and ')}.`] : []),
    ],
    sources: [`Rules: ${decision.ruleIds.join(', ')}`, `Policy: ${decision.policyReference}`],
  };
}
