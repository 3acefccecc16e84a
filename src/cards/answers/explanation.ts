/** Why a payment stands where it stands, from what was decided, with nothing the originator may not read. */
import { pendingRoles, type PaymentCase } from '../../domain/case/payment-case';
import { shownStatus } from '../../domain/case/people/compliance-alone';
import { actionOf } from '../../domain/policy/outcome';
import type { ShortAnswer } from './answer-card';
import type { Words } from '../words/words';
import { redactFor } from '../payment/redaction';
import { recordedReason } from '../payment/texts/recorded-reason';

/** Unescaped text. `namesOf` says who holds a role. */
export function explanationOf(
  paymentCase: PaymentCase,
  namesOf: (role: string) => readonly string[],
  words: Words,
): ShortAnswer {
  const say = words.chat.explanation;
  const { payment, status, runId, decision, failure, rejection } = paymentCase;
  const redaction = redactFor(paymentCase, words);
  const share = (text: string) => redaction.share(text);
  const title = words.caseStates.said[shownStatus(paymentCase)](payment.payment_id);
  if (redaction.isRestricted) return { title, lines: [say.underCompliance(runId)] };
  if (failure) return { title, lines: [say.failed(words.fault(failure.code))] };
  if (!decision) return { title, lines: [say.undecided] };
  const waiting = pendingRoles(paymentCase).map((role) => say.holders(role, namesOf(role)));
  return {
    title:
      status === 'awaiting_approval' && actionOf(decision.outcome) === 'HOLD' ? say.onHold(payment.payment_id) : title,
    lines: [
      `${recordedReason(decision, { words, redaction }).text}.`,
      ...(rejection
        ? [
            say.rejectedBy(
              rejection.by.name,
              rejection.role,
              rejection.comment === null ? null : share(rejection.comment),
            ),
          ]
        : []),
      ...(waiting.length > 0 ? [say.waitsFor(waiting)] : []),
    ],
    sources: [words.chat.ruleList(decision.ruleIds), say.policy(decision.policyReference)],
  };
}
