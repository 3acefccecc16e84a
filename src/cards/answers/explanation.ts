/** Why a payment stands where it stands, from what was decided, with nothing the originator may not read. */
import { pendingRoles, type PaymentCase } from '../../domain/case/payment-case';
import type { AskedRole, approvalStoppedBy } from '../../domain/case/people/asked-people';
import { shownStatus } from '../../domain/case/people/compliance-alone';
import { isRefusedByBank } from '../../domain/case/acts/bank/bank-status';
import { actionOf } from '../../domain/policy/outcome';
import type { ShortAnswer } from './answer-card';
import type { Words } from '../words/words';
import { redactFor } from '../payment/redaction';
import { recordedReason } from '../payment/texts/recorded-reason';
import { approvalStoppedText } from '../payment/texts/approval-stopped-text';

/** Whom it waits for now, as its card names them. */
export interface WaitsFor {
  readonly asked: readonly AskedRole[];
  readonly stoppedBy: ReturnType<typeof approvalStoppedBy>;
}

/** Unescaped text. */
export function explanationOf(paymentCase: PaymentCase, waitsFor: WaitsFor, words: Words): ShortAnswer {
  const say = words.chat.explanation;
  const { payment, status, runId, decision, failure, rejection } = paymentCase;
  const redaction = redactFor(paymentCase, words);
  const share = (text: string) => redaction.share(text);
  const title = isRefusedByBank(paymentCase)
    ? say.refusedByBank(payment.payment_id)
    : words.caseStates.said[shownStatus(paymentCase)](payment.payment_id);
  if (redaction.isRestricted) return { title, lines: [say.underCompliance(runId)] };
  // Withdrawn or rejected since, it waits for no restart.
  if (failure && status === 'held') return { title, lines: [say.failed(words.fault(failure.code))] };
  if (!decision) return { title, lines: [say.undecided] };
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
      ...waitingLines(paymentCase, waitsFor, words),
    ],
    sources: [words.chat.ruleList(decision.ruleIds), say.policy(decision.policyReference)],
  };
}

function waitingLines(current: PaymentCase, { asked, stoppedBy }: WaitsFor, words: Words): readonly string[] {
  if (stoppedBy !== null) return [`${approvalStoppedText(stoppedBy, words)}.`];
  if (pendingRoles(current).length === 0) return [];
  const say = words.chat.explanation;
  return [
    say.waitsFor(
      asked.map(({ role, alternatives = [], people }) => {
        const named = alternatives.length === 0 ? role : words.next.inPlaceOf(role, alternatives);
        const names = people.map(({ name, actsFor }) =>
          actsFor === undefined ? name : words.delegation.standsIn(name, actsFor.name),
        );
        return names.length === 0 ? say.nobodyMay(named) : say.holders(named, names);
      }),
    ),
  ];
}
